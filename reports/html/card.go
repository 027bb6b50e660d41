package html

import (
	"strconv"

	"github.com/fieldfare/fieldfare/reports"
)

// values writes labels with their lines. A row without any is left out: a label without a value says nothing.
func (p *page) values(name string, rows []reports.KeyValue) {
	kept := rows[:0:0] // a copy: the tree is the caller's
	for _, kv := range rows {
		if len(kv.Lines) > 0 || kv.Key != "" {
			kept = append(kept, kv)
		}
	}
	if len(kept) == 0 {
		return
	}
	p.el("dl", class(name), func() {
		for _, kv := range kept {
			p.el("div", nil, func() {
				p.words("dt", nil, kv.Key)
				for _, l := range kv.Lines {
					p.prose("dd", nil, l)
				}
				if len(kv.Lines) == 0 { // a list of labels and values may not have a label alone
					p.el("dd", nil, func() {})
				}
			})
		}
	})
}

// labelled opens an article under a heading of level 3 and names it by that heading. An article is no landmark: twenty cards
// do not stand in the way of whoever jumps from part to part.
func (p *page) labelled(name string, head, body func()) {
	p.ids++
	id := "item-" + strconv.Itoa(p.ids)
	p.el("article", attrs{"class", name, "aria-labelledby", id}, func() {
		p.heading(3, attrs{"id", id}, head)
		body()
	})
}

// card writes one row of the plan, read down.
func (p *page) card(c *reports.Card) {
	name, tab := "card", "tab"
	if c.Wide {
		name += " wide"
	}
	switch c.Style {
	case reports.TabOpen:
		tab += " open"
	case reports.TabFooted:
		tab += " open footed"
	}
	p.labelled(name, func() {
		p.margin(tab, c.Tab)
		p.prose("span", nil, c.Title)
	}, func() {
		if c.Dose != "" || c.Hours != "" {
			p.el("p", class("dose"), func() {
				p.words("span", nil, c.Dose)
				if c.Dose != "" && c.Hours != "" { // on the page the gap between them says it
					p.unseen(" = ")
				}
				if c.Hours != "" {
					p.words("strong", nil, c.Hours)
				}
			})
		}
		p.values("kv", c.Values)
	})
}

// actions writes the action at block i and those that follow it, and returns the index of what comes after. The look
// names no more than five values side by side; more go on in a second row.
func (p *page) actions(blocks []reports.Block, i int) int {
	p.el("div", class("actions"), func() {
		for ; i < len(blocks); i++ {
			a, ok := blocks[i].(*reports.Action)
			if !ok {
				return
			}
			p.labelled("action", func() {
				p.margin("number", strconv.Itoa(a.Number))
				p.words("span", nil, a.Title)
			}, func() {
				if len(a.What) > 0 {
					p.prose("p", nil, a.What)
				}
				p.values("side n"+strconv.Itoa(min(max(len(a.Values), 1), 5)), a.Values)
			})
		}
	})
	return i
}
