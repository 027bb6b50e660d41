package docx

import (
	"regexp"
	"slices"

	"github.com/fieldfare/fieldfare/reports"
)

// rows repeats the table row that holds the controls of a place's columns, once for each card of the section.
func (w *filler) rows(p Place) {
	row, part := w.row(p)
	if row == nil {
		return
	}
	cards := w.from.cards(p.Section)
	out := ""
	for i, c := range cards {
		text, ok := w.oneRow(p, part, row, i, func(from string, _ bool) []reports.Block {
			var bs []reports.Block
			for _, t := range c.column(from) {
				bs = append(bs, &reports.Para{Text: t})
			}
			return bs
		})
		if !ok {
			return
		}
		out += text
	}
	if len(cards) == 0 {
		w.filled.Empty = append(w.filled.Empty, "the rows of "+p.Section)
		said := false
		text, ok := w.oneRow(p, part, row, 0, func(_ string, list bool) []reports.Block {
			if said || list {
				return nil
			}
			said = true
			return []reports.Block{&reports.Para{Text: reports.Text{{Text: nothing, Gap: true}}}}
		})
		if !ok {
			return
		}
		out = text
	}
	w.edits[part] = append(w.edits[part], edit{row.from, row.to, out})
}

// row finds the row: every control of the columns must stand in it.
func (w *filler) row(p Place) (row *node, part string) {
	for _, name := range sorted(p.Columns) {
		at := w.f.find(name)
		if len(at) == 0 {
			w.say(p, "the form has no content control with the tag or title “%s”. %s", name, w.f.names())
			return nil, ""
		}
		tr := at[0].node.above("tr")
		switch {
		case tr == nil:
			w.say(p, "the content control “%s” does not stand in a row of a table.", name)
			return nil, ""
		case row != nil && tr != row:
			w.say(p, "the content control “%s” does not stand in the same row as the others.", name)
			return nil, ""
		}
		row, part = tr, at[0].part
	}
	return row, part
}

// sorted are the names of columns in order, so that the same form is filled the same way and messages do not jump.
func sorted(columns map[string]string) []string {
	var out []string
	for k := range columns {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Things that may stand in a file only once, and Word does not miss where they are gone.
var once = regexp.MustCompile(` w14:(?:paraId|textId)="[^"]*"|<w:bookmark(?:Start|End)\b[^>]*/>`)

// oneRow is a copy of the row with one card in it. ok is false when a control cannot hold what it gets; that was said.
func (w *filler) oneRow(p Place, part string, row *node, n int, of func(from string, list bool) []reports.Block) (string, bool) {
	var edits []edit
	for _, name := range sorted(p.Columns) {
		for _, c := range w.f.controls(part, row) {
			if !c.named(name) {
				continue
			}
			blocks := of(p.Columns[name], c.list())
			if c.list() && unsaid(blocks) {
				w.empty(Place{Control: name, Section: p.Section, Fact: p.Columns[name]})
			}
			es, why := w.control(c, blocks)
			if why != "" {
				w.say(p, "the content control “%s” %s", name, why)
				return "", false
			}
			// Two controls may not have one number; Word gives those that have none their own.
			if id := c.props.kid("id"); id != nil && n > 0 {
				es = append(es, edit{id.from, id.to, ""})
			}
			edits = append(edits, es...)
		}
	}
	for i := range edits {
		edits[i].from, edits[i].to = edits[i].from-row.from, edits[i].to-row.from
	}
	text, ok := edited(w.f.parts[part][row.from:row.to], edits)
	if !ok {
		w.say(p, "two of the content controls stand inside each other.")
		return "", false
	}
	if n > 0 {
		text = once.ReplaceAll(text, nil)
	}
	return string(text), true
}
