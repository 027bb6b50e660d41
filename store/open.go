package store

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"github.com/fieldfare/fieldfare/assessments"
)

// Open opens a store with its passphrase. A wrong one is Unauthorized; a store that another process has open is Unavailable; a
// file of a newer Fieldfare is TooNew; a damaged one is copied aside and is Damaged: OpenReadOnly shows what can be read. One that
// has locked itself is Forbidden, with ErrLocked in the chain: OpenToSync opens it all the same, for sending. One that was wiped is
// NotFound, with ErrWiped.
func Open(ctx context.Context, cfg Config, passphrase string) (*Store, error) {
	return open(ctx, cfg, withPassphrase(passphrase), false)
}

// OpenWithRecoveryCode opens a store with the code that Init gave. ChangePassphrase then asks for no old passphrase.
func OpenWithRecoveryCode(ctx context.Context, cfg Config, code string) (*Store, error) {
	return open(ctx, cfg, withCode(code), false)
}

// OpenReadOnly opens a damaged store as far as it goes. Damage lists what could not be read; nothing can be saved.
func OpenReadOnly(ctx context.Context, cfg Config, passphrase string) (*Store, error) {
	return open(ctx, cfg, withPassphrase(passphrase), true)
}

// open is Open with any of the ways to find the device key. Damage found anywhere on the way ends in a copy put aside.
func open(ctx context.Context, cfg Config, how unlock, readOnly bool) (*Store, error) {
	const op = "store.open"
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	cfg = cfg.withDefaults()
	if _, wiped := WipedIn(cfg.Dir); wiped {
		owner, err := claim(cfg)
		if err != nil {
			return nil, err
		}
		defer func() { _ = owner.Unlock() }()
		return nil, refuseWiped(cfg)
	}
	if _, err := os.Stat(cfg.path()); errors.Is(err, os.ErrNotExist) {
		return nil, assessments.Errorf(assessments.NotFound, op, "There is no Fieldfare store in this folder yet.")
	}
	s, err := begin(cfg, "rw", readOnly)
	if err != nil {
		return nil, keepCopy(cfg, err)
	}
	s.viaCode = how.wrap == "recovery"
	err = migrate(s.disk, schemaFiles, func(version int) error { return s.copyBefore(version) })
	if err == nil {
		err = s.unlock(how)
	}
	if err == nil {
		err = s.start()
	}
	if err == nil {
		err = s.admit(how.toSync)
	}
	if err == nil {
		s.collect()
		s.greet()
	}
	if err != nil {
		s.abandon()
		return nil, keepCopy(cfg, explain(op, err))
	}
	return s, nil
}

// claim takes the owner's lock: a store belongs to one process.
func claim(cfg Config) (*flock.Flock, error) {
	const op = "store.open"
	owner := flock.New(filepath.Join(cfg.Dir, lockName), flock.SetPermissions(0o600))
	mine, err := owner.TryLock()
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Forbidden, op, "Fieldfare may not write to its folder. Nothing was changed; check the folder's permissions.")
	}
	if !mine {
		return nil, assessments.Errorf(assessments.Unavailable, op, "Fieldfare is already open on this store. Use the window that is open, or close it first.")
	}
	return owner, nil
}

// InUse reports whether another window has the store in dir open now.
func InUse(dir string) bool {
	owner := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600), flock.SetFlag(os.O_RDWR))
	free, err := owner.TryLock()
	if free {
		_ = owner.Unlock() // it was only looked at
	}
	return err == nil && !free
}

// begin takes the owner's lock and opens the file.
func begin(cfg Config, mode string, readOnly bool) (*Store, error) {
	owner, err := claim(cfg)
	if err != nil {
		return nil, err
	}
	s, err := beginOwned(cfg, owner, mode, readOnly)
	if err != nil {
		_ = owner.Unlock() // the first error is the one to tell
	}
	return s, err
}

// beginOwned opens the file for whoever holds the lock, and leaves the lock to them after an error.
func beginOwned(cfg Config, owner *flock.Flock, mode string, readOnly bool) (*Store, error) {
	const op = "store.open"
	var err error
	s := &Store{cfg: cfg, owner: owner, keys: newKeyring(), journal: newJournal(), flying: map[string]bool{}, inHand: map[int64][]byte{}, started: cfg.Now(), counted: cfg.Now()}
	if readOnly {
		s.readOnly = errors.New("opened read-only")
		if cfg.file, err = readingCopy(cfg); err != nil {
			return nil, explain(op, err)
		}
		s.cfg = cfg
	} else if mode == "rw" {
		if err := checkLog(cfg.path()); err != nil {
			return nil, err
		}
		growLog(cfg)
	}
	if s.disk, err = openDisk(cfg, mode, readOnly); err != nil {
		return nil, explain(op, err)
	}
	boot := make([]byte, 8)
	if _, err := io.ReadFull(cfg.Rand, boot); err != nil {
		s.letGo()
		return nil, assessments.Wrap(err, assessments.Internal, op, "This device gave no random numbers. Restart it and try again.")
	}
	s.boot = hex.EncodeToString(boot)
	return s, nil
}

// abandon lets go of a store that did not open, and of its lock; the error that stopped it is the one to tell.
func (s *Store) abandon() {
	s.letGo()
	_ = s.owner.Unlock()
}

// letGo is abandon for whoever keeps the lock.
func (s *Store) letGo() {
	if s.index != nil {
		s.index.close()
	}
	if s.checkpoint != nil {
		s.checkpoint.close()
	}
	if s.view != nil {
		s.view.close()
	}
	if s.disk != nil {
		_ = s.disk.close()
	}
	s.dropReadingCopy()
}

// workCache is room for the pages of the largest transaction of a sync: where they do not fit, SQLite writes and reads some of them
// several times. The loading before it reads each page once and needs no room.
const workCache = "PRAGMA cache_size = -8192"

// start reads everything into memory.
func (s *Store) start() error {
	var err error
	if s.view, err = openView(); err != nil {
		return err
	}
	if s.index, err = openIndex(s); err != nil {
		return err
	}
	s.checkpoint = startCheckpointer(s)
	bad, err := s.load()
	if err != nil {
		return err
	}
	s.damage = bad
	if len(bad) > 0 && s.readOnly == nil {
		return damageError("store.open", bad)
	}
	if s.readOnly != nil {
		return nil
	}
	if err := s.disk.script(workCache); err != nil {
		return explain("store.open", err)
	}
	if err := s.forgetAcked(); err != nil {
		return err
	}
	s.finishLetGo()
	return nil
}
