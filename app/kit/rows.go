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
	needs := needsOf(vis, left)
	for again := true; again && growers > 0; {
		again = false
		for i, o := range vis {
			if need := needs[i]; growing(o) && !settled[i] && need > left/float32(growers) {
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

// needsOf are the widths that growing objects must have: the least, and for buttons all their words on one line as long as that can
// be had for every one of them.
func needsOf(vis []fyne.CanvasObject, left float32) []float32 {
	out := make([]float32, len(vis))
	lines := make([]float32, len(vis))
	var all float32
	for i, o := range vis {
		if !growing(o) {
			continue
		}
		out[i] = leastWidth(o)
		lines[i] = out[i]
		if inner := o.(*fyne.Container).Objects; len(inner) == 1 {
			if b, ok := inner[0].(*Button); ok {
				lines[i] = b.NaturalWidth()
			}
		}
		all += lines[i]
	}
	if all <= left {
		return lines
	}
	return out
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

// beside sets an aside next to a main object, and below it where the main object would become too narrow.
type beside struct {
	memo
	gap, keep float32
}

// Beside sets an aside, such as a big button, at the far end of a main object, and below it where less than keep would
// be left for the main object.
func Beside(gap, keep float32, main, aside fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &beside{gap: gap, keep: keep}, Objects: []fyne.CanvasObject{main, aside}}
}

// split answers the widths of both, and whether the aside stands below.
func (l *beside) split(o []fyne.CanvasObject, width float32) (main, aside float32, below bool) {
	aside = max(NaturalWidth(o[1]), leastWidth(o[1]))
	main = width - aside - l.gap
	if main < max(l.keep, leastWidth(o[0])) {
		return width, width, true
	}
	return main, aside, false
}

func (l *beside) natural(o []fyne.CanvasObject) float32 {
	return NaturalWidth(o[0]) + l.gap + NaturalWidth(o[1])
}

func (l *beside) leastWidth(o []fyne.CanvasObject) float32 {
	return max(leastWidth(o[0]), leastWidth(o[1]))
}

func (l *beside) heightFor(o []fyne.CanvasObject, width float32) float32 {
	main, aside, below := l.split(o, width)
	if below {
		return HeightFor(o[0], main) + l.gap + HeightFor(o[1], aside)
	}
	return max(HeightFor(o[0], main), HeightFor(o[1], aside))
}

func (l *beside) MinSize(o []fyne.CanvasObject) fyne.Size { return l.memo.least(l, o) }

func (l *beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	main, aside, below := l.split(o, size.Width)
	h, ah := HeightFor(o[0], main), HeightFor(o[1], aside)
	if below {
		place(o[0], 0, 0, main, h)
		place(o[1], 0, h+l.gap, aside, ah)
		return
	}
	// A tall main object and its aside share the top edge; a low one stands on the middle line of its aside.
	y := max(0, (size.Height-max(h, ah))/2)
	place(o[0], 0, y+max(0, (ah-h)/2), main, h)
	place(o[1], size.Width-aside, y, aside, ah)
}
