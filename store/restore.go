package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"github.com/fieldfare/fieldfare/assessments"
)

// RestoreOptions say what may happen to a store that is in the way. KeepAside copies it into a folder beside first, where it opens
// like any other store.
type RestoreOptions struct {
	KeepAside bool
}

// A Restored says what a restore did. Aside is the folder of the store that was there before, "" for none.
type Restored struct {
	BackupHeader
	Aside  string
	Unsent int // changes of the backup that the service had not confirmed when it was made
}

// Restore puts a backup in the place of the store in cfg.Dir, whole or not at all, and gives it a new incarnation: the tablet it
// was made on may still be in use, and neither may pass for the other. The passphrase is the one of the moment of the backup.
// A store with work that the service does not have is in the way: Conflict, unless it is kept aside.
func Restore(ctx context.Context, cfg Config, file, passphrase string, opt RestoreOptions) (Restored, error) {
	const op = "store.restore"
	var out Restored
	if err := ctx.Err(); err != nil {
		return out, err
	}
	cfg = cfg.withDefaults()
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return out, assessments.Wrap(err, assessments.Forbidden, op, "Fieldfare cannot make its folder. Choose another place, or check the permissions.")
	}
	owner, err := claim(cfg)
	if err != nil {
		return out, err
	}
	defer func() { _ = owner.Unlock() }()
	if err := forgetWiped(cfg); err != nil {
		return out, explain(op, err)
	}
	final := cfg.path()
	if !opt.KeepAside {
		if err := inTheWay(final); err != nil {
			return out, err
		}
	}
	cfg.file = filepath.Join(cfg.Dir, unborn)
	removeFiles(cfg) // of one that did not finish
	defer removeFiles(cfg)
	if out.BackupHeader, err = readBackup(file, cfg.path()); err != nil {
		return out, explain(op, err)
	}
	cfg.step("restore copied")
	if out.Unsent, err = reborn(ctx, cfg, owner, passphrase); err != nil {
		return out, explain(op, err)
	}
	cfg.step("restore reborn")
	old := cfg
	old.file = ""
	if out.Aside, err = makeWay(old, opt.KeepAside); err != nil {
		return out, explain(op, err)
	}
	cfg.step("restore cleared")
	if err = os.Rename(cfg.path(), final); err == nil {
		err = syncDir(cfg.Dir)
	}
	cfg.step("restore named")
	return out, explain(op, err)
}

// inTheWay refuses to replace a store that has something nobody else has. The states of the journal are readable without keys.
func inTheWay(path string) error {
	const op = "store.restore"
	if _, err := os.Stat(path); os.IsNotExist(err) {
		return nil
	}
	unknown := assessments.Errorf(assessments.Conflict, op, "There is a store in this folder that cannot be read, so nobody can say whether all its work was sent. Nothing was changed; add --keep-aside to keep it in a folder of its own.")
	if checkLog(path) != nil {
		return unknown
	}
	d, err := openDB(fileDSN(path, "ro"), "busy_timeout = 5000", "query_only = ON")
	if err != nil {
		return unknown
	}
	defer d.close()
	// An older store notes in the outbox itself what is confirmed.
	from, unsent := "outbox", int64(0)
	newer, err := d.number("SELECT count(*) FROM sqlite_schema WHERE name = 'journal'")
	if newer > 0 {
		from = "journal"
	}
	if err == nil {
		unsent, err = d.number("SELECT count(*) FROM " + from + " WHERE state <> 'acked'")
	}
	if err != nil {
		return unknown
	}
	drafts, err := d.number("SELECT count(*) FROM draft")
	if err != nil {
		return unknown
	}
	// An older store has no pictures, and no table for them.
	pictures, err := d.number("SELECT count(*) FROM sqlite_schema WHERE name = 'blob'")
	if err == nil && pictures > 0 {
		pictures, err = d.number("SELECT count(*) FROM blob WHERE state = 'pending'")
	}
	if err != nil {
		return unknown
	}
	if unsent+drafts+pictures > 0 {
		return assessments.Errorf(assessments.Conflict, op, "The store in this folder has %s and %s not sent yet and %s being typed. Nothing was changed; sync it first, or add --keep-aside to keep it in a folder of its own.",
			counted(unsent, "change"), counted(pictures, "picture"), counted(drafts, "field"))
	}
	return nil
}

// reborn opens the copy, looks at every row of it, and gives it a new incarnation: what it saves from now on counts from 1 under
// a name of its own. What waits in it keeps the name and number it was saved under, so that the service knows it again.
func reborn(ctx context.Context, cfg Config, owner *flock.Flock, passphrase string) (unsent int, err error) {
	const op = "store.restore"
	s, err := beginOwned(cfg, owner, "rw", false)
	if err != nil {
		return 0, err
	}
	defer s.letGo()
	if err := migrate(s.disk, schemaFiles, func(int) error { return nil }); err != nil {
		return 0, err
	}
	if err := s.unlock(withPassphrase(passphrase)); err != nil {
		if assessments.KindOf(err) == assessments.Unauthorized {
			return 0, assessments.Wrap(err, assessments.Unauthorized, op, "That passphrase does not open this backup. It opens with the passphrase that the store had when the backup was made.")
		}
		return 0, err
	}
	if err := s.start(); err != nil {
		return 0, err
	}
	problems, err := s.Verify(ctx)
	if err != nil {
		return 0, err
	}
	if len(problems) > 0 {
		return 0, assessments.Errorf(assessments.Damaged, op, "The store in this backup was damaged already: %d parts of it cannot be read. Nothing was changed; use another backup.", len(problems))
	}
	err = s.write(ctx, op, func(t *tx) error { return t.reborn() })
	if err == nil {
		err = s.disk.script("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return len(s.journal.byCID), err
}

// makeWay ends the store that is to be replaced: its log is moved into its file, so that nothing of it is left that SQLite would
// take for the new one's. Kept aside it is copied first, whatever state it is in.
func makeWay(cfg Config, keep bool) (aside string, err error) {
	if _, err := os.Stat(cfg.path()); err == nil && keep {
		if aside, err = copyAside(cfg, "kept-aside"); err == nil {
			err = syncDir(cfg.Dir)
		}
		if err != nil {
			return "", err
		}
	}
	if d, err := openDB(fileDSN(cfg.path(), "rw"), "busy_timeout = 5000", "synchronous = FULL"); err == nil {
		err = d.script("PRAGMA wal_checkpoint(TRUNCATE)")
		if cerr := d.close(); err == nil {
			err = cerr
		}
		if err != nil && !keep {
			return "", err
		}
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(cfg.path() + end); err != nil && !os.IsNotExist(err) {
			return "", err
		}
	}
	return aside, nil
}

// counted is a number of things, as people write it.
func counted(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
