package children_test

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_FindsByAnyWordOfTheName(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	for _, words := range []string{"thistle", "ISLA", "issy", "999 417 2638", "9994172638", "othistlewood larkbarrow"} {
		b := kittest.Open(t, 1184, 712)
		s := children.NewScreen(d.Session, words)
		b.Show(s.Content())
		b.Sound()
		b.Shows("Isla Maeve O'Thistlewood, known as Issy")
		if got := s.Frame().Subtitle; got != "1 child" {
			t.Errorf("%q: %s, want 1 child", words, got)
		}
	}
}

func TestScreen_OpensTheChildTapped(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b := kittest.Open(t, 1184, 712)
	s := children.NewScreen(d.Session, "")
	b.Show(s.Content())
	b.Picture("children")
	if got := s.Frame().Subtitle; got != "12 children" {
		t.Errorf("%s, want 12 children", got)
	}
	b.Tap("Isla Maeve O'Thistlewood, known as Issy")
	if len(d.Went) != 1 || d.Went[0].Child != d.Child(t, "Isla") {
		t.Errorf("went to %+v", d.Went)
	}
}

func TestScreen_SaysWhyNothingIsShown(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 800, 1100)
	s := children.NewScreen(d.Session, "zzz")
	b.Show(s.Content())
	b.Shows("No child matches")
}
