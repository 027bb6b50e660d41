package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Inner is a widget that shows what it is made of. Every widget of this package does; a feature that writes a widget
// of its own implements it too, so that tests and the layout dump can see inside.
type Inner interface {
	Inner() []fyne.CanvasObject
}

// inside lists the children of any object the walkers know.
func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case Inner:
		return v.Inner()
	case *fyne.Container:
		return v.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{v.Content}
	}
	return nil
}

// box is a rectangle in window units.
type box struct{ x, y, w, h float32 }

func (b box) cut(o box) box {
	x, y := max(b.x, o.x), max(b.y, o.y)
	return box{x, y, max(0, min(b.x+b.w, o.x+o.w)-x), max(0, min(b.y+b.h, o.y+o.h)-y)}
}

// clipping is what still shows of a tree, and the innermost scroller or list that leaves out the rest.
type clipping struct {
	box
	by fyne.CanvasObject
}

// walk visits every visible object with its place and what clips it. It goes inside an object when visit says so.
func walk(o fyne.CanvasObject, at fyne.Position, clip clipping, visit func(o fyne.CanvasObject, b box, clip clipping) bool) {
	if o == nil || !o.Visible() {
		return
	}
	b := box{at.X, at.Y, o.Size().Width, o.Size().Height}
	if !visit(o, b, clip) {
		return
	}
	switch o.(type) {
	case *container.Scroll, *Scroller:
		clip = clipping{clip.cut(b), o}
	}
	if l, ok := o.(*List); ok {
		clip = clipping{clip.cut(b), o}
		l.eachVisible(func(r *ListRow, y float32) { walk(r, at.AddXY(0, y), clip, visit) })
		return
	}
	for _, c := range inside(o) {
		if c != nil {
			walk(c, at.Add(c.Position()), clip, visit)
		}
	}
}

// Relay lays a tree out anew from the top. A running window does this by itself when a height changes; a test, or
// code that has just swapped content and reads positions at once, calls it.
func Relay(o fyne.CanvasObject) {
	if o == nil {
		return
	}
	switch v := o.(type) {
	case look:
		v.arrange(v.Size())
	case *fyne.Container:
		if v.Layout != nil {
			v.Layout.Layout(v.Objects, v.Size())
		}
	case *container.Scroll:
		v.Refresh()
	}
	for _, c := range inside(o) {
		Relay(c)
	}
}
