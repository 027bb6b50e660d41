package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// Whoever uses the app must not be locked out of it: every way to use it counts.
func TestTouches_CountWhateverAPersonDoes(t *testing.T) {
	button, field, tile := kit.NewQuiet("Go", nil), kit.NewField("Name", nil), kit.NewTile("Feet off floor", nil)
	pad := kit.NewPad(kit.PadPIN, nil, nil)
	page := kit.NewScroller(kit.Column(8, button, field, tile, pad, kit.AtLeast(0, 2000, kit.Body("long"))))
	b := kittest.Window(t, page, 800, 600)
	entry := field.Entry()
	for _, c := range []struct {
		what string
		do   func()
	}{
		{"a tap", func() { b.Tap("Go") }},
		{"a mouse button", func() { button.MouseDown(&desktop.MouseEvent{}) }},
		{"a finger", func() { button.TouchDown(&mobile.TouchEvent{}); button.TouchUp(&mobile.TouchEvent{}) }},
		{"a key", func() { button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab}) }},
		{"a letter", func() { test.Type(entry, "a") }},
		{"a key in a field", func() { entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) }},
		{"a tile", func() { tile.MouseDown(&desktop.MouseEvent{}) }},
		{"a key of the pad", func() { b.Tap("5") }},
		{"scrolling", func() { page.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DY: -40}}) }},
	} {
		button.MouseUp(&desktop.MouseEvent{})
		was := kit.Touches()
		b.Settle()
		if kit.Touches() != was {
			t.Error("laying out counts as a touch")
		}
		if c.do(); kit.Touches() == was {
			t.Errorf("%s does not count", c.what)
		}
	}
}

func TestAtMostAndIndentFitAPhone(t *testing.T) {
	words := kit.Body("Anybody who picks up the tablet can read it. A first name or initials are enough")
	for _, c := range []struct {
		o           *fyne.Container
		width, want float32
	}{{kit.AtMost(440, words), 800, 440}, {kit.AtMost(440, words), 342, 342}, {kit.Indent(60, 420, words), 800, 740}, {kit.Indent(60, 420, words), 342, 342}} {
		c.o.Resize(fyne.NewSize(c.width, 200))
		if got := words.Size().Width; got != c.want {
			t.Errorf("in %v the words are %v wide, want %v", c.width, got, c.want)
		}
		if high, want := kit.HeightFor(c.o, c.width), kit.HeightFor(words, c.want); high != want {
			t.Errorf("in %v it wants %v of height, want %v", c.width, high, want)
		}
	}
}
