package reports

import (
	"fmt"
	"strings"
)

// Plain returns t as one string, with "[ ] " before what is not known and "[x] " before what is settled, so that the
// squares of the page survive in plain text.
func (t Text) Plain() string {
	var b strings.Builder
	for _, s := range t {
		switch {
		case s.Gap:
			b.WriteString("[ ] ")
		case s.Done:
			b.WriteString("[x] ")
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// Words returns t as one string without the squares: what a reader hears.
func (t Text) Words() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// PlainText returns d as plain text in reading order: UTF-8, one fact a line, blank lines between blocks. It can be
// pasted into a portal's field and is what goldens compare.
func (d Document) PlainText() string {
	w := &textWriter{}
	if l := d.Letter; l != nil {
		w.lines(l.To)
		w.line("")
		w.lines(l.About)
		w.line("")
	}
	w.line(d.Title)
	for _, s := range d.Subtitle {
		w.line(s.Text)
	}
	if d.Draft {
		w.line("Draft, not signed")
	}
	for _, b := range d.Blocks {
		w.line("")
		w.block(b)
	}
	w.line("")
	w.line(d.Footer)
	return w.b.String()
}

// textWriter collects lines and never writes two blank ones in a row.
type textWriter struct {
	b     strings.Builder
	blank bool
}

func (w *textWriter) line(s string) {
	if s == "" && w.blank {
		return
	}
	w.blank = s == ""
	w.b.WriteString(s)
	w.b.WriteByte('\n')
}

// some writes s as a line unless it is empty.
func (w *textWriter) some(s string) {
	if s != "" {
		w.line(s)
	}
}

func (w *textWriter) block(b Block) {
	switch b := b.(type) {
	case *Section:
		w.line(joined(". ", b.Letter, b.Title))
		w.some(b.Note)
		w.some(b.Aside)
	case *Heading:
		w.line(b.Text)
	case *Para:
		w.line(b.Text.Plain())
	case *List:
		w.items(b.Items, b.Ordered, b.Gaps)
	case *Table:
		w.table(b)
	case *KeyValues:
		w.values(b.Rows)
	case *Card:
		w.line(joined(". ", b.Tab, b.Title.Plain()))
		w.some(joined(" = ", b.Dose, b.Hours))
		w.values(b.Values)
	case *Action:
		w.line(fmt.Sprintf("%d. %s", b.Number, b.Title))
		w.some(b.What.Plain())
		w.values(b.Values)
	case *Callout:
		w.some(b.Title)
		w.some(b.Body.Plain())
		w.items(b.Items, false, b.Style == CalloutGap)
	case *Quote:
		w.line("“" + b.Words + "”")
		w.some(b.By)
	case *Strengths:
		w.items(b.Items, false, false)
	case *Volume:
		w.line(b.Title)
		w.some(b.Note)
		w.some(b.Proof)
	case *Contents:
		w.line(b.Caption)
		for i, r := range b.Rows {
			w.line(joined(". ", fmt.Sprintf("%d. %s", i+1, r.Title), r.Note))
		}
	case *Figure:
		w.picture(b.Caption, "", b.Alt)
	case *Drawing:
		w.picture(b.Caption, "", b.Alt)
	case *Chart:
		w.picture(b.Caption, b.Note, b.Alt)
	case *Steps:
		w.items(b.Items, true, false)
	case *Beside:
		w.values([]KeyValue{b.Left, b.Right})
	case *TickGrid:
		w.some(b.Caption)
		w.line(joined(" | ", b.Head, strings.Join(b.Days, " | "), b.Write))
		for _, r := range b.Rows {
			w.line(r + strings.Repeat(" | [ ]", len(b.Days)))
		}
	case *Signature:
		w.line(b.Name)
		w.some(joined(". ", b.Job, b.Registration))
		w.some(b.Locked)
	}
}

// lines writes texts one below the other.
func (w *textWriter) lines(ts []Text) {
	for _, t := range ts {
		w.line(t.Plain())
	}
}

// picture stands in plain text as what it shows.
func (w *textWriter) picture(caption, note, alt string) {
	w.some(caption)
	w.some(note)
	w.some(alt)
}

func (w *textWriter) items(items []Text, ordered, gaps bool) {
	for i, t := range items {
		mark := "- "
		switch {
		case gaps:
			mark = "[ ] "
		case ordered:
			mark = fmt.Sprintf("%d. ", i+1)
		}
		w.line(mark + t.Plain())
	}
}

func (w *textWriter) values(kvs []KeyValue) {
	for _, kv := range kvs {
		// Further lines are indented, so that nobody takes one for a new label.
		lines := make([]string, len(kv.Lines))
		for i, l := range kv.Lines {
			lines[i] = l.Plain()
		}
		w.line(kv.Key + ": " + strings.Join(lines, "\n    "))
	}
}

// table writes a row a line with its cells parted by " | ", as a portal's field shows no columns.
func (w *textWriter) table(t *Table) {
	w.some(t.Caption)
	w.some(t.Note)
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Title
	}
	w.line(strings.Join(heads, " | "))
	rows := t.Rows
	if len(t.Total) > 0 {
		rows = append(rows[:len(rows):len(rows)], t.Total)
	}
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = c.Text.Plain()
		}
		w.line(strings.Join(cells, " | "))
	}
}

// joined is strings.Join without the empty parts.
func joined(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}
