package kit

import (
	"fyne.io/fyne/v2"
)

// FocusGained shows the ring.
func (p *DrawPad) FocusGained() {
	p.focused = true
	p.redraw()
	revealed(p)
}

// FocusLost lifts the pen and hides it.
func (p *DrawPad) FocusLost() {
	p.focused, p.keyed = false, false
	p.finish()
	p.redraw()
}

// TypedRune is part of fyne.Focusable; letters mean nothing to paper.
func (p *DrawPad) TypedRune(rune) {}

// TypedKey moves the pen by arrows; Space and Enter put it down and lift it.
func (p *DrawPad) TypedKey(e *fyne.KeyEvent) {
	var dx, dy int16
	switch e.Name {
	case fyne.KeyLeft:
		dx = -penStep
	case fyne.KeyRight:
		dx = penStep
	case fyne.KeyUp:
		dy = -penStep
	case fyne.KeyDown:
		dy = penStep
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if p.keyed = true; p.now != nil {
			p.finish()
		} else {
			p.begin(p.at)
		}
		p.redraw()
		return
	default:
		passOn(p, e)
		return
	}
	p.keyed = true
	p.at = Spot{min(max(p.at.X+dx, 0), PaperWide), min(max(p.at.Y+dy, 0), p.drawing.High)}
	if p.now != nil {
		p.move(p.at)
	}
	p.redraw()
}

func (p *DrawPad) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{p.back, p.paper, p.cross[0], p.cross[1]}, p.ring.parts()...)
}

func (p *DrawPad) dress() {
	p.back.FillColor, p.back.StrokeColor, p.back.StrokeWidth = penPaper, tone(Edge), edgeStroke
	for _, l := range p.cross {
		l.Hidden, l.StrokeColor, l.StrokeWidth = !p.keyed || !p.focused, p.pen.Colour(), 2
	}
	p.ring.dress(p.focused, 0)
}

// penPaper is the white of paper.
var penPaper = hex(0xFFFFFF)

func (p *DrawPad) least() fyne.Size {
	const wide = 200
	return fyne.NewSize(wide, wide*float32(p.drawing.High)/PaperWide)
}

// HeightFor keeps the proportion of the paper.
func (p *DrawPad) HeightFor(w float32) float32 { return w * float32(p.drawing.High) / PaperWide }

// arrange shows the paper as large as fits, in the middle.
func (p *DrawPad) arrange(size fyne.Size) {
	w := min(size.Width, size.Height*PaperWide/float32(p.drawing.High))
	h := w * float32(p.drawing.High) / PaperWide
	x, y := (size.Width-w)/2, (size.Height-h)/2
	place(p.back, x, y, w, h)
	const edge = 2
	place(p.paper, x+edge, y+edge, max(w-2*edge, 1), max(h-2*edge, 1))
	p.ring.arrange(x, y, w, h)
	k := w / PaperWide
	p.mark(x+float32(p.at.X)*k, y+float32(p.at.Y)*k)
}

// mark places the cross that shows where the pen is; it is larger while the pen is up.
func (p *DrawPad) mark(x, y float32) {
	arm := float32(14)
	if p.now != nil {
		arm = 7
	}
	p.cross[0].Position1, p.cross[0].Position2 = fyne.NewPos(x-arm, y), fyne.NewPos(x+arm, y)
	p.cross[1].Position1, p.cross[1].Position2 = fyne.NewPos(x, y-arm), fyne.NewPos(x, y+arm)
}
