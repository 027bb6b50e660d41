package settings_test

import (
	"context"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/settings"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_AnAnswerShowsAtOnceIsKeptAndCanBeTakenBack(t *testing.T) {
	d := sessiontest.New(t, 0, morning)
	var shown settings.Look
	b := kittest.Open(t, 1184, 712)
	b.Show(settings.NewScreen(d.Session, func(l settings.Look) { shown = l }).Content())
	b.Picture("settings")
	b.Sound()
	b.Tap("Largest, 20")
	b.Tap("Dark")
	b.Tap("Left hand")
	b.Tap("Less motion")
	want := settings.Look{Variant: "dark", Text: 20, Left: true, Still: true}
	if got := settings.ReadLook(context.Background(), d.Store); shown != want || got != want {
		t.Errorf("shown %+v, kept %+v", shown, got)
	}
	if last := d.Said[len(d.Said)-1]; last != "Motion: Less motion" {
		t.Errorf("said %q", last)
	}
	d.Undos[2]()
	want = settings.Look{Variant: "dark", Text: 20}
	if got := settings.ReadLook(context.Background(), d.Store); shown != want || got != want {
		t.Errorf("after undo shown %+v, kept %+v", shown, got)
	}
	if d.Said = nil; true {
		b.Tap("Dark")
	}
	if len(d.Said) != 0 {
		t.Errorf("the same answer again said %q", d.Said)
	}
}

func TestChoices_EveryAnswerCanBeChosen(t *testing.T) {
	for i, c := range settings.Choices(settings.Look{}) {
		for j, words := range c.Words {
			l, said := settings.Choose(settings.Look{}, i, j)
			if got := settings.Choices(l)[i].Chosen; got != j || said != c.Title+": "+words {
				t.Errorf("%s, %s: chosen %d, said %q", c.Title, words, got, said)
			}
		}
	}
}
