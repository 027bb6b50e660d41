package kit

import "fyne.io/fyne/v2"

// standing says how the objects of a row use its height.
type standing int

const (
	standMiddle standing = iota
	standTop
	standFull
)

// row sets objects side by side. Each takes the width it likes; one wrapped in Grow takes the rest; wrapped text
// gives way when there is too little.
type row struct {
	memo
	gap   float32
	stand standing
}

// Row sets objects side by side, centred on one line. Wrap the object that shall take the rest of the width in Grow.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap}, Objects: objects}
}

// RowTop is a Row whose objects start at the same top edge.
func RowTop(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap, stand: standTop}, Objects: objects}
}

// RowFull is a Row whose objects all take its full height, as the columns of a screen do.
func RowFull(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap, stand: standFull}, Objects: objects}
}

// widths shares out a width among visible objects.
func (r *row) widths(vis []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(vis))
	left := width - r.gap*float32(max(len(vis)-1, 0))
	var growers int
	var bend, growMin float32
	for i, o := range vis {
		if growing(o) {
			growers++
			growMin += leastWidth(o)
			continue
		}
		out[i] = max(NaturalWidth(o), leastWidth(o))
		left -= out[i]
		bend += out[i] - leastWidth(o)
	}
	if short := growMin - left; short > 0 && bend > 0 {
		// Words wrap before anything runs over the edge: those that can give way do so in proportion.
		share := min(1, short/bend)
		for i, o := range vis {
			if !growing(o) {
				cut := (out[i] - leastWidth(o)) * share
				out[i] -= cut
				left += cut
			}
		}
	}
	r.shareOut(vis, out, left, growers)
	return out
}

// shareOut gives growing objects equal parts of what is left. One that needs more than its part takes it, and the
// others share the rest.
func (r *row) shareOut(vis []fyne.CanvasObject, out []float32, left float32, growers int) {
	settled := map[int]bool{}
	for again := true; again && growers > 0; {
		again = false
		for i, o := range vis {
			if need := leastWidth(o); growing(o) && !settled[i] && need > left/float32(growers) {
				out[i], settled[i], again = need, true, true
				left -= need
				growers--
				break
			}
		}
	}
	for i, o := range vis {
		if growing(o) && !settled[i] {
			out[i] = left / float32(growers)
		}
	}
}

// natural is the width at which nothing in the row wraps.
func (r *row) natural(objects []fyne.CanvasObject) float32 {
	vis := shown(objects)
	w := r.gap * float32(max(len(vis)-1, 0))
	for _, o := range vis {
		w += max(NaturalWidth(o), leastWidth(o))
	}
	return w
}

func (r *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	vis := shown(objects)
	var h float32
	for i, w := range r.widths(vis, width) {
		h = max(h, HeightFor(vis[i], w))
	}
	return h
}

func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return r.memo.least(r, objects)
}

func (r *row) leastWidth(objects []fyne.CanvasObject) float32 {
	vis := shown(objects)
	w := r.gap * float32(max(len(vis)-1, 0))
	for _, o := range vis {
		w += leastWidth(o)
	}
	return w
}

func (r *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	vis := shown(objects)
	x := float32(0)
	for i, w := range r.widths(vis, size.Width) {
		h := size.Height
		y := float32(0)
		if r.stand != standFull {
			h = min(HeightFor(vis[i], w), size.Height)
		}
		if r.stand == standMiddle {
			y = (size.Height - h) / 2
		}
		place(vis[i], x, y, w, h)
		x += w + r.gap
	}
}

// wrap sets objects side by side and starts a new line where they no longer fit.
type wrap struct {
	memo
	gap float32
}

// Wrap sets chips and tags side by side and goes on below where they no longer fit.
func Wrap(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &wrap{gap: gap}, Objects: objects}
}

func (l *wrap) natural(objects []fyne.CanvasObject) float32 {
	vis := shown(objects)
	w := l.gap * float32(max(len(vis)-1, 0))
	for _, o := range vis {
		w += max(NaturalWidth(o), leastWidth(o))
	}
	return w
}

func (l *wrap) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.walk(objects, width, func(fyne.CanvasObject, float32, float32, float32, float32) {})
}

// walk visits every object with its place and answers the height of all lines.
func (l *wrap) walk(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	var x, y, line float32
	for _, o := range shown(objects) {
		w := min(max(NaturalWidth(o), leastWidth(o)), max(width, leastWidth(o)))
		h := HeightFor(o, w)
		if x > 0 && x+w > width+0.5 {
			x, y, line = 0, y+line+l.gap, 0
		}
		at(o, x, y, w, h)
		x += w + l.gap
		line = max(line, h)
	}
	return y + line
}

func (l *wrap) leastWidth(objects []fyne.CanvasObject) float32 { return widestMin(shown(objects)) }

func (l *wrap) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *wrap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.walk(objects, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { place(o, x, y, w, h) })
}
