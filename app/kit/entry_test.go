package kit

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// TestTapsInAField taps once and oftener: Fyne must not be told that a field can be tapped twice, or it forgets what is pressed after
// the field.
func TestTapsInAField(t *testing.T) {
	if _, told := any(newInput()).(fyne.DoubleTappable); told {
		t.Error("a field lets Fyne wait for a second tap")
	}
	tap := func(e *input) {
		e.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		e.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		e.Tapped(&fyne.PointEvent{})
	}
	write := func(e *input, words string) {
		for _, r := range words {
			e.TypedRune(r)
		}
	}
	for name, c := range map[string]struct {
		do   func(e *input)
		want string
	}{
		"two taps far apart": {func(e *input) {
			tap(e)
			e.presses.last = time.Now().Add(-time.Minute)
			tap(e)
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
			write(e, " well")
		}, "writes neatly well"},
		"a double tap selects the word": {func(e *input) {
			tap(e)
			tap(e)
			write(e, "draws")
		}, "draws neatly"},
		"a third the line": {func(e *input) {
			tap(e)
			tap(e)
			tap(e)
			write(e, "draws")
		}, "draws"},
	} {
		t.Run(name, func(t *testing.T) {
			e := newInput()
			w := test.NewTempWindow(t, e)
			w.Resize(fyne.NewSize(400, 100))
			e.SetText("writes neatly")
			w.Canvas().Focus(e)
			c.do(e)
			if e.Text != c.want {
				t.Errorf("reads %q, want %q", e.Text, c.want)
			}
		})
	}
}

// TestWordsThatDoNotShowKeepTheWheel turns a wheel over an entry with more words than room: the page waits for their end, and a finger
// moves them too.
func TestWordsThatDoNotShowKeepTheWheel(t *testing.T) {
	for name, turn := range map[string]func(c fyne.Canvas, dy float32){
		"wheel":  func(c fyne.Canvas, dy float32) { test.Scroll(c, fyne.NewPos(100, 50), 0, dy) },
		"finger": func(c fyne.Canvas, dy float32) { test.Drag(c, fyne.NewPos(100, 50), 0, dy) },
	} {
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t)
			e := newInput()
			e.MultiLine, e.Wrapping, e.presses.finger = true, fyne.TextWrapWord, true
			e.SetText(strings.Repeat("a line\n", 19) + "the end")
			page := NewScroller(container.NewVBox(container.NewGridWrap(fyne.NewSize(380, 100), newPane(e, false)), AtLeast(0, 2000, Body("long"))))
			w := test.NewTempWindow(t, page)
			w.Resize(fyne.NewSize(400, 300))
			for _, way := range []float32{-20, 20} {
				from, turns := page.Offset(), 0
				for ; page.Offset() == from && turns < 100; turns++ {
					turn(w.Canvas(), way)
				}
				most := e.words.Content.MinSize().Height - e.words.Size().Height
				if want := map[float32]float32{-20: most, 20: 0}[way]; e.words.Offset.Y != want || turns < 10 || turns == 100 {
					t.Errorf("%v: after %d turns the page moved, with the words at %v of %v", way, turns, e.words.Offset.Y, most)
				}
				page.ScrollTo(20)
			}
		})
	}
}
