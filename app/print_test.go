package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPages_ArePrivateNamelessAndGoAtTheLock: what is printed lies on the disk in the open for as long as it must, and no longer.
func TestPages_ArePrivateNamelessAndGoAtTheLock(t *testing.T) {
	a := &App{base: filepath.Join(t.TempDir(), "store"), cfg: Config{Log: slog.New(slog.DiscardHandler)}}
	path, err := writePages(a.printDir(), 1, []byte("%PDF-1.7 Isla"))
	if err != nil {
		t.Fatal(err)
	}
	if name := filepath.Base(path); name != "pages-1.pdf" {
		t.Errorf("the file is called %s", name)
	}
	if strings.HasPrefix(path, a.base+string(filepath.Separator)) {
		t.Error("pages lie among the files of the store")
	}
	for p, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(p)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %v", p, info.Mode().Perm(), err, want)
		}
	}
	a.removePages()
	if _, err := os.Stat(a.printDir()); !os.IsNotExist(err) {
		t.Errorf("the folder stays after the lock: %v", err)
	}
	a.removePages() // nothing printed is no fault
}
