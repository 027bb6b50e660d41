package store

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// copies are the folders that Fieldfare itself makes beside a store; each may hold a whole one, with its keys.
var copies = []string{"damaged-", "before-upgrade-from-", "kept-aside-", "reading"}

// raze overwrites and removes the files of a store and of every copy that Fieldfare made beside it, backups in the same folder too.
// Other files are left alone: the folder may be one that a person chose.
func raze(cfg Config) error {
	list, err := os.ReadDir(cfg.Dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range list {
		path := filepath.Join(cfg.Dir, e.Name())
		switch {
		case e.IsDir():
			for _, prefix := range copies {
				if strings.HasPrefix(e.Name(), prefix) {
					errs = append(errs, razeFolder(path))
				}
			}
		case ownFile(e.Name()), e.Type().IsRegular() && isBackup(path):
			errs = append(errs, razeFile(path))
		}
	}
	return errors.Join(append(errs, syncDir(cfg.Dir))...)
}

// ownFile reports whether a name is one of SQLite's files of a store, or of what lies beside it.
func ownFile(name string) bool {
	if name == faceName || name == faceName+".part" || strings.HasPrefix(name, slipPrefix) {
		return true
	}
	for _, base := range []string{fileName, unborn} {
		if name == base || strings.HasPrefix(name, base+"-") {
			return true
		}
	}
	return false
}

// isBackup looks at how a file begins.
func isBackup(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(backupMagic))
	_, err = io.ReadFull(f, head)
	return err == nil && bytes.Equal(head, []byte(backupMagic))
}

func razeFolder(dir string) error {
	list, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range list {
		if e.Type().IsRegular() && ownFile(e.Name()) {
			errs = append(errs, razeFile(filepath.Join(dir, e.Name())))
		}
	}
	return errors.Join(append(errs, os.RemoveAll(dir))...)
}

// razeFile overwrites a file in its place before it is removed. On flash memory the old blocks may live on for a while all the same;
// docs/security.md says so.
func razeFile(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	info, err := f.Stat()
	zeros := make([]byte, 1<<16)
	for at := int64(0); err == nil && at < info.Size(); at += int64(len(zeros)) {
		_, err = f.WriteAt(zeros[:min(int64(len(zeros)), info.Size()-at)], at)
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return errors.Join(err, os.Remove(path))
}
