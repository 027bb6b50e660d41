package store

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
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

// The power may fail while a store is made. Before it has its keys there is no store, and the next try makes one; it is never a
// file that nobody can open and nobody can replace.
func TestInit_CutShortLeavesNoStore(t *testing.T) {
	dir := t.TempDir()
	for _, left := range []string{"", "half a file"} {
		check(t, os.WriteFile(filepath.Join(dir, unborn), []byte(left), 0o600))
		check(t, os.WriteFile(filepath.Join(dir, unborn+"-wal"), []byte(left), 0o600))
		if Exists(dir) {
			t.Error("what Init left passes for a store")
		}
	}
	cfg := testConfig(dir)
	s, code, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Isla Fenwick"))
	check(t, s.Close())
	files, err := filepath.Glob(filepath.Join(dir, unborn+"*"))
	if len(files) > 0 || err != nil {
		t.Errorf("left behind: %v (%v)", files, err)
	}
	_, _, err = Init(t.Context(), cfg, passphrase, InitOptions{})
	wantKind(t, err, assessments.Conflict)
	s, err = OpenWithRecoveryCode(t.Context(), testConfig(dir), code)
	check(t, err)
	if got := textOf(t, s, rid(1), "name"); got != "Isla Fenwick" {
		t.Errorf("after a second Init the child is %q", got)
	}
	check(t, s.Close())
}
