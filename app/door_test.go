package app

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

// words are what stands in the window.
func (a *App) words() string {
	a.win.Resize(fyne.NewSize(1280, 800))
	var out strings.Builder
	for _, p := range kit.Dump(a.win.Canvas()) {
		out.WriteString(p.Text + "\n")
	}
	return out.String()
}

func (a *App) wants(t *testing.T, when string, words ...string) {
	t.Helper()
	got := a.words()
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("%s: %q is not on the screen:\n%s", when, w, got)
		}
	}
}

// A tablet asks whom it is for only when several use it, and says what may be known before anybody has unlocked it.
func TestAsk_ShowsTheDoorThatFits(t *testing.T) {
	base := filepath.Join(t.TempDir(), "store")
	now := time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)
	cfg := Config{Store: store.Config{Dir: base, Now: func() time.Time { return now }, KDF: vault.ForTests()}, Offline: true}
	a := New(t.Context(), kittest.App(t), cfg)
	a.wants(t, "an empty tablet", "Set up this tablet", "My service", "Practise")

	first := made(t, base, "", false)
	a.ask()
	a.wants(t, "one therapist", "Unlock Fieldfare", "Passphrase", "Note now", "Someone else")
	if a.win.Canvas().Focused() == nil {
		t.Error("the first picture is one without the keyboard's ring")
	}

	second := made(t, freePlace(base), "Sam Okoro", false)
	a.ask()
	a.wants(t, "two therapists", "Who is it?", "Therapist 1", "Sam Okoro", "Add a therapist")
	a.choose(places(base), 1)
	a.wants(t, "Sam's door", "Sam Okoro", "Your notes are sealed until you enter your passphrase")
	if a.cfg.Store.Dir != second.Dir {
		t.Errorf("the store that would be opened is %s", a.cfg.Store.Dir)
	}

	// Sam locked it with a PIN: Sam's pad is the first thing to see, whoever else there is.
	s, err := store.Open(t.Context(), second, "snail beanbag tights")
	if err == nil {
		err = s.SetPIN(t.Context(), "246813")
	}
	if err != nil {
		t.Fatal(err)
	}
	if a.latches[second.Dir], err = s.Latch(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.ask()
	a.wants(t, "latched", "Sam Okoro", "Enter your PIN", "Use my passphrase")
	a.choose(places(base), 0)
	a.wants(t, "the other's door", "Therapist 1", "Unlock")

	// A note that was written meanwhile is counted and not shown.
	if err := store.WriteSlip(first, store.Slip{ID: "0190ffff-0000-7000-8000-00000000a001", At: now, Text: "Mum rang"}); err != nil {
		t.Fatal(err)
	}
	a.choose(places(base), 0)
	a.wants(t, "with a note", "1 note written while locked, for when you have unlocked")
	if strings.Contains(a.words(), "Mum rang") {
		t.Error("the note can be read")
	}
}

// The first picture after the passphrase is the whole of Today: nobody waits for the painting of a frame with nothing in it.
func TestOpened_TodayStandsAtOnce(t *testing.T) {
	base := filepath.Join(t.TempDir(), "store")
	made(t, base, "", false)
	defer func(was time.Duration) { firstWait = was }(firstWait)
	firstWait = time.Hour
	now := func() time.Time { return time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC) }
	a := New(t.Context(), kittest.App(t), Config{Store: store.Config{Dir: base, Now: now, KDF: vault.ForTests()}, Offline: true})
	var err error
	if a.store, err = store.Open(t.Context(), a.cfg.Store, "snail beanbag tights"); err != nil {
		t.Fatal(err)
	}
	defer a.closeSession(false)
	a.opened()
	if f := a.shell.Screen().Frame(); f.Title != "Tuesday 24 November" {
		t.Errorf("the frame that is painted first says %q", f.Title)
	}
	a.wants(t, "unlocked", "Tuesday 24 November", "No visits planned")
	if a.win.Canvas().Focused() != nil {
		t.Error("the door still has the keyboard")
	}
}
