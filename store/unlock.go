package store

import (
	"context"
	"crypto/ed25519"
	"runtime"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// An unlock finds the device key in the wraps of a store.
type unlock struct {
	wrap   string
	open   func(w vault.Wrap, store []byte) ([]byte, error)
	toSync bool // a locked store opens too
	check  bool // the key came from elsewhere, and may be another store's
}

// withPassphrase and withCode are the two ways.
func withPassphrase(p string) unlock {
	return unlock{wrap: "passphrase", open: func(w vault.Wrap, store []byte) ([]byte, error) { return w.OpenPassphrase(store, p) }}
}

func withCode(typed string) unlock {
	return unlock{wrap: "recovery", open: func(w vault.Wrap, store []byte) ([]byte, error) {
		c, err := vault.ParseCode(typed)
		if err != nil {
			return nil, err
		}
		return w.OpenCode(store, c)
	}}
}

// withKey is for a key that came out of escrow.
func withKey(key []byte) unlock {
	return unlock{wrap: "recovery", check: true, open: func(vault.Wrap, []byte) ([]byte, error) { return key, nil }}
}

// hold derives the keys that everything else is opened with.
func (s *Store) hold(id, device []byte) (err error) {
	s.id = id
	if s.ring, err = vault.NewRing(id, device); err == nil {
		s.stateID = s.ring.ID("meta", "state")
	}
	return err
}

// unlock opens the vault.
func (s *Store) unlock(how unlock) error {
	w, id, err := s.wrap(how.wrap)
	if err != nil {
		return err
	}
	device, err := how.open(w, id)
	if err != nil {
		return err
	}
	if !s.cfg.KDF.Cheap() {
		// The derivation's 64 MiB must not stand beside the records that are read now: those take their place. To give them back to the
		// system before, and to ask for them again page by page, takes a tenth of the reading.
		runtime.GC()
	}
	if err := s.hold(id, device); err != nil || !how.check {
		return err
	}
	if state, _, err := s.readMeta(s.disk, "state"); err != nil || state == nil {
		return assessments.Wrap(err, assessments.Unauthorized, "store.recover", "The key from escrow belongs to another store. Nothing was changed; check which tablet the sealed file is of.")
	}
	return nil
}

// wrap reads one way to open the store, and the store's id, which every key is bound to.
func (s *Store) wrap(name string) (vault.Wrap, []byte, error) {
	r, err := s.disk.one("SELECT store, passes, memory_kib, lanes, salt, sealed FROM vault WHERE name = ?", name)
	if err != nil {
		return vault.Wrap{}, nil, err
	}
	if r == nil {
		return vault.Wrap{}, nil, assessments.Errorf(assessments.Damaged, "store.open", "The store has lost the part that holds its keys. Restore a backup; nothing was changed.")
	}
	p, err := vault.Stored(integer(r[1]), integer(r[2]), integer(r[3]), s.cfg.KDF)
	return vault.Wrap{Params: p, Salt: blob(r[4]), Sealed: blob(r[5])}, blob(r[0]), err
}

// ChangePassphrase wraps the device key under a new passphrase; nothing else is sealed again. current is checked, unless the store
// was opened with the recovery code.
func (s *Store) ChangePassphrase(ctx context.Context, current, next string) error {
	const op = "store.passphrase"
	if err := goodPassphrase(op, next); err != nil {
		return err
	}
	return s.write(ctx, op, func(t *tx) error {
		w, id, err := s.wrap("passphrase")
		if err != nil {
			return err
		}
		device := s.ring.Key()
		if !s.viaCode {
			if _, err := w.OpenPassphrase(id, current); err != nil {
				return err
			}
		}
		if w, err = vault.WrapPassphrase(s.cfg.Rand, id, device, next, s.cfg.KDF); err != nil {
			return err
		}
		t.after(func() { s.viaCode = false })
		return putWrap(t.d, id, "passphrase", w)
	})
}

// goodPassphrase asks for length only: rules about signs make people write passphrases down.
func goodPassphrase(op, p string) error {
	if utf8.RuneCountInString(p) < minPassphrase {
		return assessments.Errorf(assessments.Invalid, op, "A passphrase has at least %d characters. Three or four ordinary words are easy to remember and hard to guess.", minPassphrase)
	}
	return nil
}

// DeviceKey returns the device's Ed25519 key, made by Init.
func (s *Store) DeviceKey(ctx context.Context) (ed25519.PrivateKey, error) {
	if err := s.reading(ctx, "store.key"); err != nil {
		return nil, err
	}
	st := s.now()
	return ed25519.NewKeyFromSeed(st.Seed), nil
}
