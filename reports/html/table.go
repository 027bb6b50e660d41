package html

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/reports"
)

// table writes a captioned table. The roles say again what the elements are: where a narrow screen stacks the rows, some
// browsers would forget that they are a table.
func (p *page) table(t *reports.Table) {
	if len(t.Columns) == 0 && len(t.Rows) == 0 {
		if t.Caption != "" {
			p.words("p", class("note"), t.Caption)
		}
		return
	}
	at := attrs{"role", "table"}
	if len(t.Rows) <= wholeMost {
		at = at.and("class", "whole")
	}
	p.el("table", at, func() {
		p.caption(t.Caption, t.Note)
		if len(t.Columns) > 0 {
			p.el("thead", attrs{"role", "rowgroup"}, func() {
				p.el("tr", attrs{"role", "row"}, func() {
					for i, c := range t.Columns {
						p.columnHead(c.Title, c.Right, striped(t, i))
					}
				})
			})
		}
		p.el("tbody", attrs{"role", "rowgroup"}, func() {
			for _, r := range t.Rows {
				p.row(t, r, false)
			}
		})
		if len(t.Total) > 0 {
			p.el("tfoot", attrs{"role", "rowgroup"}, func() { p.row(t, t.Total, true) })
		}
	})
}

// caption names a table, inside of it, so that it is read out when the table is entered, with a soft line on where, when and by whom.
func (p *page) caption(title, note string) {
	if title == "" && note == "" {
		return
	}
	p.el("caption", nil, func() { p.titled(title, note) })
}

// titled writes a title and the soft line under it.
func (p *page) titled(title, note string) {
	if title != "" {
		p.words("span", class("title"), title)
	}
	if title != "" && note != "" {
		p.raw(" ") // each has its line on the page; in the name that is read out, a space parts them
	}
	if note != "" {
		p.words("span", class("note"), note)
	}
}

// A table of so many rows is printed on one page; figures, or a head over them, so long stay on one line; a word longer
// than longMost may be broken anywhere. Broken sooner, a day would be parted to make room for its neighbours.
const (
	wholeMost = 8
	shortMost = 12
	longMost  = 24
)

// figures is the class of a cell whose column stands at the right.
func figures(right bool, s string) attrs {
	switch {
	case !right:
		return nil
	case utf8.RuneCountInString(s) <= shortMost:
		return class("num short")
	}
	return class("num")
}

// striped reports whether a column holds centile strips.
func striped(t *reports.Table, column int) bool {
	for _, r := range t.Rows {
		if column < len(r) && r[column].Centile > 0 {
			return true
		}
	}
	return false
}

// columnHead writes a column's head, over strips with their scale; one without words is no head.
func (p *page) columnHead(title string, right, strips bool) {
	at := figures(right, title)
	if clean(title) == "" {
		p.el("td", at.and("role", "cell"), func() {})
		return
	}
	p.el("th", p.voiced(at.and("scope", "col").and("role", "columnheader"), title), func() {
		if !strips {
			p.text(title)
			return
		}
		p.el("span", class("striped"), func() {
			p.words("span", nil, title)
			p.scale()
		})
	})
}

// row writes a row as wide as the table, whatever cells the tree has: a reader counts columns by ear. Its first cell is its head. In a total the head reaches over the empty cells after it.
func (p *page) row(t *reports.Table, row []reports.Cell, total bool) {
	width := max(len(t.Columns), len(row))
	p.el("tr", attrs{"role", "row"}, func() {
		for i := 0; i < width; i++ {
			var c reports.Cell
			if i < len(row) {
				c = row[i]
			}
			span := 1
			for first := i == 0; total && first && i+2 < width && (i+1 >= len(row) || clean(row[i+1].Text.Words()) == ""); i++ {
				span++
			}
			var col reports.Column
			if i < len(t.Columns) {
				col = t.Columns[i]
			}
			p.cell(c, col, i < span, span)
		}
	})
}

// cell writes a cell; head says that it is its row's. Its label is shown where the table is stacked.
func (p *page) cell(c reports.Cell, col reports.Column, head bool, span int) {
	at := figures(col.Right && !head, c.Text.Words())
	empty := clean(c.Text.Words()) == ""
	switch {
	case empty:
		at = class("empty")
	case len(at) == 0 && long(c.Text.Words()):
		at = class("long")
	}
	if span > 1 {
		at = at.and("colspan", strconv.Itoa(span))
	}
	if head && !empty {
		p.prose("th", at.and("scope", "row").and("role", "rowheader"), c.Text)
		return
	}
	at = p.voiced(at.and("role", "cell"), c.Text.Words())
	p.el("td", at.and("data-label", col.Title), func() {
		// One element holds the words, so that a stacked cell has a label and a value side by side.
		value := func() { p.el("span", class("value"), func() { p.spans(c.Text) }) }
		if c.Centile <= 0 {
			value()
			return
		}
		p.el("span", class("striped"), func() {
			value()
			p.centile(c.Centile)
		})
	})
}

// long reports whether s has a word that no column can hold.
func long(s string) bool {
	for _, w := range strings.Fields(s) {
		if utf8.RuneCountInString(w) > longMost {
			return true
		}
	}
	return false
}

// tickGrid writes a sheet to be filled in by hand, on paper: its boxes are squares and no fields, because a file that a
// family opens has nowhere to send what is ticked.
func (p *page) tickGrid(t *reports.TickGrid) {
	p.el("table", attrs{"role", "table", "class", "ticks"}, func() {
		p.caption(t.Caption, "")
		heads := append([]string{t.Head}, t.Days...)
		if t.Write != "" {
			heads = append(heads, t.Write)
		}
		p.el("thead", attrs{"role", "rowgroup"}, func() {
			p.el("tr", attrs{"role", "row"}, func() {
				for _, h := range heads {
					p.columnHead(h, false, false)
				}
			})
		})
		p.el("tbody", attrs{"role", "rowgroup"}, func() {
			for _, r := range t.Rows {
				p.el("tr", attrs{"role", "row"}, func() {
					p.cell(reports.Cell{Text: reports.Text{{Text: r}}}, reports.Column{}, true, 1)
					for i, h := range heads[1:] {
						name := "tick"
						if i >= len(t.Days) {
							name = "blank"
						}
						p.el("td", class(name).and("role", "cell").and("data-label", h), func() { p.square("[ ] ") })
					}
				})
			}
		})
	})
}
