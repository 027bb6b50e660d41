package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

const tenLines = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten"

// fieldPage is a long page of fields in a window; middle is where the field of several lines stands.
func fieldPage(t *testing.T, over bool) (b *kittest.Bench, page *kit.Scroller, notes *kit.Field, middle fyne.Position) {
	t.Helper()
	notes = kit.NewNotes("What was seen", 3, nil)
	notes.SetText(tenLines)
	rows := kit.Column(16, kit.NewField("Name", nil), notes, kit.AtLeast(0, 2000, kit.Body("long")))
	if over {
		b = kittest.Window(t, kit.Body("below"), 600, 500)
		kit.ShowSheet(b.Window.Canvas(), "Words", rows, nil)
	} else {
		page = kit.NewScroller(rows)
		b = kittest.Window(t, page, 600, 500)
	}
	return b, page, notes, at(t, b, "What was seen")
}

// at is a place in the middle of the words of a field.
func at(t *testing.T, b *kittest.Bench, name string) fyne.Position {
	t.Helper()
	p, ok := kit.Find(b.Placed(), name)
	if !ok {
		t.Fatalf("no %q", name)
	}
	return fyne.NewPos(p.X+50, p.Y+min(p.H, 300)/2)
}

// The page moves under a wheel that turns over a field: at the first click, both ways, on a sheet too.
func TestWheelOverAFieldMovesThePage(t *testing.T) {
	b, page, _, notes := fieldPage(t, false)
	for name, pos := range map[string]fyne.Position{"several lines": notes, "one line": at(t, b, "Name")} {
		test.Scroll(b.Window.Canvas(), pos, 0, -30)
		if page.Offset() != 30 {
			t.Errorf("%s: the page stands at %v after a click down, want 30", name, page.Offset())
		}
		test.Scroll(b.Window.Canvas(), pos, 0, 30)
		if page.Offset() != 0 {
			t.Errorf("%s: the page stands at %v after a click up, want 0", name, page.Offset())
		}
	}

	b, _, _, notes = fieldPage(t, true)
	test.Scroll(b.Window.Canvas(), notes, 0, -30)
	if now := at(t, b, "What was seen"); now.Y != notes.Y-30 {
		t.Errorf("on a sheet the field stands at %v after a click down, want %v", now.Y, notes.Y-30)
	}
}

// A finger that goes up a field moves the page and leaves no cursor behind; along a line, or with the mouse where the cursor stands,
// words are selected.
func TestFingerOverAFieldMovesThePage(t *testing.T) {
	mouse := func(f *kit.Field, y float32) {
		f.Entry().(desktop.Mouseable).MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(40, y)}})
	}
	finger := func(f *kit.Field, y float32) {
		f.Entry().(mobile.Touchable).TouchDown(&mobile.TouchEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(40, y)}})
	}
	for _, c := range []struct {
		name     string
		press    func(f *kit.Field, y float32)
		cursor   bool // stands in the field already
		dx, dy   float32
		page     float32
		selected string
		keeps    bool // the cursor
	}{
		{"a finger goes up", finger, false, 2, -40, 40, "", false},
		{"a finger goes up where the cursor stands", finger, true, 2, -40, 40, "", true},
		{"a desktop's finger goes up", mouse, false, 2, -40, 40, "", false},
		{"a mouse selects where the cursor stands", mouse, true, 2, -40, 0, "\nseven\neight", true},
		{"along a line", mouse, false, 36, 2, 0, "six", true},
		{"a finger along a line", finger, false, 36, 2, 0, "six", true},
		{"a finger that trembles", finger, false, 1, -3, 0, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, page, notes, middle := fieldPage(t, false)
			if c.cursor {
				notes.Focus()
			}
			y := page.Offset()
			c.press(notes, 120)
			test.Drag(b.Window.Canvas(), middle, c.dx, c.dy)
			if got := page.Offset() - y; got != c.page && (c.page == 0 || got < c.page) { // it may run on
				t.Errorf("the page moved by %v, want %v", got, c.page)
			}
			e := notes.Entry().(interface{ SelectedText() string })
			if got := e.SelectedText(); got != c.selected {
				t.Errorf("selected %q, want %q", got, c.selected)
			}
			if keeps := b.Window.Canvas().Focused() == notes.Entry(); keeps != c.keeps {
				t.Errorf("the cursor stands in the field: %v, want %v", keeps, c.keeps)
			}
		})
	}
}

// On a page that has nothing more to show a mouse selects from line to line at once.
func TestMouseSelectsOnAPageThatStands(t *testing.T) {
	notes := kit.NewNotes("What was seen", 3, nil)
	notes.SetText(tenLines)
	b := kittest.Window(t, kit.NewScroller(notes), 600, 700)
	notes.Entry().(desktop.Mouseable).MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	test.Drag(b.Window.Canvas(), at(t, b, "What was seen"), 2, 40)
	if got := notes.Entry().(interface{ SelectedText() string }).SelectedText(); !strings.Contains(got, "\n") {
		t.Errorf("selected %q, want words of several lines", got)
	}
}
