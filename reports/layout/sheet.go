package layout

import (
	"fmt"

	"github.com/fieldfare/fieldfare/reports"
)

// letterTop is where an address begins, in mm from the top of the sheet: folded twice, it then stands in the window of a
// DL or C5 envelope, which shows 44 to 79 of it.
const (
	letterTop   = 44.0
	letterEnd   = 79.0 // the title begins no higher
	letterWide  = 72.0 // the window ends at 110
	letterUnder = 4.0
)

// letterhead sets whom a letter goes to at the left and what it is about at the right, line beside line.
func (l *layer) letterhead(h *reports.Letterhead) {
	div := l.node(0, Node{Role: RoleDiv})
	l.pad(letterTop-l.top(), firm)
	at := len(l.strips)
	side := func(ts []reports.Text, st style, width float64) cell {
		var c cell
		for _, t := range ts {
			n := l.node(div, Node{Role: RoleP})
			for _, ln := range spans(t, st, false).wrap(width) {
				c.lines, c.nodes = append(c.lines, ln), append(c.nodes, n)
			}
		}
		return c
	}
	to, about := side(h.To, styleBody, letterWide), side(h.About, styleNote, colW-letterWide-6)
	to.x, about.x, about.right = colX, rightX, true
	l.row([]cell{to, about}, rowStyle{pitch: styleBody.height(), size: styleBody.size})
	l.stick(at, firm)
	l.cling(firm)
	l.pad(max(letterEnd-letterTop-height(l.strips[at:], true), letterUnder), firm)
}

// steps sets what to do in order: large type, the number in the margin.
func (l *layer) steps(b *reports.Steps) {
	if len(b.Items) == 0 {
		return
	}
	list := l.node(0, Node{Role: RoleL, Number: "Decimal"})
	for i, t := range b.Items {
		if i > 0 {
			l.gap = 1.5
		}
		li := l.node(list, Node{Role: RoleLI})
		number := fmt.Sprint(i + 1)
		lbl := l.node(li, Node{Role: RoleLbl, Actual: number + "."})
		at := len(l.strips)
		l.flow(spans(t, styleStep, false), colX, colW, l.node(li, Node{Role: RoleLBody}))
		if at == len(l.strips) {
			l.pad(styleStep.height(), free)
		}
		mark := one(shrink(number, styleStepMark, marginW), marginX+marginW/2, styleStep.base(), centre, lbl)
		l.strips[at].items = append(mark, l.strips[at].items...)
		l.stick(at, firm)
	}
}

// beside sets two labelled texts next to each other, whole.
func (l *layer) beside(b *reports.Beside) {
	const gap = 5.0
	const wide = (colW - gap) / 2
	text, label := styleBody, styleBody.with(bold, Ink)
	if l.big() {
		text, label = styleHomeText, styleHomeText.with(bold, Ink)
	}
	cells, over := make([]cell, 2), strip{h: 1.8, hold: firm}
	for i, kv := range []reports.KeyValue{b.Left, b.Right} {
		x := colX + float64(i)*(wide+gap)
		over.items = append(over.items, rule(x, 0, wide, mainLine, Slate))
		div := l.node(0, Node{Role: RoleDiv})
		cells[i].x = x
		for j, t := range append([]reports.Text{{{Text: kv.Key}}}, kv.Lines...) {
			st := text
			if j == 0 {
				st = label
			}
			n := l.node(div, Node{Role: RoleP})
			for _, ln := range spans(t, st, false).wrap(wide) {
				cells[i].lines, cells[i].nodes = append(cells[i].lines, ln), append(cells[i].nodes, n)
			}
		}
	}
	at := len(l.strips)
	l.add(over)
	l.row(cells, rowStyle{pitch: text.height(), size: text.size})
	l.stick(at, firm)
}

// Sheet measures, in mm.
const (
	tickBox   = 7.5
	tickRow   = 8.85
	tickPitch = 13.7
	tickHead  = 43.0 // the first column
	tickLine  = 0.25
)

// tickGrid sets a sheet to be filled in by hand. Its boxes are paper and say nothing; the row and the day do.
func (l *layer) tickGrid(g *reports.TickGrid) {
	at := len(l.strips)
	table := l.node(0, Node{Role: RoleTable})
	if g.Caption != "" {
		l.flow(words(g.Caption, styleCaption), colX, colW, l.node(table, Node{Role: RoleCaption}))
		l.stick(at, firm)
		l.cling(firm)
		l.gap = 2.2
	}
	st := styleHomeCell
	if !l.big() {
		st = styleBody.with(semiBold, Ink)
	}
	first, write := tickHead, 0.0
	if g.Write != "" {
		write = min(max(words(g.Write, st).width()+8, 34), 46)
	}
	pitch := min(tickPitch, (colW-first-write)/float64(max(len(g.Days), 1)))
	if write > 0 {
		write = colW - first - pitch*float64(len(g.Days))
	}
	tr := l.node(table, Node{Role: RoleTR})
	th := func(s string, width float64) cell {
		return cell{lines: words(s, st).wrap(width), node: l.node(tr, Node{Role: RoleTH, Scope: "Column"})}
	}
	middle := func(c cell, x float64) cell { c.x, c.middle = x, true; return c }
	heads := []cell{th(g.Head, first-2*padX)}
	heads[0].x = colX + padX
	for i, d := range g.Days {
		heads = append(heads, middle(th(d, pitch-1), colX+first+pitch*(float64(i)+0.5)))
	}
	if g.Write != "" {
		heads = append(heads, middle(th(g.Write, write-4), colX+colW-write/2))
	}
	rs := rowStyle{pitch: st.height(), size: st.size, top: 1.2, foot: 1.2, fill: true, over: rule(colX, 0, colW, mainLine, Slate), edge: rule(colX, 0, colW, mainLine, Slate)}
	from := len(l.strips)
	l.row(heads, rs)
	l.stick(from, firm)
	l.cling(firm)
	head := repeat(l.strips[from:])
	for i, r := range g.Rows {
		l.tickRow(g, r, table, st, head, pitch, first, write, i == len(g.Rows)-1)
	}
	if height(l.strips[at:], true) < summed {
		l.stick(at, soft)
	}
}

// tickRow sets one row: its head, a box a day, and a line to write on.
func (l *layer) tickRow(g *reports.TickGrid, name string, table int, st style, head *strip, pitch, first, write float64, last bool) {
	tr := l.node(table, Node{Role: RoleTR})
	lines := words(name, st).wrap(first - 2*padX)
	pad := max((tickRow-st.height()*float64(len(lines)))/2, 0.7)
	high := 2*pad + st.height()*float64(max(len(lines), 1))
	c := cell{lines: lines, x: colX + padX, node: l.node(tr, Node{Role: RoleTH, Scope: "Row"})}
	side := min(tickBox, pitch-1.2)
	c.extra = func(y float64) []Item {
		var out []Item
		mid := y - pad + high/2
		if high > 2*tickRow { // a row that long may go on overleaf: its boxes stay with its first line
			mid = y + st.height()/2
		}
		for i := range g.Days {
			x := colX + first + pitch*(float64(i)+0.5)
			out = append(out, Item{Shape: Rect, X: x - side/2, Y: mid - side/2, W: side, H: side, Fill: White, Stroke: Ink, Weight: tickLine, Node: Artifact})
		}
		if write > 0 {
			w := min(write-8, 24)
			out = append(out, rule(colX+colW-write/2-w/2, mid+side/2, w, tickLine, Ink))
		}
		return out
	}
	for range g.Days {
		l.node(tr, Node{Role: RoleTD})
	}
	if g.Write != "" {
		l.node(tr, Node{Role: RoleTD})
	}
	rs := rowStyle{pitch: st.height(), size: st.size, top: pad, foot: pad, head: head, edge: rule(colX, 0, colW, hairLine, Hair)}
	if last {
		rs.edge = rule(colX, 0, colW, mainLine, Slate)
	}
	l.row([]cell{c}, rs)
}
