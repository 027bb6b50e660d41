package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// worked is an enrolled store with confirmed work, work that waits and a field being typed.
func worked(t *testing.T) *Store {
	t.Helper()
	s := newStore(t)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", User: rid(77), Epoch: "e"}))
	apply(t, s, childEdit(rid(1), "Isla Fenwick"))
	ackAll(t, s, 1)
	apply(t, s, noteEdit(rid(2), rid(1), "waits"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "being typed"}))
	return s
}

// ackAll confirms everything that waits, from a sequence on.
func ackAll(t *testing.T, s *Store, seq uint64) {
	t.Helper()
	var acks []wire.Ack
	rows, err := s.Pending(t.Context(), 1000, 1<<20)
	check(t, err)
	for i, r := range rows {
		acks = append(acks, wire.Ack{CID: r.CID, Result: wire.OK, Seq: seq + uint64(i)})
	}
	check(t, s.Acked(t.Context(), acks))
}

// backed makes a backup of a store and returns its file.
func backed(t *testing.T, dir string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "backup")
	_, err := Backup(t.Context(), testConfig(dir), file)
	check(t, err)
	return file
}

// opened opens what was restored, and verifies it.
func opened(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), testConfig(dir), passphrase)
	check(t, err)
	t.Cleanup(func() { check(t, s.Close()) })
	probs, err := s.Verify(t.Context())
	check(t, err)
	if len(probs) > 0 {
		t.Fatalf("verify: %+v", probs)
	}
	return s
}

func TestBackup_OfAnOpenStoreHoldsEverythingUpToThen(t *testing.T) {
	s := worked(t)
	file := backed(t, s.cfg.Dir)
	apply(t, s, noteEdit(rid(3), rid(1), "after the backup"))
	dir := filepath.Join(t.TempDir(), "again")
	r, err := Restore(t.Context(), testConfig(dir), file, passphrase, RestoreOptions{})
	check(t, err)
	if r.Unsent != 1 || r.Aside != "" || r.Made != "2026-11-16T09:30:00.000Z" {
		t.Errorf("restored %+v", r)
	}
	got := opened(t, dir)
	if text := textOf(t, got, rid(2), "text"); text != "being typed" {
		t.Errorf("the draft reads %q", text)
	}
	if _, err := got.Record(t.Context(), rid(3)); err == nil {
		t.Error("work from after the backup is in it")
	}
	was, err := s.SyncState(t.Context())
	check(t, err)
	is, err := got.SyncState(t.Context())
	check(t, err)
	if is.Device != was.Device || is.Inc == was.Inc || is.Unsent != 1 || is.Drafts != 1 {
		t.Errorf("before %+v, restored %+v: the same device in a life of its own", was, is)
	}
	// What is saved from now on counts from 1 under the new name; what waited keeps its bytes.
	before, err := s.Pending(t.Context(), 1, 1)
	check(t, err)
	apply(t, got, noteEdit(rid(4), rid(1), "in the new life"))
	rows, err := got.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	last, err := wire.Thaw(rows[len(rows)-1].Frozen.Bytes)
	check(t, err)
	if rows[0].Frozen.Hash != before[0].Frozen.Hash || last.Inc != is.Inc || last.DSeq != 1 {
		t.Errorf("first %s, want %s; last %s/%d", rows[0].Frozen.Hash, before[0].Frozen.Hash, last.Inc, last.DSeq)
	}
}

// A service that was restored later must be given what this tablet had confirmed in its earlier life too.
func TestRestore_RepushGoesBackToTheEarlierLife(t *testing.T) {
	s := worked(t)
	file, dir := backed(t, s.cfg.Dir), t.TempDir()
	_, err := Restore(t.Context(), testConfig(dir), file, passphrase, RestoreOptions{})
	check(t, err)
	got := opened(t, dir)
	check(t, got.Repush(t.Context(), 0, ""))
	if st := status(t, got); st.Unsent != 2 {
		t.Errorf("%d changes go again; the confirmed one of the earlier life and the one that waits should", st.Unsent)
	}
}

func TestRestore_RefusesWhereWorkWouldBeLost(t *testing.T) {
	s := worked(t)
	file := backed(t, s.cfg.Dir)
	_, err := Restore(t.Context(), testConfig(s.cfg.Dir), file, passphrase, RestoreOptions{KeepAside: true})
	wantKind(t, err, assessments.Unavailable) // it is open
	apply(t, s, noteEdit(rid(3), rid(1), "since"))
	check(t, s.Close())
	_, err = Restore(t.Context(), testConfig(s.cfg.Dir), file, passphrase, RestoreOptions{})
	wantKind(t, err, assessments.Conflict)
	if says := assessments.Sentence(err); !strings.Contains(says, "2 changes") || !strings.Contains(says, "1 field being typed") || !strings.Contains(says, "--keep-aside") {
		t.Errorf("it says %q", says)
	}
	r, err := Restore(t.Context(), testConfig(s.cfg.Dir), file, passphrase, RestoreOptions{KeepAside: true})
	check(t, err)
	if text := textOf(t, opened(t, r.Aside), rid(3), "text"); text != "since" {
		t.Errorf("what was kept aside reads %q", text)
	}
	got := opened(t, s.cfg.Dir)
	check(t, got.Fold(t.Context(), rid(2)))
	ackAll(t, got, 10)
	check(t, got.Close())
	if _, err = Restore(t.Context(), testConfig(s.cfg.Dir), file, passphrase, RestoreOptions{}); err != nil {
		t.Errorf("a store whose work was all sent is in the way: %v", err)
	}
	check(t, os.Truncate(testConfig(s.cfg.Dir).path(), 5000))
	_, err = Restore(t.Context(), testConfig(s.cfg.Dir), file, passphrase, RestoreOptions{})
	wantKind(t, err, assessments.Conflict)
	_, err = Restore(t.Context(), testConfig(s.cfg.Dir), file, passphrase, RestoreOptions{KeepAside: true})
	check(t, err)
}

func TestRestore_RefusesWhatIsNoBackup(t *testing.T) {
	s := worked(t)
	file := backed(t, s.cfg.Dir)
	whole, err := os.ReadFile(file)
	check(t, err)
	for name, c := range map[string]struct {
		kind  assessments.ErrorKind
		spoil func(b []byte) []byte
		as    string
	}{
		"another file":   {assessments.Invalid, func([]byte) []byte { return []byte("SQLite format 3\x00 and more") }, passphrase},
		"empty":          {assessments.Invalid, func([]byte) []byte { return nil }, passphrase},
		"one bit":        {assessments.Damaged, func(b []byte) []byte { b[len(b)/2] ^= 4; return b }, passphrase},
		"cut short":      {assessments.Damaged, func(b []byte) []byte { return b[:len(b)-1] }, passphrase},
		"something more": {assessments.Damaged, func(b []byte) []byte { return append(b, 0) }, passphrase},
		"bad header":     {assessments.Damaged, func(b []byte) []byte { b[30] = '?'; return b }, passphrase},
		"newer": {assessments.TooNew, func(b []byte) []byte {
			return []byte(strings.Replace(string(b), `"format":1`, `"format":2`, 1))
		}, passphrase},
		"another passphrase": {assessments.Unauthorized, func(b []byte) []byte { return b }, "another passphrase"},
	} {
		dir, bad := t.TempDir(), filepath.Join(t.TempDir(), "bad")
		check(t, os.WriteFile(bad, c.spoil(append([]byte(nil), whole...)), 0o600))
		_, err := Restore(t.Context(), testConfig(dir), bad, c.as, RestoreOptions{})
		wantKind(t, err, c.kind)
		left, err := filepath.Glob(filepath.Join(dir, "*.db*"))
		check(t, err)
		half, err := filepath.Glob(filepath.Join(dir, unborn+"*"))
		check(t, err)
		if len(left)+len(half) > 0 {
			t.Errorf("%s: it left %v %v", name, left, half)
		}
	}
	_, err = Restore(t.Context(), testConfig(t.TempDir()), filepath.Join(t.TempDir(), "none"), passphrase, RestoreOptions{})
	wantKind(t, err, assessments.NotFound)
	_, err = Backup(t.Context(), testConfig(t.TempDir()), file)
	wantKind(t, err, assessments.NotFound)
	_, err = Backup(t.Context(), s.cfg, filepath.Join(t.TempDir(), "no", "folder", "f"))
	wantKind(t, err, assessments.Forbidden)
	if again, err := os.ReadFile(file); err != nil || string(again) != string(whole) {
		t.Error("a backup that failed touched the one before")
	}
}

// A power cut at every step of a restore leaves either the store that was there or the one that was restored, each whole.
func TestRestore_PowerCutAtEveryStep(t *testing.T) {
	s := worked(t)
	file := backed(t, s.cfg.Dir)
	apply(t, s, noteEdit(rid(3), rid(1), "since"))
	check(t, s.Close())
	seen, n := map[string]bool{}, 0
	cfg := testConfig(s.cfg.Dir)
	cfg.Step = func(name string) {
		n++
		cut := filepath.Join(t.TempDir(), fmt.Sprint(n))
		check(t, os.CopyFS(cut, os.DirFS(s.cfg.Dir)))
		got := opened(t, cut)
		_, err := got.Record(t.Context(), rid(3))
		if old := err == nil; old == (name == "restore named") {
			t.Errorf("after %q the old store is there: %v", name, old)
		}
		seen[name] = true
	}
	_, err := Restore(t.Context(), cfg, file, passphrase, RestoreOptions{KeepAside: true})
	check(t, err)
	for _, name := range []string{"restore copied", "commit", "committed", "restore reborn", "restore cleared", "restore named"} {
		if !seen[name] {
			t.Errorf("step %q was not tried", name)
		}
	}
}

// copyingChild backs a store up and puts the backup back, without end, until it is killed.
func copyingChild(dir string) int {
	ctx, file := context.Background(), filepath.Join(dir, "backup")
	for {
		if _, err := Backup(ctx, testConfig(dir), file); err != nil {
			fmt.Println("error", err)
			return 1
		}
		if _, err := Restore(ctx, testConfig(dir), file, passphrase, RestoreOptions{}); err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println("restored")
	}
}

// TestKilledWhileCopying kills a process that makes and restores backups at random moments: the store opens and is whole, and so is
// every backup that bears the name of one.
func TestKilledWhileCopying(t *testing.T) {
	s := worked(t)
	check(t, s.Fold(t.Context(), rid(2)))
	for i := range 40 {
		apply(t, s, noteEdit(rid(10+i), rid(1), strings.Repeat("many words ", 200)))
	}
	ackAll(t, s, 5)
	check(t, s.Close())
	dir := s.cfg.Dir
	r := rand.New(rand.NewPCG(9, 9))
	lives := map[string]bool{}
	for kill := range 20 {
		cmd, out := startChild(t, "copy", dir)
		out.wait(kill % 4)
		time.Sleep(time.Duration(r.IntN(60_000)) * time.Microsecond) // the moment of death is the point
		check(t, cmd.Process.Kill())
		_ = cmd.Wait() // it was killed; its last words are what matters
		if strings.Contains(out.String(), "error") {
			t.Fatalf("kill %d: %s", kill, out)
		}
		cut := filepath.Join(t.TempDir(), "cut")
		check(t, os.CopyFS(cut, os.DirFS(dir)))
		got := opened(t, cut)
		if text := textOf(t, got, rid(2), "text"); text != "being typed" {
			t.Fatalf("kill %d: the store reads %q", kill, text)
		}
		lives[got.now().Inc] = true
		if _, err := os.Stat(filepath.Join(dir, "backup")); err == nil {
			_, err := Restore(t.Context(), testConfig(t.TempDir()), filepath.Join(dir, "backup"), passphrase, RestoreOptions{})
			check(t, err)
		}
	}
	if len(lives) < 3 {
		t.Errorf("only %d restores were done: the test shows little", len(lives))
	}
}

// A picture is in the backup, and one that was not sent is in the way like any other work.
func TestBackup_PicturesAreInItAndInTheWay(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla Fenwick"))
	ackAll(t, s, 1)
	data := noise(300_000, "photo")
	b := put(t, s, assessments.ChildScope(rid(1)), data)
	file := backed(t, s.cfg.Dir)
	check(t, s.Close())
	_, err := Restore(t.Context(), testConfig(s.cfg.Dir), file, passphrase, RestoreOptions{})
	wantKind(t, err, assessments.Conflict)
	if says := assessments.Sentence(err); !strings.Contains(says, "0 changes and 1 picture not sent") {
		t.Errorf("it says %q", says)
	}
	dir := t.TempDir()
	_, err = Restore(t.Context(), testConfig(dir), file, passphrase, RestoreOptions{})
	check(t, err)
	got, err := opened(t, dir).ReadBlob(t.Context(), assessments.ChildScope(rid(1)), b.SHA)
	check(t, err)
	if string(got) != string(data) {
		t.Errorf("the picture has %d bytes, want %d", len(got), len(data))
	}
}
