package groups

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// beside shows a register of a few people as the running app does: what it reads lands only when the test says so.
func beside(t *testing.T, people int) (*desktest.Desk, *sessiontest.Later, *kittest.Bench, *SessionScreen) {
	d := desktest.Sit(t, morning)
	id := put(t, d, training("2026-11-24", people))
	later := &sessiontest.Later{}
	d.Load = later.Load
	var v *SessionScreen
	b := d.Show(800, 1280, func() shell.Screen { v = newSession(d.Session, id, d.Clock.Kit()); return v })
	later.Land()
	return d, later, b, v
}

// colleague changes the register as a sync does: the screen has not been told yet.
func colleague(t *testing.T, d *desktest.Desk, id assessments.ID, turn func([]assessments.Attendee) []assessments.Attendee) {
	t.Helper()
	rec, err := d.Store.Record(d.Ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var g assessments.GroupSession
	assessments.Decode(rec.Fields, &g)
	g.Register = turn(slices.Clone(g.Register))
	if e, ok := d.Change(rec, &g); !ok || !d.Write(d.Ctx, e) {
		t.Fatal(d.Failed)
	}
}

func TestRegister_AColleaguesMarksStay(t *testing.T) {
	d, later, b, v := beside(t, 4)
	colleague(t, d, v.id, func(list []assessments.Attendee) []assessments.Attendee {
		list[1].Came, list[3].Came = "no", "no"
		return append(list, assessments.Attendee{Who: "Wanda Late", Came: "yes", Minutes: 30})
	})
	b.Tap("Came, Mrs Perpetua Nettlefold")
	check := func(when, first string) {
		t.Helper()
		got := register(t, d, v.id)
		if len(got) != 5 || got[0].Came != first || got[1].Came != "no" || got[3].Came != "no" || got[4].Minutes != 30 {
			t.Errorf("%s: %+v", when, got)
		}
	}
	check("marked", "yes")
	colleague(t, d, v.id, func(list []assessments.Attendee) []assessments.Attendee { list[0].Note = "Left her bag"; return list })
	d.TakeBack()
	check("taken back", "")
	if got := register(t, d, v.id); got[0].Note != "Left her bag" || got[0].Minutes != 0 {
		t.Errorf("taken back: %+v", got[0])
	}
	later.Land()
	d.Sound()
}

func TestRegister_EveryoneElseIsWhoIsNotMarkedByAnybody(t *testing.T) {
	d, _, b, v := beside(t, 4)
	colleague(t, d, v.id, func(list []assessments.Attendee) []assessments.Attendee { return Mark(list, 2, "no", 90) })
	b.Tap("Everyone came")
	if c := Total(register(t, d, v.id)); c.Came != 3 || c.Not != 1 {
		t.Errorf("kept %+v", c)
	}
	d.Sound()
}

func TestRegister_ShowsAColleaguesMarks(t *testing.T) {
	d, later, b, v := beside(t, 4)
	colleague(t, d, v.id, func(list []assessments.Attendee) []assessments.Attendee { return Mark(list, 1, "part", 90) })
	v.Reload()
	later.Land()
	b.Settle()
	b.Shows("1 part, 3 not marked yet")
	d.Sound()
}

func TestRegister_WhatIsTypedStandsBesideAColleaguesMarks(t *testing.T) {
	d, later, b, v := beside(t, 4)
	b.Tap("More about Ms Tamsin Fennywell")
	colleague(t, d, v.id, func(list []assessments.Attendee) []assessments.Attendee { return Mark(list, 0, "yes", 90) })
	b.Type("Note", "Left for the bus")
	v.Reload()
	later.Land()
	if p := b.Find("Note"); p.Value != "Left for the bus" {
		t.Errorf("the note says %q", p.Value)
	}
	closeSheet(b)
	if got := register(t, d, v.id); got[0].Came != "yes" || got[1].Note != "Left for the bus" {
		t.Errorf("kept %+v", got[:2])
	}
	b.Shows("1 came")
	colleague(t, d, v.id, func(list []assessments.Attendee) []assessments.Attendee { return Mark(list, 1, "no", 90) })
	d.TakeBack()
	if got := register(t, d, v.id); got[0].Came != "yes" || got[1].Came != "no" || got[1].Note != "" {
		t.Errorf("taken back: %+v", got[:2])
	}
	d.Sound()
}

// TestRegister_ATapFindsItsLineAfterUndo: Ctrl and Z work while a sheet is open.
func TestRegister_ATapFindsItsLineAfterUndo(t *testing.T) {
	d, _, b, v := beside(t, 2)
	b.Tap("Children")
	b.Tap("Isla Maeve O'Thistlewood")
	d.TakeBack()
	b.Tap("Isla Maeve O'Thistlewood")
	closeSheet(b)
	if got := register(t, d, v.id); len(got) != 3 || got[2].Child != desktest.Isla {
		t.Errorf("put on, taken back and put on again: %+v", got)
	}
	d.Sound()
}

// TestRegister_TheMinutesAreTheirsAfterUndo: the line that a sheet is about has moved down since it was opened.
func TestRegister_TheMinutesAreTheirsAfterUndo(t *testing.T) {
	d, _, b, v := beside(t, 2)
	b.Tap("More about Mrs Perpetua Nettlefold")
	b.Tap("Take off the register")
	b.Tap("More about Ms Tamsin Fennywell") // the first line now, the second after Undo
	d.TakeBack()
	b.Tap("45 min")
	if got := register(t, d, v.id); len(got) != 2 || got[0].Minutes != 0 || got[1].Minutes != 45 {
		t.Errorf("the minutes of the second line went to another: %+v", got)
	}
	d.Sound()
}

func TestRegister_AnEmptiedNumberIsNoTime(t *testing.T) {
	d, _, b, v := beside(t, 2)
	b.Tap("Came, Mrs Perpetua Nettlefold")
	for _, c := range []struct {
		typed string
		want  int
	}{{"45", 45}, {"", 0}, {"4o", 0}, {"1441", 0}, {"12.5", 0}} {
		b.Tap("More about Mrs Perpetua Nettlefold")
		b.Type("Minutes there", "")
		for range 4 {
			b.Key(fyne.KeyEnd)
			b.Key(fyne.KeyBackspace)
		}
		b.Type("Minutes there", "45")
		b.Key(fyne.KeyBackspace)
		b.Key(fyne.KeyBackspace)
		b.Type("Minutes there", c.typed)
		b.Window.Canvas().Unfocus()
		b.Settle()
		if _, ok := ParseMinutes(c.typed); ok == strings.Contains(b.Texts(), "Enter whole minutes, at most 1440, such as 45") {
			t.Errorf("left with %q, the screen shows %s", c.typed, b.Texts())
		}
		closeSheet(b)
		if got := register(t, d, v.id); got[0].Minutes != c.want {
			t.Errorf("typed %q over 45: %d minutes, want %d", c.typed, got[0].Minutes, c.want)
		}
	}
	d.Sound()
}
