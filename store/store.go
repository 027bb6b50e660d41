package store

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// A Store is one open store. Its methods may be called from several goroutines.
type Store struct {
	cfg     Config
	owner   *flock.Flock
	id      []byte // the store's random id
	ring    *vault.Ring
	stateID []byte
	boot    string // which start of the program changes were made in
	started time.Time
	dated   int64     // what time it is by the service, as last heard; 0: not since the store was opened; the writer's
	counted time.Time // up to when the lease was counted; the writer's

	w          sync.Mutex // held by the one writer, through disk and view
	disk       *db
	readOnly   error
	refusing   atomic.Bool // the latest change could not be written, as on a full disk
	damage     []error
	viaCode    bool         // opened with the recovery code: the old passphrase is not asked for
	pinMisses  atomic.Int32 // wrong PINs in a row, where one was asked for to sign
	checkpoint *checkpointer
	counting   counting         // see digest.go
	flying     map[string]bool  // cids on their way now; see Flying
	inHand     map[int64][]byte // the frozen bytes that Pending gave last: their answer needs them once more

	mem     sync.RWMutex // guards what follows against readers; the writer reads it freely
	closed  bool
	shut    error // why the store shows nothing; see lease
	st      state
	keys    *keyring
	journal *journal
	drafts  map[assessments.ID]map[string]*draft
	source  BlobSource // asked for files that are not here

	view  *view
	index *index
	watch watchers
	reads reads

	face  Face // the writer's; see greet
	wrong int  // PINs, before the store was opened
}

// now returns the state as last committed.
func (s *Store) now() state {
	s.mem.RLock()
	defer s.mem.RUnlock()
	return s.st
}

// usable refuses a closed store. The caller holds w or mem.
func (s *Store) usable(op string) error {
	if s.closed {
		return closedError(op)
	}
	return nil
}

// closedError is what everything says after Close.
func closedError(op string) error {
	return assessments.Errorf(assessments.Unavailable, op, "Fieldfare's store is closed. Open it again.")
}

// reading says whether a reading may begin.
func (s *Store) reading(ctx context.Context, op string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mem.RLock()
	defer s.mem.RUnlock()
	if s.shut != nil && shown[op] {
		return s.shut
	}
	return s.usable(op)
}

// look reads the view.
func (s *Store) look(ctx context.Context, op string, fn func(*db) error) error {
	if err := s.reading(ctx, op); err != nil {
		return err
	}
	if err := s.Locked(); err != nil && op != "store.status" {
		return err
	}
	return explain(op, s.view.read(fn))
}

// step tells the simulator where the program is.
func (s *Store) step(name string) { s.cfg.step(name) }

// Dir is the folder that the store is in.
func (s *Store) Dir() string { return s.cfg.Dir }

// Close ends the store. What was acknowledged is on the disk already; closing only tidies.
func (s *Store) Close() error {
	if err := s.keepReads(context.Background()); err != nil && s.reading(context.Background(), "store.close") == nil {
		s.cfg.Log.Warn("what was shown is not noted", "kind", assessments.KindOf(err).String())
	}
	s.w.Lock()
	defer s.w.Unlock()
	s.mem.Lock()
	if s.closed {
		s.mem.Unlock()
		return nil
	}
	s.closed = true
	s.mem.Unlock()
	s.part()
	s.index.close()
	s.checkpoint.close()
	s.view.close()
	var err error
	if s.readOnly == nil {
		err = s.disk.script("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if cerr := s.disk.close(); err == nil {
		err = cerr
	}
	s.dropReadingCopy()
	s.mem.Lock()
	s.ring, s.keys, s.drafts, s.journal, s.inHand, s.st = nil, newKeyring(), nil, newJournal(), nil, state{} // the keys leave memory
	s.mem.Unlock()
	if uerr := s.owner.Unlock(); err == nil {
		err = uerr
	}
	return explain("store.close", err)
}
