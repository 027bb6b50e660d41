package photo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"

	xdraw "golang.org/x/image/draw"

	"github.com/fieldfare/fieldfare/app/kit"
)

// The colours of marks: bright on ink, so that one of the two stands out on any picture, and on paper without colours.
var (
	ink    = color.RGBA{0x21, 0x2B, 0x32, 0xFF}
	bright = color.RGBA{0xFF, 0xDD, 0x00, 0xFF}
)

// Canvas is a picture as it was taken, ready to be drawn on at a size.
type Canvas struct {
	img   *image.RGBA
	scale float64         // pixels of img for one of the picture
	whole image.Rectangle // the picture as it was taken
}

// NewCanvas makes a canvas whose longer side has at most so many pixels.
func NewCanvas(src image.Image, side int) *Canvas {
	b := src.Bounds()
	whole := image.Rect(0, 0, b.Dx(), b.Dy())
	scale := min(1, float64(side)/float64(max(b.Dx(), b.Dy())))
	c := &Canvas{scale: scale, whole: whole, img: image.NewRGBA(image.Rect(0, 0, max(1, int(float64(b.Dx())*scale)), max(1, int(float64(b.Dy())*scale))))}
	if scale == 1 {
		draw.Draw(c.img, c.img.Rect, src, b.Min, draw.Src)
	} else {
		xdraw.ApproxBiLinear.Scale(c.img, c.img.Rect, src, b, draw.Src, nil)
	}
	return c
}

// Whole is the size of the picture as it was taken.
func (c *Canvas) Whole() image.Rectangle { return c.whole }

func (c *Canvas) at(p image.Point) (x, y float64) {
	return float64(p.X) * c.scale, float64(p.Y) * c.scale
}

func (c *Canvas) rect(r image.Rectangle) image.Rectangle {
	f := func(v int, round func(float64) float64) int { return int(round(float64(v) * c.scale)) }
	return image.Rect(f(r.Min.X, math.Floor), f(r.Min.Y, math.Floor), f(r.Max.X, math.Ceil), f(r.Max.Y, math.Ceil)).Intersect(c.img.Rect)
}

// Draw is the picture with its marks, cropped. Blurs come first, whatever their order: an arrow points at a blurred face, never the
// other way round.
func (c *Canvas) Draw(marks Marks) *image.RGBA {
	out := image.NewRGBA(c.img.Rect)
	copy(out.Pix, c.img.Pix)
	for _, m := range marks {
		if m.Kind == Blur {
			blur(out, c.rect(m.box()))
		}
	}
	shown := marks.Shown(c.whole)
	unit := float64(max(shown.Dx(), shown.Dy())) * c.scale / 110
	for _, m := range marks {
		switch m.Kind {
		case Arrow:
			ax, ay := c.at(m.A)
			bx, by := c.at(m.B)
			arrow(out, ax, ay, bx, by, unit)
		case Label:
			if m.Text != "" {
				x, y := c.at(m.A)
				label(out, c.rect(shown), x, y, m.Text, unit*3.2)
			}
		}
	}
	cut := image.NewRGBA(image.Rectangle{Max: c.rect(shown).Size()})
	draw.Draw(cut, cut.Rect, out, c.rect(shown).Min, draw.Src)
	return cut
}

// JPEG writes a picture with its marks as it is kept and sent.
func (c *Canvas) JPEG(marks Marks) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, c.Draw(marks), &jpeg.Options{Quality: 85})
	return b.Bytes(), err
}

// grains is how many grains a blurred part has along its longer side. All that is left of a face is their average colours: no
// sharpening brings back what is not there.
const grains = 6

// blur leaves some average colours of a part, softly joined so that it looks like nothing but a blur.
func blur(img *image.RGBA, r image.Rectangle) {
	if r.Empty() {
		return
	}
	side := float64(max(r.Dx(), r.Dy())) / grains
	small := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(r.Dx())/side)), max(1, int(float64(r.Dy())/side))))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			part := image.Rect(r.Min.X+x*r.Dx()/small.Rect.Dx(), r.Min.Y+y*r.Dy()/small.Rect.Dy(),
				r.Min.X+(x+1)*r.Dx()/small.Rect.Dx(), r.Min.Y+(y+1)*r.Dy()/small.Rect.Dy())
			small.SetRGBA(x, y, average(img, part))
		}
	}
	xdraw.BiLinear.Scale(img, r, small, small.Rect, draw.Src, nil)
}

func average(img *image.RGBA, r image.Rectangle) color.RGBA {
	var sum [3]int
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p := img.Pix[img.PixOffset(x, y):]
			sum[0], sum[1], sum[2] = sum[0]+int(p[0]), sum[1]+int(p[1]), sum[2]+int(p[2])
		}
	}
	n := max(1, r.Dx()*r.Dy())
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 0xFF}
}

// arrow draws a line with a head at its end, ink around bright.
func arrow(img *image.RGBA, ax, ay, bx, by, unit float64) {
	angle := math.Atan2(by-ay, bx-ax)
	long := min(unit*6, math.Hypot(bx-ax, by-ay)*0.6)
	for _, pass := range []struct {
		r float64
		c color.RGBA
	}{{unit*0.8 + max(1, unit*0.35), ink}, {unit * 0.8, bright}} {
		kit.DrawLine(img, ax, ay, bx, by, pass.r, pass.c)
		for _, turn := range []float64{math.Pi * 0.82, -math.Pi * 0.82} {
			kit.DrawLine(img, bx, by, bx+long*math.Cos(angle+turn), by+long*math.Sin(angle+turn), pass.r, pass.c)
		}
	}
}
