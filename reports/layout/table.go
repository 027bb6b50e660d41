package layout

import "github.com/fieldfare/fieldfare/reports"

// Cell padding, in mm: across and down.
const (
	padX   = 2.0
	padY   = 1.15
	stripW = 42.0 // width of a centile strip
)

// A column is where a table column stands: its cell from x, w wide, and the part of it that holds a centile strip.
type column struct {
	x, w    float64
	right   bool
	centile bool
	inset   float64 // more air at the left, where a column of figures stands before it
}

// textRight is the right edge of the column's text.
func (c column) textRight() float64 {
	if c.centile {
		return c.stripX() - 4
	}
	return c.x + c.w - padX
}

func (c column) textLeft() float64  { return c.x + padX + c.inset }
func (c column) textWidth() float64 { return c.textRight() - c.textLeft() }

// stripX is where the centile strip of the column begins.
func (c column) stripX() float64 { return c.x + c.w - stripW - padX }

// table sets a captioned table. A short one stays whole; in a long one rows stay whole, the head repeats, and the total
// never stands alone.
func (l *layer) table(t *reports.Table) {
	at := len(l.strips)
	n := l.node(0, Node{Role: RoleTable})
	if t.Caption != "" || t.Note != "" {
		caption := l.node(n, Node{Role: RoleCaption})
		title, note := caption, caption
		if t.Caption != "" && t.Note != "" {
			title, note = l.node(caption, Node{Role: RoleP}), l.node(caption, Node{Role: RoleP})
		}
		l.flow(words(t.Caption, styleCaption), colX, colW, title)
		if t.Note != "" {
			l.flow(words(t.Note, styleNote), colX, colW, note)
		}
		l.stick(at, firm)
		l.cling(firm)
		l.gap = 2.2
	}
	if len(t.Columns) == 0 {
		return
	}
	cols := tableColumns(t)
	titles := make([]reports.Cell, len(cols))
	for i, c := range t.Columns {
		titles[i].Text = reports.Text{{Text: c.Title}}
	}
	tr := l.node(n, Node{Role: RoleTR})
	heads := l.cells(cols, titles, tr, styleHead, headRow)
	st := rowStyle{pitch: styleBody.height(), size: styleBody.size, top: padY, foot: padY}
	headStyle := st
	headStyle.fill, headStyle.over, headStyle.edge = true, rule(colX, 0, colW, mainLine, Slate), rule(colX, 0, colW, mainLine, Slate)
	first := len(l.strips)
	l.row(heads, headStyle)
	l.stick(first, firm)
	l.cling(firm)
	st.head = repeat(l.strips[first:])
	for i, r := range t.Rows {
		st.edge = rule(colX, 0, colW, hairLine, Hair)
		if i == len(t.Rows)-1 && len(t.Total) == 0 {
			st.edge = rule(colX, 0, colW, mainLine, Slate)
		}
		l.row(l.cells(cols, r, l.node(n, Node{Role: RoleTR}), styleBody, bodyRow), st)
		if i == 0 && len(t.Rows) > 1 || i == len(t.Rows)-1 && len(t.Total) > 0 || i == len(t.Rows)-2 && len(t.Total) == 0 {
			l.cling(firm)
		}
	}
	if len(t.Total) > 0 {
		st.edge = rule(colX, 0, colW, mainLine, Slate)
		l.row(l.cells(cols, t.Total, l.node(n, Node{Role: RoleTR}), styleBody, totalRow), st)
	}
	if h := height(l.strips[at:], true); h < short3rd || len(t.Total) > 0 && h < summed {
		l.stick(at, soft)
	}
}

// A table lower than short3rd is never split over pages, and one with a sum not below summed: a reader who checks the sum
// has its rows in sight.
const (
	short3rd = 60.0
	summed   = 120.0
)

// repeat makes one artifact strip of the head's strips, for the pages that a table goes on to.
func repeat(head []strip) *strip {
	out := &strip{}
	for _, s := range head {
		for _, it := range s.items {
			it.Y, it.Node = it.Y+out.h, Artifact
			out.items = append(out.items, it)
		}
		out.h += s.h
	}
	return out
}

// rowKind is what a table row is.
type rowKind uint8

const (
	headRow rowKind = iota
	bodyRow
	totalRow
)

// cells makes the cells of one row. In a total the first cell reaches over the empty ones after it.
func (l *layer) cells(cols []column, row []reports.Cell, tr int, st style, kind rowKind) []cell {
	var out []cell
	for i := 0; i < len(cols); i++ {
		var c reports.Cell
		if i < len(row) {
			c = row[i]
		}
		at, span := cols[i], 1
		if kind == totalRow && i == 0 {
			for i+1 < len(cols) && (i+1 >= len(row) || c.Text.Words() != "" && row[i+1].Text.Words() == "") && i+2 < len(cols) {
				i++
				span++
				at.w += cols[i].w
			}
			at.centile = false
		}
		s, node := st, Node{Role: RoleTD, ColSpan: span}
		switch {
		case kind == headRow:
			node.Role, node.Scope = RoleTH, "Column"
		case len(out) == 0:
			node.Role, node.Scope, s.weight = RoleTH, "Row", semiBold
		}
		if kind == totalRow {
			s.weight = bold
		}
		p := spans(c.Text, s, at.right && kind != headRow)
		ce := cell{lines: p.wrap(at.textWidth()), x: at.textLeft(), node: l.node(tr, node)}
		if at.right {
			ce.x, ce.right = at.textRight(), true
		}
		if at.centile {
			ce.extra = centile(at, c.Centile, kind == headRow)
		}
		out = append(out, ce)
	}
	return out
}

// tableColumns shares the width out: by the authors' shares, or by how wide the text is, and never so that a word
// breaks while another column has room.
func tableColumns(t *reports.Table) []column {
	cols := make([]column, len(t.Columns))
	want, least := make([]float64, len(cols)), make([]float64, len(cols))
	shares := 0.0
	for i, c := range t.Columns {
		cols[i].right = c.Right
		shares += max(c.Share, 0)
		measure := func(tx reports.Text, st style) {
			whole, word := spans(tx, st, c.Right).natural()
			want[i], least[i] = max(want[i], whole), max(least[i], word)
		}
		measure(reports.Text{{Text: c.Title}}, styleHead)
		for _, r := range t.Rows {
			if i < len(r) {
				cols[i].centile = cols[i].centile || r[i].Centile > 0
				st := styleBody
				if i == 0 {
					st.weight = semiBold
				}
				measure(r[i].Text, st)
			}
		}
		if i < len(t.Total) && (i > 0 || len(t.Total) > 1 && t.Total[1].Text.Words() != "") {
			measure(t.Total[i].Text, styleBody.with(bold, Ink))
		}
	}
	for i := range cols {
		if i > 0 && t.Columns[i-1].Right && !t.Columns[i].Right {
			cols[i].inset = 4
		}
		extra := 2*padX + 0.2 + cols[i].inset
		if cols[i].centile {
			extra += stripW + 4
		}
		// A word longer than half the page is broken anywhere; it must not squash what stands beside it.
		want[i], least[i] = want[i]+extra, min(least[i], colW/2)+extra
		if shares > 0 {
			want[i] = max(t.Columns[i].Share/shares*colW, least[i])
		}
	}
	x := colX
	grow := make([]float64, len(cols)) // figures stay close; words take the air that is over
	for i, c := range cols {
		if !c.right {
			grow[i] = want[i]
		}
	}
	for i, w := range floored(share(want, least, grow, colW), leastCol) {
		cols[i].x, cols[i].w = x, w
		if cols[i].textWidth() < leastCol { // no room for the strip: the number stands in words beside it anyhow
			cols[i].centile = false
		}
		x += w
	}
	return cols
}
