package goals

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
)

// scaleStep and scaleDisc are the room of one number and what is drawn of it: the room is the target.
const (
	scaleStep = 52
	scaleDisc = 48
)

// scale is a question with ten numbers to tap, and a chip for "not asked": one row where there is room for it.
type scale struct {
	widget.BaseWidget
	label *kit.Text
	cells []*cell
	not   *kit.Chip
}

// newScale makes the row; onRate is told the number, onNot that nobody was asked. With a nil onNot the chip is left out.
func newScale(label string, onRate func(int), onNot func()) *scale {
	s := &scale{label: kit.Body(label)}
	for n := 1; n <= 10; n++ {
		c := &cell{n: n, name: label + ", " + strconv.Itoa(n), tap: func() { onRate(n) }, disc: canvas.NewCircle(nil), text: canvas.NewText(strconv.Itoa(n), nil),
			ring: canvas.NewCircle(nil)}
		c.ExtendBaseWidget(c)
		s.cells = append(s.cells, c)
	}
	if onNot != nil {
		s.not = kit.NewChip("Not asked", false, onNot)
	}
	s.ExtendBaseWidget(s)
	return s
}

// set shows an answer.
func (s *scale) set(a Answer) {
	for _, c := range s.cells {
		if c.chosen != (c.n == a.Value) {
			c.chosen = c.n == a.Value
			c.Refresh()
		}
	}
	if s.not != nil {
		s.not.SetChosen(a.NotAsked)
	}
}

// Inner lets the walkers of kit see the targets.
func (s *scale) Inner() []fyne.CanvasObject {
	out := []fyne.CanvasObject{s.label}
	for _, c := range s.cells {
		out = append(out, c)
	}
	if s.not != nil {
		out = append(out, s.not)
	}
	return out
}

// CreateRenderer is part of fyne.Widget.
func (s *scale) CreateRenderer() fyne.WidgetRenderer {
	return &scaleFace{s}
}

// scaleLabel is the room for the question beside the numbers.
const scaleLabel = 108

// HeightFor is the height at a width.
func (s *scale) HeightFor(width float32) float32 { return s.arrange(width, false) }

// NaturalWidth is everything on one row.
func (s *scale) NaturalWidth() float32 { return scaleLabel + 10*scaleStep + s.notWide() }

func (s *scale) notWide() float32 {
	if s.not == nil {
		return 0
	}
	return 134 // the chip with its tick, so that nothing moves when it is chosen
}

// arrange places the parts at a width, or only answers how high they stand.
func (s *scale) arrange(width float32, move bool) float32 {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, h))
		}
	}
	lh, not := s.label.HeightFor(scaleLabel), fyne.Size{}
	if s.not != nil {
		not = s.not.MinSize()
	}
	if width >= s.NaturalWidth() {
		put(s.label, 0, (scaleDisc-lh)/2, scaleLabel, lh)
		s.numbers(put, scaleLabel, 0, 10)
		if s.not != nil {
			put(s.not, scaleLabel+10*scaleStep+4, (scaleDisc-not.Height)/2, not.Width, not.Height)
		}
		return max(scaleDisc, not.Height)
	}
	// Too narrow for one row: question and chip stand above the numbers, and the numbers in two rows on a phone.
	perRow, top := 10, max(lh, not.Height)
	if width < 10*scaleStep {
		perRow = 5
	}
	put(s.label, 0, (top-lh)/2, scaleLabel, lh)
	if s.not != nil {
		put(s.not, scaleLabel, (top-not.Height)/2, not.Width, not.Height)
	}
	return s.numbers(put, 0, top+8, perRow)
}

// numbers places the ten numbers and answers where they end.
func (s *scale) numbers(put func(o fyne.CanvasObject, x, y, w, h float32), x, y float32, perRow int) float32 {
	for i, c := range s.cells {
		put(c, x+float32(i%perRow)*scaleStep, y+float32(i/perRow)*scaleStep, scaleDisc, scaleDisc)
	}
	return y + float32((len(s.cells)-1)/perRow)*scaleStep + scaleDisc
}

type scaleFace struct{ s *scale }

func (f *scaleFace) Layout(size fyne.Size) { f.s.arrange(size.Width, true) }
func (f *scaleFace) MinSize() fyne.Size {
	w := f.s.Size().Width
	if w == 0 {
		w = f.s.NaturalWidth()
	}
	return fyne.NewSize(5*scaleStep, f.s.arrange(w, false))
}
func (f *scaleFace) Refresh()                     { f.s.arrange(f.s.Size().Width, true) }
func (f *scaleFace) Objects() []fyne.CanvasObject { return f.s.Inner() }
func (f *scaleFace) Destroy()                     {}

// cell is one number to tap.
type cell struct {
	widget.BaseWidget
	n       int
	name    string
	tap     func()
	chosen  bool
	focused bool
	disc    *canvas.Circle
	ring    *canvas.Circle
	text    *canvas.Text
}

// Chosen reports whether this number is the answer.
func (c *cell) Chosen() bool { return c.chosen }

var _ fyne.Focusable = (*cell)(nil)

// Name is what the layout dump calls the number.
func (c *cell) Name() string { return c.name }

// AccessibilityLabel is part of fyne.Accessible.
func (c *cell) AccessibilityLabel() string {
	if c.chosen {
		return c.name + ", chosen"
	}
	return c.name
}

// AccessibilityRole is part of fyne.Accessible.
func (c *cell) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Inner lets the walkers of kit see what is drawn.
func (c *cell) Inner() []fyne.CanvasObject { return []fyne.CanvasObject{c.ring, c.disc, c.text} }

// Tapped rates.
func (c *cell) Tapped(*fyne.PointEvent) { c.tap() }

// FocusGained shows the ring.
func (c *cell) FocusGained() { c.focus(true) }

// FocusLost hides it.
func (c *cell) FocusLost() { c.focus(false) }

func (c *cell) focus(on bool) {
	c.focused = on
	c.Refresh()
}

// TypedRune is part of fyne.Focusable; letters mean nothing here.
func (c *cell) TypedRune(rune) {}

// TypedKey answers Space and Enter as a tap does.
func (c *cell) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.tap()
	}
}

// CreateRenderer is part of fyne.Widget.
func (c *cell) CreateRenderer() fyne.WidgetRenderer {
	f := &cellFace{c}
	f.dress()
	return f
}

type cellFace struct{ c *cell }

func (f *cellFace) dress() {
	c := f.c
	body, edge, ink := kit.Surface, kit.Edge, kit.Ink
	if c.chosen {
		body, edge, ink = kit.Blue, kit.Blue, kit.OnBlue
	}
	c.disc.FillColor, c.disc.StrokeColor, c.disc.StrokeWidth = theme.Color(body), theme.Color(edge), 1.5
	if c.focused {
		c.disc.StrokeColor, c.disc.StrokeWidth = theme.Color(kit.Ink), 3
	}
	c.ring.FillColor, c.ring.StrokeColor, c.ring.StrokeWidth = theme.Color(kit.Clear), theme.Color(kit.FocusYellow), 3
	c.ring.Hidden = !c.focused
	c.text.Color, c.text.TextSize = theme.Color(ink), theme.Size(kit.SizeBody)
	kit.Weigh(c.text, c.chosen)
}

func (f *cellFace) Layout(size fyne.Size) {
	f.c.disc.Move(fyne.NewPos(1, 1))
	f.c.disc.Resize(size.SubtractWidthHeight(2, 2))
	f.c.ring.Move(fyne.NewPos(-2, -2))
	f.c.ring.Resize(size.AddWidthHeight(4, 4))
	m := f.c.text.MinSize()
	f.c.text.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
	f.c.text.Resize(m)
}
func (f *cellFace) MinSize() fyne.Size { return fyne.NewSize(scaleDisc, scaleDisc) }
func (f *cellFace) Refresh() {
	f.dress()
	f.Layout(f.c.Size())
	canvas.Refresh(f.c)
}
func (f *cellFace) Objects() []fyne.CanvasObject { return f.c.Inner() }
func (f *cellFace) Destroy()                     {}
