package layout

import (
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/reports"
)

// Drawing measures, in mm.
const (
	drawingHigh = 112.0 // a higher one is made smaller, so that its table has room on the page
	ringWide    = 5.6
	ringLine    = 0.45
	dashLong    = 1.0
)

// penColor returns the colour of a pen. A pen that this Fieldfare does not know draws in ink: a line that is there is
// better than one that is not.
func penColor(p reports.Pen) Color {
	switch p {
	case reports.PenSlate:
		return Slate
	case reports.PenSoft:
		return Soft
	case reports.PenRule:
		return Rule
	case reports.PenWash:
		return Wash
	case reports.PenWhite:
		return White
	}
	return Ink
}

// drawing scales a drawing to width. What lies outside its grid makes the picture larger and is never cut off.
func drawing(d *reports.Drawing, width float64) (Sketch, error) {
	if !finite(d.Wide, d.High) {
		return Sketch{}, nowhere("drawing", d.Caption)
	}
	var grid box
	if d.Wide > 0 && d.High > 0 {
		grid = box{0, 0, d.Wide, d.High, true}
	}
	for _, s := range d.Strokes {
		if !finite(s.Weight) {
			return Sketch{}, nowhere("drawing", d.Caption)
		}
		for _, p := range s.Points {
			if !finite(p[0], p[1]) {
				return Sketch{}, nowhere("drawing", d.Caption)
			}
			grid.add(p[0], p[1])
		}
	}
	for _, l := range d.Labels {
		if !finite(l.X, l.Y) {
			return Sketch{}, nowhere("drawing", d.Caption)
		}
		grid.add(l.X, l.Y)
	}
	// Labels do not shrink with the grid, so the scale is found again once they are drawn.
	scale := min(width/max(grid.x1-grid.x0, 0.001), drawingHigh/max(grid.y1-grid.y0, 0.001), 100)
	var out Sketch
	for range 4 {
		items := scaled(d, grid, scale, width)
		b := around(items)
		b.add(0, 0)
		b.add((grid.x1-grid.x0)*scale, (grid.y1-grid.y0)*scale)
		out = Sketch{W: b.x1 - b.x0, H: b.y1 - b.y0, Items: moved(items, -b.x0, -b.y0, 0)}
		if out.W <= width+slack {
			break
		}
		scale *= 0.98 * width / out.W
	}
	return out.within(width, drawingHigh+20), nil
}

// scaled draws the strokes and, over them, the labels.
func scaled(d *reports.Drawing, grid box, scale, width float64) []Item {
	var out []Item
	for _, s := range d.Strokes {
		it := Item{Shape: Path, Closed: s.Closed}
		for _, p := range s.Points {
			it.Points = append(it.Points, [2]float64{(p[0] - grid.x0) * scale, (p[1] - grid.y0) * scale})
		}
		if s.Fill != reports.PenNone {
			it.Fill, it.Closed = penColor(s.Fill), true
		}
		if s.Pen != reports.PenNone {
			it.Stroke, it.Weight = penColor(s.Pen), min(max(s.Weight*scale, hairLine), 5)
			if s.Dashed {
				it.Dash = dashLong
			}
		}
		if len(it.Points) > 1 && (it.Weight > 0 || it.Fill != Color{}) {
			out = append(out, it)
		}
	}
	for _, l := range d.Labels {
		out = append(out, label(out, l, (l.X-grid.x0)*scale, (l.Y-grid.y0)*scale, width)...)
	}
	return out
}

// label draws a word centred on x, y: in a ring, or on a patch of what lies there, so that no line runs through it.
func label(over []Item, l reports.Label, x, y, width float64) []Item {
	if l.Text == "" {
		return nil
	}
	if l.Ring && utf8.RuneCountInString(l.Text) <= 3 { // more would make a balloon
		p := words(l.Text, styleRing)
		wide := max(ringWide, p.width()+2.4)
		out := []Item{{Shape: Dot, X: x, Y: y, W: wide, Fill: Ink}, {Shape: Dot, X: x, Y: y, W: wide - 2*ringLine, Fill: White}}
		return append(out, one(p, x, y+mm(capHeight*styleRing.size)/2, centre, 0)...)
	}
	patch, st := ground(over, x, y), styleMark
	if contrast(patch, st.color) < leastContrast {
		st.color = White
	}
	p := fit(words(l.Text, st), width)
	w, h := p.width()+1, mm(styleMark.size)
	out := []Item{{Shape: Rect, X: x - w/2, Y: y - h/2, W: w, H: h, Fill: patch}}
	return append(out, one(p, x, y+mm(capHeight*styleMark.size)/2, centre, 0)...)
}

// ground returns the colour that lies at a place of a sketch.
func ground(items []Item, x, y float64) Color {
	for i := len(items) - 1; i >= 0; i-- {
		if it := items[i]; it.Shape != Text && it.Fill != (Color{}) && it.covers(x, y) {
			return it.Fill
		}
	}
	return White
}
