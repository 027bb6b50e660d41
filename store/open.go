package store

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"

	"github.com/gofrs/flock"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// InitOptions say what a new store is for. A practice store holds made-up children and syncs only where AllowSync says so.
type InitOptions struct {
	Practice  bool
	AllowSync bool
}

// minPassphrase is the least number of characters of a passphrase.
const minPassphrase = 8

// Init makes a new store in cfg.Dir and opens it. The recovery code is shown once and kept nowhere.
func Init(ctx context.Context, cfg Config, passphrase string, opt InitOptions) (*Store, string, error) {
	const op = "store.init"
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	cfg = cfg.withDefaults()
	if err := goodPassphrase(op, passphrase); err != nil {
		return nil, "", err
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, "", assessments.Wrap(err, assessments.Forbidden, op, "Fieldfare cannot make its folder. Choose another place, or check the permissions.")
	}
	if _, err := os.Stat(cfg.path()); err == nil {
		return nil, "", assessments.Errorf(assessments.Conflict, op, "There is a store in this folder already. Nothing was changed; open it, or choose another folder.")
	}
	s, err := begin(cfg, "rwc")
	if err != nil {
		return nil, "", err
	}
	code, err := s.found(passphrase, opt)
	if err == nil {
		err = s.start()
	}
	if err != nil {
		s.abandon()
		removeFiles(cfg)
		return nil, "", explain(op, err)
	}
	return s, code.String(), nil
}

// Open opens a store with its passphrase. A wrong one is Unauthorized; a store that another process has open is Unavailable; a
// file of a newer Fieldfare is TooNew; a damaged one is copied aside and is Damaged: OpenReadOnly shows what can be read.
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

// An unlock finds the device key in the wraps of a store.
type unlock struct {
	wrap string
	open func(w vault.Wrap, store []byte) ([]byte, error)
}

func withPassphrase(p string) unlock {
	return unlock{"passphrase", func(w vault.Wrap, store []byte) ([]byte, error) { return w.OpenPassphrase(store, p) }}
}

func withCode(typed string) unlock {
	return unlock{"recovery", func(w vault.Wrap, store []byte) ([]byte, error) {
		c, err := vault.ParseCode(typed)
		if err != nil {
			return nil, err
		}
		return w.OpenCode(store, c)
	}}
}

func open(ctx context.Context, cfg Config, how unlock, readOnly bool) (*Store, error) {
	const op = "store.open"
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	cfg = cfg.withDefaults()
	if _, err := os.Stat(cfg.path()); errors.Is(err, os.ErrNotExist) {
		return nil, assessments.Errorf(assessments.NotFound, op, "There is no Fieldfare store in this folder yet.")
	}
	s, err := begin(cfg, "rw")
	if err != nil {
		return nil, keepCopy(cfg, err)
	}
	s.viaCode = how.wrap == "recovery"
	err = migrate(s.disk, schemaFiles, func(version int) error { return s.copyBefore(version) })
	if err == nil {
		err = s.unlock(how)
	}
	if err == nil {
		if readOnly {
			s.readOnly = errors.New("opened read-only")
			err = s.disk.script("PRAGMA query_only = ON")
		}
	}
	if err == nil {
		err = s.start()
	}
	if err != nil {
		s.abandon()
		return nil, keepCopy(cfg, explain(op, err))
	}
	return s, nil
}

// begin takes the owner's lock and opens the file.
func begin(cfg Config, mode string) (*Store, error) {
	const op = "store.open"
	owner := flock.New(filepath.Join(cfg.Dir, lockName), flock.SetPermissions(0o600))
	mine, err := owner.TryLock()
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Forbidden, op, "Fieldfare may not write to its folder. Nothing was changed; check the folder's permissions.")
	}
	if !mine {
		return nil, assessments.Errorf(assessments.Unavailable, op, "Fieldfare is already open on this store. Use the window that is open, or close it first.")
	}
	s := &Store{cfg: cfg, owner: owner, keys: newKeyring(), journal: newJournal(), started: cfg.Now()}
	if s.disk, err = openDisk(cfg, mode); err != nil {
		_ = owner.Unlock() // the first error is the one to tell
		return nil, explain(op, err)
	}
	boot := make([]byte, 8)
	if _, err := io.ReadFull(cfg.Rand, boot); err != nil {
		s.abandon()
		return nil, assessments.Wrap(err, assessments.Internal, op, "This device gave no random numbers. Restart it and try again.")
	}
	s.boot = hex.EncodeToString(boot)
	return s, nil
}

// abandon lets go of a store that did not open; the error that stopped it is the one to tell.
func (s *Store) abandon() {
	if s.index != nil {
		s.index.close()
	}
	if s.checkpoint != nil {
		s.checkpoint.close()
	}
	if s.view != nil {
		s.view.close()
	}
	_ = s.disk.close()
	_ = s.owner.Unlock()
}

func removeFiles(cfg Config) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(cfg.path() + end) // nothing of value is in them: Init did not finish
	}
}

// found writes the vault and the first state of a new store.
func (s *Store) found(passphrase string, opt InitOptions) (vault.Code, error) {
	var code vault.Code
	if err := migrate(s.disk, schemaFiles, func(int) error { return nil }); err != nil {
		return code, err
	}
	rand := s.cfg.Rand
	device, err := vault.NewKey(rand)
	if err != nil {
		return code, err
	}
	id, err := vault.NewKey(rand)
	if err != nil {
		return code, err
	}
	seed, err := vault.NewKey(rand) // an Ed25519 seed is 32 random bytes too
	if err != nil {
		return code, err
	}
	if err := s.hold(id[:16], device); err != nil {
		return code, err
	}
	if code, err = vault.NewCode(rand); err != nil {
		return code, err
	}
	byWords, err := vault.WrapPassphrase(rand, s.id, device, passphrase, s.cfg.KDF)
	if err != nil {
		return code, err
	}
	byCode, err := vault.WrapCode(rand, s.id, device, code)
	if err != nil {
		return code, err
	}
	inc := make([]byte, 8)
	if _, err := io.ReadFull(rand, inc); err != nil {
		return code, err
	}
	if err := s.disk.exec("BEGIN IMMEDIATE"); err != nil {
		return code, err
	}
	t := &tx{s: s, d: s.disk, st: state{Inc: hex.EncodeToString(inc), Practice: opt.Practice, MaySync: opt.AllowSync || !opt.Practice, Seed: seed}}
	for name, w := range map[string]vault.Wrap{"passphrase": byWords, "recovery": byCode} {
		if err := putWrap(s.disk, s.id, name, w); err != nil {
			return code, err
		}
	}
	if err := t.putState(); err != nil {
		return code, err
	}
	return code, s.disk.exec("COMMIT")
}

func putWrap(d *db, store []byte, name string, w vault.Wrap) error {
	return d.exec("INSERT OR REPLACE INTO vault (name, store, passes, memory_kib, lanes, salt, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)",
		name, store, int(w.Passes), int(w.MemoryKiB), int(w.Lanes), w.Salt, w.Sealed)
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
	return s.hold(id, device)
}

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
	if s.readOnly == nil {
		return s.forgetAcked()
	}
	return nil
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
