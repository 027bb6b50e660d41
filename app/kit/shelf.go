package kit

import "fyne.io/fyne/v2"

// shelf is a grid with as many columns as there is room for.
type shelf struct {
	memo
	least, gap float32
}

// Tiles sets objects in equal columns of at least a width, as many as fit, two or more where a phone has room for two.
func Tiles(least, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &shelf{least: least, gap: gap}, Objects: objects}
}

// grid is the grid at a width.
func (l *shelf) grid(objects []fyne.CanvasObject, width float32) *grid {
	cols := max(1, int((width+l.gap)/(l.least+l.gap)))
	if cols == 1 && width >= 2*widestMin(shown(objects))+l.gap {
		cols = 2
	}
	return &grid{cols: cols, gap: l.gap}
}

func (l *shelf) natural(objects []fyne.CanvasObject) float32 {
	n := float32(len(shown(objects)))
	return max(l.least, n*(l.least+l.gap)-l.gap)
}

func (l *shelf) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.grid(objects, width).heightFor(objects, width)
}

func (l *shelf) leastWidth(objects []fyne.CanvasObject) float32 { return widestMin(shown(objects)) }

func (l *shelf) MinSize(objects []fyne.CanvasObject) fyne.Size { return l.memo.least(l, objects) }

func (l *shelf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.grid(objects, size.Width).Layout(objects, size)
}
