package html

import (
	"fmt"
	"math"
)

// The centile strip: centile 1 stands at stripFrom, 99 at stripTo, in units of its view box.
const (
	stripFrom = 6.0
	stripTo   = 154.0
)

// centile draws the strip: a line from 1 to 99, a block for the middle half of children that age, a tick at 50 and a dot.
// The number stands beside it in words, so it is hidden from screen readers.
func (p *page) centile(value float64) {
	if math.IsNaN(value) {
		return
	}
	x := func(c float64) string { return fmt.Sprintf("%.1f", stripFrom+(c-1)/98*(stripTo-stripFrom)) }
	width := fmt.Sprintf("%.1f", (75.0-25.0)/98*(stripTo-stripFrom))
	line := func(x1, x2, y1, y2 string) {
		p.el("path", attrs{"class", "s-rule", "d", "M" + x1 + " " + y1 + "L" + x2 + " " + y2}, func() {})
	}
	p.el("svg", attrs{"class", "strip", "viewBox", "0 0 160 24", "aria-hidden", "true", "focusable", "false"}, func() {
		p.el("rect", attrs{"class", "f-bar", "x", x(25), "y", "3", "width", width, "height", "18"}, func() {})
		line(x(1), x(99), "12", "12")
		for _, tick := range []struct {
			at     float64
			y1, y2 string
		}{{1, "7", "17"}, {50, "3", "21"}, {99, "7", "17"}} {
			line(x(tick.at), x(tick.at), tick.y1, tick.y2)
		}
		p.el("circle", attrs{"class", "f-ink halo", "cx", x(min(max(value, 1), 99)), "cy", "12", "r", "6"}, func() {})
	})
}
