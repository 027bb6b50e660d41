package kit_test

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// heldPage is a long page on which something stands above a field and a button.
func heldPage(t *testing.T) (b *kittest.Bench, page *kit.Scroller, above fyne.CanvasObject, leave func(func())) {
	t.Helper()
	above = kit.AtLeast(0, 200, kit.Body("comes and goes"))
	first, field := kit.NewField("First", nil), kit.NewField("Owner", nil)
	page = kit.NewScroller(kit.Column(16, above, first, field, kit.NewButton("Agree", kit.Primary, nil), kit.AtLeast(0, 2000, kit.Body("long"))))
	b = kittest.Window(t, page, 600, 500)
	page.ScrollTo(230)
	b.Settle()
	return b, page, above, func(f func()) { first.OnLeave(f) }
}

// top is how high on the screen something stands.
func top(b *kittest.Bench, name string) float32 { return b.Find(name).Y }

// What goes from above the words in hand, or from above a finger, does not move them.
func TestPageStaysUnderHandAndFinger(t *testing.T) {
	for name, take := range map[string]func(b *kittest.Bench) (let func()){
		"words": func(b *kittest.Bench) func() {
			b.Canvas().Focus(b.Find("Owner").Object.(fyne.Focusable))
			return func() {}
		},
		"finger on words":    func(b *kittest.Bench) func() { return b.Press("Owner") },
		"finger on a button": func(b *kittest.Bench) func() { return b.Press("Agree") },
	} {
		t.Run(name, func(t *testing.T) {
			b, page, above, _ := heldPage(t)
			what := "Owner"
			if name == "finger on a button" {
				what = "Agree"
			}
			let := take(b)
			was := top(b, what)
			for _, change := range []func(){above.Hide, above.Show} {
				change()
				kit.Relay(b.Canvas().Content())
				b.Settle()
				if now := top(b, what); math.Abs(float64(now-was)) > .01 {
					t.Fatalf("%q stood at %v and stands at %v", what, was, now)
				}
			}
			let()
			b.Canvas().Unfocus()
			at := page.Offset()
			above.Hide()
			kit.Relay(b.Canvas().Content())
			if b.Settle(); page.Offset() != at {
				t.Errorf("nobody holds the page, and it went from %v to %v", at, page.Offset())
			}
		})
	}
}

// A press that takes the cursor from another field, after which something above goes, still ends where it began.
func TestPressEndsWhereItBegan(t *testing.T) {
	b, _, above, leave := heldPage(t)
	leave(func() {
		above.Hide()
		kit.Relay(b.Canvas().Content())
	})
	b.Canvas().Focus(b.Find("First").Object.(fyne.Focusable))
	b.Press("Owner")()
	if b.Canvas().Focused() != b.Find("Owner").Object.(fyne.Focusable) {
		t.Error("the cursor is not in the field that was pressed")
	}
}

// A field that only half shows comes into view when the finger has left it, not under it.
func TestFieldComesIntoViewAfterThePress(t *testing.T) {
	b, page, _, _ := heldPage(t)
	page.ScrollTo(page.Offset() + top(b, "Owner") + 10)
	b.Settle()
	at := page.Offset()
	lift := b.Press("Owner")
	if page.Offset() != at {
		t.Errorf("the page went from %v to %v under the finger", at, page.Offset())
	}
	lift()
	b.Settle()
	if y := top(b, "Owner"); page.Offset() >= at || y < 0 || b.Canvas().Focused() != b.Find("Owner").Object.(fyne.Focusable) {
		t.Errorf("after the press the field stands at %v and the page at %v, from %v", y, page.Offset(), at)
	}
}
