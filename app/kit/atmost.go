package kit

import "fyne.io/fyne/v2"

// atMost gives its object a width of its own, or less where there is less.
type atMost struct {
	memo
	wide float32
}

// AtMost gives an object a width, and less of it in a window that is narrower: a form on a phone.
func AtMost(width float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &atMost{wide: width}, Objects: []fyne.CanvasObject{o}}
}

func (l *atMost) natural([]fyne.CanvasObject) float32 { return l.wide }

func (l *atMost) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range shown(objects) {
		h = max(h, HeightFor(o, min(width, l.wide)))
	}
	return h
}

func (l *atMost) leastWidth(objects []fyne.CanvasObject) float32 {
	return min(l.wide, widestMin(shown(objects)))
}

func (l *atMost) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, o := range objects {
		place(o, 0, 0, min(size.Width, l.wide), size.Height)
	}
}

// indent moves its object to the right where there is room for that.
type indent struct {
	memo
	left, from float32
}

// Indent moves an object to the right in a place at least so wide, and leaves it alone in a narrower one.
func Indent(left, from float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &indent{left: left, from: from}, Objects: []fyne.CanvasObject{o}}
}

// at is how far the object stands from the left at a width.
func (l *indent) at(width float32) float32 {
	if width < l.from {
		return 0
	}
	return l.left
}

func (l *indent) natural(objects []fyne.CanvasObject) float32 {
	return widestNatural(shown(objects)) + l.left
}

func (l *indent) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range shown(objects) {
		h = max(h, HeightFor(o, width-l.at(width)))
	}
	return h
}

func (l *indent) leastWidth(objects []fyne.CanvasObject) float32 { return widestMin(shown(objects)) }

func (l *indent) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *indent) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	left := l.at(size.Width)
	for _, o := range objects {
		place(o, left, 0, size.Width-left, size.Height)
	}
}

// either shows one of two arrangements of the same things.
type either struct{ memo }

// Either shows the wide arrangement where it fits, and the narrow one where words would be broken or cut. Both are made of their own
// objects.
func Either(wide, narrow fyne.CanvasObject) *fyne.Container {
	narrow.Hide()
	return &fyne.Container{Layout: &either{}, Objects: []fyne.CanvasObject{wide, narrow}}
}

func (l *either) pick(o []fyne.CanvasObject, width float32) int {
	if leastWidth(o[0]) <= width+0.5 {
		return 0
	}
	return 1
}

func (l *either) natural(o []fyne.CanvasObject) float32 { return NaturalWidth(o[0]) }

func (l *either) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return HeightFor(o[l.pick(o, width)], width)
}

func (l *either) leastWidth(o []fyne.CanvasObject) float32 {
	return min(leastWidth(o[0]), leastWidth(o[1]))
}

func (l *either) MinSize(o []fyne.CanvasObject) fyne.Size { return l.memo.least(l, o) }

func (l *either) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	n := l.pick(o, size.Width)
	o[1-n].Hide()
	o[n].Show()
	place(o[n], 0, 0, size.Width, size.Height)
}
