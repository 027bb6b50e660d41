package layout

import (
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// callout sets a bordered box. It stays whole while it fits on a page.
func (l *layer) callout(c *reports.Callout) {
	kind, tone := boxDo, Ink
	switch c.Style {
	case reports.CalloutGap:
		kind, tone = boxGap, Chestnut
	case reports.CalloutStop:
		kind = boxStop
	}
	const inset = 4.3
	head, body := styleH3, styleBody
	if l.big() {
		head, body = styleH2, styleStep
	}
	at := len(l.strips)
	div := l.node(0, Node{Role: RoleDiv})
	l.open(&frame{kind: kind})
	top, foot := 2.2, 2.4
	if c.Title != "" {
		top, foot = 3.5, 3.6
	}
	l.pad(top, firm)
	if c.Title != "" {
		l.flow(words(c.Title, head.with(bold, tone)), colX+inset, colW-2*inset, l.node(div, Node{Role: RoleP}))
		l.stick(at, firm)
		l.cling(firm)
		l.gap = 0.4
	}
	if len(c.Body) > 0 {
		l.flow(spans(c.Body, body, false), colX+inset, colW-2*inset, l.node(div, Node{Role: RoleP}))
		l.gap = 1
	}
	if len(c.Items) > 0 {
		b := squares
		if c.Style == reports.CalloutGap {
			b = gaps
		}
		l.list(div, c.Items, b, colX+inset, colW-2*inset)
	}
	l.gap = 0
	l.cling(firm)
	l.pad(foot, free)
	l.stick(at, soft)
	l.shut()
}

// quote sets a person's words behind a bar, in real quotation marks, with who said them. On the school's page one it
// is a line of the text.
func (l *layer) quote(q *reports.Quote) {
	block := l.node(0, Node{Role: RoleBlockQuote})
	said := "“" + strings.TrimSpace(q.Words) + "”"
	if l.compact() {
		t := spans(reports.Text{{Text: said}}, styleWordsLine, false)
		if q.By != "" {
			p := words(" "+q.By, styleNote)
			t.join(p)
		}
		l.flow(t, colX, colW, l.node(block, Node{Role: RoleP}))
		return
	}
	const inset = 5.9
	at := len(l.strips)
	l.open(&frame{kind: wordsBar})
	l.flow(words(said, styleWords), colX+inset, colW-inset, l.node(block, Node{Role: RoleP}))
	if q.By != "" {
		l.cling(firm)
		l.flow(words(q.By, styleNote), colX+inset, colW-inset, l.node(block, Node{Role: RoleP}))
	}
	l.cling(firm)
	l.pad(0.9, free)
	l.stick(at, soft)
	l.shut()
}

// join appends q to p, each in its own style.
func (p *para) join(q *para) {
	p.runes, p.styles = append(p.runes, q.runes...), append(p.styles, q.styles...)
	p.measure()
}

// strengths sets at most three short texts side by side, each behind a bar.
func (l *layer) strengths(s *reports.Strengths) {
	list := l.node(0, Node{Role: RoleL, Number: "None"})
	const columns, inset = 3, 3.8
	const pitch = colW / columns
	for a := 0; a < len(s.Items); a += columns {
		row := s.Items[a:min(a+columns, len(s.Items))]
		cells, f := make([]cell, len(row)), &frame{kind: strengths}
		for i, t := range row {
			x := colX + float64(i)*pitch
			f.xs = append(f.xs, x)
			li := l.node(list, Node{Role: RoleLI})
			p := spans(t, styleStrength, false)
			cells[i] = cell{lines: p.wrap(pitch - inset), x: x + inset, node: l.node(li, Node{Role: RoleLBody})}
		}
		l.open(f)
		l.row(cells, rowStyle{pitch: styleStrength.height(), size: styleStrength.size})
		l.shut()
		l.gap = 3
	}
	l.gap = 0
}

// signature closes a signed document.
func (l *layer) signature(s *reports.Signature) {
	if l.doc.Draft {
		return // a draft is never shown as signed, whatever the tree holds
	}
	at := len(l.strips)
	div := l.node(0, Node{Role: RoleDiv})
	l.add(strip{h: 4, items: []Item{rule(colX, 0, colW, mainLine, Slate)}, hold: firm})
	who := s.Job
	if s.Registration != "" {
		if who != "" {
			who += ". "
		}
		who += s.Registration
	}
	for i, t := range []string{s.Name, who, s.Locked} {
		if t == "" {
			continue
		}
		st := styleBody
		if i == 0 {
			st.weight = bold
		}
		l.flow(words(t, st), colX, colW, l.node(div, Node{Role: RoleP}))
	}
	l.stick(at, firm)
}
