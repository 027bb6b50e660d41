package store

import (
	"context"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Escrow seals the store's key to a recovery key of its service: with both halves of that, and nothing less, a new passphrase can be
// set when the old one and the code are lost.
func (s *Store) Escrow(ctx context.Context, recovery []byte) (wire.Escrow, error) {
	const op = "store.escrow"
	if err := s.reading(ctx, op); err != nil {
		return wire.Escrow{}, err
	}
	s.mem.RLock()
	defer s.mem.RUnlock()
	if s.closed || s.st.Enrolled == nil {
		return wire.Escrow{}, assessments.Errorf(assessments.Forbidden, op, "This device is not enrolled with a service yet.")
	}
	return wire.SealEscrow(recovery, s.st.Enrolled.Tenant, s.st.Enrolled.Device, s.ring.Key())
}

// A Recovered says what a recovery found: how many changes the store still holds for its service, and the new recovery code, "" where
// the old one is still good.
type Recovered struct {
	Unsent int
	Code   string
}

// RecoverWithCode sets a new passphrase with the recovery code that Init gave. Nothing else in the store changes.
func RecoverWithCode(ctx context.Context, cfg Config, code, next string) (Recovered, error) {
	return recoverStore(ctx, cfg, withCode(code), next, false)
}

// RecoverWithKey sets a new passphrase and a new recovery code with the store's key itself, which came out of escrow: both old ones are
// lost. A key of another store is Unauthorized and changes nothing.
func RecoverWithKey(ctx context.Context, cfg Config, key []byte, next string) (Recovered, error) {
	return recoverStore(ctx, cfg, withKey(key), next, true)
}

// RecoverWithFiles is RecoverWithKey with the three files that the service hands out: both leads' halves in any order, and the
// tablet's sealed key.
func RecoverWithFiles(ctx context.Context, cfg Config, one, two, sealed []byte, next string) (Recovered, error) {
	var halves [2]wire.Share
	var e wire.Escrow
	read := func(raw []byte, into any, what string) error {
		if err := json.Unmarshal(raw, into); err != nil {
			return assessments.Wrap(err, assessments.Invalid, "store.recover", what+" is not a file of your service's recovery. Nothing was changed; ask your lead for it again.")
		}
		return nil
	}
	err := read(one, &halves[0], "The first half")
	if err == nil {
		err = read(two, &halves[1], "The second half")
	}
	if err == nil {
		err = read(sealed, &e, "The sealed key")
	}
	if err != nil {
		return Recovered{}, err
	}
	key, err := e.Open(halves[0], halves[1])
	if err != nil {
		return Recovered{}, err
	}
	defer clear(key)
	return RecoverWithKey(ctx, cfg, key, next)
}

func recoverStore(ctx context.Context, cfg Config, how unlock, next string, recode bool) (r Recovered, err error) {
	if err := goodPassphrase("store.recover", next); err != nil {
		return r, err
	}
	how.toSync = true // what a locked store holds unsent must not be lost with a passphrase
	s, err := open(ctx, cfg, how, false)
	if err != nil {
		return r, err
	}
	defer func() {
		if cerr := s.Close(); err == nil {
			err = cerr
		}
	}()
	if recode {
		if r.Code, err = s.newCode(ctx); err != nil {
			return r, err
		}
	}
	if err := s.ChangePassphrase(ctx, "", next); err != nil {
		return r, err
	}
	st, err := s.Status(ctx)
	r.Unsent = st.Unsent
	return r, err
}

// newCode makes the recovery code anew; the old one opens nothing any more.
func (s *Store) newCode(ctx context.Context) (string, error) {
	code, err := vault.NewCode(s.cfg.Rand)
	if err != nil {
		return "", err
	}
	err = s.write(ctx, "store.code", func(t *tx) error {
		w, err := vault.WrapCode(s.cfg.Rand, s.id, s.ring.Key(), code)
		if err != nil {
			return err
		}
		return putWrap(t.d, s.id, "recovery", w)
	})
	return code.String(), err
}
