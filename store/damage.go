package store

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// namedRows is how many bad rows a sentence names.
const namedRows = 5

// tallyError tells missing rows from changed ones. Neither can be named: a row that is gone has no place to point at.
func tallyError(t table, want, got tally) error {
	if want.Rows != got.Rows {
		return fmt.Errorf("table %s should have %d rows and has %d: %w", tableNames[t], want.Rows, got.Rows, vault.ErrSeal)
	}
	return fmt.Errorf("rows of table %s are not the ones written last: %w", tableNames[t], vault.ErrSeal)
}

// damageError says which rows are bad. The names are opaque: they tell a helper where to look and nobody whose they are.
func damageError(op string, bad []error) error {
	msg := fmt.Sprintf("%d parts of the store cannot be read.", len(bad))
	if len(bad) == 1 {
		msg = "One part of the store cannot be read."
	}
	msg += " Nothing was deleted; open it read-only to see the rest, and restore a backup."
	for i, err := range bad {
		if i == namedRows {
			msg += fmt.Sprintf(" And %d more.", len(bad)-namedRows)
			break
		}
		msg += " (" + err.Error() + ")"
	}
	return assessments.Wrap(errors.Join(bad...), assessments.Damaged, op, msg)
}

// Damage lists what could not be read when the store was opened read-only.
func (s *Store) Damage() []VerifyProblem {
	var out []VerifyProblem
	for _, err := range s.damage {
		out = append(out, VerifyProblem{Text: err.Error()})
	}
	return out
}

// ReadOnly tells whether nothing can be saved: the store was opened by OpenReadOnly.
func (s *Store) ReadOnly() bool { return s.readOnly != nil }

// keepCopy puts a damaged file aside before anything else may touch it. The copy is named by its content, so that opening the
// same file again does not fill the disk.
func keepCopy(cfg Config, err error) error {
	if err == nil || assessments.KindOf(err) != assessments.Damaged {
		return err
	}
	dir, cerr := copyAside(cfg, "damaged")
	msg := assessments.Sentence(err)
	if cerr != nil {
		cfg.Log.Error("a damaged store could not be copied aside", "err", cerr)
		return assessments.Wrap(errors.Join(err, cerr), assessments.Damaged, "store.open", msg+" It could not be copied aside; copy the folder yourself before going on.")
	}
	return assessments.Wrap(err, assessments.Damaged, "store.open", msg+" The file as it is was copied to "+dir+".")
}

// copyBefore keeps the file as it was before an upgrade.
func (s *Store) copyBefore(version int) error {
	if err := s.disk.script("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return explain("store.upgrade", err)
	}
	if _, err := copyAside(s.cfg, fmt.Sprintf("before-upgrade-from-%d", version)); err != nil {
		return assessments.Wrap(err, assessments.Unavailable, "store.upgrade", "The store must be upgraded, and there is no room for the copy that is kept first. Make room on the disk and try again.")
	}
	return nil
}

// readingCopy copies the file to read from: the damaged one is not touched at all. SQLite refuses a file that is shorter than it
// says, so the copy is filled up with empty pages; reading stops where they begin.
func readingCopy(cfg Config) (string, error) {
	dir := filepath.Join(cfg.Dir, "reading")
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	to := filepath.Join(dir, fileName)
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(cfg.path()+end, to+end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	f, err := os.OpenFile(to, os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil {
		return to, nil // too short to say anything; SQLite says so
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	size := page * int64(binary.BigEndian.Uint32(head[28:]))
	info, err := f.Stat()
	if err != nil || info.Size() >= size || size > 1<<40 {
		return to, err
	}
	return to, f.Truncate(size)
}

// dropReadingCopy removes what readingCopy made.
func (s *Store) dropReadingCopy() {
	if s.readOnly != nil && s.cfg.file != "" {
		_ = os.RemoveAll(filepath.Dir(s.cfg.file)) // sealed bytes only; the next reading removes what stays
	}
}

// copyAside copies the file and its log into a folder of the store, first under another name, so that a copy that was cut short is
// never taken for a whole one.
func copyAside(cfg Config, why string) (string, error) {
	h := sha256.New()
	for _, end := range []string{"", "-wal"} {
		f, err := os.Open(cfg.path() + end)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = io.Copy(h, f)
		f.Close()
		if err != nil {
			return "", err
		}
	}
	dir := filepath.Join(cfg.Dir, fmt.Sprintf("%s-%x", why, h.Sum(nil)[:6]))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	part := dir + ".part"
	if err := os.RemoveAll(part); err != nil {
		return "", err
	}
	if err := os.MkdirAll(part, 0o700); err != nil {
		return "", err
	}
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(cfg.path()+end, filepath.Join(part, fileName+end)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return dir, os.Rename(part, dir)
}
