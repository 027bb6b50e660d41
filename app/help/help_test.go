package help_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/help"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// TestCards_AreShortAndAllDifferent: a card that cannot be read between two children is not read.
func TestCards_AreShortAndAllDifferent(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range help.Cards() {
		if n := len(strings.Fields(strings.Join(c.Steps, " "))); n > 40 {
			t.Errorf("%s has %d words, 40 at the most", c.Title, n)
		}
		if seen[c.ID] || seen[c.Title] || c.Screen == "" || c.Try == "" {
			t.Errorf("%+v is not whole, or stands twice", c)
		}
		seen[c.ID], seen[c.Title] = true, true
	}
}

func TestScreen_EveryCardBeginsAndIsTicked(t *testing.T) {
	d := sessiontest.New(t, 3, morning)
	ctx := context.Background()
	b := kittest.Open(t, 1184, 1700)
	v := help.NewScreen(d.Session, func() {})
	b.Show(v.Content())
	b.Picture("help")
	isla := d.Child(t, "Isla")
	for _, c := range help.Cards() {
		d.Went = nil
		b.Tap(c.Try + ": " + c.Title)
		if len(d.Went) != 1 || d.Went[0].Screen != c.Screen || c.Child != (d.Went[0].Child == isla) {
			t.Errorf("%s went to %+v", c.Title, d.Went)
		}
		b.Tap("I have done it: " + c.Title)
	}
	if got, want := v.Frame().Subtitle, fmt.Sprintf("%d of %[1]d done", len(help.Cards())); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	d.Undos[len(d.Undos)-1]()
	if got := len(help.Done(ctx, d.Store)); got != len(help.Cards())-1 {
		t.Errorf("after one was taken back %d are done", got)
	}
	b.Settle()
	b.Tap("Not done yet: " + help.Cards()[0].Title)
	if got := len(help.Done(ctx, d.Store)); got != len(help.Cards())-2 {
		t.Errorf("after another tick went %d are done", got)
	}
}

func TestScreen_IsSoundAtEverySize(t *testing.T) {
	d := sessiontest.New(t, 1, morning)
	for _, size := range [][2]float32{{1184, 712}, {800, 1100}, {390, 700}, {1344, 820}} {
		for _, theme := range []kit.Theme{{Variant: kit.VariantLight}, {Variant: kit.VariantDark, Text: 20}} {
			b := kittest.Open(t, size[0], size[1])
			b.Show(help.NewScreen(d.Session, func() {}).Content())
			b.Theme(theme)
			b.Sound()
		}
	}
}
