// Package disk writes the service's own files so that a power cut leaves the old one or the new one, and never half of either.
//
// Words: whole means that every byte is on the disk before the file gets its name; a secret is a file that only its owner may read.
package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Sync makes the names in a folder durable, where folders can be synced at all.
func Sync(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	_ = d.Sync() // some file systems do not, and keep names in order by themselves
	return nil
}

// Put writes a secret whole, over the one there was. Its folder is there.
func Put(path string, raw []byte) error {
	return whole(path, raw, os.Rename)
}

// Make writes a secret whole where there is none yet; made is false, and the file as it was, where there is one. Of two processes that
// make it at once one does.
func Make(path string, raw []byte) (made bool, err error) {
	err = whole(path, raw, os.Link)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	return err == nil, err
}

// whole writes under another name and then gives the file its own.
func whole(path string, raw []byte, name func(from, to string) error) error {
	dir := filepath.Dir(path)
	part, err := os.CreateTemp(dir, ".part-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(part.Name()) // after a rename nothing is there
	_, err = part.Write(raw)
	if err == nil {
		err = part.Sync()
	}
	if cerr := part.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = name(part.Name(), path)
	}
	if err == nil {
		err = Sync(dir)
	}
	return err
}
