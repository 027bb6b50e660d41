package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// PadKind is what a number pad is for.
type PadKind int

// The pads: measuring has a point, the PIN pad has an empty place instead.
const (
	PadMeasure PadKind = iota
	PadPIN
)

// padKey is one key of a pad.
type padKey struct {
	control
	kind  PadKind
	icon  Icon
	back  *canvas.Rectangle
	img   *canvas.Raster
	label *canvas.Text
	pad   *Pad
	text  string
}

func (k *padKey) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{k.back, k.img, k.label}, k.ring.parts()...)
}

func (k *padKey) dress() {
	body, radius, size := Surface, float32(12), sizeKey
	if k.kind == PadPIN {
		radius, size = 16, sizePIN
	}
	if k.pressed {
		body = BlueTint
	}
	fill(k.back, body, Edge, 1, radius)
	k.label.Text, k.label.Color, k.label.TextSize = k.text, tone(Ink), textSize(size)
	Weigh(k.label, true)
	paintIcon(k.img, k.icon, Ink)
	k.ring.dress(k.focused, radius)
}

func (k *padKey) least() fyne.Size {
	if k.kind == PadPIN {
		return fyne.NewSize(80, grown(64))
	}
	return fyne.NewSize(80, grown(52))
}

func (k *padKey) arrange(size fyne.Size) {
	place(k.back, 0, 0, size.Width, size.Height)
	k.ring.arrange(0, 0, size.Width, size.Height)
	m := k.label.MinSize()
	place(k.label, (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
	place(k.img, (size.Width-28)/2, (size.Height-28)/2, 28, 28)
}

// TypedRune lets a hardware keyboard type while any key has the focus.
func (k *padKey) TypedRune(r rune) { k.pad.TypedRune(r) }

// Pad is a number pad. It knows no number: it tells which key was struck, and the screen keeps the value.
type Pad struct {
	wid
	kind     PadKind
	keys     []*padKey // 12 places in reading order; nil is an empty place
	onKey    func(rune)
	onDelete func()
}

// NewPad makes a pad: onKey is told '0' to '9' and, on the measuring pad, '.'.
func NewPad(kind PadKind, onKey func(rune), onDelete func()) *Pad {
	p := &Pad{kind: kind, onKey: onKey, onDelete: onDelete}
	for _, r := range "123456789.0<" {
		p.keys = append(p.keys, p.key(r))
	}
	p.become(p)
	return p
}

// key makes one key; the PIN pad has none for the point and leaves its place empty.
func (p *Pad) key(r rune) *padKey {
	if r == '.' && p.kind == PadPIN {
		return nil
	}
	k := &padKey{kind: p.kind, pad: p, back: canvas.NewRectangle(nil), label: canvas.NewText("", nil), img: newPicture()}
	k.text, k.name = string(r), string(r)
	k.onTap = func() { p.TypedRune(r) }
	switch r {
	case '<':
		k.text, k.icon, k.name = "", IconDelete, "Delete"
		k.onTap = p.erase
	case '.':
		k.name = "Point"
	}
	k.control.keys = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyBackspace || e.Name == fyne.KeyDelete {
			p.erase()
			return true
		}
		return false
	}
	k.become(k)
	return k
}

// TypedRune takes a key from a hardware keyboard; other letters are ignored.
func (p *Pad) TypedRune(r rune) {
	if r >= '0' && r <= '9' || r == '.' && p.kind == PadMeasure {
		if p.onKey != nil {
			p.onKey(r)
		}
	}
}

func (p *Pad) erase() {
	if p.onDelete != nil {
		p.onDelete()
	}
}

func (p *Pad) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, k := range p.keys {
		if k != nil {
			out = append(out, k)
		}
	}
	return out
}

// measures answers gap and drawn key size.
func (p *Pad) measures() (gap, w, h float32) {
	if p.kind == PadPIN {
		return 12, 104, grown(80)
	}
	return 8, 110, grown(62)
}

func (p *Pad) dress() {}

func (p *Pad) least() fyne.Size {
	gap, w, h := p.measures()
	if p.kind == PadPIN {
		return fyne.NewSize(3*w+2*gap, 4*h+3*gap)
	}
	return fyne.NewSize(3*80+2*gap, 4*grown(52)+3*gap)
}

// HeightFor is the drawn height.
func (p *Pad) HeightFor(float32) float32 {
	gap, _, h := p.measures()
	return 4*h + 3*gap
}

// NaturalWidth is the drawn width.
func (p *Pad) NaturalWidth() float32 {
	gap, w, _ := p.measures()
	return 3*w + 2*gap
}

func (p *Pad) arrange(size fyne.Size) {
	gap, _, most := p.measures()
	w := (size.Width - 2*gap) / 3
	h := min((size.Height-3*gap)/4, most)
	for i, k := range p.keys {
		if k != nil {
			place(k, float32(i%3)*(w+gap), float32(i/3)*(h+gap), w, h)
		}
	}
}
