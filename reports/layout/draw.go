package layout

import "unicode"

// Squares: the side as a share of the type size, and the cell that also holds the air after it. A filled square is a
// little smaller: ink looks larger than paper.
const (
	squareSide = 0.74
	squareFull = 0.62
	squareCell = 1.10
	squareRule = 0.3 // mm
)

// items draws l from x with its top at y for node n. A line that goes on ends in a space, so that a screen reader does
// not join words across lines.
func (l line) items(x, y float64, n int) []Item {
	var out []Item
	p := l.p
	base := y + p.line.base()
	at := x
	for i := l.a; i < l.b; {
		if r := p.runes[i]; r == openSquare || r == filledSquare {
			out = append(out, square(at, base, p.styles[i], r == filledSquare))
			at += p.adv[i]
			i++
			continue
		}
		j := i + 1
		for j < l.b && p.fonts[j] == p.fonts[i] && p.styles[j] == p.styles[i] && p.runes[j] != openSquare && p.runes[j] != filledSquare {
			j++
		}
		it := p.item(i, j, j == l.b && !l.last)
		it.X, it.Y, it.Node = at, base, n
		at += it.W
		out = append(out, it)
		i = j
	}
	return out
}

// item makes one text item of the runes from a to b, which share a style and font.
func (p *para) item(a, b int, open bool) Item {
	text := make([]rune, 0, b-a+1)
	xs := make([]float64, 0, b-a+1)
	at := 0.0
	em := mm(p.styles[a].size) / 1000
	for i := a; i < b; i++ {
		r := drawn(p.runes[i])
		x := at
		switch {
		case p.cell(i): // centred in its cell
			x += (p.adv[i] - em*float64(load(p.fonts[i]).advance(r))) / 2
		case unicode.Is(unicode.Mn, r) && i > a: // an accent over the middle of its letter
			m := load(p.fonts[i])
			x += em*float64(m.middle(p.runes[i-1])-m.middle(r)) - p.adv[i-1]
		}
		if r == '\n' {
			r = ' '
		}
		text, xs = append(text, r), append(xs, x)
		at += p.adv[i]
	}
	if open {
		text, xs = append(text, ' '), append(xs, at)
	}
	s := p.styles[a]
	return Item{Shape: Text, Text: string(text), Xs: xs, W: at, Font: p.fonts[a], Size: s.size, Fill: s.color}
}

// square draws the square of a gap (open) or a settled fact (filled) standing on the baseline. Its words say the same,
// so it is an artifact.
func square(x, base float64, s style, filled bool) Item {
	side := mm(s.size) * squareSide
	if filled {
		side = mm(s.size) * squareFull
		return Item{Shape: Rect, X: x, Y: base - side + mm(s.size)*0.02, W: side, H: side, Fill: s.color, Node: Artifact}
	}
	return Item{Shape: Rect, X: x + squareRule/2, Y: base - side + mm(s.size)*0.04, W: side - squareRule, H: side - squareRule,
		Fill: White, Stroke: s.color, Weight: squareRule, Node: Artifact}
}

// one draws text that stays on one line: x is its left edge, or its right or middle as side says.
func one(p *para, x, base float64, side align, n int) []Item {
	l := p.cut(0, len(p.runes))
	l.last = true
	switch side {
	case right:
		x -= l.width
	case centre:
		x -= l.width / 2
	}
	return l.items(x, base-p.line.base(), n)
}

// align says which part of a text stands at its x.
type align uint8

const (
	left align = iota
	right
	centre
)

// rect fills a rectangle as an artifact.
func rect(x, y, w, h float64, c Color) Item {
	return Item{Shape: Rect, X: x, Y: y, W: w, H: h, Fill: c, Node: Artifact}
}

// rule draws a horizontal line as an artifact.
func rule(x, y, w, weight float64, c Color) Item {
	return Item{Shape: Line, X: x, Y: y, W: w, Stroke: c, Weight: weight, Node: Artifact}
}
