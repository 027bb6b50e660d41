package layout

import (
	"fmt"

	"github.com/fieldfare/fieldfare/reports"
)

// section sets an H2 with its letter in the margin, words at the right, and the soft line under it.
func (l *layer) section(s *reports.Section) {
	at := len(l.strips)
	st := styleH2
	if l.big() && s.Aside != "" {
		st = styleHomeTitle // the title of a page that hangs on its own: "Activity 1 of 3" stands beside it
	}
	h := l.node(0, Node{Role: l.headingRole(2)})
	title := h
	var letter []Item
	if s.Letter != "" {
		n := l.node(h, Node{Role: RoleSpan, Actual: s.Letter + ". "})
		title = l.node(h, Node{Role: RoleSpan})
		letter = one(shrink(s.Letter, styleLetter, marginW), marginX+marginW/2, styleH2.base()+2, centre, n)
	}
	width := colW
	var aside []Item
	if s.Aside != "" {
		p := words(s.Aside, styleAside)
		w := p.width()
		// A title that has room for itself alone is not broken for what stands beside it.
		if alone := words(s.Title, st).width(); w < colW/2 && (alone <= colW-w-6 || alone > colW) {
			aside = one(p, rightX, st.base(), right, l.node(0, Node{Role: RoleP}))
			width -= w + 6
		}
	}
	l.flow(words(s.Title, st), colX, width, title)
	if len(l.strips) == at {
		l.pad(st.height(), firm)
	}
	first := &l.strips[at]
	first.items = append(append(letter, first.items...), aside...)
	l.stick(at, firm)
	l.bookmark(at, dotted(s.Letter, s.Title), 2)
	if s.Aside != "" && aside == nil {
		l.cling(firm)
		l.flow(words(s.Aside, styleAside), colX, colW, l.node(0, Node{Role: RoleP}))
	}
	if s.Note != "" {
		l.cling(firm)
		l.flow(words(s.Note, styleAside), colX, colW, l.node(0, Node{Role: RoleP}))
	}
	l.stick(at, firm)
	l.cling(firm)
}

// dotted joins a letter or number and a title: "F. Special educational provision".
func dotted(letter, title string) string {
	if letter == "" {
		return title
	}
	return letter + ". " + title
}

// heading sets an H2 or H3 without a letter.
func (l *layer) heading(h *reports.Heading) {
	st, level := styleH2, 2
	if h.Level >= 3 {
		st, level = styleH3, 3
	}
	at := len(l.strips)
	l.flow(words(h.Text, st), colX, colW, l.node(0, Node{Role: l.headingRole(level)}))
	l.stick(at, firm)
	l.cling(firm)
	l.bookmark(at, h.Text, level)
}

func (l *layer) para(p *reports.Para) {
	st := styleBody
	switch {
	case p.Note:
		st = styleNote
	case l.big():
		st = styleHomeText
	}
	l.flow(spans(p.Text, st, false), colX, colW, l.node(0, Node{Role: RoleP}))
}

// bullets is how a list marks its items.
type bullets uint8

const (
	squares bullets = iota // small filled squares
	gaps                   // open squares, chestnut
	numbers
)

func listStyle(b *reports.List) bullets {
	switch {
	case b.Gaps:
		return gaps
	case b.Ordered:
		return numbers
	}
	return squares
}

// list sets items under parent, each with its mark, from x, width wide.
func (l *layer) list(parent int, items []reports.Text, b bullets, x, width float64) {
	if len(items) == 0 {
		return
	}
	number := map[bullets]string{squares: "Square", gaps: "Square", numbers: "Decimal"}[b]
	list := l.node(parent, Node{Role: RoleL, Number: number})
	for i, t := range items {
		if i > 0 {
			l.gap = 1
		}
		li := l.node(list, Node{Role: RoleLI})
		lbl := l.node(li, Node{Role: RoleLbl})
		body := l.node(li, Node{Role: RoleLBody})
		mark, indent := l.mark(b, i, x, lbl)
		at := len(l.strips)
		l.flow(spans(t, styleBody, false), x+indent, width-indent, body)
		if at == len(l.strips) {
			l.pad(styleBody.height(), free)
		}
		l.strips[at].items = append(mark, l.strips[at].items...)
	}
}

// mark draws the mark of item i and returns how far its text is set in.
func (l *layer) mark(b bullets, i int, x float64, n int) (items []Item, indent float64) {
	base := styleBody.base()
	switch b {
	case numbers:
		return one(words(fmt.Sprintf("%d.", i+1), styleBody.with(semiBold, Slate)), x, base, left, n), 7
	case gaps:
		l.nodes[n].Actual = "Not known:"
		it := square(x, base, styleBody.with(bold, Chestnut), false)
		it.Node = n
		return []Item{it}, 5.1
	}
	l.nodes[n].Actual = "•"
	const side = 1.7
	it := rect(x, base-mm(styleBody.size)*capHeight/2-side/2, side, side, Slate)
	it.Node = n
	return []Item{it}, 5
}
