package store

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// smallDisk is a folder that is soon full: a file system of its own where the machine allows it.
func smallDisk(t *testing.T) (dir string, mounted bool) {
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=512k"); err != nil {
		return dir, false
	}
	t.Cleanup(func() { check(t, syscall.Unmount(dir, 0)) })
	return dir, true
}

func TestFullDiskIsASentenceAndNothingHalfWritten(t *testing.T) {
	dir, mounted := smallDisk(t)
	cfg := testConfig(filepath.Join(dir, "store"))
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Isla Fenwick"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(1), Field: "private", Text: "before it was full"}))
	if !mounted {
		check(t, s.disk.script("PRAGMA max_page_count = 120"))
	}
	saved, n := fillUp(t, s)
	t.Logf("full after %d saves (own file system: %v)", n, mounted)
	st, err := s.Status(t.Context())
	check(t, err)
	if st.Unsent != n+1 {
		t.Errorf("%d changes wait, %d were acknowledged", st.Unsent, n+1)
	}
	_, err = s.Import(t.Context(), assessments.Bundle{Records: []assessments.Record{{ID: rid(90), Kind: assessments.KindChild, Scope: assessments.ChildScope(rid(90)),
		Fields: fields("name", "Too Late", "born", "2019-01-01", "private", strings.Repeat("x", 200_000))}}})
	wantKind(t, err, assessments.Unavailable)
	if _, err := s.Record(t.Context(), rid(90)); err == nil {
		t.Error("a record that could not be saved is shown")
	}
	if mounted {
		// Room is made; the same store goes on without a restart.
		check(t, syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=4m"))
	} else {
		check(t, s.disk.script("PRAGMA max_page_count = 100000"))
	}
	apply(t, s, noteEdit(rid(800), rid(1), "there is room again"))
	saved[rid(800)] = "there is room again"
	check(t, s.Close())
	s, err = Open(t.Context(), cfg, passphrase)
	check(t, err)
	for id, want := range saved {
		if got := textOf(t, s, id, "text"); got != want {
			t.Errorf("record %s reads %.20q, want %.20q", id, got, want)
		}
	}
	if got := textOf(t, s, rid(1), "private"); got != "before it was full" {
		t.Errorf("the typed text reads %q", got)
	}
	probs, err := s.Verify(t.Context())
	check(t, err)
	if len(probs) > 0 {
		t.Errorf("verify: %+v", probs)
	}
	check(t, s.Close())
}

// fillUp saves until the disk is full and returns what was acknowledged.
func fillUp(t *testing.T, s *Store) (map[assessments.ID]string, int) {
	saved := map[assessments.ID]string{}
	for i := range 2000 {
		id, text := rid(100+i), strings.Repeat("many words ", 100+i%7)
		_, err := s.Apply(t.Context(), []assessments.Edit{noteEdit(id, rid(1), text)})
		if err == nil {
			saved[id] = text
			continue
		}
		wantKind(t, err, assessments.Unavailable)
		if !strings.Contains(assessments.Sentence(err), "disk is full") {
			t.Fatalf("the sentence is %q", assessments.Sentence(err))
		}
		if _, err := s.Record(t.Context(), id); err == nil {
			t.Fatal("a note that could not be saved is shown")
		}
		return saved, i
	}
	t.Fatal("the disk never became full")
	return nil, 0
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	check(t, os.WriteFile(file, nil, 0o600))
	_, _, err := Init(t.Context(), testConfig(filepath.Join(file, "store")), passphrase, InitOptions{})
	wantKind(t, err, assessments.Forbidden)
}
