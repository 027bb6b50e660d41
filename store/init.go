package store

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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
	code, err := bear(cfg, passphrase, opt)
	if err != nil {
		return nil, "", explain(op, err)
	}
	s, err := open(ctx, cfg, withPassphrase(passphrase), false)
	return s, code, err
}

// bear makes the file under another name and gives it its own once it is whole: a power cut in between must not leave a store
// without a key, which nobody could open and nobody could make anew.
func bear(cfg Config, passphrase string, opt InitOptions) (string, error) {
	if err := makeRoom(cfg); err != nil {
		return "", err
	}
	final := cfg.path()
	cfg.file = filepath.Join(cfg.Dir, unborn)
	s, err := begin(cfg, "rwc", false)
	if err != nil {
		return "", err
	}
	defer s.abandon() // after the files are gone: whoever waits for the lock may make its own
	defer removeFiles(cfg)
	if _, err := os.Stat(final); !errors.Is(err, fs.ErrNotExist) {
		return "", assessments.Errorf(assessments.Conflict, "store.init", "There is a store in this folder already. Nothing was changed; open it, or choose another folder.")
	}
	code, err := s.found(passphrase, opt)
	if err == nil {
		err = s.disk.script("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if cerr := s.disk.close(); err == nil {
		err = cerr
	}
	s.disk = nil
	if err == nil {
		err = os.Rename(cfg.path(), final)
	}
	if err == nil {
		err = syncDir(cfg.Dir)
	}
	return code.String(), err
}

// unborn is the name of a store's file until it has its keys.
const unborn = "fieldfare.new"

// removeFiles clears away what an Init left, finished or not.
func removeFiles(cfg Config) {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(cfg.path() + end) // nothing of value is in them
	}
}

// syncDir makes a new name in a folder durable, where folders can be synced at all.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	_ = f.Sync() // Windows does not do it, and keeps names in order by itself
	return nil
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

// putWrap writes one way to open the store.
func putWrap(d *db, store []byte, name string, w vault.Wrap) error {
	return d.exec("INSERT OR REPLACE INTO vault (name, store, passes, memory_kib, lanes, salt, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)",
		name, store, int(w.Passes), int(w.MemoryKiB), int(w.Lanes), w.Salt, w.Sealed)
}
