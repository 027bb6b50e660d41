package composer

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// The size of a page in mm.
const (
	pageWide = 210.0
	pageHigh = 297.0
)

// parsed are the embedded fonts, each parsed once a process. A face of one size is made for each painting: faces are
// not safe to share between goroutines.
var parsed sync.Map // layout.Font -> *sfnt.Font

// parse reads an embedded font at its first use.
func parse(f layout.Font) (*sfnt.Font, error) {
	if p, ok := parsed.Load(f); ok {
		return p.(*sfnt.Font), nil
	}
	p, err := opentype.Parse(f.Bytes())
	if err != nil {
		return nil, err
	}
	parsed.Store(f, p)
	return p, nil
}

// faceKey is a font at a size in pixels.
type faceKey struct {
	font layout.Font
	size float64
}

// brush paints one page.
type brush struct {
	img   *image.RGBA
	scale float64 // pixels in a mm
	faces map[faceKey]font.Face
}

// Paint draws a page at a width in pixels: the same items at the same places as in the PDF. It is for a goroutine of its
// own, and stops when ctx is done.
func Paint(ctx context.Context, p layout.Page, width int) (*image.RGBA, error) {
	b := &brush{img: image.NewRGBA(image.Rect(0, 0, width, int(math.Round(float64(width)*pageHigh/pageWide)))), scale: float64(width) / pageWide,
		faces: map[faceKey]font.Face{}}
	draw.Draw(b.img, b.img.Bounds(), image.White, image.Point{}, draw.Src)
	for i, it := range p.Items {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := b.item(it); err != nil {
			return nil, err
		}
	}
	return b.img, nil
}

// item draws one item of the layout.
func (b *brush) item(it layout.Item) error {
	switch it.Shape {
	case layout.Text:
		return b.text(it)
	case layout.Rect:
		b.box(it.X, it.Y, it.W, it.H, it.Fill)
		if it.Weight > 0 {
			h := it.Weight / 2
			b.box(it.X-h, it.Y-h, it.W+2*h, it.Weight, it.Stroke)
			b.box(it.X-h, it.Y+it.H-h, it.W+2*h, it.Weight, it.Stroke)
			b.box(it.X-h, it.Y+h, it.Weight, it.H-2*h, it.Stroke)
			b.box(it.X+it.W-h, it.Y+h, it.Weight, it.H-2*h, it.Stroke)
		}
	case layout.Line:
		b.line(it)
	case layout.Dot:
		b.dot(it)
	case layout.Path:
		b.path(it)
	case layout.Picture:
		return b.picture(it)
	}
	return nil
}

// text draws each letter where the layout has put it.
func (b *brush) text(it layout.Item) error {
	size := it.Size * 25.4 / 72 * b.scale
	key := faceKey{it.Font, size}
	face, ok := b.faces[key]
	if !ok {
		f, err := parse(it.Font)
		if err != nil {
			return err
		}
		if face, err = opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone}); err != nil {
			return err
		}
		b.faces[key] = face
	}
	ink := image.NewUniform(rgb(it.Fill))
	for i, r := range []rune(it.Text) {
		if r == ' ' || i >= len(it.Xs) {
			continue
		}
		dot := fixed.Point26_6{X: px(b.scale * (it.X + it.Xs[i])), Y: px(b.scale * it.Y)}
		at, mask, from, _, ok := face.Glyph(dot, r)
		if ok {
			draw.DrawMask(b.img, at, ink, image.Point{}, mask, from, draw.Over)
		}
	}
	return nil
}

// box fills a rectangle with soft edges where they fall between pixels; the zero colour paints nothing.
func (b *brush) box(x, y, w, h float64, c layout.Color) {
	if c == (layout.Color{}) || w <= 0 || h <= 0 {
		return
	}
	// A rule thinner than a pixel is drawn a pixel wide: a hair that vanishes would cut a table apart.
	w, h = math.Max(w, 1/b.scale), math.Max(h, 1/b.scale)
	b.polygon(c, [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}})
}

// line draws level and upright lines as boxes, so that a hair keeps its pixel, and any other as a thin shape.
func (b *brush) line(it layout.Item) {
	h := it.Weight / 2
	switch {
	case it.H == 0:
		b.box(it.X, it.Y-h, it.W, it.Weight, it.Stroke)
	case it.W == 0:
		b.box(it.X-h, it.Y, it.Weight, it.H, it.Stroke)
	default:
		long := math.Hypot(it.W, it.H)
		dx, dy := -it.H/long*h, it.W/long*h
		b.polygon(it.Stroke, [][2]float64{{it.X + dx, it.Y + dy}, {it.X + it.W + dx, it.Y + it.H + dy}, {it.X + it.W - dx, it.Y + it.H - dy}, {it.X - dx, it.Y - dy}})
	}
}

// dot is round enough with 24 corners: the largest is 3 mm across.
func (b *brush) dot(it layout.Item) {
	const corners = 24
	var around [][2]float64
	for i := range corners {
		a := 2 * math.Pi * float64(i) / corners
		around = append(around, [2]float64{it.X + it.W/2*math.Cos(a), it.Y + it.W/2*math.Sin(a)})
	}
	b.polygon(it.Fill, around)
}

// polygon fills a shape given in mm.
func (b *brush) polygon(c layout.Color, corners [][2]float64) {
	lo, hi := corners[0], corners[0]
	for _, p := range corners {
		lo = [2]float64{math.Min(lo[0], p[0]), math.Min(lo[1], p[1])}
		hi = [2]float64{math.Max(hi[0], p[0]), math.Max(hi[1], p[1])}
	}
	r := image.Rect(int(lo[0]*b.scale)-1, int(lo[1]*b.scale)-1, int(hi[0]*b.scale)+2, int(hi[1]*b.scale)+2).Intersect(b.img.Bounds())
	if r.Empty() {
		return
	}
	v := vector.NewRasterizer(r.Dx(), r.Dy())
	for i, p := range corners {
		x, y := float32(p[0]*b.scale)-float32(r.Min.X), float32(p[1]*b.scale)-float32(r.Min.Y)
		if i == 0 {
			v.MoveTo(x, y)
		} else {
			v.LineTo(x, y)
		}
	}
	v.ClosePath()
	v.Draw(b.img, r, image.NewUniform(rgb(c)), image.Point{})
}

func px(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * 64)) }

func rgb(c layout.Color) color.Color { return color.RGBA{c.R, c.G, c.B, 0xFF} }
