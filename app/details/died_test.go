package details_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// statuses are what became of a child's contacts, with the reason, by their id.
func statuses(t *testing.T, d *sessiontest.Desk, child assessments.ID) map[assessments.ID]string {
	t.Helper()
	recs, err := d.Store.Records(t.Context(), store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindContact}})
	if err != nil {
		t.Fatal(err)
	}
	out := map[assessments.ID]string{}
	for _, r := range recs {
		out[r.ID] = r.Fields.Text("status") + r.Fields.Text("reason")
	}
	return out
}

// TestScreen_RecordsADeath: the verb asks for the day and says what follows; what is planned is cancelled in the same step, the band says
// so, and one Undo takes all of it back.
func TestScreen_RecordsADeath(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla := d.Child(t, "Isla")
	b := kittest.Open(t, 1184, 3000)
	clock := kittest.NewClock(morning)
	s := details.NewScreen(d.Session, clock.Kit(), isla, details.Arg(assessments.KindChild, isla))
	b.Show(s.Content())
	before := statuses(t, d, isla)
	was := 0
	for _, st := range before {
		if st == "planned" {
			was++
		}
	}
	if was == 0 {
		t.Fatal("nothing is planned for the child")
	}
	b.Picture("details-child-last")
	b.Tap("Record that Issy has died")
	b.Shows("Issy has died", "planned", "cancelled", "Nothing goes to the family by link", "eight years")
	b.Picture("details-died")
	b.Tap("Record it")
	b.Shows("Enter the day")
	b.Type("Day of death, day", "25")
	b.Type("Day of death, month", "11")
	b.Type("Day of death, year", "2026")
	b.Tap("Record it")
	b.Shows("still to come")
	if c := d.Band(t.Context(), isla, d.Today()); len(d.Undos) > 0 || strings.Contains(c.Line, "died") {
		t.Fatal("a day that is still to come was recorded")
	}
	field := b.Find("Day of death, day").Object.(interface{ SetText(string) })
	field.SetText("")
	b.Type("Day of death, day", "20")
	b.Tap("Record it")
	if c := d.Band(t.Context(), isla, d.Today()); !strings.Contains(c.Line, "born 29 February 2020 · died 20 November 2026") || strings.Contains(c.Line, "years") {
		t.Errorf("the band says %q", c.Line)
	}
	for id, st := range statuses(t, d, isla) {
		if want := before[id]; want == "planned" && st != "cancelledThe child has died" || want != "planned" && st != want {
			t.Errorf("a contact that was %q is %q", want, st)
		}
	}
	b.Shows("Issy died on 20 November 2026", "Entered by mistake")
	b.Picture("details-died-recorded")
	b.Sound()

	d.Undos[len(d.Undos)-1]()
	for id, st := range statuses(t, d, isla) {
		if st != before[id] {
			t.Errorf("taken back, a contact that was %q is %q", before[id], st)
		}
	}
	b.Shows("Record that Issy has died")
	if c := d.Band(t.Context(), isla, d.Today()); strings.Contains(c.Line, "died") || len(d.Failed) > 0 {
		t.Errorf("taken back, the band says %q; %v", c.Line, d.Failed)
	}
	s.Leave()
}

// TestScreen_ADeathIsTakenBackFromAnotherScreen: the undo bar lives on beside the next screen. A mistaken death is taken back there.
func TestScreen_ADeathIsTakenBackFromAnotherScreen(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	isla := d.Child(t, "Isla")
	before := statuses(t, d, isla)
	b := kittest.Open(t, 1184, 3000)
	s := details.NewScreen(d.Session, kittest.NewClock(morning).Kit(), isla, details.Arg(assessments.KindChild, isla))
	b.Show(s.Content())
	b.Tap("Record that Issy has died")
	b.Type("Day of death, day", "20")
	b.Type("Day of death, month", "11")
	b.Type("Day of death, year", "2026")
	b.Tap("Record it")
	if c := d.Band(t.Context(), isla, d.Today()); !strings.Contains(c.Line, "died") {
		t.Fatal("nothing was recorded")
	}
	s.Leave()
	d.Undos[len(d.Undos)-1]()
	if c := d.Band(t.Context(), isla, d.Today()); strings.Contains(c.Line, "died") || len(d.Failed) > 0 || !maps.Equal(before, statuses(t, d, isla)) {
		t.Errorf("taken back, the band says %q, the visits are %v; %v", c.Line, statuses(t, d, isla), d.Failed)
	}
}
