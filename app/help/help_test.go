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
	"github.com/fieldfare/fieldfare/assessments"
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
	moved := 0
	v := help.NewScreen(d.Session, func() {}, func() { moved++ })
	b.Show(v.Content())
	b.Picture("help")
	who := map[string]assessments.ID{"isla": d.Child(t, "Isla"), "yusuf": d.Child(t, "Yusuf")}
	for _, c := range help.Cards() {
		d.Went = nil
		b.Tap(c.Try + ": " + c.Title)
		if len(d.Went) != 1 || d.Went[0].Screen != c.Screen || d.Went[0].Child != who[c.Child] || help.Current(ctx, d.Store) != c.ID {
			t.Errorf("%s went to %+v", c.Title, d.Went)
		}
		b.Tap("I have done it: " + c.Title)
	}
	if got, want := v.Frame().Subtitle, fmt.Sprintf("%d of %[1]d done", len(help.Cards())); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if moved != len(help.Cards()) || help.Current(ctx, d.Store) != "" {
		t.Errorf("told of %d ticks; still to do: %q", moved, help.Current(ctx, d.Store))
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
			b.Show(help.NewScreen(d.Session, func() {}, func() {}).Content())
			b.Theme(theme)
			b.Sound()
		}
	}
}

// TestDay_HasAVisitOnWhateverDayOnePractises: the caseload stands still, and a card that says “Start visit” needs one to start.
func TestDay_HasAVisitOnWhateverDayOnePractises(t *testing.T) {
	for _, now := range []time.Time{time.Date(2027, 3, 3, 8, 40, 0, 0, session.London), time.Date(2028, 8, 5, 23, 50, 0, 0, session.London)} {
		d := sessiontest.New(t, 3, now)
		ctx, today := context.Background(), d.Today()
		if err := help.Begin(ctx, d.Store, now, d.NewID); err != nil {
			t.Fatal(err)
		}
		for range 2 { // a second time plans nothing more
			for _, place := range []string{"school", "home"} {
				if err := help.Plan(ctx, d.Store, now, d.NewID, place); err != nil {
					t.Fatal(err)
				}
			}
		}
		all, err := d.Store.Contacts(ctx, today, today)
		if err != nil || len(all) != 2 || all[0].Place != "school" || all[0].SettingName != "Larkbarrow Primary" || all[1].Place != "home" || all[1].Child != d.Child(t, "Yusuf") {
			t.Errorf("on %s: %v %+v", today, err, all)
		}
		if from := assessments.Clock(now.Format("15:04")); len(all) == 2 && (all[0].From <= from || all[1].From < all[0].From) {
			t.Errorf("at %s the visits are at %s and %s", from, all[0].From, all[1].From)
		}
	}
	d := sessiontest.New(t, 3, morning) // the notebook plans a visit to Isla’s school for this day
	if err := help.Begin(context.Background(), d.Store, morning, d.NewID); err != nil {
		t.Fatal(err)
	}
	if all, err := d.Store.Contacts(context.Background(), d.Today(), d.Today()); err != nil || len(all) != 1 {
		t.Errorf("a day with a visit became %+v, %v", all, err)
	}
}

// TestSheet_LeadsFromCardToCard: the card can be read where its steps are done, and ticking it there shows the next.
func TestSheet_LeadsFromCardToCard(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 1280, 800)
	b.Show(kit.Column(0))
	moved := 0
	help.Show(b.Canvas(), d.Session, func() { moved++ })
	for i, c := range help.Cards() {
		b.Shows(c.Title, c.Steps[0])
		if i == 0 {
			b.Picture("help-sheet")
			b.Sound()
		}
		b.Tap("I have done it")
	}
	b.Shows("Every card is done")
	if moved != len(help.Cards()) {
		t.Errorf("told of %d ticks", moved)
	}
	b.Tap("All cards")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Help {
		t.Errorf("went to %+v", d.Went)
	}
}
