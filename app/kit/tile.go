package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// Tile is a phrase to stamp. It acts when the finger lands, not when it lifts: in a classroom the hand has moved on.
type Tile struct {
	control
	chosen bool
	lift   bool // acts when the finger lifts
	landed bool // this touch has acted already; the tap that follows must not act again
	back   *canvas.Rectangle
	words  *Text
}

// NewTile makes a phrase tile.
func NewTile(phrase string, tap func()) *Tile {
	t := &Tile{back: canvas.NewRectangle(nil), words: Body(phrase)}
	t.name, t.onTap = phrase, tap
	t.become(t)
	return t
}

// SetChosen tints the tile; capture leaves the tint for 400 ms after a tap.
func (t *Tile) SetChosen(on bool) {
	if t.chosen != on {
		t.chosen = on
		t.redraw()
	}
}

// OnLift makes the tile act when the finger lifts, for tiles inside a scroller: there a finger that lands may only
// want to scroll.
func (t *Tile) OnLift() *Tile {
	t.lift = true
	return t
}

// SetText changes the phrase.
func (t *Tile) SetText(s string) {
	t.name = s
	t.words.SetText(s)
}

// MouseDown acts at once.
func (t *Tile) MouseDown(*desktop.MouseEvent) { touched(); t.land() }

// TouchDown acts at once.
func (t *Tile) TouchDown(*mobile.TouchEvent) { touched(); t.land() }

func (t *Tile) land() {
	t.press(true)
	if t.lift {
		return
	}
	t.landed = true
	t.act()
}

// Tapped acts only for taps that came without a touch, such as a screen reader's.
func (t *Tile) Tapped(*fyne.PointEvent) {
	if t.landed {
		t.landed = false
		return
	}
	t.act()
}

func (t *Tile) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{t.back, t.words}, t.ring.parts()...)
}

func (t *Tile) dress() {
	on := t.chosen || t.pressed
	body, edge, ink, stroke := Surface, Edge, Ink, float32(1)
	if on {
		body, edge, ink, stroke = BlueTint, Blue, OnBlueTint, 2
	}
	fill(t.back, body, edge, stroke, 12)
	t.words.SetColor(ink).SetBold(on)
	t.ring.dress(t.focused, 12)
}

func (t *Tile) least() fyne.Size { return fyne.NewSize(112, max(88, t.words.MinSize().Height+28)) }

// HeightFor is the drawn height of 112; a GridFull may press it down to 88, and more lines grow it.
func (t *Tile) HeightFor(w float32) float32 { return max(112, t.words.HeightFor(w-28)+28) }

func (t *Tile) arrange(size fyne.Size) {
	place(t.back, 0, 0, size.Width, size.Height)
	t.ring.arrange(0, 0, size.Width, size.Height)
	h := t.words.HeightFor(size.Width - 28)
	place(t.words, 14, (size.Height-h)/2, size.Width-28, h)
}
