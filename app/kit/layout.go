package kit

import (
	"fyne.io/fyne/v2"
)

// Tall is an object whose height depends on the width it is given, such as wrapped text.
type Tall interface {
	HeightFor(width float32) float32
}

// Wide is an object that can say how wide it would like to be, when that is more than its least width.
type Wide interface {
	NaturalWidth() float32
}

// tallLayout is a layout of this package: it can answer for the width to come, not only for the one it had.
type tallLayout interface {
	fyne.Layout
	heightFor(objects []fyne.CanvasObject, width float32) float32
	natural(objects []fyne.CanvasObject) float32
	leastWidth(objects []fyne.CanvasObject) float32
}

// HeightFor asks any object how high it will be at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	switch v := o.(type) {
	case Tall:
		return v.HeightFor(width)
	case *fyne.Container:
		if l, ok := v.Layout.(tallLayout); ok {
			return l.heightFor(v.Objects, width)
		}
	}
	return o.MinSize().Height
}

// NaturalWidth asks any object how wide it would like to be.
func NaturalWidth(o fyne.CanvasObject) float32 {
	switch v := o.(type) {
	case Wide:
		return v.NaturalWidth()
	case *fyne.Container:
		if l, ok := v.Layout.(tallLayout); ok {
			return l.natural(v.Objects)
		}
	}
	return o.MinSize().Width
}

// leastWidth is MinSize().Width without the height, which is dear to reckon and asked for at every level of a tree.
func leastWidth(o fyne.CanvasObject) float32 {
	switch v := o.(type) {
	case interface{ leastWidth() float32 }:
		return v.leastWidth()
	case *fyne.Container:
		if l, ok := v.Layout.(tallLayout); ok {
			return l.leastWidth(v.Objects)
		}
	}
	return o.MinSize().Width
}

// memo keeps the width of the last layout, so that MinSize can answer with the height that belongs to it.
type memo struct{ width float32 }

// least is MinSize for every layout here: the height belongs to the width of the last layout, or to the natural one
// before.
func (m *memo) least(l tallLayout, objects []fyne.CanvasObject) fyne.Size {
	w := l.leastWidth(objects)
	if m.width > 0 {
		return fyne.NewSize(w, l.heightFor(objects, m.width))
	}
	return fyne.NewSize(w, l.heightFor(objects, max(w, l.natural(objects))))
}

// shown leaves out hidden objects: they take no room and no gap.
func shown(objects []fyne.CanvasObject) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o != nil && o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

func widestMin(objects []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range objects {
		w = max(w, leastWidth(o))
	}
	return w
}

func widestNatural(objects []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range objects {
		w = max(w, NaturalWidth(o))
	}
	return w
}

// column stacks objects at full width; an object wrapped in Grow takes the height left over.
type column struct {
	memo
	gap float32
}

// Column stacks objects from top to bottom at full width, each as high as its words need.
// Objects wrapped in Grow share the height that is left.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{gap: gap}, Objects: objects}
}

func (c *column) natural(objects []fyne.CanvasObject) float32 { return widestNatural(shown(objects)) }

func (c *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	_, h := c.heights(shown(objects), width)
	return h
}

// heights are those of visible objects, and of all with the gaps between them. What has no height has no gap either: an empty place
// for words that may come leaves no hole.
func (c *column) heights(vis []fyne.CanvasObject, width float32) (out []float32, all float32) {
	out = make([]float32, len(vis))
	for i, o := range vis {
		if out[i] = HeightFor(o, width); out[i] > 0 || growing(o) {
			all += out[i] + c.gap
		}
	}
	return out, max(0, all-c.gap)
}

func (c *column) leastWidth(objects []fyne.CanvasObject) float32 { return widestMin(shown(objects)) }

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size { return c.memo.least(c, objects) }

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	if size.IsZero() {
		return // it stands nowhere yet: a page that is being filled is laid out once, when it has its width
	}
	vis := shown(objects)
	heights, used := c.heights(vis, size.Width)
	growers := 0
	for _, o := range vis {
		if growing(o) {
			growers++
		}
	}
	y := float32(0)
	for i, o := range vis {
		h := heights[i]
		if growing(o) {
			h = max(0, h+(size.Height-used)/float32(growers))
		}
		place(o, 0, y, size.Width, h)
		if heights[i] > 0 || growing(o) {
			y += h + c.gap
		}
	}
}

// grow marks its one child as the taker of what is left over.
type grow struct{ stack }

// Grow makes an object take the room left over in a Row (width) or Column (height).
func Grow(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &grow{}, Objects: []fyne.CanvasObject{o}}
}

// Gap is empty room that grows: it pushes what follows to the far end.
func Gap() *fyne.Container { return &fyne.Container{Layout: &grow{}} }

// growing tells whether an object was wrapped in Grow or is a Gap.
func growing(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(*grow)
	return ok
}

// stack lays all objects over one another.
type stack struct{ memo }

// Stack lays objects over one another, all of the same size.
func Stack(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &stack{}, Objects: objects}
}

func (s *stack) natural(objects []fyne.CanvasObject) float32 { return widestNatural(shown(objects)) }

func (s *stack) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range shown(objects) {
		h = max(h, HeightFor(o, width))
	}
	return h
}

func (s *stack) leastWidth(objects []fyne.CanvasObject) float32 { return widestMin(shown(objects)) }

func (s *stack) MinSize(objects []fyne.CanvasObject) fyne.Size { return s.memo.least(s, objects) }

func (s *stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}
