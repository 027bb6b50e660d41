package docx

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// dotsAMM is 200 dots an inch: as fine as an office printer shows a line.
const dotsAMM = 200 / 25.4

// A brush paints filled shapes on a picture.
type brush struct {
	img   *image.RGBA
	scale float64 // pixels a mm
	r     *vector.Rasterizer
	room  image.Rectangle // of the open item: a picture of many marks must not cost each mark the whole picture
}

// raster draws s at a number of pixels a mm, on white.
func raster(s layout.Sketch, scale float64) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(s.W*scale)), int(math.Ceil(s.H*scale))))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	b := &brush{img: img, scale: scale, r: vector.NewRasterizer(0, 0)}
	for _, it := range s.Items {
		if b.room = b.frame(it); !b.room.Empty() {
			b.begin()
			b.item(it)
		}
	}
	return img
}

// frame is the part of the picture that an item can paint.
func (b *brush) frame(it layout.Item) image.Rectangle {
	x0, y0, x1, y1 := it.Bounds()
	more := it.Weight / 2 // a line may end in a dot of its weight
	if it.Shape == layout.Text {
		more = it.Size * 25.4 / 72 // a letter may reach beyond its line: an accent, a slanted end
	}
	most := b.img.Bounds()
	in := func(v, end float64) int { return int(math.Max(0, math.Min(v, end))) }
	wide, high := float64(most.Dx()), float64(most.Dy())
	return image.Rect(in(math.Floor((x0-more)*b.scale)-1, wide), in(math.Floor((y0-more)*b.scale)-1, high),
		in(math.Ceil((x1+more)*b.scale)+1, wide), in(math.Ceil((y1+more)*b.scale)+1, high))
}

// item paints one item. Photos are no part of a sketch.
func (b *brush) item(it layout.Item) {
	switch it.Shape {
	case layout.Text:
		b.text(it)
	case layout.Rect:
		corners := [][2]float64{{0, 0}, {it.W, 0}, {it.W, it.H}, {0, it.H}}
		b.path(it, corners, true)
	case layout.Line:
		b.path(it, [][2]float64{{0, 0}, {it.W, it.H}}, false)
	case layout.Dot:
		b.dot(it.X, it.Y, it.W/2)
		b.fill(it.Fill)
	case layout.Path:
		b.path(it, it.Points, it.Closed)
	}
}

// at is a place in pixels of the room.
func (b *brush) at(x, y float64) (float32, float32) {
	return float32(x*b.scale - float64(b.room.Min.X)), float32(y*b.scale - float64(b.room.Min.Y))
}

// begin makes room for a shape. The rasteriser counts in coarse steps below 513 pixels, which shows in letters.
func (b *brush) begin() {
	const fine = 513
	wide, high := b.room.Dx(), b.room.Dy()
	if wide >= high {
		wide = max(wide, fine)
	} else {
		high = max(high, fine)
	}
	b.r.Reset(wide, high)
}

// fill paints the shape that was drawn, and begins a new one.
func (b *brush) fill(c layout.Color) {
	b.r.Draw(b.img, b.room, image.NewUniform(color.RGBA{c.R, c.G, c.B, 0xFF}), image.Point{})
	b.begin()
}

// path fills and strokes a line through points counted from the item's place.
func (b *brush) path(it layout.Item, points [][2]float64, closed bool) {
	if len(points) == 0 {
		return
	}
	if closed && (it.Fill != layout.Color{}) {
		for i, p := range points {
			x, y := b.at(it.X+p[0], it.Y+p[1])
			if i == 0 {
				b.r.MoveTo(x, y)
			} else {
				b.r.LineTo(x, y)
			}
		}
		b.r.ClosePath()
		b.fill(it.Fill)
	}
	if it.Weight <= 0 {
		return
	}
	if closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	for _, d := range dashes(points, it.Dash) {
		b.bar(it.X+d[0], it.Y+d[1], it.X+d[2], it.Y+d[3], it.Weight)
		if it.Dash == 0 { // round joints, so that a curve of short pieces has no gaps
			b.dot(it.X+d[0], it.Y+d[1], it.Weight/2)
			b.dot(it.X+d[2], it.Y+d[3], it.Weight/2)
		}
	}
	b.fill(it.Stroke)
}

// bar is a stretch of a line with its weight: a rectangle turned along it. All run the same way round, so that two that
// overlap stay filled.
func (b *brush) bar(x0, y0, x1, y1, weight float64) {
	l := math.Hypot(x1-x0, y1-y0)
	if l == 0 {
		return
	}
	dx, dy := (y1-y0)/l*weight/2, -(x1-x0)/l*weight/2
	for i, p := range [4][2]float64{{x0 + dx, y0 + dy}, {x1 + dx, y1 + dy}, {x1 - dx, y1 - dy}, {x0 - dx, y0 - dy}} {
		x, y := b.at(p[0], p[1])
		if i == 0 {
			b.r.MoveTo(x, y)
		} else {
			b.r.LineTo(x, y)
		}
	}
	b.r.ClosePath()
}

// dot is a circle of four curves.
func (b *brush) dot(x, y, r float64) {
	const k = 0.5522847498 // how far the handles of a quarter circle reach
	move := func(px, py float64) (float32, float32) { return b.at(x+px*r, y+py*r) }
	x0, y0 := move(1, 0)
	b.r.MoveTo(x0, y0)
	for _, q := range [4][6]float64{{1, k, k, 1, 0, 1}, {-k, 1, -1, k, -1, 0}, {-1, -k, -k, -1, 0, -1}, {k, -1, 1, -k, 1, 0}} {
		ax, ay := move(q[0], q[1])
		bx, by := move(q[2], q[3])
		cx, cy := move(q[4], q[5])
		b.r.CubeTo(ax, ay, bx, by, cx, cy)
	}
	b.r.ClosePath()
}

// dashes cuts a line through points into stretches; dash 0 leaves them whole.
func dashes(points [][2]float64, dash float64) [][4]float64 {
	var out [][4]float64
	left, on := dash, true
	for i := 1; i < len(points); i++ {
		x, y := points[i-1][0], points[i-1][1]
		l := math.Hypot(points[i][0]-x, points[i][1]-y)
		if dash <= 0 || l/dash > 1e4 {
			out = append(out, [4]float64{x, y, points[i][0], points[i][1]})
			continue
		}
		for gone := 0.0; gone < l; {
			d := math.Min(left, l-gone)
			ux, uy := (points[i][0]-x)/l, (points[i][1]-y)/l
			if on {
				out = append(out, [4]float64{x + ux*gone, y + uy*gone, x + ux*(gone+d), y + uy*(gone+d)})
			}
			gone += d
			if left -= d; left <= 1e-9 {
				left, on = dash, !on
			}
		}
	}
	return out
}

// faces are the embedded fonts, parsed once: they are the same for every document.
var faces sync.Map

// parsed is a font, read at its first use: reading one costs as much as drawing a chart.
func parsed(f layout.Font) (*sfnt.Font, bool) {
	if v, ok := faces.Load(f); ok {
		return v.(*sfnt.Font), true
	}
	font, err := sfnt.Parse(f.Bytes())
	if err != nil {
		return nil, false
	}
	faces.Store(f, font)
	return font, true
}

// text draws each letter where the page has it.
func (b *brush) text(it layout.Item) {
	f, ok := parsed(it.Font)
	if !ok {
		return
	}
	var buf sfnt.Buffer
	px := fixed.Int26_6(math.Round(it.Size * 25.4 / 72 * b.scale * 64))
	i := 0
	for _, r := range it.Text {
		if i >= len(it.Xs) {
			break
		}
		b.glyph(f, &buf, r, px, it.X+it.Xs[i], it.Y)
		i++
	}
	b.fill(it.Fill)
}

// glyph adds the outline of one letter at a place. A letter that the font lacks was caught by the layout before.
func (b *brush) glyph(f *sfnt.Font, buf *sfnt.Buffer, r rune, px fixed.Int26_6, x, y float64) {
	g, err := f.GlyphIndex(buf, r)
	if err != nil || g == 0 {
		return
	}
	segments, err := f.LoadGlyph(buf, g, px, nil)
	if err != nil {
		return
	}
	ox, oy := b.at(x, y)
	point := func(p fixed.Point26_6) (float32, float32) {
		return ox + float32(p.X)/64, oy + float32(p.Y)/64
	}
	for _, s := range segments {
		ax, ay := point(s.Args[0])
		bx, by := point(s.Args[1])
		cx, cy := point(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			b.r.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			b.r.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			b.r.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			b.r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
}
