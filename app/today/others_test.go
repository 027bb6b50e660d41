package today_test

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestOthers_TheLastWeek: openings by others and children who were not brought to somebody else's clinic, for a week.
func TestOthers_TheLastWeek(t *testing.T) {
	d, child := desk(t, "")
	opened := func(who assessments.ID, name, at string) {
		add(t, d, child, &assessments.Access{What: "opened", Of: child, Who: who, Name: name, At: at, Reason: "danger", Words: "A call at night."})
	}
	clinic := func(title string, on assessments.Date, came string, leader assessments.ID) {
		team(t, d, &assessments.GroupSession{Type: "clinic", Title: title, On: on, Leaders: []assessments.ID{leader}, Register: []assessments.Attendee{{Child: child, Came: came}}})
	}
	other := d.NewID()
	d.Me = d.NewID()
	opened(other, "Tessa Finch", "2026-11-23T23:10:00Z")
	opened(other, "Long Ago", "2026-11-10T23:10:00Z")
	opened(d.Me, "Myself", "2026-11-23T23:11:00Z")
	clinic("Splints", "2026-11-20", "no", other)
	clinic("My own", "2026-11-20", "no", d.Me)
	clinic("Came", "2026-11-20", "yes", other)
	clinic("Years ago", "2025-11-20", "no", other)
	m := build(t, d)
	var got []string
	for _, o := range m.Others {
		got = append(got, o.Title+" | "+o.Line)
		if o.Go != (today.Way{Screen: session.ChildHome, Child: child, Arg: "timeline"}) {
			t.Errorf("it opens %+v", o.Go)
		}
	}
	want := []string{"Tessa Finch opened Wren Applecote | Monday 23 November, 23:10, because somebody might have come to harm: “A call at night.”",
		"Wren Applecote was not brought | Friday 20 November. Clinic: Splints"}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %q", got)
	}
	for _, size := range [][2]float32{{1184, 712}, {800, 1100}, {390, 700}} {
		b := kittest.Open(t, size[0], size[1])
		b.Show(today.NewScreen(d.Session).Content())
		b.Shows("While you were elsewhere", "Tessa Finch opened Wren Applecote")
		b.Sound()
		b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
		b.Sound()
	}
	b := kittest.Open(t, 1184, 712)
	b.Show(today.NewScreen(d.Session).Content())
	b.Picture("today-others")
}
