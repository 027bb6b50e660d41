package equipment

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// over types words in place of what stands in a field, letter by letter, and leaves it.
func over(b *kittest.Bench, field, words string) {
	in := b.Find(field).Object.(fyne.Focusable)
	b.Canvas().Focus(in)
	for range b.Find(field).Value {
		in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	for _, r := range words {
		in.TypedRune(r)
	}
	b.Canvas().Unfocus()
	b.Settle()
}

// A box that is emptied, or holds what is no number, does not leave the first figures of it in the record: 450 rubbed out is not 4 mm, and
// "29,5" is not 29.
func TestScreen_KeepsNoBeginningOfANumber(t *testing.T) {
	d := desktest.Sit(t, visit)
	r, err := d.Store.Record(d.Ctx, slope)
	var e assessments.Equipment
	assessments.Decode(r.Fields, &e)
	e.Settings = []assessments.Setup{{What: "Seat height", Value: new(450.0), Unit: "mm"}}
	e.Trials = []assessments.Trial{{On: "2026-05-20", Item: "Slope", Minutes: 20, Result: "Sat well"}}
	edit, _ := d.Change(r, &e)
	if err != nil || !d.Write(d.Ctx, edit) {
		t.Fatal(err, d.Failed)
	}
	b := d.Show(390, 6000, func() shell.Screen {
		v := newScreen(d.Session, desktest.Isla, slope, d.Clock.Kit())
		v.inside = true
		return v
	})
	for _, c := range []struct {
		value, minutes string
		setTo          *float64
		long           int
		said           string
	}{{"310", "15", new(310.0), 15, ""}, {"", "", nil, 0, ""}, {"0", "10", new(0.0), 10, ""}, {"29,5", "7.5", nil, 0, "Enter a number, such as 29.5|Enter a whole number, such as 12"}, {"29.5", "7", new(29.5), 7, ""}} {
		over(b, "Value", c.value)
		over(b, "How long", c.minutes)
		var e assessments.Equipment
		if d.Read(slope, &e); !cmp.Equal(e.Settings[0].Value, c.setTo) || e.Trials[0].Minutes != c.long {
			t.Errorf("typed %q and %q: the record holds %+v and %d min", c.value, c.minutes, e.Settings[0], e.Trials[0].Minutes)
		}
		for _, words := range []string{"Enter a number, such as 29.5", "Enter a whole number, such as 12"} {
			if strings.Contains(b.Texts(), words) != strings.Contains(c.said, words) {
				t.Errorf("typed %q and %q: %q is said: %v", c.value, c.minutes, words, strings.Contains(b.Texts(), words))
			}
		}
		b.Everywhere("equipment-number")
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}
