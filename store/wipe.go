package store

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// ErrWiped is in the chain of what Open says of a store that was wiped by its service.
var ErrWiped = errors.New("the store was wiped")

// ErrNotOurs is in the chain of the error for an order to wipe that does not come from the service this device enrolled with.
var ErrNotOurs = errors.New("the order's signature is not the service's")

// A Wiped is what stands in the place of a store that was wiped. It holds nothing of the records. Server and Report are there until
// the service has heard of it.
type Wiped struct {
	At     string            `json:"at"` // by the device's clock
	Lost   int               `json:"lost,omitempty"`
	Server string            `json:"server,omitempty"`
	Report *wire.WipedReport `json:"report,omitempty"`
	// Removed says that the therapist took it off themselves; see Remove.
	Removed bool `json:"removed,omitempty"`
}

// wipedName is the file that says so. As long as it is there, everything that looks like a store beside it is destroyed.
const wipedName = "fieldfare.wiped"

// Wipe obeys an order that came in answer to token: it destroys the wraps of the device key, every scope key and every row, here
// and in the copies beside the store, and leaves a file that says so. The store is closed afterwards. What it still holds unsent is
// lost: send it first. An order that this device's service did not sign is Forbidden, with ErrNotOurs, and changes nothing.
func (s *Store) Wipe(ctx context.Context, order wire.Wipe, token string) (Wiped, error) {
	const op = "store.wipe"
	var w Wiped
	if err := ctx.Err(); err != nil {
		return w, err
	}
	s.w.Lock()
	if err := s.usable(op); err != nil {
		s.w.Unlock()
		return w, err
	}
	e := s.st.Enrolled
	if e == nil || s.readOnly != nil || !order.Holds(e.WipeKey, e.Device, token) {
		s.w.Unlock()
		return w, assessments.Wrap(ErrNotOurs, assessments.Forbidden, op, "Somebody asked this tablet to delete what it holds, but not your service. Nothing was deleted; tell your lead.")
	}
	w = Wiped{At: stamp(s.cfg.Now()), Lost: s.atStake(), Server: e.Server}
	report := wire.WipedReport{Device: e.Device, Nonce: order.Nonce, Lost: w.Lost}.Signed(ed25519.NewKeyFromSeed(s.st.Seed))
	w.Report = &report
	cfg, device := s.cfg, s.ring.Key()
	// From here on there is no way back, also not by pulling the plug: whoever opens the store goes on from here.
	if err := writeWiped(cfg, w); err != nil {
		s.w.Unlock()
		return Wiped{}, explain(op, err)
	}
	s.step("wipe marked")
	rerr := s.razeRows()
	s.w.Unlock()
	s.step("wipe rows")
	if err := s.Close(); err != nil {
		cfg.Log.Warn("the wiped store did not close as it should", "err", err)
	}
	clear(device)
	if err := raze(cfg); err != nil {
		return w, explain(op, errors.Join(err, rerr))
	}
	cfg.step("wipe files")
	return w, nil
}

// atStake counts the changes that nobody but this device has, the fields being typed and the pictures not sent yet. The caller holds
// the writer's lock.
func (s *Store) atStake() int {
	pictures, err := s.disk.number("SELECT count(*) FROM blob WHERE state = 'pending'")
	if err != nil {
		s.cfg.Log.Warn("the pictures could not be counted", "err", err)
	}
	n := int(pictures)
	for _, e := range s.journal.byCID {
		v, err := s.said(e)
		if err != nil || e.state != quarantined || v.Code == wire.CodeRefused {
			n++
		}
	}
	for _, fields := range s.drafts {
		n += len(fields)
	}
	slips, err := s.readSlips()
	if err != nil {
		s.cfg.Log.Warn("the notes written while locked could not be counted", "err", err)
	}
	return n + len(slips)
}

// razeRows empties every table, the keys first. SQLite overwrites what it deletes (secure_delete).
func (s *Store) razeRows() error {
	var names []string
	err := s.disk.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", func(r dbRow) error {
		names = append(names, text(r[0]))
		return nil
	})
	if err != nil {
		return err
	}
	all := "PRAGMA foreign_keys = OFF; DELETE FROM vault; DELETE FROM scope_key;"
	for _, name := range names {
		all += `DELETE FROM "` + name + `";`
	}
	return s.disk.script(all + "PRAGMA wal_checkpoint(TRUNCATE)")
}

// SendAll makes everything ready to send that this device alone has, whatever it waited for: what is being typed becomes changes,
// and what was held or parked goes again. It returns how many changes wait. It is for a store that is about to be wiped.
func (s *Store) SendAll(ctx context.Context) (n int, err error) {
	err = s.write(ctx, "store.sendAll", func(t *tx) error {
		for _, id := range sorted(s.drafts) {
			if err := t.fold("store.sendAll", id, nil, false); err != nil {
				s.cfg.Log.Warn("what is being typed cannot become a change", "record", id, "err", err)
			}
		}
		for _, e := range s.journal.order {
			switch t.state(e) {
			case held:
			case quarantined:
				v, err := t.verdict(e)
				if err != nil {
					return err
				}
				if v.Code != wire.CodeRefused {
					continue // the service has it
				}
			default:
				continue
			}
			if err := t.mark(e, pending, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	s.w.Lock()
	defer s.w.Unlock()
	for _, e := range s.journal.byCID {
		if e.state == pending {
			n++
		}
	}
	return n, nil
}

// WipedIn returns what stands in a folder in the place of a wiped store.
func WipedIn(dir string) (w Wiped, ok bool) {
	raw, err := os.ReadFile(filepath.Join(dir, wipedName))
	// A file of that name with something else in it destroys nothing.
	return w, err == nil && json.Unmarshal(raw, &w) == nil && w.At != ""
}

// WipeReported keeps no more than the date, once the service has heard.
func WipeReported(dir string) error {
	w, ok := WipedIn(dir)
	if !ok {
		return nil
	}
	return writeWiped(Config{Dir: dir}, Wiped{At: w.At, Lost: w.Lost})
}

// Sentence says what happened.
func (w Wiped) Sentence() string {
	day := "a day that was not kept"
	if at, err := time.Parse(time.RFC3339, w.At); err == nil {
		day = at.Format("2 January 2006")
	}
	s := "This tablet was wiped by your service on " + day + ". Nothing of the records is left on it. "
	if w.Lost > 0 {
		return s + counted(int64(w.Lost), "saved thing") + " that your service had not taken went with it. Ask your lead."
	}
	return s + "What you had saved was sent to your service first. Ask your lead."
}

// refuseWiped finishes a wipe that was interrupted, and says that there was one. The caller holds the owner's lock.
func refuseWiped(cfg Config) error {
	w, ok := WipedIn(cfg.Dir)
	if !ok {
		return nil
	}
	if err := raze(cfg); err != nil {
		return explain("store.open", err)
	}
	return assessments.Wrap(ErrWiped, assessments.NotFound, "store.open", w.Sentence())
}

// makeRoom is forgetWiped for whoever does not hold the owner's lock.
func makeRoom(cfg Config) error {
	if _, ok := WipedIn(cfg.Dir); !ok {
		return nil
	}
	owner, err := claim(cfg)
	if err != nil {
		return err
	}
	defer func() { _ = owner.Unlock() }()
	return forgetWiped(cfg)
}

// forgetWiped makes room for a new store: nothing of the old one is left, and the mark must not be taken for one of the new one.
func forgetWiped(cfg Config) error {
	if _, ok := WipedIn(cfg.Dir); !ok {
		return nil
	}
	if err := raze(cfg); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(cfg.Dir, wipedName)); err != nil {
		return err
	}
	return syncDir(cfg.Dir)
}

// writeWiped puts the mark on the disk, whole or not at all.
func writeWiped(cfg Config, w Wiped) error {
	raw, err := json.Marshal(w)
	if err != nil {
		return err
	}
	return putFile(cfg, wipedName, raw)
}
