package locks_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/locks"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func open(t *testing.T, w, h float32) (*sessiontest.Desk, *kittest.Bench, *locks.Screen, *kittest.Clock, *int) {
	t.Helper()
	d := sessiontest.New(t, 0, morning)
	b := kittest.Open(t, w, h)
	clock := kittest.NewClock(morning)
	after := 0
	s := locks.NewScreen(d.Session, clock.Kit(), locks.Window{Lock: func() { after = -1 }, LockAfter: func(n int) { after = n }})
	b.Show(s.Content())
	return d, b, s, clock, &after
}

func TestScreen_SetsAndRemovesAPIN(t *testing.T) {
	d, b, _, _, _ := open(t, 1184, 1000)
	b.Picture("locks")
	b.Sound()
	b.Tap("Set a PIN")
	b.Tap("Set the PIN")
	b.Shows("Enter 4 to 6 digits")
	b.Type("New PIN", "2468")
	b.Tap("Set the PIN")
	b.Shows("Enter the same PIN again")
	b.Type("New PIN again", "2468")
	b.Picture("locks-pin")
	b.Sound()
	b.Tap("Set the PIN")
	b.Shows("The PIN is set", "Change the PIN")
	if has, err := d.Store.HasPIN(context.Background()); !has || err != nil {
		t.Fatalf("the PIN is not kept: %v", err)
	}
	b.Tap("Change the PIN")
	b.Type("New PIN", "1234")
	b.Type("New PIN again", "1234")
	b.Tap("Set the PIN")
	b.Shows("That PIN is among the first that anybody tries.")
	b.Tap("Remove the PIN")
	b.Shows("The PIN is removed", "Set a PIN")
	if has, _ := d.Store.HasPIN(context.Background()); has {
		t.Error("the PIN is still there")
	}
}

func TestScreen_ChangesThePassphrase(t *testing.T) {
	const old = "a passphrase for tests"
	d, b, _, _, _ := open(t, 1184, 1200)
	try := func(now, next string) {
		b.Type("Passphrase now", now)
		b.Type("New passphrase", next)
		b.Type("New passphrase again", next)
		b.Tap("Change")
	}
	b.Tap("Change passphrase")
	try("not the passphrase", "snail beanbag tights")
	if err := d.Store.ChangePassphrase(context.Background(), old, old); err != nil {
		t.Fatalf("a wrong passphrase changed it: %v", err)
	}
	b.Tap("Not now")
	b.Tap("Change passphrase")
	try(old, "snail beanbag tights")
	b.Shows("The passphrase is changed", "Your recovery code still works")
	b.Sound()
	if err := d.Store.ChangePassphrase(context.Background(), "snail beanbag tights", old); err != nil {
		t.Errorf("the new one does not hold: %v", err)
	}
}

func TestScreen_KeepsTheWaitAndTheName(t *testing.T) {
	d, b, s, clock, after := open(t, 1184, 1000)
	if n := locks.ReadMinutes(context.Background(), d.Store); n != 5 {
		t.Errorf("until somebody chooses it waits %d minutes", n)
	}
	b.Tap("15 minutes")
	if n := locks.ReadMinutes(context.Background(), d.Store); n != 15 || *after != 15 {
		t.Errorf("kept %d, told %d", n, *after)
	}
	b.Type("Name on the unlock screen", "Bryony")
	clock.Turn(time.Second)
	if d.Store.Listed() != "Bryony" {
		t.Errorf("a second later it is listed as %q", d.Store.Listed())
	}
	b.Type("Name on the unlock screen", " Q.")
	s.Leave()
	if d.Store.Listed() != "Bryony Q." {
		t.Errorf("left in the middle of a word it is listed as %q", d.Store.Listed())
	}
	b.Tap("Lock now")
	if *after != -1 {
		t.Error("Lock now did not lock")
	}
}

// TestScreen_ANameThatWasRefused: what is wrong with a name stands at its box; a name that a full disk refused is told of once, and kept once
// there is room, although the screen was left; behind a lock nobody is told.
func TestScreen_ANameThatWasRefused(t *testing.T) {
	d, b, _, clock, _ := open(t, 1184, 1000)
	b.Type("Name on the unlock screen", strings.Repeat("n", 61))
	clock.Turn(time.Second)
	b.Shows("has at most 60 letters")
	if len(d.Failed) != 0 {
		t.Errorf("told on a sheet too: %v", d.Failed)
	}
	for _, locked := range []bool{false, true} {
		d, b, s, clock, _ := open(t, 1184, 1000)
		part := filepath.Join(d.Dir, "fieldfare.face.part")
		if err := os.Symlink("/dev/full", part); err != nil {
			t.Fatal(err)
		}
		b.Type("Name on the unlock screen", "Bryony")
		s.Leave()
		if len(d.Failed) != 1 {
			t.Fatalf("a full disk was told of %d times", len(d.Failed))
		}
		clock.Turn(time.Minute)
		if err := os.Remove(part); err != nil {
			t.Fatal(err)
		}
		if locked {
			if err := d.Store.Close(); err != nil {
				t.Fatal(err)
			}
		}
		clock.Turn(time.Minute)
		if len(d.Failed) != 1 {
			t.Errorf("locked %v: told %v", locked, d.Failed)
		}
		if !locked && d.Store.Listed() != "Bryony" {
			t.Errorf("with room again it is listed as %q", d.Store.Listed())
		}
	}
}

func TestScreen_IsSoundEverywhere(t *testing.T) {
	for _, size := range [][2]float32{{1184, 712}, {800, 1112}, {390, 700}, {1344, 812}} {
		for _, th := range []kit.Theme{{Variant: kit.VariantLight, Text: 16}, {Variant: kit.VariantDark, Text: 20}} {
			t.Run(fmt.Sprintf("%v text %d", size, th.Text), func(t *testing.T) {
				_, b, _, _, _ := open(t, size[0], size[1])
				b.Theme(th)
				b.Sound()
				b.Picture(fmt.Sprintf("locks-%.0f-%d", size[0], th.Text))
			})
		}
	}
}

func TestLease_SaysHowLong(t *testing.T) {
	for want, st := range map[string]store.SyncState{
		"never locks for good":             {Practice: true},
		"belongs to no service yet":        {MaySync: true},
		"for 9 days more":                  {MaySync: true, Leased: true, DaysLeft: 9, LeaseDays: 14},
		"In 4 days it locks until it does": {MaySync: true, Leased: true, DaysLeft: 4, LeaseDays: 14},
		"so it is locked":                  {MaySync: true, Leased: true, LeaseDays: 14},
	} {
		if got := locks.Lease(st); !strings.Contains(got, want) {
			t.Errorf("%+v: %q, want %q", st, got, want)
		}
	}
}

func TestCheckPIN(t *testing.T) {
	for _, c := range []struct {
		pin, again string
		ok         bool
	}{{"", "", false}, {"246", "246", false}, {"2468135", "2468135", false}, {"24a8", "24a8", false}, {"2468", "2469", false}, {"2468", "2468", true}, {"246813", "246813", true}} {
		if p, q := locks.CheckPIN(c.pin, c.again); (p+q == "") != c.ok {
			t.Errorf("%q, %q: %q %q", c.pin, c.again, p, q)
		}
	}
}
