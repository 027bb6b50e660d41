package store

import (
	"os"
	"path/filepath"
	"testing"
)

// A store may be made in a folder that others can enter. Its files are sealed, and still nobody's to copy.
func TestInit_NobodyElseMayReadTheFiles(t *testing.T) {
	dir := t.TempDir()
	check(t, os.Chmod(dir, 0o755))
	s, _, err := Init(t.Context(), testConfig(dir), passphrase, InitOptions{})
	check(t, err)
	defer s.Close()
	apply(t, s, childEdit(rid(1), "Isla Fenwick"))
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	check(t, err)
	if len(files) < 3 {
		t.Fatalf("found only %v", files)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		check(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", filepath.Base(f), info.Mode())
		}
	}
}
