package kit

import (
	"fyne.io/fyne/v2"
)

// inset keeps a margin around its one object.
type inset struct {
	memo
	top, right, bottom, left float32
}

// Inset keeps the same margin on all sides.
func Inset(n float32, o fyne.CanvasObject) *fyne.Container { return Insets(n, n, n, n, o) }

// InsetXY keeps one margin at the sides and another above and below.
func InsetXY(x, y float32, o fyne.CanvasObject) *fyne.Container { return Insets(y, x, y, x, o) }

// Insets keeps a margin on each side, in the order of a clock: top, right, bottom, left.
func Insets(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &inset{top: top, right: right, bottom: bottom, left: left}, Objects: []fyne.CanvasObject{o}}
}

func (l *inset) natural(objects []fyne.CanvasObject) float32 {
	return widestNatural(shown(objects)) + l.left + l.right
}

func (l *inset) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range shown(objects) {
		h = max(h, HeightFor(o, width-l.left-l.right))
	}
	return h + l.top + l.bottom
}

func (l *inset) leastWidth(objects []fyne.CanvasObject) float32 {
	return widestMin(shown(objects)) + l.left + l.right
}

func (l *inset) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, o := range objects {
		place(o, l.left, l.top, size.Width-l.left-l.right, size.Height-l.top-l.bottom)
	}
}

// fixed gives its object a width or a least height of its own; zero leaves it free.
type fixed struct {
	memo
	wide, high float32
}

// Fixed gives an object a width.
func Fixed(width float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &fixed{wide: width}, Objects: []fyne.CanvasObject{o}}
}

// AtLeast gives an object a least width and a least height; either may be zero.
func AtLeast(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &atLeast{fixed{wide: width, high: height}}, Objects: []fyne.CanvasObject{o}}
}

func (l *fixed) natural([]fyne.CanvasObject) float32 { return l.wide }

func (l *fixed) heightFor(objects []fyne.CanvasObject, _ float32) float32 {
	var h float32
	for _, o := range shown(objects) {
		h = max(h, HeightFor(o, l.wide))
	}
	return h
}

func (l *fixed) leastWidth([]fyne.CanvasObject) float32 { return l.wide }

func (l *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.wide, l.heightFor(objects, l.wide))
}

func (l *fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, l.wide, size.Height)
	}
}

type atLeast struct{ fixed }

func (l *atLeast) natural(objects []fyne.CanvasObject) float32 {
	return max(l.wide, widestNatural(shown(objects)))
}

func (l *atLeast) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := l.high
	for _, o := range shown(objects) {
		h = max(h, HeightFor(o, width))
	}
	return h
}

func (l *atLeast) leastWidth(objects []fyne.CanvasObject) float32 {
	return max(l.wide, widestMin(shown(objects)))
}

func (l *atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.memo.width = size.Width
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

// middle centres its object and never makes it wider than it likes.
type middle struct{ memo }

// Middle centres an object both ways.
func Middle(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &middle{}, Objects: []fyne.CanvasObject{o}}
}

func (l *middle) natural(objects []fyne.CanvasObject) float32 { return widestNatural(shown(objects)) }

func (l *middle) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range shown(objects) {
		h = max(h, HeightFor(o, min(width, NaturalWidth(o))))
	}
	return h
}

func (l *middle) leastWidth(objects []fyne.CanvasObject) float32 { return widestMin(shown(objects)) }

func (l *middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, o := range objects {
		w := min(size.Width, max(NaturalWidth(o), o.MinSize().Width))
		h := min(size.Height, HeightFor(o, w))
		place(o, (size.Width-w)/2, (size.Height-h)/2, w, h)
	}
}

// grid sets objects in equal columns; every row is as high as its tallest.
type grid struct {
	memo
	cols int
	gap  float32
	full bool // share out all height
	most float32
}

// Grid sets objects in equal columns, each row as high as its tallest object.
func Grid(cols int, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &grid{cols: cols, gap: gap}, Objects: objects}
}

// GridFull is a Grid whose rows share all the height there is, up to a most (0: no limit).
func GridFull(cols int, gap, mostHeight float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &grid{cols: cols, gap: gap, full: true, most: mostHeight}, Objects: objects}
}

// cell is the width of one column.
func (l *grid) cell(width float32) float32 {
	return (width - l.gap*float32(l.cols-1)) / float32(l.cols)
}

func (l *grid) natural(objects []fyne.CanvasObject) float32 {
	return widestNatural(shown(objects))*float32(l.cols) + l.gap*float32(l.cols-1)
}

// heights answers the height of every row at a width.
func (l *grid) heights(vis []fyne.CanvasObject, width float32) []float32 {
	rows := make([]float32, (len(vis)+l.cols-1)/l.cols)
	for i, o := range vis {
		rows[i/l.cols] = max(rows[i/l.cols], HeightFor(o, l.cell(width)))
	}
	return rows
}

func (l *grid) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for i, r := range l.heights(shown(objects), width) {
		if i > 0 {
			h += l.gap
		}
		h += r
	}
	return h
}

func (l *grid) leastWidth(objects []fyne.CanvasObject) float32 {
	return widestMin(shown(objects))*float32(l.cols) + l.gap*float32(l.cols-1)
}

func (l *grid) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *grid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	vis := shown(objects)
	rows := l.heights(vis, size.Width)
	if l.full && len(rows) > 0 {
		even := (size.Height - l.gap*float32(len(rows)-1)) / float32(len(rows))
		if l.most > 0 {
			even = min(even, l.most)
		}
		floor := make([]float32, len(rows))
		for i, o := range vis {
			floor[i/l.cols] = max(floor[i/l.cols], o.MinSize().Height)
		}
		for i := range rows {
			rows[i] = max(floor[i], even)
		}
	}
	cell, y := l.cell(size.Width), float32(0)
	for i, o := range vis {
		place(o, float32(i%l.cols)*(cell+l.gap), y, cell, rows[i/l.cols])
		if i%l.cols == l.cols-1 {
			y += rows[i/l.cols] + l.gap
		}
	}
}
