package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// Widths of a line, in steps of the paper.
const (
	ThinLine  int16 = 20
	ThickLine int16 = 56
)

// penStep is how far an arrow key moves the pen, in steps of the paper.
const penStep = 64

// DrawPad is paper to draw on with a finger, a mouse or the keyboard: arrows move the pen, Space puts it down and lifts it.
type DrawPad struct {
	wid
	name    string
	drawing Drawing
	pen     Pen
	thick   int16
	now     *Stroke // the stroke being drawn
	changed func()
	focused bool
	keyed   bool // the pen is moved by keys and so is shown
	at      Spot // where the pen of the keyboard is
	ring    ring
	back    *canvas.Rectangle
	paper   *canvas.Raster
	cross   [2]*canvas.Line
	img     *image.RGBA // what is on the paper, at the size it shows
}

var (
	_ fyne.Draggable     = (*DrawPad)(nil)
	_ fyne.Tappable      = (*DrawPad)(nil)
	_ fyne.Focusable     = (*DrawPad)(nil)
	_ fyne.Accessible    = (*DrawPad)(nil)
	_ desktop.Mouseable  = (*DrawPad)(nil)
	_ desktop.Cursorable = (*DrawPad)(nil)
	_ mobile.Touchable   = (*DrawPad)(nil)
)

// NewDrawPad makes a pad of a proportion of width to height. changed is told after each stroke, undo and clearing.
func NewDrawPad(name string, proportion float32, changed func()) *DrawPad {
	p := &DrawPad{name: name, drawing: NewDrawing(proportion), thick: ThinLine, changed: changed, back: canvas.NewRectangle(nil),
		paper: newPicture(), cross: [2]*canvas.Line{canvas.NewLine(nil), canvas.NewLine(nil)}}
	p.at = Spot{PaperWide / 2, p.drawing.High / 2}
	p.paper.Generator = p.generate
	p.become(p)
	return p
}

// Drawing is what is on the paper.
func (p *DrawPad) Drawing() Drawing { return p.drawing }

// SetDrawing puts a drawing on the paper without calling back. The paper keeps its proportion.
func (p *DrawPad) SetDrawing(d Drawing) {
	d.High = p.drawing.High
	p.drawing, p.now, p.img = d, nil, nil
	p.redraw()
}

// SetPen changes the colour and width of the next stroke.
func (p *DrawPad) SetPen(pen Pen, thick int16) { p.pen, p.thick = pen, thick }

// Undo takes back the last stroke or clearing.
func (p *DrawPad) Undo() {
	if p.finish(); p.drawing.Undo() {
		p.anew()
	}
}

// Clear takes everything off the paper; Undo brings it back.
func (p *DrawPad) Clear() {
	if p.finish(); !p.drawing.Blank() {
		p.drawing.Clear()
		p.anew()
	}
}

// anew draws everything again and tells of the change.
func (p *DrawPad) anew() {
	p.img = nil
	canvas.Refresh(p.paper)
	if p.changed != nil {
		p.changed()
	}
}

// generate answers the picture of the paper; a stroke is drawn into it as it grows, the rest only when the size changes.
func (p *DrawPad) generate(w, h int) image.Image {
	if w <= 0 || h <= 0 {
		return blank(w, h)
	}
	if p.img == nil || p.img.Rect.Dx() != w {
		p.img = p.drawing.Image(w)
		if p.now != nil {
			p.now.paint(p.img)
		}
	}
	return p.img
}

// spot is a place of the widget on the paper, kept within it.
func (p *DrawPad) spot(at fyne.Position) Spot {
	size := p.paper.Size()
	at = at.Subtract(p.paper.Position())
	k := PaperWide / max(size.Width, 1)
	return Spot{int16(min(max(at.X*k, 0), PaperWide)), int16(min(max(at.Y*k, 0), float32(p.drawing.High)))}
}

// begin puts the pen down, move draws on to a place, finish lifts it.
func (p *DrawPad) begin(at Spot) {
	p.finish()
	p.now = &Stroke{Pen: p.pen, Thick: p.thick}
	p.move(at)
}

func (p *DrawPad) move(at Spot) {
	n := len(p.now.Spots)
	if n > 0 && p.now.Spots[n-1] == at {
		return
	}
	p.now.Spots = append(p.now.Spots, at)
	if p.img != nil {
		p.now.paintAt(p.img, n)
	}
	canvas.Refresh(p.paper)
}

func (p *DrawPad) finish() {
	if p.now == nil {
		return
	}
	s := p.now
	p.now = nil
	if p.img != nil {
		s.finish(p.img)
	}
	p.drawing.Add(*s)
	canvas.Refresh(p.paper)
	if p.changed != nil {
		p.changed()
	}
}

// touch hides the pen of the keyboard: a finger needs none.
func (p *DrawPad) touch(at fyne.Position) {
	if p.keyed {
		p.keyed = false
		p.redraw()
	}
	p.begin(p.spot(at))
}

// MouseDown puts the pen down.
func (p *DrawPad) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonSecondary {
		p.touch(e.Position)
	}
}

// MouseUp lifts the pen.
func (p *DrawPad) MouseUp(*desktop.MouseEvent) { p.finish() }

// TouchDown puts the pen down.
func (p *DrawPad) TouchDown(e *mobile.TouchEvent) { p.touch(e.Position) }

// TouchUp lifts the pen.
func (p *DrawPad) TouchUp(*mobile.TouchEvent) { p.finish() }

// TouchCancel lifts the pen: what was drawn stays, and can be undone.
func (p *DrawPad) TouchCancel(*mobile.TouchEvent) { p.finish() }

// Dragged draws on.
func (p *DrawPad) Dragged(e *fyne.DragEvent) {
	if p.now == nil {
		p.begin(p.spot(e.Position.Subtract(e.Dragged)))
	}
	p.move(p.spot(e.Position))
}

// DragEnd lifts the pen.
func (p *DrawPad) DragEnd() { p.finish() }

// Tapped does nothing: a dot was drawn when the finger came down.
func (p *DrawPad) Tapped(*fyne.PointEvent) {}

// Cursor is part of desktop.Cursorable.
func (p *DrawPad) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

// Name is what the layout dump calls the pad.
func (p *DrawPad) Name() string { return p.name }

// AccessibilityLabel says what the pad is and whether something is on it.
func (p *DrawPad) AccessibilityLabel() string {
	if p.drawing.Blank() {
		return p.name + ", empty. Arrows move the pen, Space puts it down"
	}
	return p.name + ", drawn on. Arrows move the pen, Space puts it down"
}

// AccessibilityRole is part of fyne.Accessible.
func (p *DrawPad) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
