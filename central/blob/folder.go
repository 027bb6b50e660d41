package blob

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/disk"
)

// A Folder keeps chunks as files, tenant/scope/blob/number.
type Folder struct{ dir string }

// NewFolder makes the folder where it is missing.
func NewFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, "blob.folder", "The folder for pictures cannot be made. Name another with --blob-dir.")
	}
	return &Folder{dir}, nil
}

func (f *Folder) of(at Place) string { return filepath.Join(f.dir, at.Tenant, at.Scope, at.Blob) }

// Put keeps a chunk as a file, and makes durable the folders above it.
func (f *Folder) Put(_ context.Context, at Place, i int, sealed []byte) error {
	dir := f.of(at)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return unable(err)
	}
	if err := disk.Put(filepath.Join(dir, strconv.Itoa(i)), sealed); err != nil {
		return unable(err)
	}
	for d := filepath.Dir(dir); len(d) >= len(f.dir); d = filepath.Dir(d) { // up to the folder that was there
		if err := disk.Sync(d); err != nil {
			return unable(err)
		}
	}
	return nil
}

// Have lists the numbers in the folder of a blob.
func (f *Folder) Have(_ context.Context, at Place) ([]int, error) {
	list, err := os.ReadDir(f.of(at))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, unable(err)
	}
	var out []int
	for _, e := range list {
		if i, err := strconv.Atoi(e.Name()); err == nil && !strings.HasPrefix(e.Name(), ".") {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out, nil
}

// Get reads one file.
func (f *Folder) Get(_ context.Context, at Place, i int) ([]byte, error) {
	raw, err := os.ReadFile(filepath.Join(f.of(at), strconv.Itoa(i)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound("blob.folder")
	}
	if err != nil {
		return nil, unable(err)
	}
	return raw, nil
}

// DropBlob and DropScope remove folders.
func (f *Folder) DropBlob(_ context.Context, at Place) error { return unable(os.RemoveAll(f.of(at))) }

// DropScope removes everything of a scope.
func (f *Folder) DropScope(_ context.Context, tenant, scope string) error {
	return unable(os.RemoveAll(filepath.Join(f.dir, tenant, scope)))
}

// unable is an error of the disk or the network: nothing is wrong with what was sent, and the device comes back with it.
func unable(err error) error {
	if err == nil {
		return nil
	}
	return assessments.Wrap(err, assessments.Unavailable, "blob.store", "The service cannot keep pictures at the moment. What you saved is safe and will be sent again.")
}

// Each tells every chunk that the folder holds, for a backup. One that goes away meanwhile is left out.
func (f *Folder) Each(ctx context.Context, tell func(at Place, i int, sealed []byte) error) error {
	err := filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		rel, err := filepath.Rel(f.dir, path)
		parts := strings.Split(filepath.ToSlash(rel), "/")
		i, number := strconv.Atoi(d.Name())
		if err != nil || number != nil || len(parts) != 4 {
			return err // not a chunk: what Put is writing, or somebody else's
		}
		raw, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		return tell(Place{parts[0], parts[1], parts[2]}, i, raw)
	})
	return unable(err)
}
