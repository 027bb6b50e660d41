package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// house is the dress of our own files: named styles, so that whoever edits the file changes one style and not forty
// paragraphs.
type house struct{}

// The line, in twentieths of a point: the reading column of the look, and the margin column to its left.
const (
	lineWidth  = 8617 // 152 mm
	marginWide = 1247 // 22 mm
	cardInset  = 147  // 2.6 mm
)

// width is the reading column; what stands in the margin is outside it.
func (house) width() int { return lineWidth }

// paragraph names the style, and what this one paragraph has beside it. The order is the standard's: Word calls a file
// damaged where it is another.
func (house) paragraph(p para, n spot) string {
	var b strings.Builder
	b.WriteString("<w:pPr>")
	if p.style != body {
		b.WriteString(`<w:pStyle w:val="` + string(p.style) + `"/>`)
	}
	if n.keep {
		b.WriteString("<w:keepNext/>")
	}
	if p.newPage {
		b.WriteString("<w:pageBreakBefore/>")
	}
	if p.list != noList {
		fmt.Fprintf(&b, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, n.list)
	}
	if p.margin == marginNumber { // the rule over an action reaches into the margin
		b.WriteString(`<w:pBdr><w:top w:val="single" w:sz="4" w:space="5" w:color="` + hex(layout.Rule) + `"/></w:pBdr>`)
	}
	if p.aside != "" || p.lead != "" {
		b.WriteString("<w:tabs>")
		if p.lead != "" {
			b.WriteString(`<w:tab w:val="left" w:pos="0"/>`)
		}
		if p.aside != "" {
			fmt.Fprintf(&b, `<w:tab w:val="right" w:pos="%d"/>`, asideAt(p))
		}
		b.WriteString("</w:tabs>")
	}
	if turned(p.text) {
		b.WriteString("<w:bidi/>")
	}
	if n.afterTable && air[p.style] {
		p.before = 200
	}
	if p.before+p.after > 0 {
		b.WriteString("<w:spacing")
		if p.before > 0 {
			fmt.Fprintf(&b, ` w:before="%d"`, p.before)
		}
		if p.after > 0 {
			fmt.Fprintf(&b, ` w:after="%d"`, p.after)
		}
		b.WriteString("/>")
	}
	switch {
	case p.boxed: // the same for every paragraph of the box, or Word draws a box around each
		b.WriteString(`<w:ind w:left="567" w:right="170" w:hanging="397"/>`)
	case p.lead != "":
		fmt.Fprintf(&b, `<w:ind w:left="0" w:hanging="%d"/>`, marginWide)
	}
	b.WriteString("</w:pPr>")
	return strings.Replace(b.String(), "<w:pPr></w:pPr>", "", 1)
}

// air are the styles that bring no space of their own before them.
var air = map[style]bool{body: true, note: true, item: true, quote: true, dose: true, strength: true, under: true,
	boxDo: true, boxGap: true, boxStop: true, boxDo + boxTitle: true, boxGap + boxTitle: true, boxStop + boxTitle: true}

// asideAt is where the words at the right end. The dose line is inset on both sides.
func asideAt(p para) int {
	if p.style == dose {
		return lineWidth - cardInset
	}
	return lineWidth
}

// A style goes before fonts, and everything else after them.
func (h house) square(s reports.Span) string { return h.span(s) + symbols }

// text is as it is: the styles say what is bold.
func (house) text(p para) reports.Text { return p.text }

// aside is the look of the words at the right: hours are what a reader adds up.
func (house) aside(p para) string {
	look := "Aside"
	if p.style == dose {
		look = "Strong"
	}
	return "<w:r><w:tab/></w:r>" + run(`<w:rStyle w:val="`+look+`"/>`, p.aside)
}

// span names a style, so that somebody who wants gaps in another colour changes it once.
func (house) span(s reports.Span) string {
	switch {
	case s.Gap:
		return `<w:rStyle w:val="Gap"/>`
	case s.Strong:
		return `<w:rStyle w:val="Strong"/>`
	case s.Soft:
		return `<w:rStyle w:val="Soft"/>`
	}
	return ""
}

// lead hangs a letter, a tab or a number in the margin; the text behind the tab stays in its column.
func (house) lead(p para, n spot) string {
	words := p.lead
	switch p.margin {
	case tabFilled, tabOpen, tabFooted:
		words = "\u00A0" + words + "\u00A0" // the tab's edges
	}
	switch {
	case p.lead != "":
		return run(`<w:rStyle w:val="`+string(p.margin)+`"/>`, words) + "<w:r><w:tab/></w:r>"
	case p.indent:
		return "<w:r><w:tab/></w:r>"
	}
	return ""
}

// table rules a table as the look does: main rules above and below, hairs between rows, nothing upright. tblLook says which
// cells are heads: a screen reader reads them before each value.
func (house) table(t table) string {
	inset, pad, width := 0, 113, lineWidth
	switch t.kind {
	case card:
		inset, pad = 0, cardInset
	case facts, across, letter:
		pad = 0
	}
	top, bottom, inner := border("top", 8, layout.Slate), border("bottom", 8, layout.Slate), border("insideH", 4, layout.Hair)
	switch t.kind {
	case across, letter:
		top, bottom, inner = "", "", ""
	case card:
		if !t.ruled {
			top = ""
		}
		bottom = border("bottom", 4, layout.Hair)
	}
	look := `<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`
	if t.kind == letter {
		look = `<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`
	} else if !t.headed() {
		look = `<w:tblLook w:val="0480" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`
	} else if !t.rowHeads() {
		look = `<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`
	}
	borders := top + bottom + inner
	if borders != "" {
		borders = "<w:tblBorders>" + borders + "</w:tblBorders>"
	}
	return fmt.Sprintf(`<w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="%d" w:type="dxa"/><w:tblInd w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/>`+
		`<w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar>%s%s</w:tblPr>`,
		width, inset, borders, pad, look, alt(t))
}

// alt is what a table is, for a reader who does not see it.
func alt(t table) string {
	name := t.name
	for i := 0; strings.TrimSpace(name) == "" && i < len(t.heads); i++ {
		name = t.heads[i].text.Words()
	}
	if name = esc(assessments.Brief(name, mostAttribute)); strings.TrimSpace(name) == "" {
		name = "Table"
	}
	return `<w:tblCaption w:val="` + name + `"/><w:tblDescription w:val="` + name + `"/>`
}

// mostAttribute is how many characters of a text one attribute may hold: Word refuses longer ones.
const mostAttribute = 250

// border is one edge; weights are in eighths of a point.
func border(side string, eighths int, c layout.Color) string {
	return fmt.Sprintf(`<w:%s w:val="single" w:sz="%d" w:space="0" w:color="%s"/>`, side, eighths, hex(c))
}

// cell shades heads and rules off a total.
func (house) cell(t table, width int, head, total bool) string {
	b := fmt.Sprintf(`<w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	switch {
	case head && t.kind != across:
		b += "<w:tcBorders>" + border("bottom", 8, layout.Slate) + `</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="` + hex(layout.Wash) + `"/><w:vAlign w:val="center"/>`
	case head && t.halves:
		b += "<w:tcBorders>" + border("top", 8, layout.Slate) + "</w:tcBorders>"
	case total:
		b += "<w:tcBorders>" + border("top", 8, layout.Slate) + "</w:tcBorders>"
	}
	return b + "</w:tcPr>"
}

// hex is a colour as Word writes it.
func hex(c layout.Color) string { return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B) }
