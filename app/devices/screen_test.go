package devices_test

import (
	"context"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/devices"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_ChecksTheStoreAndLocks(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	locked := false
	b := kittest.Open(t, 1184, 712)
	s := devices.NewScreen(d.Session, devices.Window{Lock: func() { locked = true }})
	b.Show(s.Content())
	b.Picture("devices")
	b.Sound()
	b.Shows("Practice caseload", "This tablet")
	b.Tap("Check the store")
	b.Shows("Every record opens and every count agrees")
	b.Tap("Lock now")
	if !locked {
		t.Error("Lock now did not lock")
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
		if got, _ := devices.Service(c.st); got != c.want {
			t.Errorf("%+v: %q, want %q", c.st, got, c.want)
		}
	}
}

func TestList_NamesTheTabletsOfTheSamePerson(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	got, err := devices.List(context.Background(), d.Store, store.SyncState{Device: "0190-00aa", Leased: true, DaysLeft: 9})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Title != "This tablet, 00AA" || got[0].Lines != "Stays open for 9 more days without reaching its service. Nothing is deleted when that ends" {
		t.Errorf("%+v", got)
	}
}
