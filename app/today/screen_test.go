package today_test

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/today"
)

// morning is 24 November 2026, 09:12 in London: Isla's visit is at 09:30.
var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_StartsTheNextVisitInOneTap(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	b.Shows("Next, in 18 minutes", "09:30  Issy O'Thistlewood", "Larkbarrow Primary")
	b.Picture("today")
	b.Sound()
	b.Tap("Start visit")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Capture || d.Went[0].Child != d.Child(t, "Isla") {
		t.Fatalf("went to %+v, failed %v", d.Went, d.Failed)
	}
	rec, err := d.Store.Record(t.Context(), d.Went[0].Arg)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.Fields.Text("status"); got != "started" {
		t.Errorf("the contact is %q, want started", got)
	}
}

func TestScreen_AnEmptyDayOffersTheChildren(t *testing.T) {
	d := sessiontest.New(t, 0, morning)
	b := kittest.Open(t, 1184, 712)
	s := today.NewScreen(d.Session)
	b.Show(s.Content())
	b.Shows("No visits planned")
	b.Sound()
	b.Tap("Children")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Children {
		t.Errorf("went to %+v", d.Went)
	}
}
