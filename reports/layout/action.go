package layout

import (
	"fmt"

	"github.com/fieldfare/fieldfare/reports"
)

// action sets one thing to do: a big number in the margin, title, what, and short labelled values side by side.
func (l *layer) action(a *reports.Action, xs []float64) {
	at := len(l.strips)
	div := l.node(0, Node{Role: RoleDiv})
	h3 := l.node(div, Node{Role: l.headingRole(3)})
	number := fmt.Sprint(a.Number)
	lbl := l.node(h3, Node{Role: RoleSpan, Actual: number + ". "})
	title := l.node(h3, Node{Role: RoleSpan})
	line := rule(marginX, 0, rightX-marginX, mainLine/2+hairLine/2, Rule)
	top, under, foot, what := 2.3, 0.9, 2.0, styleBody
	if l.tight {
		top, under, foot, what = 1.7, 0.4, 1.2, styleCell
	}
	digit := one(shrink(number, styleNumber, marginW), marginX+marginW/2, top+styleH3.base()+2.3, centre, lbl)
	l.add(strip{h: top, need: 11, hold: firm, items: append([]Item{line}, digit...)})
	l.flow(words(a.Title, styleH3), colX, colW, title)
	l.cling(firm)
	if len(a.What) > 0 {
		l.flow(spans(a.What, what, false), colX, colW, l.node(div, Node{Role: RoleP}))
		l.cling(firm)
	}
	l.gap = under
	switch len(a.Values) {
	case 0:
	case 1: // a label over one short value would waste a line
		l.pair(a.Values[0], l.node(div, Node{Role: RoleTable}), styleCell, colX, 24, colW-24, rowStyle{pitch: styleCell.height(), size: styleCell.size})
	default:
		l.sideBySide(a.Values, l.node(div, Node{Role: RoleTable}), xs)
	}
	l.gap = 0
	l.cling(firm)
	l.pad(foot, free)
	l.stick(at, soft)
	l.bookmark(at, dotted(number, a.Title), 3)
}

// sideBySide sets labels in one row and their values under them.
func (l *layer) sideBySide(values []reports.KeyValue, table int, xs []float64) {
	heads, body := make([]cell, len(values)), make([]cell, len(values))
	tr := l.node(table, Node{Role: RoleTR})
	for i, kv := range values {
		width := xs[i+1] - xs[i] - 2
		heads[i] = cell{lines: words(kv.Key, styleAction).wrap(width), x: xs[i], node: l.node(tr, Node{Role: RoleTH, Scope: "Column"})}
	}
	tr = l.node(table, Node{Role: RoleTR})
	for i, kv := range values {
		width := xs[i+1] - xs[i] - 2
		body[i] = l.value(kv.Lines, l.node(tr, Node{Role: RoleTD}), styleCell, xs[i], width)
	}
	l.row(heads, rowStyle{pitch: styleAction.height(), size: styleAction.size})
	l.cling(firm)
	l.row(body, rowStyle{pitch: styleCell.height(), size: styleCell.size})
}

// actionColumns returns where the values of the action at block i stand: the same columns for all actions around it
// that have as many values, so that a teacher can read down "When".
func (l *layer) actionColumns(i int) []float64 {
	of := func(j int) *reports.Action {
		if j < 0 || j >= len(l.doc.Blocks) {
			return nil
		}
		a, _ := l.doc.Blocks[j].(*reports.Action)
		return a
	}
	n := len(of(i).Values)
	want, least := make([]float64, n), make([]float64, n)
	a := i
	for of(a-1) != nil {
		a--
	}
	for ; of(a) != nil; a++ {
		if len(of(a).Values) != n {
			continue
		}
		for k, kv := range of(a).Values {
			for _, t := range append([]reports.Text{{{Text: kv.Key, Strong: true}}}, kv.Lines...) {
				whole, word := spans(t, styleCell, false).natural()
				want[k], least[k] = max(want[k], whole+2.8), max(least[k], word+2.8)
			}
		}
	}
	xs := []float64{colX}
	for k, w := range share(want, least, want, colW+2) {
		xs = append(xs, xs[k]+w)
	}
	return xs
}
