package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// BandShape is what follows the finger over a picture.
type BandShape int

// The shapes: an arrow's line, the box of a blur or a crop, or nothing where a spot is enough.
const (
	BandLine BandShape = iota
	BandBox
	BandSpot
)

// Share is a place on a picture, both from 0 to 1.
type Share struct{ X, Y float32 }

// padStep is how far an arrow key moves over a picture.
const padStep = 0.02

// PicturePad shows a picture and tells from where to where a finger, a mouse or the keyboard moved over it. Arrows move a cross,
// Space sets where it begins and, once more, where it ends.
type PicturePad struct {
	wid
	name    string
	img     image.Image
	shape   BandShape
	onBand  func(from, to Share)
	from    Share
	to      Share
	open    bool // from is set
	focused bool
	keyed   bool
	ring    ring
	back    *canvas.Rectangle
	picture *canvas.Image
	line    [2]*canvas.Line // dark under bright, seen on every picture
	box     [2]*canvas.Rectangle
	cross   [4]*canvas.Line
}

var (
	_ fyne.Draggable    = (*PicturePad)(nil)
	_ fyne.Tappable     = (*PicturePad)(nil)
	_ fyne.Focusable    = (*PicturePad)(nil)
	_ fyne.Accessible   = (*PicturePad)(nil)
	_ desktop.Mouseable = (*PicturePad)(nil)
	_ mobile.Touchable  = (*PicturePad)(nil)
)

// NewPicturePad makes an empty pad; onBand is told every finished movement, of a tap with both places the same.
func NewPicturePad(name string, onBand func(from, to Share)) *PicturePad {
	p := &PicturePad{name: name, onBand: onBand, back: canvas.NewRectangle(nil), picture: &canvas.Image{FillMode: canvas.ImageFillContain},
		to: Share{0.5, 0.5}}
	for i := range p.line {
		p.line[i], p.box[i] = canvas.NewLine(nil), canvas.NewRectangle(nil)
	}
	for i := range p.cross {
		p.cross[i] = canvas.NewLine(nil)
	}
	p.become(p)
	return p
}

// SetImage shows another picture.
func (p *PicturePad) SetImage(img image.Image) {
	p.img, p.picture.Image = img, img
	p.picture.Refresh()
	p.redraw()
}

// SetShape changes what follows the finger.
func (p *PicturePad) SetShape(s BandShape) {
	p.shape, p.open = s, false
	p.redraw()
}

// shown is where the picture stands in the pad.
func (p *PicturePad) shown(size fyne.Size) (x, y, w, h float32) {
	if p.img == nil {
		return 0, 0, size.Width, size.Height
	}
	b := p.img.Bounds()
	scale := min(size.Width/float32(b.Dx()), size.Height/float32(b.Dy()))
	w, h = float32(b.Dx())*scale, float32(b.Dy())*scale
	return (size.Width - w) / 2, (size.Height - h) / 2, w, h
}

func (p *PicturePad) share(at fyne.Position) Share {
	x, y, w, h := p.shown(p.Size())
	return Share{min(max((at.X-x)/max(w, 1), 0), 1), min(max((at.Y-y)/max(h, 1), 0), 1)}
}

func (p *PicturePad) begin(at Share) {
	p.from, p.to, p.open = at, at, true
	p.redraw()
}

func (p *PicturePad) move(at Share) {
	p.to = at
	p.redraw()
}

func (p *PicturePad) end() {
	if !p.open {
		return
	}
	p.open = false
	p.redraw()
	if p.onBand != nil && p.img != nil {
		p.onBand(p.from, p.to)
	}
}

// MouseDown begins.
func (p *PicturePad) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonSecondary {
		p.keyed = false
		p.begin(p.share(e.Position))
	}
}

// MouseUp ends.
func (p *PicturePad) MouseUp(*desktop.MouseEvent) { p.end() }

// TouchDown begins.
func (p *PicturePad) TouchDown(e *mobile.TouchEvent) {
	p.keyed = false
	p.begin(p.share(e.Position))
}

// TouchUp ends.
func (p *PicturePad) TouchUp(*mobile.TouchEvent) { p.end() }

// TouchCancel leaves the finger without a mark.
func (p *PicturePad) TouchCancel(*mobile.TouchEvent) {
	p.open = false
	p.redraw()
}

// Dragged follows the finger.
func (p *PicturePad) Dragged(e *fyne.DragEvent) {
	if !p.open {
		p.begin(p.share(e.Position.Subtract(e.Dragged)))
	}
	p.move(p.share(e.Position))
}

// DragEnd ends.
func (p *PicturePad) DragEnd() { p.end() }

// Tapped does nothing: the finger was told when it came up.
func (p *PicturePad) Tapped(*fyne.PointEvent) {}

// Name is what the layout dump calls the pad.
func (p *PicturePad) Name() string { return p.name }

// AccessibilityLabel is part of fyne.Accessible.
func (p *PicturePad) AccessibilityLabel() string {
	return p.name + ". Arrows move the cross, Space sets where a mark begins and ends"
}

// AccessibilityRole is part of fyne.Accessible.
func (p *PicturePad) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// FocusGained shows the ring.
func (p *PicturePad) FocusGained() {
	p.focused = true
	p.redraw()
	revealed(p)
}

// FocusLost gives up a mark that was begun by keyboard.
func (p *PicturePad) FocusLost() {
	p.focused = false
	if p.keyed {
		p.keyed, p.open = false, false
	}
	p.redraw()
}

// TypedRune is part of fyne.Focusable.
func (p *PicturePad) TypedRune(rune) {}

// TypedKey moves the cross and sets the ends of a mark.
func (p *PicturePad) TypedKey(e *fyne.KeyEvent) {
	at := p.to
	switch e.Name {
	case fyne.KeyLeft:
		at.X -= padStep
	case fyne.KeyRight:
		at.X += padStep
	case fyne.KeyUp:
		at.Y -= padStep
	case fyne.KeyDown:
		at.Y += padStep
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.keyed = true
		if p.open || p.shape == BandSpot {
			p.open = true
			if p.shape == BandSpot {
				p.from = p.to
			}
			p.end()
			return
		}
		p.begin(p.to)
		return
	case fyne.KeyEscape:
		if p.open {
			p.open = false
			p.redraw()
			return
		}
		passOn(p, e)
		return
	default:
		passOn(p, e)
		return
	}
	p.keyed = true
	p.move(Share{min(max(at.X, 0), 1), min(max(at.Y, 0), 1)})
}
