package html

import (
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// prose writes an element that holds one Text.
func (p *page) prose(tag string, at attrs, t reports.Text) {
	p.el(tag, p.voiced(at, t.Words()), func() { p.spans(t) })
}

// spans writes a Text. Plain words without a record stand bare.
func (p *page) spans(t reports.Text) {
	for _, s := range t {
		if s.Text == "" {
			continue
		}
		mark, name := "", ""
		switch {
		case s.Gap:
			mark, name = "[ ] ", "gap"
		case s.Done:
			mark, name = "[x] ", "done"
		case s.Soft:
			name = "soft"
		}
		at := class(name).from(s.From)
		if len(at) == 0 && !s.Strong {
			p.text(s.Text)
			continue
		}
		tag := "span"
		if s.Strong {
			tag = "strong"
		}
		p.el(tag, at, func() { p.marked(mark, s.Text) })
	}
}

// marked writes words after a square, which never stands alone at the end of a line.
func (p *page) marked(mark, s string) {
	first, rest, more := strings.Cut(s, " ")
	if mark == "" || !more || long(first) {
		p.square(mark)
		p.text(s)
		return
	}
	p.el("span", class("hold"), func() {
		p.square(mark)
		p.text(first)
	})
	p.text(" " + rest)
}

// square draws the open or filled square. Its letters are for whoever copies the words into a portal's plain field: the
// page shows a square in their place, and a screen reader skips them, because the words say the same.
func (p *page) square(mark string) {
	switch mark {
	case "[ ] ":
		p.el("span", attrs{"class", "sq", "aria-hidden", "true"}, func() { p.raw(mark) })
	case "[x] ":
		p.el("span", attrs{"class", "sq full", "aria-hidden", "true"}, func() { p.raw(mark) })
	}
}

// unseen writes words that are heard and not seen.
func (p *page) unseen(s string) { p.words("span", class("vh"), s) }

// ours is an attribute list for words of this package: they are English in every document.
func (p *page) ours(at attrs) attrs {
	if strings.HasPrefix(strings.ToLower(p.lang), "en") {
		return at
	}
	at = at.and("lang", "en-GB")
	if p.rtl {
		at = at.and("dir", "ltr")
	}
	return at
}
