package layout

import "github.com/fieldfare/fieldfare/reports"

// Card measures, in mm.
const (
	tabH    = 10.0
	cardPad = 2.6 // from the column's edge to labels and the dose
	labelW  = 31.4
)

// card sets one row of the plan, read down: tab and pole in the margin, title, dose line, values. It stays whole while
// it fits on a page; longer ones split between rows under a repeated tab.
func (l *layer) card(c *reports.Card) {
	at := len(l.strips)
	div := l.node(0, Node{Role: RoleDiv})
	h3 := l.node(div, Node{Role: l.headingRole(3)})
	l.open(&frame{kind: pole})
	l.cardTitle(c, h3)
	if c.Dose != "" || c.Hours != "" {
		l.dose(c, l.node(div, Node{Role: RoleP}))
	}
	if len(c.Values) > 0 {
		table := l.node(div, Node{Role: RoleTable})
		head := l.cardHead(c)
		for i, kv := range c.Values {
			rs := rowStyle{pitch: styleCell.height(), size: styleCell.size, top: 1.05, foot: 1.05, head: head,
				edge: rule(colX, 0, colW, hairLine, Hair)}
			if i == 0 && c.Dose == "" && c.Hours == "" {
				rs.over = rule(colX, 0, colW, mainLine, Slate)
			} else if i == 0 {
				rs.top += 1.2
			}
			if i == len(c.Values)-1 {
				rs.edge = Item{}
				if c.Wide {
					rs.edge = rule(colX, 0, colW, mainLine, Slate)
				}
			}
			l.pair(kv, table, styleCell, colX+cardPad, labelW, colW-cardPad-labelW, rs)
			if i == 0 {
				l.cling(firm)
			}
		}
	}
	l.stick(at, soft)
	l.shut()
	l.bookmark(at, dotted(c.Tab, c.Title.Words()), 3)
}

// cardTitle sets the title beside the tab and holds it to what follows.
func (l *layer) cardTitle(c *reports.Card, h3 int) {
	at := len(l.strips)
	title := h3
	tab := l.tab(c, Artifact)
	if c.Tab != "" {
		tab = l.tab(c, l.node(h3, Node{Role: RoleSpan, Actual: c.Tab + ". "}))
		title = l.node(h3, Node{Role: RoleSpan})
	}
	st, top := styleH3, 1.3
	if c.Wide {
		st, top = styleOutcome, 0.9
	}
	l.pad(top, firm)
	l.flow(spans(c.Title, st, false), colX, colW, title)
	used := height(l.strips[at:], true)
	l.pad(max(tabH-used, 2), firm) // the line under the title meets the foot of the tab
	l.strips[at].items = append(l.strips[at].items, tab...)
	l.strips[at].need = tabH
	l.stick(at, firm)
	l.cling(firm)
}

// tab draws a card's tab: filled for F, open for G and outcomes, with a foot for H1 and H2. Its letters belong to n.
func (l *layer) tab(c *reports.Card, n int) []Item {
	if c.Tab == "" {
		return nil
	}
	edge := poleLine
	box := Item{Shape: Rect, X: marginX + edge/2, Y: edge / 2, W: marginW - edge, H: tabH - edge, Fill: White, Stroke: Slate, Weight: edge, Node: Artifact}
	st, middle := styleTab, tabH/2
	if c.Style == reports.TabFilled || c.Style == "" {
		box.Fill, st.color = Slate, White
	}
	items := []Item{box}
	if c.Style == reports.TabFooted {
		items = append(items, rect(marginX, tabH-3*poleLine, marginW, poleLine, Slate))
		middle -= poleLine
	}
	p := shrink(c.Tab, st, marginW-2)
	return append(items, one(p, marginX+marginW/2, middle+mm(capHeight*p.line.size)/2, centre, n)...)
}

// cardHead is what a card goes on with on its next page.
func (l *layer) cardHead(c *reports.Card) *strip {
	s := &strip{h: tabH + 2, items: l.tab(c, Artifact)}
	name := fit(words(c.Title.Words()+", continued", styleNote), colW)
	s.items = append(s.items, one(name, colX, (tabH+mm(capHeight*styleNote.size))/2, left, Artifact)...)
	return s
}

// dose sets the dose line: what is given at the left, hours a year at the right, on wash between main rules.
func (l *layer) dose(c *reports.Card, n int) {
	at := len(l.strips)
	hours := words(c.Hours, styleDose.with(bold, Ink))
	w := hours.width()
	given := spans(reports.Text{{Text: c.Dose}}, styleDose, false)
	width := colW - 2*cardPad - w - 6
	apart := width < 40 // long hours stand under the dose
	if apart || w == 0 {
		width = colW - 2*cardPad
	}
	said := c.Dose
	if said != "" && c.Hours != "" {
		said += ", " // on the page the gap between them says it
	}
	first, second := l.node(n, Node{Role: RoleSpan, Actual: said}), l.node(n, Node{Role: RoleSpan})
	cells := []cell{{lines: given.wrap(width), x: colX + cardPad, node: first}}
	if !apart {
		cells = append(cells, cell{lines: hours.wrap(colW), x: rightX - cardPad, right: true, node: second})
	}
	st := rowStyle{pitch: styleDose.height(), size: styleDose.size, top: 1.5, foot: 1.5, fill: true,
		over: rule(colX, 0, colW, mainLine, Slate), edge: rule(colX, 0, colW, mainLine, Slate)}
	l.row(cells, st)
	if apart {
		st.over = Item{}
		l.row([]cell{{lines: hours.wrap(colW - 2*cardPad), x: colX + cardPad, node: second}}, st)
	}
	l.stick(at, firm)
	l.cling(firm)
}

// shrink sets text for the margin: smaller when it is long, and cut when it is longer still.
func shrink(text string, st style, width float64) *para {
	p := words(text, st)
	for p.width() > width && st.size > 9 {
		st.size--
		p = words(text, st)
	}
	return fit(p, width)
}

// fit shortens p with "…" until it is no wider than width: for running heads and bands, which must stay on their line.
func fit(p *para, width float64) *para {
	if p.width() <= width {
		return p
	}
	used, n := 0.0, 0
	dots := mm(p.line.size)
	for n < len(p.runes) && used+p.adv[n]+dots <= width {
		used += p.adv[n]
		n++
	}
	q := &para{line: p.line, runes: append(append([]rune{}, p.runes[:n]...), '…'), styles: append(append([]style{}, p.styles[:n]...), p.line)}
	if n > 0 {
		q.styles[n] = p.styles[n-1]
	}
	q.measure()
	return q
}
