package plan

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestFullDisk_WordsAreKeptAfterThePlanWasLeft: what the disk refused stays in its box, and is on the disk once there is room, also
// when the plan was left meanwhile.
func TestFullDisk_WordsAreKeptAfterThePlanWasLeft(t *testing.T) {
	d := sessiontest.New(t, 1, monday)
	child := d.Child(t, "Isla")
	m := NewSheet(d.Store, d.Session, d.NewID, child, "")
	if err := m.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	id := m.Add(t.Context(), "sit")
	v := newScreen(d.Session, child, m.ID, d.Hand.Kit())
	b := kittest.Open(t, 1280, 3000)
	b.Show(v.Content())
	v.titled.SetText("")
	d.Full = true
	b.Type("What it is called", "Sitting well")
	b.Type("What to do", "Feet flat, ")
	b.Type("Minutes a time", "12")
	b.Window.Canvas().Unfocus() // as the shell does when another screen is opened
	if a, c, n := v.titled.Text(), v.cards[id].fields["title"].Text(), v.doses[0].field.Text(); a != "Sitting well" || c != "Feet flat, sit" || n != "12" {
		t.Errorf("the boxes that were left hold %q, %q and %q", a, c, n)
	}
	v.Leave()
	sessiontest.RoomAgain(t, d.Hand, &d.Full, &d.Failed)
	var p assessments.ActivityPlan
	var a assessments.Activity
	for of, into := range map[assessments.ID]assessments.Typed{m.ID: &p, id: &a} {
		r, err := d.Store.Record(t.Context(), of)
		if err != nil {
			t.Fatal(err)
		}
		assessments.Decode(r.Fields, into)
	}
	if p.Title != "Sitting well" || a.Title != "Feet flat, sit" || p.Minutes != 12 {
		t.Errorf("with room again: %q, %q, %d minutes", p.Title, a.Title, p.Minutes)
	}
}
