package disposal

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/disk"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// RegisterName is what a register is called in the folder of the embedded database, and beside a backup.
const RegisterName = "disposals.jsonl"

// ReadRegister reads a register: one order a line, of which the last of each record counts. A file that is not there is an empty one, and a last
// line without an end was never written.
func ReadRegister(path string) ([]ledger.Disposal, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Forbidden, "disposal.register", "The list of destroyed records in "+path+" cannot be read.")
	}
	var list []ledger.Disposal
	for {
		line, rest, whole := bytes.Cut(raw, []byte("\n"))
		if !whole {
			return list, nil
		}
		var d ledger.Disposal
		if err := json.Unmarshal(line, &d); err != nil || d.Tenant == "" || !d.Child.Valid() {
			return nil, assessments.Wrap(err, assessments.Damaged, "disposal.register", "The list of destroyed records in "+path+" is damaged. Put it back from beside the newest backup, where a copy of it lies.")
		}
		list, raw = joined(list, d), rest
	}
}

// joined adds orders to a list; one of a record that is in it takes that one's place.
func joined(list []ledger.Disposal, more ...ledger.Disposal) []ledger.Disposal {
	for _, d := range more {
		at := -1
		for i, was := range list {
			if was.Tenant == d.Tenant && was.Child == d.Child {
				at = i
			}
		}
		switch {
		case at < 0:
			list = append(list, d)
		case len(d.Certificate) > 0 || len(list[at].Certificate) == 0: // a certificate is never lost to an order without one
			list[at] = d
		}
	}
	return list
}

// WriteRegister adds orders to the register at a path, whole or not at all.
func WriteRegister(path string, list []ledger.Disposal) error {
	have, err := ReadRegister(path)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, d := range joined(have, list...) {
		raw, err := json.Marshal(d)
		if err != nil {
			return assessments.Wrap(err, assessments.Internal, "disposal.register", "")
		}
		out.Write(append(raw, '\n'))
	}
	if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, out.Bytes()) || out.Len() == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return unwritten(err, path)
	}
	if err := disk.Put(path, out.Bytes()); err != nil {
		return unwritten(err, path)
	}
	return nil
}

func unwritten(err error, path string) error {
	return assessments.Wrap(err, assessments.Unavailable, "disposal.register", "The list of destroyed records cannot be written to "+path+". Nothing is destroyed before it stands there.")
}
