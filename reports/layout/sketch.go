package layout

import (
	"math"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A Sketch is a chart or a drawing as plain items, in mm from its own top left corner: whoever writes another kind of
// file draws the same lines at the same places as the page has.
type Sketch struct {
	W, H  float64
	Items []Item
}

// Draw returns the picture that block is, no wider than width mm, without its caption. ok is false for a block that is
// no chart or drawing, for one with a number that is nowhere, and for one with letters that no font here has: its Alt
// then stands in its place.
func Draw(block reports.Block, width float64) (s Sketch, ok bool) {
	clean, _, err := prepare(reports.Document{Blocks: []reports.Block{block}})
	if err != nil || !finite(width) || width <= 0 {
		return Sketch{}, false
	}
	switch b := clean.Blocks[0].(type) {
	case *reports.Drawing:
		s, err = drawing(b, width)
	case *reports.Chart:
		s, err = chart(b, width)
	default:
		return Sketch{}, false
	}
	return s, err == nil
}

// nowhere is the error of a picture with a number that is no place: a page with it would open in no reader.
func nowhere(what, caption string) error {
	return assessments.Errorf(assessments.Invalid, "layout.draw", "The %s “%s” has a number that cannot be drawn. Make it again.", what, short(caption))
}

// widest is the largest number a drawing or a chart may hold; beyond it, sums stop being exact on a page.
const widest = 1e7

func finite(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.Abs(v) > widest {
			return false
		}
	}
	return true
}

// box is the smallest rectangle around what it is given.
type box struct {
	x0, y0, x1, y1 float64
	some           bool
}

func (b *box) add(x, y float64) {
	if !b.some {
		*b = box{x, y, x, y, true}
	}
	b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
}

// Bounds returns the rectangle that it covers: left, top, right and bottom. Letters are taken as high as their line.
func (it Item) Bounds() (x0, y0, x1, y1 float64) {
	h := it.Weight / 2
	switch it.Shape {
	case Text:
		return it.X, it.Y - mm(it.Size)*0.95, it.X + it.W, it.Y + mm(it.Size)*0.28
	case Dot:
		return it.X - it.W/2, it.Y - it.W/2, it.X + it.W/2, it.Y + it.W/2
	case Path:
		var b box
		for _, p := range it.Points {
			b.add(it.X+p[0], it.Y+p[1])
		}
		return b.x0 - h, b.y0 - h, b.x1 + h, b.y1 + h
	}
	return min(it.X, it.X+it.W) - h, min(it.Y, it.Y+it.H) - h, max(it.X, it.X+it.W) + h, max(it.Y, it.Y+it.H) + h
}

// around returns the box of all items.
func around(items []Item) box {
	var b box
	for _, it := range items {
		x0, y0, x1, y1 := it.Bounds()
		b.add(x0, y0)
		b.add(x1, y1)
	}
	return b
}

// moved returns items moved by x, y, as part of node n.
func moved(items []Item, x, y float64, n int) []Item {
	out := make([]Item, len(items))
	for i, it := range items {
		it.X, it.Y, it.Node = it.X+x, it.Y+y, n
		out[i] = it
	}
	return out
}

// within returns s no larger than w by h: smaller as a whole, letters and all, where it would not fit otherwise.
func (s Sketch) within(w, h float64) Sketch {
	f := min(1, w/s.W, h/s.H)
	if f > 1-1e-6 {
		return s
	}
	out := Sketch{W: s.W * f, H: s.H * f, Items: make([]Item, len(s.Items))}
	for i, it := range s.Items {
		it.X, it.Y, it.W, it.H = it.X*f, it.Y*f, it.W*f, it.H*f
		it.Size, it.Weight, it.Dash = it.Size*f, it.Weight*f, it.Dash*f
		it.Xs, it.Points = slices.Clone(it.Xs), slices.Clone(it.Points)
		for j := range it.Xs {
			it.Xs[j] *= f
		}
		for j := range it.Points {
			it.Points[j][0], it.Points[j][1] = it.Points[j][0]*f, it.Points[j][1]*f
		}
		out.Items[i] = it
	}
	return out
}

// wire is a stretch of straight line of a sketch.
func wire(x, y, w, h, weight float64, c Color) Item {
	return Item{Shape: Line, X: x, Y: y, W: w, H: h, Stroke: c, Weight: weight}
}
