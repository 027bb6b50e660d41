package childhome_test

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/childhome"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

var sizes = []struct {
	name string
	w, h float32
}{{"landscape", 1184, 660}, {"portrait", 800, 1100}, {"phone", 390, 844}}

func contact(t *testing.T, d *sessiontest.Desk, child assessments.ID, c assessments.Contact) assessments.ID {
	t.Helper()
	id := d.NewID()
	if !d.Write(t.Context(), d.Create(id, assessments.ChildScope(child), &c)) {
		t.Fatal(d.Failed)
	}
	return id
}

// What nobody ended stands beside the visit that comes, and not in its place.
func TestScreen_AVisitStartsWhileACallIsUnfinished(t *testing.T) {
	for _, size := range sizes {
		d := sessiontest.New(t, 2, morning)
		isla := d.Child(t, "Isla")
		call := contact(t, d, isla, assessments.Contact{Type: "call", Place: "phone", On: "2026-11-23", From: "16:40", Status: "started", ChildPresent: "no"})
		rang := contact(t, d, isla, assessments.Contact{Type: "message", On: "2026-11-24", From: "09:02", Status: "started"})
		b := kittest.Open(t, size.w, 2000)
		s := childhome.NewScreen(d.Session, isla, "")
		b.Show(s.Content())
		b.Shows("Started Monday 23 November, 16:40", "Telephone call", "Go on", "Message", "School visit", "Slope and chair check, cutlery re-rating", "Start visit", "Other contact")
		b.Resize(size.w, size.h)
		b.Picture("childhome-runs-" + size.name)
		b.Sound()
		b.Resize(size.w, 2000)
		b.Tap("Start visit")
		if last := d.Went[len(d.Went)-1]; last.Screen != session.Capture || last.Child != isla || last.Arg == call || last.Arg == rang {
			t.Fatalf("%s: Start visit leads to %+v", size.name, last)
		}
		b.Tap("Go on")
		if last := d.Went[len(d.Went)-1]; last.Screen != session.Contact || last.Arg != call {
			t.Errorf("%s: Go on leads to %+v", size.name, last)
		}
		b.Tap("Go on, message")
		if last := d.Went[len(d.Went)-1]; last.Arg != rang {
			t.Errorf("%s: Go on with the message leads to %+v", size.name, last)
		}
	}
}

// With nothing planned too.
func TestScreen_AVisitStartsThoughNoneIsPlanned(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	id := d.NewID()
	if !d.Write(t.Context(), d.Create(id, assessments.ChildScope(id), &assessments.Child{Name: "Otto Marsh", Born: "2019-05-01"})) {
		t.Fatal(d.Failed)
	}
	call := contact(t, d, id, assessments.Contact{Type: "call", Place: "phone", On: "2026-11-24", From: "09:02", Status: "started"})
	b := kittest.Open(t, 1184, 1200)
	b.Show(childhome.NewScreen(d.Session, id, "").Content())
	b.Shows("Telephone call", "Go on", "No visit planned")
	b.Tap("Start visit")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Capture || last.Arg == call {
		t.Errorf("Start visit leads to %+v", last)
	}
}

// An absence about which nobody has decided is said on the summary and on the timeline, with what is to be decided; decided, it is told as
// what happened. One of an earlier episode asks for nothing any more.
func TestScreen_AnUndecidedAbsenceIsSaid(t *testing.T) {
	const asks = "To be decided: is the child safe, and how does it go on?"
	for _, size := range sizes {
		d := sessiontest.New(t, 2, morning)
		isla := d.Child(t, "Isla")
		contact(t, d, isla, assessments.Contact{Type: "visit", Place: "school", On: "2019-03-05", Status: "not-brought"})
		id := contact(t, d, isla, assessments.Contact{Type: "visit", Place: "clinic", On: "2026-11-23", From: "10:00", Status: "not-brought"})
		b := kittest.Open(t, size.w, size.h)
		s := childhome.NewScreen(d.Session, isla, "")
		b.Show(s.Content())
		b.Shows("Was not brought on 23 November 2026, clinic visit", asks)
		b.Picture("childhome-absence-" + size.name)
		b.Sound()
		if n := strings.Count(b.Texts(), "Was not brought on"); n != 1 {
			t.Errorf("%s: %d absences are asked about", size.name, n)
		}
		b.Tap("Decide about 23 November")
		if last := d.Went[len(d.Went)-1]; last != (sessiontest.Visit{Screen: session.Discharge, Child: isla, Arg: id}) {
			t.Errorf("%s: it leads to %+v", size.name, last)
		}
		b.Show(childhome.NewScreen(d.Session, isla, "timeline").Content())
		b.Shows("23 November, clinic visit", "Was not brought. "+asks)
		b.Sound()
		rec, err := d.Store.Record(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		c := assessments.Contact{Type: "visit", Place: "clinic", On: "2026-11-23", From: "10:00", Status: "not-brought", Decision: "A new appointment", DecidedBy: "0190ffff-0000-7000-8000-00000000ffff", Safeguarding: "School: well"}
		edit, _ := d.Change(rec, &c)
		if !d.Write(t.Context(), edit) {
			t.Fatal(d.Failed)
		}
		for _, tab := range []assessments.ID{"", "timeline"} {
			b.Show(childhome.NewScreen(d.Session, isla, tab).Content())
			if strings.Contains(b.Texts(), "To be decided") {
				t.Errorf("%s, tab %q: what was decided is asked for", size.name, tab)
			}
		}
	}
}

// What can be started is called as it is called everywhere else.
func TestScreen_StartsContactsByTheirOneName(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1184, 900)
	b.Show(childhome.NewScreen(d.Session, d.Child(t, "Isla"), "").Content())
	b.Tap("Other contact")
	for _, c := range []assessments.Contact{{Type: "call"}, {Type: "video"}, {Type: "visit", Place: "home"}, {Type: "meeting"}, {Type: "walk-in"}, {Type: "group"}} {
		b.Shows(c.Title())
	}
}
