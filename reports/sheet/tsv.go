package sheet

import (
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// TSV returns the rows as tab-separated text in UTF-8 with a line of heads, a line a row and a line a section's total, to
// be pasted into a sheet or a web form. A cell holds no tab and no line end, and none that a program would work out.
func TSV(doc reports.Document) ([]byte, error) {
	rows, err := Rows(doc)
	if err != nil {
		return nil, err
	}
	cols := columns(rows)
	var b strings.Builder
	line := func(cell func(column) string) {
		for i, c := range cols {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(cell(c))
		}
		b.WriteString("\r\n") // what a clipboard on every system takes for one line
	}
	line(func(c column) string { return c.head })
	for _, r := range rows {
		line(func(c column) string {
			if v := c.of(r); v.places >= 0 {
				return v.plain()
			}
			return disarm(flat(c.of(r).text))
		})
	}
	for _, t := range totals(rows) {
		line(func(c column) string {
			switch c.head {
			case "What":
				return sumOf(t)
			case "Hours a year":
				return hoursCell(t.hours).plain()
			}
			return ""
		})
	}
	return []byte(b.String()), nil
}

// sumOf names a section's total.
func sumOf(t total) string { return "Section " + t.section + " total" }

// flat writes a cell on one line: a line of its own becomes a part after a semicolon, and a tab a space.
func flat(s string) string {
	var lines []string
	for _, l := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }) {
		if l = strings.Join(strings.Fields(visible(l)), " "); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "; ")
}

// visible drops what draws nothing and can hide what a cell begins with: controls, byte order marks, zero-width signs.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < ' ', r >= 0x7F && r <= 0x9F, r >= 0x200B && r <= 0x200F, r == 0xFEFF, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// disarm puts an apostrophe before a cell that a program would take for a formula, as spreadsheets do themselves when a
// person types text. Notes begin with "-" or "=" by accident, and a parent's words may do so on purpose.
func disarm(s string) string {
	if armed(s) {
		return "'" + s
	}
	return s
}

// armed reports whether a cell begins as a formula does, behind spaces or marks that a program skips. The wide signs count:
// some programs take them for the narrow ones.
func armed(s string) bool {
	s = strings.TrimLeft(s, " \u00A0\"'")
	return s != "" && strings.ContainsAny(s[:1], "=+-@|%\t\r") || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠")
}
