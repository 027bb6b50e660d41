package today_test

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/app/today"
)

// TestScreen_WhatIsDueComesBeforeOtherDays: where one thing stands below the other, what must be done today is not below weeks of later visits;
// and those are told from today’s by a heading, also beside it.
func TestScreen_WhatIsDueComesBeforeOtherDays(t *testing.T) {
	for _, size := range [][2]float32{{1184, 712}, {800, 1112}, {390, 676}} {
		d := sessiontest.New(t, 12, morning)
		b := kittest.Open(t, size[0], size[1])
		b.Show(today.NewScreen(d.Session).Content())
		b.Sound()
		next, due, later := b.Find("Start visit"), b.Find("Examine Hoist at nursery, Yusuf Xirsi Dayaxweyn"), b.Find("Idris Hawthornby")
		if size[0] < 1000 && !(next.Y < due.Y && due.Y < later.Y) {
			t.Errorf("%v: today’s visit at %v, what is due at %v, a later visit at %v", size, next.Y, due.Y, later.Y)
		}
		text := b.Texts()
		before, after, found := strings.Cut(text, "Coming up")
		if !found || !strings.Contains(before, "Start visit") || !strings.Contains(after, "Idris Hawthornby") {
			t.Errorf("%v: other days are not headed:\n%s", size, text)
		}
	}
}

// TestScreen_ADayWithoutVisitsBeginsWithTheNextOne: what is due does not push it away, and one heading is enough.
func TestScreen_ADayWithoutVisitsBeginsWithTheNextOne(t *testing.T) {
	d := sessiontest.New(t, 12, morning.AddDate(0, 0, 1))
	b := kittest.Open(t, 390, 676)
	b.Show(today.NewScreen(d.Session).Content())
	b.Sound()
	if first, due := b.Find("Start visit"), b.Find("Examine Hoist at nursery, Yusuf Xirsi Dayaxweyn"); first.Y > due.Y {
		t.Errorf("the next visit at %v, what is due at %v", first.Y, due.Y)
	}
	if n := strings.Count(b.Texts(), "Coming up"); n != 1 {
		t.Errorf("headed %d times", n)
	}
}

// TestScreen_ThePortraitHeadHasTheDayInOneLine: the box to find in gives its room to the title, and the search button stands in its place.
func TestScreen_ThePortraitHeadHasTheDayInOneLine(t *testing.T) {
	for _, size := range [][2]float32{{1280, 800}, {800, 1280}, {390, 844}} {
		d := sessiontest.New(t, 12, morning)
		b := kittest.Open(t, size[0], size[1])
		route := shell.Route{Screen: session.Today}
		s := shell.New(shell.Config{Roots: [5]shell.Route{route}, Clock: d.Hand.Kit(), OnFind: func() {}, Screens: func(shell.Route) shell.Screen { return today.NewScreen(d.Session) }})
		s.Attach(b.Canvas())
		s.Restore([]shell.Route{route})
		b.Settle()
		portrait := size[0] == 800
		text := b.Texts()
		if _, box := kit.Find(b.Placed(), "Find a child"); box == portrait {
			t.Errorf("%v: the box to find in stands there: %v", size, box)
		}
		if !strings.Contains(text, "Tuesday 24 November") {
			t.Errorf("%v: the day is broken:\n%s", size, text)
		}
		if portrait {
			b.Find("Find")
		}
		b.Sound()
	}
}
