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

// along is where a centile stands on the strip.
func along(c float64) string { return fmt.Sprintf("%.1f", stripFrom+(c-1)/98*(stripTo-stripFrom)) }

// strip opens the picture that a strip or its scale is.
func (p *page) strip(draw func()) {
	p.el("svg", attrs{"class", "strip", "viewBox", "0 0 160 24", "aria-hidden", "true", "focusable", "false"}, draw)
}

// scale names the two ends and the middle of the strips under it.
func (p *page) scale() {
	p.strip(func() {
		for _, c := range []float64{1, 50, 99} {
			p.el("text", attrs{"class", "f-ink", "x", along(c), "y", "20", "text-anchor", "middle", "font-size", "15"}, func() { p.plain(fmt.Sprint(c)) })
		}
	})
}

// centile draws the strip: a line from 1 to 99, a block for the middle half of children that age, a tick at 50 and a dot.
// The number stands beside it in words, so it is hidden from screen readers.
func (p *page) centile(value float64) {
	if math.IsNaN(value) {
		return
	}
	line := func(x1, x2, y1, y2 string) {
		p.el("path", attrs{"class", "s-rule", "d", "M" + x1 + " " + y1 + "L" + x2 + " " + y2}, func() {})
	}
	p.strip(func() {
		width := fmt.Sprintf("%.1f", (75.0-25.0)/98*(stripTo-stripFrom))
		p.el("rect", attrs{"class", "f-bar", "x", along(25), "y", "3", "width", width, "height", "18"}, func() {})
		line(along(1), along(99), "12", "12")
		for _, tick := range []struct {
			at     float64
			y1, y2 string
		}{{1, "7", "17"}, {50, "3", "21"}, {99, "7", "17"}} {
			line(along(tick.at), along(tick.at), tick.y1, tick.y2)
		}
		p.el("circle", attrs{"class", "f-ink halo", "cx", along(min(max(value, 1), 99)), "cy", "12", "r", "6"}, func() {})
	})
}
