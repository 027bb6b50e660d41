package kit

import (
	"image"
	"image/color"
	"math"
)

// point is a place in pixels.
type point struct{ x, y float64 }

func midway(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2} }

// scaled is spot i of a stroke on a picture.
func (s *Stroke) scaled(i int, img *image.RGBA) point {
	k := float64(img.Rect.Dx()) / PaperWide
	return point{float64(s.Spots[i].X) * k, float64(s.Spots[i].Y) * k}
}

// paint draws the whole stroke.
func (s *Stroke) paint(img *image.RGBA) {
	for i := range s.Spots {
		s.paintAt(img, i)
	}
	s.finish(img)
}

// paintAt draws what spot i adds: a curve between the middles of its neighbours, so that a line has no corners where the finger
// had none. It looks back only, and so can be called while the finger moves.
func (s *Stroke) paintAt(img *image.RGBA, i int) {
	at := s.scaled(i, img)
	switch i {
	case 0:
		s.line(img, at, at)
	case 1:
		s.line(img, s.scaled(0, img), midway(s.scaled(0, img), at))
	default:
		before := s.scaled(i-1, img)
		s.curve(img, midway(s.scaled(i-2, img), before), before, midway(before, at))
	}
}

// finish draws the last half step.
func (s *Stroke) finish(img *image.RGBA) {
	if n := len(s.Spots); n > 1 {
		a, b := s.scaled(n-2, img), s.scaled(n-1, img)
		s.line(img, midway(a, b), b)
	}
}

// curve draws a bend from a to b that leans towards by, in straight parts of some two pixels.
func (s *Stroke) curve(img *image.RGBA, a, by, b point) {
	parts := int(math.Hypot(by.x-a.x, by.y-a.y)+math.Hypot(b.x-by.x, b.y-by.y))/2 + 1
	from := a
	for i := 1; i <= parts; i++ {
		t := float64(i) / float64(parts)
		u := 1 - t
		to := point{u*u*a.x + 2*u*t*by.x + t*t*b.x, u*u*a.y + 2*u*t*by.y + t*t*b.y}
		s.line(img, from, to)
		from = to
	}
}

// line draws a straight part with round ends.
func (s *Stroke) line(img *image.RGBA, a, b point) {
	r := max(float64(s.Thick)*float64(img.Rect.Dx())/PaperWide/2, 0.75)
	DrawLine(img, a.x, a.y, b.x, b.y, r, s.Pen.Colour())
}

// DrawLine draws a line with round ends and soft edges, r half its width, all in pixels. How much of a pixel is covered is told by
// how far its middle is from the line.
func DrawLine(img *image.RGBA, ax, ay, bx, by, r float64, c color.RGBA) {
	box := image.Rect(int(min(ax, bx)-r-1), int(min(ay, by)-r-1), int(max(ax, bx)+r+2), int(max(ay, by)+r+2)).Intersect(img.Rect)
	dx, dy := bx-ax, by-ay
	long := dx*dx + dy*dy
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			px, py := float64(x)+0.5-ax, float64(y)+0.5-ay
			t := 0.0
			if long > 0 {
				t = min(max((px*dx+py*dy)/long, 0), 1)
			}
			if d := math.Hypot(px-t*dx, py-t*dy); d < r+0.5 {
				blend(img, img.PixOffset(x, y), c, min(r+0.5-d, 1))
			}
		}
	}
}

// blend lays a part of a colour over a pixel.
func blend(img *image.RGBA, at int, c color.RGBA, part float64) {
	p := img.Pix[at : at+4 : at+4]
	mix := func(old, new uint8) uint8 { return uint8(float64(old) + (float64(new)-float64(old))*part + 0.5) }
	p[0], p[1], p[2], p[3] = mix(p[0], c.R), mix(p[1], c.G), mix(p[2], c.B), mix(p[3], c.A)
}
