package details_test

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestEverySheetAsksOnlyForFieldsThatExist(t *testing.T) {
	for _, info := range assessments.Kinds() {
		known := map[string]bool{}
		for _, f := range info.Fields() {
			known[f.Name] = true
		}
		m, err := details.Open(t.Context(), sessiontest.New(t, 0, morning).Store, info.Kind, "0190ffff-0000-7000-8000-0000000000aa", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range m.Parts {
			for _, e := range p.Entries {
				if !known[e.Field] {
					t.Errorf("%s has no field %s", info.Kind, e.Field)
				}
				if words, _ := m.Options(e); (e.How == details.Chips || e.How == details.Pick) && len(words) == 0 {
					t.Errorf("%s.%s is asked as a choice and has no list", info.Kind, e.Field)
				}
			}
		}
	}
}

func TestScreen_AddsAChild(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	id := d.NewID()
	b := kittest.Open(t, 1184, 900)
	s := details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), id, details.Arg(assessments.KindChild, id))
	b.Show(s.Content())
	b.Shows("Still to fill in")
	b.Type("Whole name, in its own order", "Ada Mae Testchild")
	b.Tap("She")
	b.Type("Date of birth, day", "14")
	b.Type("Date of birth, month", "7")
	b.Type("Date of birth, year", "2020")
	b.Picture("details-child")
	b.Sound()
	s.Leave()
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatalf("%v; failed %v", err, d.Failed)
	}
	if got := rec.Fields.Text("name") + " " + rec.Fields.Text("born") + " " + rec.Fields.Text("pronoun"); got != "Ada Mae Testchild 2020-07-14 she" || rec.Meta.Unsent == 0 {
		t.Errorf("kept %q, %d changes", got, rec.Meta.Unsent)
	}
}

func TestScreen_RecordsAConsent(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla, id := d.Child(t, "Isla"), d.NewID()
	b := kittest.Open(t, 1184, 1400)
	s := details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), isla, details.Arg(assessments.KindBasis, id))
	b.Show(s.Content())
	b.Tap("Share")
	b.Tap("Given")
	b.Picture("details-consent")
	b.Sound()
	b.Shows("Say who gave or refused consent.")
	s.Leave()
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.Fields.Text("purpose") + rec.Fields.Text("decision") + rec.Fields.Text("basis"); got != "sharegivenconsent" {
		t.Errorf("kept %q", got)
	}
}
