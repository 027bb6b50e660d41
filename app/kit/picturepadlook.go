package kit

import "fyne.io/fyne/v2"

func (p *PicturePad) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{p.back, p.picture, p.line[0], p.line[1], p.box[0], p.box[1]}
	for _, l := range p.cross {
		all = append(all, l)
	}
	return append(all, p.ring.parts()...)
}

// Marks on a picture are bright yellow on ink: one of the two stands out on whatever is below.
var (
	markInk    = hex(0x212B32)
	markBright = hex(0xFFDD00)
)

func (p *PicturePad) dress() {
	fill(p.back, Well, Edge, 1, 0)
	p.picture.Hidden = p.img == nil
	for i, l := range p.line {
		l.StrokeColor, l.StrokeWidth = markInk, 8
		b := p.box[i]
		b.FillColor, b.StrokeColor, b.StrokeWidth = faded(markInk), markInk, 6
		if i == 1 {
			l.StrokeColor, l.StrokeWidth, b.StrokeColor, b.StrokeWidth = markBright, 4, markBright, 2
		}
		l.Hidden, b.Hidden = !p.open || p.shape != BandLine, !p.open || p.shape != BandBox
	}
	for i, l := range p.cross {
		l.Hidden, l.StrokeColor, l.StrokeWidth = !p.keyed || !p.focused, markInk, 5
		if i > 1 {
			l.StrokeColor, l.StrokeWidth = markBright, 2
		}
	}
	p.ring.dress(p.focused, 0)
}

func (p *PicturePad) least() fyne.Size { return fyne.NewSize(240, 180) }

// HeightFor is the height of the picture at a width.
func (p *PicturePad) HeightFor(w float32) float32 {
	if p.img == nil {
		return w * 3 / 4
	}
	b := p.img.Bounds()
	return w * float32(b.Dy()) / float32(max(b.Dx(), 1))
}

func (p *PicturePad) arrange(size fyne.Size) {
	x, y, w, h := p.shown(size)
	place(p.back, x, y, w, h)
	place(p.picture, x, y, w, h)
	p.ring.arrange(x, y, w, h)
	spot := func(s Share) fyne.Position { return fyne.NewPos(x+s.X*w, y+s.Y*h) }
	a, b := spot(p.from), spot(p.to)
	for i := range p.line {
		p.line[i].Position1, p.line[i].Position2 = a, b
		place(p.box[i], min(a.X, b.X), min(a.Y, b.Y), max(a.X, b.X)-min(a.X, b.X), max(a.Y, b.Y)-min(a.Y, b.Y))
	}
	const arm = 14
	for i := range p.cross {
		d := fyne.NewDelta(arm, 0)
		if i%2 == 1 {
			d = fyne.NewDelta(0, arm)
		}
		p.cross[i].Position1, p.cross[i].Position2 = b.SubtractXY(d.DX, d.DY), b.AddXY(d.DX, d.DY)
	}
}
