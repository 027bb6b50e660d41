package layout

import (
	"fmt"
	"math"
	"strings"
)

// leastContrast is what WCAG 2.2 asks of text.
const leastContrast = 4.5

// Lint returns, in a sentence each, what would make a book hard to use for somebody who sees little or listens: what no
// checker of files can judge. It holds for every document, whatever an author wrote; tests ask it, no screen does.
func (b *Book) Lint() []string {
	found := b.lintTree()
	for i, p := range b.Pages {
		for j, it := range p.Items {
			if x0, y0, x1, y1 := it.Bounds(); x0 < 0 || y0 < 0 || x1 > pageW || y1 > footBase+2 || it.Node != Artifact && y1 > bodyEnd+2 {
				found = append(found, fmt.Sprintf("Page %d: something reaches off the page (%.1f, %.1f to %.1f, %.1f): %q.", i+1, x0, y0, x1, y1, it.Text))
			}
			if it.Shape != Text || strings.TrimSpace(it.Text) == "" {
				continue
			}
			for _, r := range it.Text {
				if load(it.Font).advance(r) == missing {
					found = append(found, fmt.Sprintf("Page %d: %q has a letter (%U) that would be an empty box.", i+1, it.Text, r))
				}
			}
			if on := p.under(j); contrast(on, it.Fill) < leastContrast {
				found = append(found, fmt.Sprintf("Page %d: %q has a contrast of %.1f.", i+1, it.Text, contrast(on, it.Fill)))
			}
		}
	}
	return found
}

// lintTree looks at what a screen reader walks: heading levels, heads of tables and what they are heads of, words for
// figures.
func (b *Book) lintTree() []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	level, heads := 0, map[int]bool{}
	for i, n := range b.Nodes {
		switch n.Role {
		case RoleH1, RoleH2, RoleH3:
			next := int(n.Role[1] - '0')
			if next > level+1 {
				say("A heading of level %d follows one of level %d.", next, level)
			}
			level = next
		case RoleTH:
			heads[b.table(i)] = true
			if n.Scope != "Row" && n.Scope != "Column" {
				say("A head of a table does not say what it is the head of.")
			}
		case RoleFigure:
			if strings.TrimSpace(n.Alt) == "" {
				say("A figure has no words for somebody who does not see it.")
			}
		}
	}
	for i, n := range b.Nodes {
		if n.Role == RoleTD && !heads[b.table(i)] {
			say("A table has cells without a head.")
			heads[b.table(i)] = true
		}
	}
	return found
}

// table returns the table that a cell belongs to.
func (b *Book) table(cell int) int {
	for cell > 0 && b.Nodes[cell].Role != RoleTable {
		cell = b.Nodes[cell].Parent
	}
	return cell
}

// under returns the colour that lies under the middle of item i.
func (p Page) under(i int) Color {
	x0, y0, x1, y1 := p.Items[i].Bounds()
	x, y := (x0+x1)/2, (y0+y1)/2
	return ground(p.Items[:i], x, y)
}

// covers reports whether a filled shape reaches over a point.
func (it Item) covers(x, y float64) bool {
	switch it.Shape {
	case Rect:
		return x >= it.X && x <= it.X+it.W && y >= it.Y && y <= it.Y+it.H
	case Dot:
		return math.Hypot(x-it.X, y-it.Y) <= it.W/2
	case Path:
		inside := false
		for i, j := 0, len(it.Points)-1; it.Closed && i < len(it.Points); j, i = i, i+1 {
			a, b := it.Points[i], it.Points[j]
			if (a[1]+it.Y > y) != (b[1]+it.Y > y) && x < (b[0]-a[0])*(y-it.Y-a[1])/(b[1]-a[1])+a[0]+it.X {
				inside = !inside
			}
		}
		return inside
	}
	return false
}

// contrast is WCAG 2's ratio of two colours, from 1 to 21.
func contrast(a, b Color) float64 {
	lum := func(c Color) float64 {
		lin := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
	}
	x, y := lum(a), lum(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
