package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// look is what a widget of this package tells its renderer.
type look interface {
	fyne.Widget
	parts() []fyne.CanvasObject // what is drawn, back to front
	arrange(fyne.Size)          // places the parts
	dress()                     // reads colours and sizes from the theme in force
	least() fyne.Size           // the smallest size that clips nothing
}

// wid is the base of every widget of this package. It keeps a pointer to the outer widget, so that the walkers of
// walk.go can see inside without Fyne's internal renderer cache.
type wid struct {
	widget.BaseWidget
	outer look
}

// become must be the first call of every constructor.
func (w *wid) become(l look) {
	w.outer = l
	w.ExtendBaseWidget(l)
	l.dress()
}

// CreateRenderer is part of fyne.Widget.
func (w *wid) CreateRenderer() fyne.WidgetRenderer {
	w.outer.dress()
	return &skin{w.outer}
}

// Inner lists what the widget draws, for the walkers.
func (w *wid) Inner() []fyne.CanvasObject { return w.outer.parts() }

// redraw is the short way for a widget to show a change of its own state.
func (w *wid) redraw() {
	if w.outer != nil {
		w.outer.Refresh()
	}
}

// skin is the one renderer of the package.
type skin struct{ look look }

func (s *skin) Layout(size fyne.Size)        { s.look.arrange(size) }
func (s *skin) MinSize() fyne.Size           { return s.look.least() }
func (s *skin) Objects() []fyne.CanvasObject { return s.look.parts() }
func (s *skin) Destroy()                     {}

func (s *skin) Refresh() {
	s.look.dress()
	if s.look.Size().IsZero() {
		return // it stands nowhere yet: its place comes with its size
	}
	s.look.arrange(s.look.Size())
	for _, o := range s.look.parts() {
		switch o.(type) {
		case fyne.Widget, *fyne.Container:
			// They refresh themselves when their own state changes; doing it here again would double every change.
		default:
			canvas.Refresh(o)
		}
	}
	canvas.Refresh(s.look)
}

// place moves and resizes in one go.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// fill paints a rectangle from the theme. A clear part takes the colour of the other at no opacity: Fyne mixes the two
// along the edge, and a clear black would show as a dark line.
func fill(r *canvas.Rectangle, body, edge fyne.ThemeColorName, stroke, radius float32) {
	r.FillColor, r.StrokeColor = tone(body), tone(edge)
	switch {
	case body == Clear && (edge == Clear || stroke == 0):
		r.FillColor, r.StrokeColor = color.Transparent, color.Transparent // of all clear colours Fyne paints nothing for this one alone
	case body == edge:
		// Nothing to mix: one colour.
	case body == Clear:
		r.FillColor = faded(r.StrokeColor)
	case edge == Clear:
		r.StrokeColor = faded(r.FillColor)
	}
	r.StrokeWidth, r.CornerRadius = stroke, radius
}

// faded is a colour at the least opacity, which nobody sees: at none Fyne forgets the colour.
func faded(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 1
	return n
}

// edgeStroke is the edge of controls. Fyne rounds it to whole pixels: two at a scale of 1, where one would be softened
// below the contrast of 3.0 that the edge of a control must keep.
const edgeStroke = 1.5
