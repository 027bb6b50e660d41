package app

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

func TestIdle_LocksOnlyWhenNobodyTouches(t *testing.T) {
	at := time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)
	i := idle{after: 5 * time.Minute}
	for _, step := range []struct {
		after   time.Duration
		touches uint64
		want    bool
	}{{0, 7, false}, {4 * time.Minute, 7, false}, {6 * time.Minute, 8, false}, {10 * time.Minute, 8, false}, {11 * time.Minute, 8, true}} {
		if got := i.over(at.Add(step.after), step.touches); got != step.want {
			t.Errorf("after %v with %d touches: %v", step.after, step.touches, got)
		}
	}
	if i = (idle{}); i.over(at, 1) || i.over(at.Add(24*time.Hour), 1) {
		t.Error("it locks without a time to wait")
	}
	i = idle{after: time.Minute}
	i.over(at, 1)
	if i.over(at.Add(-time.Hour), 1) || i.over(at.Add(-time.Hour+30*time.Second), 1) || !i.over(at.Add(-58*time.Minute), 1) {
		t.Error("a clock that was put back counts wrongly")
	}
}

func made(t *testing.T, dir, name string, practice bool) store.Config {
	t.Helper()
	cfg := store.Config{Dir: dir, KDF: vault.ForTests()}
	s, _, err := store.Init(t.Context(), cfg, "snail beanbag tights", store.InitOptions{Practice: practice})
	if err == nil {
		err = s.SetListed(t.Context(), name)
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// Several therapists share a tablet: the second store stands beside the first, and a place that was freed is taken again.
func TestPlaces_OneFolderForEachTherapist(t *testing.T) {
	base := filepath.Join(t.TempDir(), "store")
	if got := places(base); len(got) != 0 || freePlace(base) != base {
		t.Fatalf("an empty tablet has %q, free %q", got, freePlace(base))
	}
	first := made(t, base, "", false)
	made(t, freePlace(base), "Sam Okoro", true)
	third := made(t, freePlace(base), "Priya", false)
	want := []string{base, base + "-2", base + "-3"}
	if diff := cmp.Diff(want, places(base)); diff != "" {
		t.Fatalf("places (-want +got):\n%s", diff)
	}
	s, err := store.Open(t.Context(), third, "snail beanbag tights")
	if err == nil {
		err = s.SetPIN(t.Context(), "2468")
	}
	if err != nil {
		t.Fatal(err)
	}
	latch, err := s.Latch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := people(places(base), latches{third.Dir: latch})
	if diff := cmp.Diff([]unlock.Person{{Name: "Therapist 1", Line: "Locked"}, {Name: "Sam Okoro", Line: "Practice caseload: fictitious children"}, {Name: "Priya", Line: "Opens with the PIN"}}, got); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
	latch.Drop()
	if got := people(places(base), latches{third.Dir: latch}); got[2].Line != "Locked" {
		t.Errorf("a key that was dropped still opens: %+v", got[2])
	}
	if err := store.Remove(t.Context(), store.Config{Dir: base + "-2", KDF: vault.ForTests()}, "snail beanbag tights"); err != nil {
		t.Fatal(err)
	}
	if len(places(base)) != 2 || freePlace(base) != base+"-2" {
		t.Errorf("after one was taken off: %q, free %q", places(base), freePlace(base))
	}
	if err := os.MkdirAll(base+"-2", 0o700); err != nil { // a folder that holds no store is nobody
		t.Fatal(err)
	}
	if len(places(base)) != 2 {
		t.Errorf("an empty folder counts: %q", places(base))
	}
	if store.InUse(base) {
		t.Error("a closed store is in use")
	}
	if s, err = store.Open(t.Context(), first, "snail beanbag tights"); err != nil {
		t.Fatal(err)
	}
	if !store.InUse(base) {
		t.Error("an open store is not in use")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// A signature or a photo that is still being stored when the app locks ends after it: it finds no screen to go to, neither on the lock nor in
// the session that opens next, which may be another therapist's.
func TestLock_WhatEndsAfterItGoesNowhere(t *testing.T) {
	d := newDay(t)
	d.unlock()
	s, stored, kept := d.app.session, make(chan struct{}), false
	s.Load(context.Background(), func(context.Context) error { <-stored; return nil }, func(error) {
		s.Undo("Signed by hand", func() {})
		s.Go(session.Children, "", "")
		s.Swap(session.Children, "", "")
		s.Back()
		s.Reframe()
		kept = true
	})
	d.app.lock()
	close(stored)
	d.bench.App.Until("what was being stored", func() bool { return kept })
	d.unlock()
	at := d.app.shell.Current()
	s.Undo("Signed by hand", func() {})
	s.Go(session.Outbox, "", "")
	if got := d.app.shell.Current(); got != at || d.app.shell.UndoBar().Visible() {
		t.Errorf("the session before went from %v to %v", at, got)
	}
	d.app.session.Go(session.Outbox, "", "")
	if got := d.app.shell.Current().Screen; got != session.Outbox {
		t.Errorf("its own session goes to %s", got)
	}
}

// What the courier of a session tells after it ended is for no screen: the store of the next one may be open by then, and its screens not made.
func TestLock_WhatTheCourierTellsLateIsForNobody(t *testing.T) {
	d := newDay(t)
	d.unlock()
	tell, told := d.app.teller(d.app.life), 0
	count := func() { d.app.chip.sending = true; told++ }
	tell(count)
	d.bench.App.Until("what is told while it runs", func() bool { return told == 1 && d.app.chip.sending })
	d.app.lock()
	door := d.app.newDoor([]string{d.Dir}, 0)
	if err := door.Open(t.Context(), sessiontest.Passphrase); err != nil {
		t.Fatal(err)
	}
	if d.app.store != nil {
		t.Error("the app has the store before its session begins")
	}
	tell(count)
	after := false
	fyne.Do(func() { after = true })
	d.bench.App.Until("what the courier told", func() bool { return after })
	door.Opened()
	if told != 1 || d.app.chip.sending {
		t.Errorf("told %d times, and the next session still sends what the one before did: %v", told, d.app.chip.sending)
	}
}
