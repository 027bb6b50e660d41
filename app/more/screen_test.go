package more_test

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/more"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_EveryPlaceOpens(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1184, 900)
	b.Show(more.NewScreen(d.Session).Content())
	b.Picture("more")
	for _, shelf := range more.Shelves() {
		b.Shows(shelf.Title)
		for _, p := range shelf.Places {
			d.Went = nil
			b.Tap(p.Title)
			if len(d.Went) != 1 || d.Went[0].Screen != p.Screen {
				t.Errorf("%s went to %+v", p.Title, d.Went)
			}
		}
	}
	d.Went = nil
	b.Tap("Name and telephone on reports")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Details {
		t.Errorf("the service's own record went to %+v", d.Went)
	}
}

// From ten days of fourteen on, More says that the tablet has to be connected; before that it says nothing.
func TestScreen_SaysWhenTheLeaseRunsOut(t *testing.T) {
	d := sessiontest.New(t, 0, morning)
	s, _, err := store.Init(t.Context(), store.Config{Dir: t.TempDir(), Now: func() time.Time { return d.Time }, KDF: vault.ForTests()}, "a passphrase for tests", store.InitOptions{})
	if err == nil {
		t.Cleanup(func() { _ = s.Close() })
		err = s.Enrol(t.Context(), store.Enrolment{Device: "d", Server: "https://central.example", Tenant: "t", LeaseS: 14 * 24 * 3600})
	}
	if err != nil {
		t.Fatal(err)
	}
	d.Session.Store = s
	for days, want := range map[int]bool{0: false, 9: false, 10: true, 13: true} {
		d.Time = morning.AddDate(0, 0, days)
		b := kittest.Open(t, 1184, 900)
		b.Show(more.NewScreen(d.Session).Content())
		b.Sound()
		if got := strings.Contains(b.Texts(), "Connect this tablet soon"); got != want {
			t.Errorf("after %d days it warns: %v", days, got)
		}
	}
}
