package layout

// A cell is the text of one table cell: its lines, where they start (or end), and the nodes they belong to.
type cell struct {
	lines  []line
	x      float64
	right  bool // x is the right edge
	middle bool // x is the middle
	node   int
	nodes  []int // when set, the node of each line
	extra  func(y float64) []Item
}

// rowStyle is how a row of cells is set.
type rowStyle struct {
	pitch      float64 // height of one line
	size       float64 // type size that all cells share a baseline with, in pt
	top, foot  float64 // padding
	fill       bool    // on wash
	over, edge Item    // lines above and below; no Weight: none
	head       *strip  // repeated when a page starts inside or before this row
}

// row sets cells side by side, one strip for each of their lines held firmly together: a row stays whole unless it is
// taller than a page, and then it splits between lines.
func (l *layer) row(cells []cell, st rowStyle) {
	n := 1
	for _, c := range cells {
		n = max(n, len(c.lines))
	}
	for i := 0; i < n; i++ {
		s := strip{h: st.pitch, head: st.head}
		y := 0.0
		if i == 0 {
			y = st.top
			s.h += st.top
		}
		if i == n-1 {
			s.h += st.foot
		} else {
			s.hold = firm
		}
		if st.fill {
			s.items = append(s.items, rect(colX, 0, colW, s.h, Wash))
		}
		if i == 0 && st.over.Weight > 0 {
			s.items = append(s.items, st.over)
		}
		if i == n-1 && st.edge.Weight > 0 {
			edge := st.edge
			edge.Y = s.h
			s.items = append(s.items, edge)
		}
		for _, c := range cells {
			s.items = append(s.items, c.line(i, y, y+(st.pitch+mm(capHeight*st.size))/2)...)
		}
		l.add(s)
	}
}

// line draws line i of c: its baseline at base, and what else the cell holds from y.
func (c cell) line(i int, y, base float64) []Item {
	var out []Item
	if i < len(c.lines) {
		ln := c.lines[i]
		x := c.x
		if c.right {
			x -= ln.width
		} else if c.middle {
			x -= ln.width / 2
		}
		n := c.node
		if c.nodes != nil {
			n = c.nodes[i]
		}
		out = ln.items(x, base-ln.p.line.base(), n)
	}
	if i == 0 && c.extra != nil {
		out = append(out, c.extra(y)...)
	}
	return out
}
