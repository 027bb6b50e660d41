package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackupAndRestore_TheSameBytesComeBack(t *testing.T) {
	dir := practised(t)
	had, file := whole(t, dir), filepath.Join(t.TempDir(), "fieldfare.backup")
	p := open(t, dir) // another process has the store open meanwhile
	r := with(t, "", nil, "backup", "--store", dir, file, "--json")
	if made := document[map[string]any](t, r); r.code != exitDone || made["sha256"] == "" || made["file"] != file {
		t.Fatalf("exit %d, %v %s", r.code, made, r.err)
	}
	if code := p.close(t); code != exitDone {
		t.Fatalf("the other process ended with %d", code)
	}
	if st, err := os.Stat(file); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the backup is %v (%v); it is its owner's alone", st, err)
	}
	again := filepath.Join(t.TempDir(), "again")
	do(t, "restore", "--store", again, file)
	if whole(t, again) != had {
		t.Error("the restored store exports other bytes")
	}
	do(t, "verify", "--store", again)
	// Nothing of the practice store was ever sent, so it is in its own way.
	refused(t, "not sent yet", in(t, "", "restore", "--store", dir, file))
	aside := document[map[string]any](t, do(t, "restore", "--store", dir, file, "--keep-aside", "--json"))["kept_aside"].(string)
	if whole(t, aside) != had || whole(t, dir) != had {
		t.Error("the store that was kept aside, or the one in its place, exports other bytes")
	}
}

func TestBackupAndRestore_Refusals(t *testing.T) {
	dir, file := practised(t), filepath.Join(t.TempDir(), "b")
	do(t, "backup", "--store", dir, file)
	raw, err := os.ReadFile(file)
	must(t, err)
	raw[len(raw)/2] ^= 1
	must(t, os.WriteFile(file+".bad", raw, 0o600))
	new := func() string { return filepath.Join(t.TempDir(), "new") }
	refused(t, "damaged", in(t, "", "restore", "--store", new(), file+".bad"))
	refused(t, "not a backup", in(t, "not a backup", "restore", "--store", new(), filepath.Join(dir, "fieldfare.db")))
	refused(t, "passphrase", with(t, "another one entirely", nil, "restore", "--store", new(), file))
	refused(t, "cannot be read", in(t, "", "restore", "--store", new(), file+".none"))
	refused(t, "no Fieldfare store", in(t, "", "backup", "--store", new(), file))
	refused(t, "cannot be written", in(t, "", "backup", "--store", dir, filepath.Join(new(), "b")))
	for _, line := range []string{"backup --store " + dir, "backup " + file, "restore " + file, "restore --store " + dir, "restore --store " + dir + " a b"} {
		if r := in(t, "", strings.Fields(line)...); r.code != exitUsage {
			t.Errorf("%s: exit %d", line, r.code)
		}
	}
}
