package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// side is one line of a fixed list at the side of a board: a word, chosen or not.
type side struct {
	control
	text   string
	chosen bool
	back   *canvas.Rectangle
	bar    *canvas.Rectangle
	label  *Text
}

func newSide(text string, tap func()) *side {
	s := &side{text: text, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), label: Quieter(text)}
	s.name, s.onTap = text, tap
	s.become(s)
	return s
}

func (s *side) spoken() string {
	if s.chosen {
		return s.name + ", chosen"
	}
	return s.name
}

func (s *side) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{s.back, s.bar, s.label}, s.ring.parts()...)
}

func (s *side) dress() {
	body, edge, ink := Clear, Clear, Soft
	if s.chosen {
		body, edge, ink = Surface, RuleLine, Ink
	}
	if s.pressed {
		body = Well
	}
	fill(s.back, body, edge, 1, 12)
	fill(s.bar, Blue, Clear, 0, 2)
	s.bar.Hidden = !s.chosen
	s.label.SetColor(ink).SetBold(s.chosen)
	s.ring.dress(s.focused, 12)
}

func (s *side) least() fyne.Size { return fyne.NewSize(128, grown(58)) }

func (s *side) arrange(size fyne.Size) {
	place(s.back, 0, 0, size.Width, size.Height)
	place(s.bar, 0, (size.Height-32)/2, 4, 32)
	h := s.label.HeightFor(size.Width - 20)
	place(s.label, 16, (size.Height-h)/2, size.Width-20, h)
	s.ring.arrange(0, 0, size.Width, size.Height)
}

// DomainList is the fixed list of domains beside the phrase tiles. One is always chosen; arrows move the choice.
type DomainList struct {
	wid
	items    []*side
	chosen   int
	onChosen func(int)
}

// NewDomainList makes the list; rows are 64 high in landscape and share what height there is down to 58.
func NewDomainList(names []string, chosen int, onChosen func(int)) *DomainList {
	d := &DomainList{chosen: chosen, onChosen: onChosen}
	for i, n := range names {
		s := newSide(n, func() { d.choose(i) })
		s.keys = func(e *fyne.KeyEvent) bool { return d.arrow(i, e) }
		d.items = append(d.items, s)
	}
	d.become(d)
	d.SetChosen(chosen)
	return d
}

// choose chooses as a person does and calls back.
func (d *DomainList) choose(i int) {
	d.SetChosen(i)
	if d.onChosen != nil {
		d.onChosen(i)
	}
}

// arrow moves choice and keyboard together.
func (d *DomainList) arrow(i int, e *fyne.KeyEvent) bool {
	var n int
	switch e.Name {
	case fyne.KeyDown:
		n = min(i+1, len(d.items)-1)
	case fyne.KeyUp:
		n = max(i-1, 0)
	default:
		return false
	}
	if n != i {
		d.choose(n)
		focus(d.items[n])
	}
	return true
}

// SetChosen moves the choice without calling back.
func (d *DomainList) SetChosen(n int) {
	d.chosen = n
	for i, s := range d.items {
		if s.chosen != (i == n) {
			s.chosen = i == n
			s.redraw()
		}
	}
}

// Chosen is the index of the chosen domain.
func (d *DomainList) Chosen() int { return d.chosen }

func (d *DomainList) parts() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(d.items))
	for i, s := range d.items {
		out[i] = s
	}
	return out
}

// HeightFor is the drawn height: rows of 64.
func (d *DomainList) HeightFor(float32) float32 { return float32(len(d.items))*(grown(64)+4) - 4 }

func (d *DomainList) dress() {}

func (d *DomainList) least() fyne.Size {
	var w float32 = 128
	for _, s := range d.items {
		w = max(w, s.label.NaturalWidth()+32)
	}
	return fyne.NewSize(w, float32(len(d.items))*(grown(58)+4)-4)
}

func (d *DomainList) arrange(size fyne.Size) {
	n := float32(len(d.items))
	h := min(grown(64), (size.Height-4*(n-1))/n)
	for i, s := range d.items {
		place(s, 0, float32(i)*(h+4), size.Width, h)
	}
}

// focus moves the keyboard to an object, wherever it is shown.
func focus(o fyne.Focusable) {
	co, ok := o.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := CanvasOf(co); c != nil {
		c.Focus(o)
		return
	}
	// What was laid over the screen a moment ago belongs to no canvas until it has been painted.
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if top := w.Canvas().Overlays().Top(); top != nil && holds(top, co) {
			w.Canvas().Focus(o)
		}
	}
}

// holds tells whether an object is part of a tree.
func holds(tree, o fyne.CanvasObject) bool {
	if tree == o {
		return true
	}
	for _, c := range inside(tree) {
		if c != nil && holds(c, o) {
			return true
		}
	}
	return false
}
