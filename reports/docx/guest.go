package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// guest is the dress of what goes into somebody's form: the form's own paragraph and run, bold where a head must be told
// from what stands under it, and marks that are letters. No style, list or colour of ours comes into the form.
type guest struct {
	par, run props
	grid     string // the id of the form's style for a plain table, if it has one
}

// The width that columns of a table in a form share: the table itself is as wide as the place it stands in.
const guestWidth = 9000

// width is a number to share among columns; the table is as wide as where it stands.
func (guest) width() int { return guestWidth }

// heads are the pieces that stand out from what follows.
func heads(s style) bool {
	switch s {
	case title, heading1, heading2, heading3, outcome, caption, cellHead, cellLabel, doLabel, strength, boxDo + boxTitle, boxGap + boxTitle, boxStop + boxTitle:
		return true
	}
	return false
}

// paragraph keeps what the form's own answer looked like, and adds only what the piece cannot do without.
func (g guest) paragraph(p para, n spot) string {
	ps := g.par
	if n.inTable {
		ps = ps.without("ind", "numPr", "spacing", "jc").with(`<w:spacing w:before="20" w:after="20"/>`)
	}
	more := ""
	if p.newPage {
		more += "<w:pageBreakBefore/>"
	}
	if n.keep || heads(p.style) && !n.inTable {
		more += "<w:keepNext/>"
	}
	if n.afterTable && ps["spacing"] == "" {
		more += `<w:spacing w:before="160"/>`
	}
	if p.list != noList {
		more += `<w:ind w:left="340" w:hanging="340"/>`
	}
	if turned(p.text) {
		more += "<w:bidi/>"
	}
	switch p.style {
	case cellRight:
		more += `<w:jc w:val="right"/>`
	case cellTick:
		more += `<w:jc w:val="center"/>`
	}
	if s := ps.with(more).in(parOrder); s != "" {
		return "<w:pPr>" + s + "</w:pPr>"
	}
	return ""
}

// spanOf is the look of a span in a paragraph of some style.
func (g guest) span(s reports.Span) string {
	if s.Strong || s.Gap {
		return g.run.with("<w:b/><w:bCs/>").in(runOrder)
	}
	return g.run.in(runOrder)
}

// square has fonts of its own: few fonts of forms have an open square, and a gap must not turn into a question mark.
func (g guest) square(reports.Span) string { return g.run.with(symbols).in(runOrder) }

// aside goes on in the line: nobody knows where the right of a form's line is.
func (g guest) aside(p para) string {
	if p.style == dose {
		return run(g.span(reports.Span{}), " = ") + run(g.span(reports.Span{Strong: true}), p.aside)
	}
	return run(g.span(reports.Span{}), " ("+p.aside+")")
}

// text makes heads bold: our heading styles would join the form's numbering and its table of contents.
func (g guest) text(p para) reports.Text {
	if heads(p.style) {
		return bold(p.text)
	}
	return p.text
}

// lead writes marks as letters, because a list of ours would need a part that the form may not have.
func (g guest) lead(p para, n spot) string {
	mark := ""
	switch p.list {
	case bullets:
		mark = "•"
	case squares:
		return run(g.square(reports.Span{}), "☐") + "<w:r><w:tab/></w:r>"
	case numbers, steps:
		mark = fmt.Sprintf("%d.", n.count)
	default:
		if p.lead != "" {
			return run(g.span(reports.Span{Strong: true}), p.lead+". ")
		}
		return ""
	}
	return run(g.span(reports.Span{}), mark) + "<w:r><w:tab/></w:r>"
}

// table uses the form's plain table where it has one, and thin black lines where it has not.
func (g guest) table(t table) string {
	look := "<w:tblBorders>"
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		look += `<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`
	}
	look += "</w:tblBorders>"
	named := ""
	if g.grid != "" {
		named, look = `<w:tblStyle w:val="`+esc(g.grid)+`"/>`, ""
	}
	first, column := "0", "0"
	if t.headed() {
		first = "1"
	}
	if t.rowHeads() {
		column = "1"
	}
	return `<w:tblPr>` + named + `<w:tblW w:w="5000" w:type="pct"/>` + look +
		fmt.Sprintf(`<w:tblLook w:val="04A0" w:firstRow="%s" w:lastRow="0" w:firstColumn="%s" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`, first, column) + alt(t) + "</w:tblPr>"
}

// cell has no shading: a form is often printed and copied.
func (guest) cell(_ table, width int, _, _ bool) string {
	return fmt.Sprintf(`<w:tcPr><w:tcW w:w="%d" w:type="pct"/></w:tcPr>`, width*5000/guestWidth)
}

// lined are pieces as plain lines, for a control that holds words and nothing else.
func plainLines(blocks []reports.Block) []string {
	var out []string
	for line := range strings.Lines(strings.NewReplacer("[ ] ", "☐\u00A0", "[x] ", "■\u00A0").Replace(reports.Document{Blocks: blocks}.PlainText())) {
		if line = strings.TrimRight(line, "\n"); line != "" {
			out = append(out, line)
		}
	}
	return out
}
