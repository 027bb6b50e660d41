package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Readout shows the value being typed on a pad: 80 high, the figure at 40, the unit at the far end, ringed because the
// pad writes here.
type Readout struct {
	wid
	back  *canvas.Rectangle
	value *canvas.Text
	unit  *canvas.Text
	ring  ring
}

// NewReadout makes an empty readout with a unit.
func NewReadout(unit string) *Readout {
	r := &Readout{back: canvas.NewRectangle(nil), value: canvas.NewText("", nil), unit: canvas.NewText(unit, nil)}
	r.become(r)
	return r
}

// SetText shows a value.
func (r *Readout) SetText(s string) {
	r.value.Text = s
	r.redraw()
}

// SetUnit changes the unit.
func (r *Readout) SetUnit(s string) {
	r.unit.Text = s
	r.redraw()
}

func (r *Readout) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.value, r.unit}, r.ring.parts()...)
}

func (r *Readout) dress() {
	fill(r.back, Surface, Edge, edgeStroke, 10)
	r.value.Color, r.value.TextSize = tone(Ink), textSize(SizeNumber)
	Weigh(r.value, true)
	r.unit.Color, r.unit.TextSize = tone(Soft), textSize(SizeRow)
	r.ring.dress(true, 10)
}

func (r *Readout) least() fyne.Size {
	return fyne.NewSize(max(160, r.value.MinSize().Width+r.unit.MinSize().Width+60), max(80, r.value.MinSize().Height+20))
}

func (r *Readout) arrange(size fyne.Size) {
	place(r.back, 0, 0, size.Width, size.Height)
	r.ring.arrange(0, 0, size.Width, size.Height)
	v, u := r.value.MinSize(), r.unit.MinSize()
	place(r.value, 20, (size.Height-v.Height)/2, v.Width, v.Height)
	place(r.unit, size.Width-20-u.Width, (size.Height-u.Height)/2, u.Width, u.Height)
}

// PINDots shows how much of a PIN has been typed, never what.
type PINDots struct {
	wid
	total, typed int
	dots         []*canvas.Circle
}

// NewPINDots makes a row of empty dots.
func NewPINDots(total int) *PINDots {
	p := &PINDots{total: total}
	for range total {
		p.dots = append(p.dots, canvas.NewCircle(nil))
	}
	p.become(p)
	return p
}

// SetTyped fills the first dots.
func (p *PINDots) SetTyped(n int) {
	p.typed = n
	p.redraw()
}

// AccessibilityLabel is part of fyne.Accessible: it counts, and never says a figure.
func (p *PINDots) AccessibilityLabel() string {
	return plain(p.typed) + " of " + plain(p.total) + " figures typed"
}

// AccessibilityRole is part of fyne.Accessible.
func (p *PINDots) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (p *PINDots) parts() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(p.dots))
	for i, d := range p.dots {
		out[i] = d
	}
	return out
}

func (p *PINDots) dress() {
	for i, d := range p.dots {
		d.FillColor, d.StrokeColor, d.StrokeWidth = faded(tone(Edge)), tone(Edge), 2
		if i < p.typed {
			d.FillColor, d.StrokeColor = tone(Ink), tone(Ink)
		}
	}
}

// dotSize and dotStep are the drawn dots of the PIN.
const (
	dotSize = 18
	dotStep = 36
)

func (p *PINDots) least() fyne.Size {
	return fyne.NewSize(float32(p.total-1)*dotStep+dotSize+2, dotSize+2)
}

func (p *PINDots) arrange(size fyne.Size) {
	x := (size.Width - (float32(p.total-1)*dotStep + dotSize)) / 2
	for i, d := range p.dots {
		place(d, x+float32(i)*dotStep, (size.Height-dotSize)/2, dotSize, dotSize)
	}
}
