package html

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// The widths, in mm, that a picture is drawn for: the paper's reading column, and a phone. One is shown at a time, because
// letters that shrink with their picture cannot be read. A drawing on a phone shrinks a little all the same: its letters
// would cover what they stand at, and the table under it says what each of them is.
const (
	wideColumn  = 152.0
	slimColumn  = 76.0
	slimDrawing = 100.0
)

// sketch draws a chart or a drawing as the PDF does. What cannot be drawn is told in words.
func (p *page) sketch(b reports.Block, kind, caption, alt string) {
	if clean(caption) == "" {
		caption = kind
	}
	slim := slimColumn
	if _, ok := b.(*reports.Drawing); ok {
		slim = slimDrawing
	}
	for _, v := range []struct {
		class string
		width float64
	}{{"wide", wideColumn}, {"slim", slim}} {
		s, ok := layout.Draw(b, v.width)
		if !ok {
			if alt != "" {
				p.words("p", nil, alt)
			}
			return
		}
		// Each of the two has its own names: what is not shown is not read out, and an id must be the only one.
		p.ids++
		title, desc := fmt.Sprintf("picture-%d", p.ids), fmt.Sprintf("picture-%d-says", p.ids)
		names := title
		if alt != "" {
			names += " " + desc
		}
		at := attrs{"class", v.class, "role", "img", "aria-labelledby", names, "viewBox", "0 0 " + mm(s.W) + " " + mm(s.H),
			"width", mm(min(100, s.W/v.width*100)) + "%"}
		p.el("svg", at, func() {
			p.el("title", attrs{"id", title}, func() { p.plain(caption) })
			if alt != "" {
				p.el("desc", attrs{"id", desc}, func() { p.plain(alt) })
			}
			for _, it := range s.Items {
				p.item(it)
			}
		})
	}
}

// item draws one thing of a sketch. Colours are classes, so that they change in the dark.
func (p *page) item(it layout.Item) {
	shape := func(tag string, at attrs) { p.el(tag, at, func() {}) }
	switch it.Shape {
	case layout.Text:
		at := attrs{"class", "f-" + color(it.Fill) + " " + weight(it.Font), "x", mm(it.X), "y", mm(it.Y), "font-size", mm(it.Size * 25.4 / 72)}
		p.el("text", at, func() { p.plain(it.Text) })
	case layout.Rect:
		at := attrs{"class", paint(it, true), "x", mm(it.X), "y", mm(it.Y), "width", mm(max(it.W, 0)), "height", mm(max(it.H, 0))}
		shape("rect", stroked(at, it))
	case layout.Line: // a path of two points, so that its dashes and its weight are written in one place
		it.Points, it.Fill = [][2]float64{{0, 0}, {it.W, it.H}}, layout.Color{}
		shape("path", stroked(attrs{"class", paint(it, false), "d", path(it)}, it))
	case layout.Dot:
		shape("circle", attrs{"class", "f-" + color(it.Fill), "cx", mm(it.X), "cy", mm(it.Y), "r", mm(it.W / 2)})
	case layout.Path:
		shape("path", stroked(attrs{"class", paint(it, it.Closed), "d", path(it)}, it))
	}
}

// path writes the points of a line.
func path(it layout.Item) string {
	var b strings.Builder
	for i, pt := range it.Points {
		b.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + mm(it.X+pt[0]) + " " + mm(it.Y+pt[1]))
	}
	if it.Closed {
		b.WriteByte('Z')
	}
	return b.String()
}

// paint names the classes of an item's fill and stroke.
func paint(it layout.Item, filled bool) string {
	s := "f-none"
	if filled && it.Fill != (layout.Color{}) {
		s = "f-" + color(it.Fill)
	}
	if it.Weight > 0 {
		s += " s-" + color(it.Stroke)
	}
	return s
}

// stroked adds what a line is drawn with. The view box is in millimetres, as the weights are.
func stroked(at attrs, it layout.Item) attrs {
	if it.Weight > 0 {
		at = at.and("stroke-width", mm(it.Weight))
	}
	if it.Dash > 0 {
		at = at.and("stroke-dasharray", mm(it.Dash))
	}
	return at
}

// colors are the names that the style sheet gives new values in the dark and where the system chooses.
var colors = map[layout.Color]string{layout.Ink: "ink", layout.Slate: "slate", layout.Soft: "soft", layout.Chestnut: "chestnut", layout.Rule: "rule",
	layout.Hair: "hair", layout.Wash: "wash", layout.White: "paper"}

// color names a colour of the look; one that has no name is ink, which is seen everywhere.
func color(c layout.Color) string {
	if name, ok := colors[c]; ok {
		return name
	}
	return "ink"
}

// weight is the class of a face's weight. The face itself is the page's, with whatever the browser has for letters it lacks.
func weight(f layout.Font) string {
	switch f {
	case layout.SemiBold:
		return "w6"
	case layout.Bold, layout.FallbackBold:
		return "w7"
	}
	return "w4"
}

// mm writes a length to a hundredth of a millimetre.
func mm(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}
