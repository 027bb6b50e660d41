package contacts

import (
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

// colleague changes a contact as a sync does: the screen has not been told yet.
func colleague(t *testing.T, d *sessiontest.Desk, id assessments.ID, turn func(*assessments.Contact)) {
	t.Helper()
	rec, err := d.Store.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	c := contact(t, d, id)
	turn(&c)
	if e, ok := d.Change(rec, &c); !ok || !d.Write(t.Context(), e) {
		t.Fatal(d.Failed)
	}
}

// present are the answers of who was there, by name or id.
func present(c assessments.Contact) map[string]string {
	out := map[string]string{}
	for _, p := range c.Participants {
		out[string(p.Person)+p.Who] = p.Present
	}
	return out
}

func TestScreen_WhomAColleagueNotedStays(t *testing.T) {
	d, isla, hazel, student := team(t)
	id := write(t, d, isla, &assessments.Contact{Type: "meeting", On: "2026-11-24", From: "09:05", Status: "started",
		Participants: []assessments.Participant{{Who: "Aunt Bee", Present: "yes"}}})
	b := kittest.Open(t, 1184, 1600)
	s := newScreen(d.Session, kittest.NewClock(morning).Kit(), isla, id)
	b.Show(s.Content())
	add := func(who string) {
		colleague(t, d, id, func(c *assessments.Contact) {
			c.Participants = append(c.Participants, assessments.Participant{Who: who, Present: "part"})
		})
	}
	add("Mr Crow")
	b.Tap("Róisín O'Thistlewood")
	if got := present(contact(t, d, id)); len(got) != 3 || got["Mr Crow"] != "part" {
		t.Errorf("after a tap: %v", got)
	}
	add("Miss Wren")
	d.Undos[len(d.Undos)-1]()
	if got := present(contact(t, d, id)); len(got) != 3 || got["Mr Crow"] != "part" || got["Miss Wren"] != "part" {
		t.Errorf("taken back: %v", got)
	}
	add("Dr Finch")
	b.Type("Others, with commas between", "Mrs Kite, ") // before the others
	b.Window.Canvas().Unfocus()
	if got := present(contact(t, d, id)); len(got) != 5 || got["Mrs Kite"] != "yes" || got["Dr Finch"] != "part" || got["Mr Crow"] != "part" {
		t.Errorf("typed: %v", got)
	}
	if p := b.Find("Others, with commas between"); p.Value != "Aunt Bee, Mr Crow, Miss Wren, Mrs Kite, Dr Finch" {
		t.Errorf("the field says %q", p.Value)
	}
	add("Ms Swift")
	d.Undos[len(d.Undos)-1]()
	if got := present(contact(t, d, id)); len(got) != 5 || got["Mrs Kite"] != "" || got["Ms Swift"] != "part" {
		t.Errorf("the typed one taken back: %v", got)
	}
	colleague(t, d, id, func(c *assessments.Contact) { c.Joint = append(c.Joint, student) })
	b.Tap("Hazel Finch")
	if c := contact(t, d, id); len(c.Joint) != 2 || !slices.Contains(c.Joint, student) || !slices.Contains(c.Joint, hazel) {
		t.Errorf("with whom: %v", c.Joint)
	}
	d.Undos[len(d.Undos)-1]()
	if c := contact(t, d, id); len(c.Joint) != 1 || c.Joint[0] != student {
		t.Errorf("with whom, taken back: %v", c.Joint)
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}
