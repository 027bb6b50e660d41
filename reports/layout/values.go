package layout

import "github.com/fieldfare/fieldfare/reports"

// keyValues sets a ruled block of facts: labels at the left, values beside them, a table of row heads.
func (l *layer) keyValues(b *reports.KeyValues) {
	if len(b.Rows) == 0 {
		return
	}
	n := l.node(0, Node{Role: RoleTable})
	at := len(l.strips)
	pad, text := padY, styleBody
	if l.tight {
		pad, text = 0.6, styleCell // the line a card has, in the same type
	}
	for i, kv := range b.Rows {
		st := rowStyle{pitch: text.height(), size: text.size, top: pad, foot: pad, edge: rule(colX, 0, colW, hairLine, Hair)}
		if i == 0 {
			st.over, st.top = rule(colX, 0, colW, mainLine, Slate), pad+1
		}
		if i == len(b.Rows)-1 {
			st.edge, st.foot = rule(colX, 0, colW, mainLine, Slate), pad+1
		}
		l.pair(kv, n, text, colX, 38, colW-38, st)
		if i == 0 || i == len(b.Rows)-2 {
			l.cling(firm)
		}
	}
	if height(l.strips[at:], true) < 150 {
		l.stick(at, soft)
	}
}

// pair sets one label and its value as a row of table: the label from x, the value from x+in, width wide.
func (l *layer) pair(kv reports.KeyValue, table int, st style, x, in, width float64, rs rowStyle) {
	tr := l.node(table, Node{Role: RoleTR})
	th := l.node(tr, Node{Role: RoleTH, Scope: "Row"})
	td := l.node(tr, Node{Role: RoleTD})
	key := cell{lines: words(kv.Key, styleLabel).wrap(in - 1.5), x: x, node: th}
	l.row([]cell{key, l.value(kv.Lines, td, st, x+in, width)}, rs)
}

// value makes a cell of several texts, each on lines of its own. More than one become paragraphs of the cell.
func (l *layer) value(lines []reports.Text, td int, st style, x, width float64) cell {
	c := cell{x: x, node: td}
	for _, t := range lines {
		n := td
		if len(lines) > 1 {
			n = l.node(td, Node{Role: RoleP})
		}
		for _, ln := range spans(t, st, false).wrap(width) {
			c.lines, c.nodes = append(c.lines, ln), append(c.nodes, n)
		}
	}
	return c
}
