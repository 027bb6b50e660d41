package box

import (
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/disk"
)

const keyMagic = "fieldfare backup key 1 "

// LoadKey reads a key file.
func LoadKey(file string) (Key, error) {
	const op = "box.key"
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, assessments.Wrap(err, assessments.NotFound, op, "There is no backup key in "+file+". Give the file of the key that the backup was made with: --key FILE.")
	}
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Forbidden, op, "The backup key in "+file+" cannot be read. Check that you may read it.")
	}
	text, ok := strings.CutPrefix(strings.TrimSpace(string(raw)), keyMagic)
	key, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil || len(key) != KeyBytes {
		return nil, assessments.Errorf(assessments.Invalid, op, "The file %s holds no backup key.", file)
	}
	return key, nil
}

// FindKey reads a key file, and makes it when there is none: only its owner may read it. made says that it was made now.
func FindKey(file string, rand io.Reader) (key Key, made bool, err error) {
	const op = "box.key"
	key, err = LoadKey(file)
	if assessments.KindOf(err) != assessments.NotFound {
		return key, false, err
	}
	key = make([]byte, KeyBytes)
	if _, err := io.ReadFull(rand, key); err != nil {
		return nil, false, err
	}
	cannot := func(err error) error {
		return assessments.Wrap(err, assessments.Forbidden, op, "The backup key cannot be written to "+file+". Name another file with --key.")
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, false, cannot(err)
	}
	// Of two first backups at one moment one makes the key, and both use it.
	made, err = disk.Make(file, []byte(keyMagic+base64.StdEncoding.EncodeToString(key)+"\n"))
	switch {
	case err != nil:
		return nil, false, cannot(err)
	case !made:
		key, err = LoadKey(file)
		return key, false, err
	}
	return key, true, nil
}
