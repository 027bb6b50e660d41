package handoff

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/disk"
)

// A Receiver stands between us and the trust's system.
type Receiver interface {
	// Put hands a parcel over, whole or not at all. One of that name that is there already stays as it is.
	Put(ctx context.Context, tenant, name string, files map[string][]byte) error
	// Answers are what the other system said and nobody has taken yet.
	Answers(ctx context.Context, tenant string) ([]Answer, error)
	// Taken says that an answer is written down here.
	Taken(ctx context.Context, tenant, parcel string) error
	// Drop takes a parcel back out of the way to the other system, with what was said of it: its record is destroyed. What the other system has is
	// its own.
	Drop(ctx context.Context, tenant, parcel string) error
}

// An Answer is what the other system did with a parcel: Result is filed or refused. Reference is its own number of the entry, Reason a
// sentence of whoever looks after it.
type Answer struct {
	Parcel    string `json:"parcel"`
	Result    string `json:"result"`
	Reference string `json:"reference"`
	Reason    string `json:"reason"`
}

// The results of an Answer.
const (
	Filed   = "filed"
	Refused = "refused"
)

// A Folder is a Receiver for whatever the trust uses to move files: parcels appear below TENANT/outbox, each a folder of its own that is
// whole when it can be seen; answers are looked for as TENANT/answers/PARCEL.json, and moved below TENANT/answered when they are taken.
type Folder string

const mostAnswer = 16 << 10 // bytes of one answer: an id and a sentence

func (f Folder) at(parts ...string) string {
	return filepath.Join(append([]string{string(f)}, parts...)...)
}

// ready makes the tenant's folders. The folder itself must be there: a share that is not mounted must not be filled beneath its place.
func (f Folder) ready(tenant string) error {
	if _, err := os.Stat(string(f)); err != nil {
		return unreachable(err)
	}
	for _, name := range []string{"outbox", "answers", "answered"} {
		if err := os.MkdirAll(f.at(tenant, name), 0o750); err != nil {
			return unreachable(err)
		}
	}
	return nil
}

func unreachable(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "handoff.folder", "The folder for the patient record cannot be reached. What waits is kept, and goes as soon as it can.")
}

// Put writes a parcel beside its place and moves it there when every byte is on the disk.
func (f Folder) Put(_ context.Context, tenant, name string, files map[string][]byte) error {
	if err := f.ready(tenant); err != nil {
		return err
	}
	place := f.at(tenant, "outbox", name)
	if _, err := os.Stat(place); err == nil {
		return nil
	}
	dir, err := os.MkdirTemp(f.at(tenant), ".parcel-")
	if err != nil {
		return unreachable(err)
	}
	defer os.RemoveAll(dir) // nothing is there any more once it was moved
	for name, raw := range files {
		if err := written(filepath.Join(dir, name), raw); err != nil {
			return unreachable(err)
		}
	}
	if err := errors.Join(os.Chmod(dir, 0o750), disk.Sync(dir)); err != nil {
		return unreachable(err)
	}
	if err := os.Rename(dir, place); err != nil {
		if _, there := os.Stat(place); there == nil {
			return nil // another process was faster with the same
		}
		return unreachable(err)
	}
	if err := disk.Sync(filepath.Dir(place)); err != nil {
		return unreachable(err)
	}
	return nil
}

func written(path string, raw []byte) error {
	w, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return errors.Join(err, w.Sync(), w.Close())
}

// Answers reads what lies there. A file that is no answer is no reason to stop for the others: it comes back as an Answer without a
// Result.
func (f Folder) Answers(_ context.Context, tenant string) ([]Answer, error) {
	list, err := os.ReadDir(f.at(tenant, "answers"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, unreachable(err)
	}
	var out []Answer
	for _, e := range list {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		info, err := e.Info()
		if !ok || strings.HasPrefix(name, ".") || err != nil || !info.Mode().IsRegular() {
			continue
		}
		a := Answer{}
		if raw, err := os.ReadFile(f.at(tenant, "answers", e.Name())); info.Size() > mostAnswer || err != nil || json.Unmarshal(raw, &a) != nil || a.Parcel != name {
			a = Answer{}
		}
		a.Parcel = name
		out = append(out, a)
	}
	return out, nil
}

// Taken moves an answer out of the way; nothing of the other system's is deleted.
func (f Folder) Taken(_ context.Context, tenant, parcel string) error {
	if err := os.Rename(f.at(tenant, "answers", parcel+".json"), f.at(tenant, "answered", parcel+".json")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreachable(err)
	}
	return nil
}

// Drop removes the parcel where it still lies in the outbox, and the answers to it.
func (f Folder) Drop(_ context.Context, tenant, parcel string) error {
	if _, err := os.Stat(string(f)); err != nil {
		return unreachable(err)
	}
	err := errors.Join(os.RemoveAll(f.at(tenant, "outbox", parcel)), os.RemoveAll(f.at(tenant, "answers", parcel+".json")), os.RemoveAll(f.at(tenant, "answered", parcel+".json")))
	if err != nil {
		return unreachable(err)
	}
	return nil
}
