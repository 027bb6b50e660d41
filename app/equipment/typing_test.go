package equipment

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestScreen_NothingTakesTheWordsInHand: in the middle of a word everything comes that draws the form anew without its author: photos
// that were being read, the bar that offers to take a change back, the save, a change from the service, a tablet that is turned. The
// keyboard stays in the field, and each letter lands in it and in the record.
func TestScreen_NothingTakesTheWordsInHand(t *testing.T) {
	d := desktest.Sit(t, visit)
	set := func(field, value string) {
		t.Helper()
		r, err := d.Store.Record(d.Ctx, slope)
		if err != nil || !d.Write(d.Ctx, assessments.Edit{Record: slope, Kind: r.Kind, Scope: r.Scope, Op: assessments.OpSet, Set: assessments.Fields{field: []byte(value)}}) {
			t.Fatal(err, d.Failed)
		}
	}
	set("funder", "null")
	var late []func() // what was read away from the screen and has not arrived yet
	d.Load = func(ctx context.Context, work func(context.Context) error, show func(error)) {
		err := work(ctx)
		late = append(late, func() { kit.Draw(func() { show(err) }) })
	}
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, slope, d.Clock.Kit()); return v })
	arrive := func() {
		for len(late) > 0 {
			next := late[0]
			late = late[1:]
			next()
		}
	}
	service := func() { set("maker", `"Acorn"`) }
	b.Find("Owner").Object.(interface{ SetText(string) }).SetText("")
	b.Type("Owner", "School")
	b.Canvas().Unfocus() // the change is made, and the bar offers to take it back
	field := b.Find("Who pays").Object
	b.Canvas().Focus(field.(fyne.Focusable))
	steps := []struct {
		name string
		do   func()
	}{{"photos arrive", arrive}, {"the bar comes", d.Reframe}, {"words are saved", func() { d.Clock.Turn(time.Second) }}, {"the service changed another field", service},
		{"another draft of the list", v.touch}, {"the tablet is turned", func() { b.Resize(800, 1280) }}, {"and back", func() { b.Resize(1280, 800) }},
		{"the page is laid out", v.page.Rebuild}, {"the last photo", arrive}}
	words, typed := []rune("Health pays for it"), ""
	for i, r := range words {
		now, _ := b.Canvas().Focused().(fyne.CanvasObject)
		if now != field {
			t.Fatalf("after %q the keyboard has left the field", typed)
		}
		b.Canvas().Focused().TypedRune(r)
		typed += string(r)
		if i < len(steps) {
			steps[i].do()
			b.Settle()
		}
		if p := b.Find("Who pays"); p.Object != field || p.Value != typed {
			t.Fatalf("%s: the field holds %q, typed was %q; the same field: %v", steps[min(i, len(steps)-1)].name, p.Value, typed, p.Object == field)
		}
	}
	d.Clock.Turn(time.Second)
	var e assessments.Equipment
	if d.Read(slope, &e); e.Funder != string(words) || e.Owner != "School" {
		t.Errorf("the record holds %q and %q", e.Funder, e.Owner)
	}
	d.Sound()
}
