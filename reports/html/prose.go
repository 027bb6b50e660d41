package html

import (
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// list writes items. Its role is said, because some browsers take a list without dots for no list.
func (p *page) list(items []reports.Text, ordered, gaps bool) {
	if len(items) == 0 {
		return
	}
	tag, at, mark := "ul", attrs{"role", "list"}, ""
	switch {
	case gaps:
		at, mark = at.and("class", "gaps"), "[ ] "
	case ordered:
		tag = "ol"
	}
	p.el(tag, at, func() {
		for _, t := range items {
			p.el("li", p.voiced(nil, t.Words()), func() {
				// What says of itself that it is not known has its square already.
				if len(t) == 0 || !t[0].Gap {
					p.square(mark)
				}
				p.spans(t)
			})
		}
	})
}

// steps are what to do at home, read at arm's length with both hands busy: a list in large type with the number in the margin.
func (p *page) steps(s *reports.Steps) {
	if len(s.Items) == 0 {
		return
	}
	p.el("ol", attrs{"role", "list", "class", "steps"}, func() {
		for _, t := range s.Items {
			p.prose("li", nil, t)
		}
	})
}

// strengths stand side by side, and below one another where there is no room.
func (p *page) strengths(s *reports.Strengths) {
	if len(s.Items) == 0 {
		return
	}
	p.el("ul", attrs{"role", "list", "class", "strengths"}, func() {
		for _, t := range s.Items {
			p.prose("li", nil, t)
		}
	})
}

// callout writes a box. Its title is no heading: a box belongs to the part it stands in.
func (p *page) callout(c *reports.Callout) {
	name := "callout"
	switch c.Style {
	case reports.CalloutGap:
		name = "callout unknown"
	case reports.CalloutStop:
		name = "callout stop"
	}
	p.el("div", class(name), func() {
		if c.Title != "" {
			p.words("p", class("callout-title"), c.Title)
		}
		if len(c.Body) > 0 {
			p.prose("p", nil, c.Body)
		}
		p.list(c.Items, false, c.Style == reports.CalloutGap)
	})
}

// quote writes a person's words in real quotation marks, with who said them.
func (p *page) quote(q *reports.Quote) {
	p.el("figure", class("words").from(q.Source), func() {
		words := strings.TrimSpace(q.Words)
		p.el("blockquote", nil, func() { p.words("p", nil, "“"+words+"”") })
		if q.By != "" {
			p.words("figcaption", nil, q.By)
		}
	})
}

// signature says who answers for the report, and that it is locked: a printed page cannot be asked.
func (p *page) signature(s *reports.Signature) {
	who := s.Job
	if s.Registration != "" {
		if who != "" {
			who += ". "
		}
		who += s.Registration
	}
	p.el("div", class("signature"), func() {
		for i, t := range []string{s.Name, who, s.Locked} {
			switch {
			case t == "":
			case i == 0:
				p.el("p", nil, func() { p.words("strong", nil, t) })
			default:
				p.words("p", nil, t)
			}
		}
	})
}
