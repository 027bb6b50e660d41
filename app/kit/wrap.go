package kit

import "fyne.io/fyne/v2"

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
