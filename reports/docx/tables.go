package docx

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/reports"
)

// tableOf is a captioned table.
func tableOf(t *reports.Table) []piece {
	var out []piece
	if t.Caption != "" {
		out = append(out, para{style: caption, text: plain(t.Caption), keep: true})
	}
	if t.Note != "" {
		out = append(out, para{style: under, text: plain(t.Note), keep: true})
	}
	if len(t.Columns) == 0 {
		return out
	}
	tb := table{kind: grid, name: join(". ", t.Caption, t.Note), widths: widths(t), total: len(t.Total) > 0, whole: len(t.Rows) <= 12}
	for _, c := range t.Columns {
		s := cellHead
		if c.Right {
			s = cellRight
		}
		tb.heads = append(tb.heads, para{style: s, text: strong(c.Title)})
	}
	rows := t.Rows
	if tb.total {
		rows = append(rows[:len(rows):len(rows)], t.Total)
	}
	for i, r := range rows {
		var cells []cell
		// A tree from elsewhere may hold too few cells or too many: no Word table may.
		for k := range max(len(t.Columns), len(r)) {
			p := para{style: cellText}
			if k < len(t.Columns) && t.Columns[k].Right {
				p.style = cellRight
			}
			if k < len(r) {
				p.text = r[k].Text
			}
			if k < len(r) && r[k].Centile > 0 && k > 0 {
				p.strip, p.style = centile(min(max(r[k].Centile, 1), 99)), cellText
			}
			if k == 0 || tb.total && i == len(rows)-1 {
				p.text = bold(p.text)
			}
			if k >= len(t.Columns) {
				last := &cells[len(t.Columns)-1]
				*last = append(*last, p)
				continue
			}
			cells = append(cells, cell{p})
		}
		tb.rows = append(tb.rows, cells)
	}
	return append(out, tb)
}

// bold returns t in bold.
func bold(t reports.Text) reports.Text {
	out := make(reports.Text, len(t))
	for i, s := range t {
		s.Strong = true
		out[i] = s
	}
	return out
}

// widths shares the line among the columns: as the tree says, or by how much stands in them.
func widths(t *reports.Table) []float64 {
	out := make([]float64, len(t.Columns))
	said := false
	for i, c := range t.Columns {
		if c.Share > 0 && c.Share < 1e6 {
			out[i], said = c.Share, true
		}
	}
	for i, c := range t.Columns {
		if said {
			if out[i] == 0 {
				out[i] = 1
			}
			continue
		}
		n := utf8.RuneCountInString(c.Title)
		for _, r := range t.Rows {
			if i < len(r) {
				n = max(n, utf8.RuneCountInString(r[i].Text.Words()))
			}
		}
		// Long text wraps; a short column must not be squeezed until a word of it breaks.
		out[i] = float64(min(max(n, 8), 45) + 3)
	}
	return roomy(t, out)
}

// About how wide a letter of the table's text is, and what a cell needs beside it, in mm.
const (
	letterWide = 2.45
	cellAir    = 4.2
)

// roomy widens columns until their longest word stands on one line, at the cost of those with room to spare. A day with
// its year is one word here.
func roomy(t *reports.Table, shares []float64) []float64 {
	sum, spare, lack := 0.0, 0.0, 0.0
	for _, s := range shares {
		sum += s
	}
	need := make([]float64, len(shares))
	for i, c := range t.Columns {
		n, strip := longest(c.Title), 0.0
		for _, r := range append(t.Rows[:len(t.Rows):len(t.Rows)], t.Total) {
			if i < len(r) {
				n = max(n, longest(r[i].Text.Words()))
			}
			if i < len(r) && r[i].Centile > 0 {
				strip = stripWide + 2*letterWide
			}
		}
		need[i] = float64(n)*letterWide + cellAir + strip
		shares[i] *= 152 / sum
		spare += max(0, shares[i]-need[i])
		lack += max(0, need[i]-shares[i])
	}
	if spare == 0 || lack == 0 {
		return shares
	}
	give := min(1, lack/spare)
	take := min(1, spare/lack)
	for i := range shares {
		if room := shares[i] - need[i]; room > 0 {
			shares[i] -= room * give
		} else {
			shares[i] -= room * take
		}
	}
	return shares
}

var day = regexp.MustCompile(`\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b`)

// longest is the length of the longest word of s.
func longest(s string) int {
	n := 0
	for _, w := range strings.Fields(day.ReplaceAllStringFunc(s, func(d string) string { return strings.ReplaceAll(d, " ", "_") })) {
		n = max(n, utf8.RuneCountInString(w))
	}
	return min(n, 24)
}

// pairs is a table of labels and values.
func pairs(kind tableKind, name string, kvs []reports.KeyValue) table {
	t := table{kind: kind, name: name, widths: []float64{38, 114}, whole: true}
	if kind == card {
		t.widths = []float64{34, 118}
	}
	if t.name == "" {
		t.name = "Labels and values"
	}
	for _, kv := range kvs {
		t.rows = append(t.rows, []cell{{para{style: cellLabel, text: plain(kv.Key)}}, lines(cellText, kv.Lines)})
	}
	return t
}

// lines is a cell with a paragraph a line; a cell without any still needs one.
func lines(s style, all []reports.Text) cell {
	var out cell
	for _, l := range all {
		out = append(out, para{style: s, text: l})
	}
	if len(out) == 0 {
		out = cell{para{style: s}}
	}
	return out
}

// sideBySide is a row of short values under their labels.
func sideBySide(name string, kvs []reports.KeyValue) table {
	t := table{kind: across, name: name, whole: true, rows: [][]cell{nil}}
	for _, kv := range kvs {
		n := 0
		for _, l := range kv.Lines {
			n = max(n, utf8.RuneCountInString(l.Words()))
		}
		t.widths = append(t.widths, float64(min(max(n, 12), 28)))
		t.heads = append(t.heads, para{style: doLabel, text: plain(kv.Key)})
		t.rows[0] = append(t.rows[0], lines(doText, kv.Lines))
	}
	return t
}

// besideOf is two texts next to each other.
func besideOf(b *reports.Beside) table {
	t := sideBySide(join(" and ", b.Left.Key, b.Right.Key), []reports.KeyValue{b.Left, b.Right})
	t.widths, t.halves = []float64{1, 1}, true
	for i := range t.heads {
		t.heads[i].style, t.heads[i].text = cellText, bold(t.heads[i].text)
	}
	return t
}

// ticksOf is a sheet to fill in by hand: a box a day, and a blank to write in.
func ticksOf(g *reports.TickGrid) []piece {
	var out []piece
	if g.Caption != "" {
		out = append(out, para{style: caption, text: plain(g.Caption), keep: true})
	}
	t := table{kind: ticks, name: join(". ", g.Caption, "A box to tick for each day"), widths: []float64{30}, whole: true}
	t.heads = []para{{style: cellHead, text: strong(g.Head)}}
	for _, d := range g.Days {
		t.widths = append(t.widths, 12)
		t.heads = append(t.heads, para{style: cellTick, text: strong(d)})
	}
	if g.Write != "" {
		t.widths = append(t.widths, 32)
		t.heads = append(t.heads, para{style: cellTick, text: strong(g.Write)})
	}
	for _, r := range g.Rows {
		row := []cell{{para{style: cellText, text: strong(r)}}}
		for range g.Days {
			row = append(row, cell{para{style: cellTick, text: plain("☐")}})
		}
		if g.Write != "" {
			row = append(row, cell{para{style: cellTick, text: plain("________")}})
		}
		t.rows = append(t.rows, row)
	}
	return append(out, t)
}

// join is strings.Join without the empty parts.
func join(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}
