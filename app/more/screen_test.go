package more_test

import (
	"context"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/more"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_KeepsTheLookAndChecksTheStore(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	var shown more.Look
	locked := false
	b := kittest.Open(t, 1184, 712)
	s := more.NewScreen(d.Session, more.Window{Look: func(l more.Look) { shown = l }, Lock: func() { locked = true }, Version: "0.1.0"})
	b.Show(s.Content())
	b.Picture("more")
	b.Sound()
	b.Shows("Practice caseload", "Fieldfare 0.1.0")
	b.Tap("Text 20")
	b.Tap("Dark")
	if want := (more.Look{Variant: "dark", Text: 20}); shown != want || more.ReadLook(context.Background(), d.Store) != want {
		t.Errorf("shown %+v, kept %+v", shown, more.ReadLook(context.Background(), d.Store))
	}
	b.Tap("Check the store")
	b.Shows("Every record opens and every count agrees")
	b.Tap("Lock now")
	if !locked {
		t.Error("Lock now did not lock")
	}
}

func TestScreen_ChangesThePassphrase(t *testing.T) {
	d := sessiontest.New(t, 0, morning)
	b := kittest.Open(t, 1184, 900)
	s := more.NewScreen(d.Session, more.Window{Version: "0.1.0"})
	b.Show(s.Content())
	b.Tap("Change passphrase")
	b.Type("Passphrase now", "not the passphrase")
	b.Type("New passphrase", "snail beanbag tights")
	b.Type("New passphrase again", "snail beanbag tights")
	b.Tap("Change")
	if err := d.Store.ChangePassphrase(context.Background(), "a passphrase for tests", "a passphrase for tests"); err != nil {
		t.Errorf("a wrong passphrase changed it: %v", err)
	}
}

func TestService_SaysWhereTheTabletBelongs(t *testing.T) {
	for _, c := range []struct {
		st   store.SyncState
		want string
	}{
		{store.SyncState{Practice: true}, "Practice caseload"},
		{store.SyncState{MaySync: true}, "Not joined to a service"},
		{store.SyncState{MaySync: true, Device: "d", TenantName: "Example Children's Therapy Service"}, "Example Children's Therapy Service"},
	} {
		if got, _ := more.Service(c.st); got != c.want {
			t.Errorf("%+v: %q, want %q", c.st, got, c.want)
		}
	}
}
