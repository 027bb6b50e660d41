package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// face is the face of every page; the file brings it along, and names Arial for a program that does not take it.
const face = "Atkinson Hyperlegible Next"

// A styleDef is one paragraph style. Sizes and lines are in points, spaces in twentieths of a point.
type styleDef struct {
	id            style
	name, base    string
	next          style
	size, line    float64
	bold          bool
	color         layout.Color
	before, after int
	keep          bool   // stays with what follows
	outline       int    // 1 to 3: a heading of that level
	more          string // further properties, in their order: pBdr, shd, tabs
	ind           string
	jc            string
}

// box is a border around a paragraph.
func box(eighths int, c layout.Color, fill string) string {
	var b strings.Builder
	b.WriteString("<w:pBdr>")
	for _, side := range []string{"top", "left", "bottom", "right"} {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="%d" w:space="7" w:color="%s"/>`, side, eighths, hex(c))
	}
	b.WriteString("</w:pBdr>")
	if fill != "" {
		b.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + fill + `"/>`)
	}
	return b.String()
}

// leftBar is the bar beside somebody's words.
func leftBar(space int) string {
	return fmt.Sprintf(`<w:pBdr><w:left w:val="single" w:sz="24" w:space="%d" w:color="%s"/></w:pBdr>`, space, hex(layout.Slate))
}

// outside are the edges of what reaches into the margin: the band, running heads, the foot.
var outside = fmt.Sprintf(`<w:ind w:left="-%d"/>`, marginWide)

// rightTab is a stop at the right end of the line.
func rightTab() string {
	return fmt.Sprintf(`<w:tabs><w:tab w:val="right" w:pos="%d"/></w:tabs>`, lineWidth)
}

// bandTabs are the stops of the band: the service's name stands where the text column begins.
func bandTabs() string {
	return fmt.Sprintf(`<w:tabs><w:tab w:val="left" w:pos="0"/><w:tab w:val="right" w:pos="%d"/></w:tabs>`, lineWidth-113)
}

// styleDefs are the styles of the look, sections 3 and 5.
func styleDefs() []styleDef {
	rules := fmt.Sprintf(`<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="%[1]s"/><w:bottom w:val="single" w:sz="8" w:space="4" w:color="%[1]s"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="%[2]s"/>`,
		hex(layout.Slate), hex(layout.Wash))
	strip := fmt.Sprintf(`<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="%[1]s"/><w:bottom w:val="single" w:sz="4" w:space="6" w:color="%[1]s"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="%[1]s"/>`, hex(layout.Slate))
	line := func(side string, space int, c layout.Color) string {
		return fmt.Sprintf(`<w:pBdr><w:%s w:val="single" w:sz="6" w:space="%d" w:color="%s"/></w:pBdr>`, side, space, hex(c))
	}
	inBox := `<w:ind w:left="170" w:right="170"/>`
	return []styleDef{
		{id: body, name: "Normal", size: 12, line: 17, after: 140, color: layout.Ink},
		{id: heading1, name: "heading 1", base: "Normal", next: body, size: 25, line: 30, bold: true, color: layout.Ink, after: 60, keep: true, outline: 1},
		{id: title, name: "Title", base: "Heading1", next: subtitle, outline: 1, keep: true},
		{id: subtitle, name: "Subtitle", base: "Normal", next: body, size: 13, line: 17, color: layout.Soft, after: 10},
		{id: heading2, name: "heading 2", base: "Normal", next: body, size: 17, line: 23, bold: true, color: layout.Ink, before: 440, after: 70, keep: true, outline: 2},
		{id: heading3, name: "heading 3", base: "Normal", next: body, size: 14, line: 18.5, bold: true, color: layout.Ink, before: 340, after: 70, keep: true, outline: 3},
		{id: outcome, name: "Outcome", base: "Heading3", next: body, size: 15, line: 20.5, outline: 3, keep: true},
		{id: under, name: "Section Note", base: "Normal", next: body, color: layout.Soft, after: 120, keep: true},
		{id: note, name: "Note", base: "Normal", size: 11, line: 15, color: layout.Soft},
		{id: caption, name: "caption", base: "Normal", next: body, size: 13.5, line: 18.5, bold: true, before: 260, after: 80, keep: true},
		{id: item, name: "List Paragraph", base: "Normal", after: 70},
		{id: itemNote, name: "List Note", base: "Note", after: 120, ind: `<w:ind w:left="397"/>`},
		{id: step, name: "Step", base: "Normal", size: 16, line: 22, after: 120},
		{id: strength, name: "Strength", base: "Normal", size: 13, line: 17, bold: true, after: 20},
		{id: dose, name: "Dose", base: "Normal", size: 13, line: 17, after: 80, keep: true, more: rules, ind: fmt.Sprintf(`<w:ind w:left="%[1]d" w:right="%[1]d"/>`, cardInset)},
		{id: quote, name: "Quote", base: "Normal", next: quoted, size: 15, line: 21, before: 80, after: 0, more: leftBar(14), ind: `<w:ind w:left="340"/>`},
		{id: quoted, name: "Quote Source", base: "Normal", next: body, size: 11, line: 15, color: layout.Soft, after: 200, more: leftBar(14), ind: `<w:ind w:left="340"/>`},
		{id: boxDo, name: "Callout", base: "Normal", before: 0, after: 60, more: box(12, layout.Slate, ""), ind: inBox},
		{id: boxGap, name: "Callout Not Known", base: "Normal", after: 60, more: box(8, layout.Chestnut, hex(layout.GapWash)), ind: inBox},
		{id: boxStop, name: "Callout Stop", base: "Normal", size: 16, line: 21, after: 60, more: box(24, layout.Slate, ""), ind: inBox},
		{id: boxDo + boxTitle, name: "Callout Title", base: string(boxDo), next: boxDo, size: 13.5, line: 18.5, bold: true, keep: true, after: 60},
		{id: boxGap + boxTitle, name: "Callout Not Known Title", base: string(boxGap), next: boxGap, size: 13.5, line: 18.5, bold: true, color: layout.Chestnut, keep: true, after: 60},
		{id: boxStop + boxTitle, name: "Callout Stop Title", base: string(boxStop), next: boxStop, size: 17, line: 22, bold: true, keep: true, after: 60},
		{id: doLabel, name: "Action Label", base: "Normal", size: 10.5, line: 13, bold: true, color: layout.Soft, keep: true},
		{id: doWhat, name: "Action What", base: "Normal", line: 16, after: 20},
		{id: doText, name: "Action Text", base: "Normal", line: 16, after: 20},
		{id: cellText, name: "Table Text", base: "Normal", line: 16, before: 55, after: 55},
		{id: cellRight, name: "Table Number", base: "TableText", jc: "right", before: 55, after: 55},
		{id: cellHead, name: "Table Head", base: "TableText", size: 11, line: 15, bold: true, keep: true, before: 55, after: 55},
		{id: cellLabel, name: "Table Label", base: "TableText", size: 11, line: 16, bold: true, color: layout.Soft, before: 55, after: 55},
		{id: cellTick, name: "Table Tick", base: "TableText", size: 14, line: 20, jc: "center", before: 20, after: 20},
		{id: address, name: "Address", base: "Normal", after: 0},
		{id: reference, name: "Reference", base: "Normal", size: 11, line: 17, color: layout.Soft, after: 0, jc: "right"},
		{id: signature, name: "Signature", base: "Normal", after: 0, keep: true, before: 280, more: line("top", 10, layout.Slate)},
		{id: pictured, name: "Picture", base: "Normal", line: 0, before: 60, after: 160},
		{id: runningTop, name: "header", base: "Normal", size: 10, line: 14, color: layout.Soft, after: 0, more: line("bottom", 6, layout.Slate) + rightTab(), ind: outside},
		{id: foot, name: "footer", base: "Normal", size: 10, line: 14, color: layout.Soft, after: 0, more: line("top", 6, layout.Rule) + rightTab(), ind: outside},
		{id: band, name: "Band", base: "Normal", size: 11, line: 15, color: layout.White, after: 240, more: strip + bandTabs(), ind: outside},
		{id: draftMark, name: "Draft Mark", base: "Normal", size: 10, line: 14, color: layout.Chestnut, after: 120, jc: "right"},
	}
}

// xml writes one style.
func (d styleDef) xml() string {
	var b strings.Builder
	def := ""
	if d.id == body {
		def = ` w:default="1"`
	}
	fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/>`, def, d.id, d.name)
	if d.base != "" {
		b.WriteString(`<w:basedOn w:val="` + d.base + `"/>`)
	}
	if d.next != "" {
		b.WriteString(`<w:next w:val="` + string(d.next) + `"/>`)
	}
	b.WriteString("<w:qFormat/><w:pPr>")
	if d.keep {
		b.WriteString("<w:keepNext/><w:keepLines/>")
	}
	b.WriteString(d.more)
	fmt.Fprintf(&b, `<w:spacing w:before="%d" w:after="%d"`, d.before, d.after)
	if d.line > 0 {
		fmt.Fprintf(&b, ` w:line="%d" w:lineRule="atLeast"`, int(d.line*20))
	} else if d.id == pictured {
		b.WriteString(` w:line="240" w:lineRule="auto"`)
	}
	b.WriteString("/>" + d.ind)
	if d.jc != "" {
		b.WriteString(`<w:jc w:val="` + d.jc + `"/>`)
	}
	if d.outline > 0 {
		fmt.Fprintf(&b, `<w:outlineLvl w:val="%d"/>`, d.outline-1)
	}
	b.WriteString("</w:pPr><w:rPr>")
	if d.bold {
		b.WriteString("<w:b/><w:bCs/>")
	}
	if d.color != (layout.Color{}) {
		b.WriteString(`<w:color w:val="` + hex(d.color) + `"/>`)
	}
	if d.size > 0 {
		fmt.Fprintf(&b, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, int(d.size*2))
	}
	b.WriteString("</w:rPr></w:style>")
	return b.String()
}

// stylesXML is word/styles.xml.
func stylesXML(lang string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + nsW + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts(face) +
		`<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="` + esc(lang) + `" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:widowControl/><w:suppressAutoHyphens/></w:pPr></w:pPrDefault></w:docDefaults>`)
	for _, d := range styleDefs() {
		b.WriteString(d.xml())
	}
	for _, c := range charStyles() {
		b.WriteString(`<w:style w:type="character" w:customStyle="1" w:styleId="` + c.id + `"><w:name w:val="` + c.name + `"/><w:rPr>` + c.props + `</w:rPr></w:style>`)
	}
	b.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>` +
		`<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/></w:style>` +
		`<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style></w:styles>`)
	return b.String()
}

// fonts names a face for every script that has no better one.
func fonts(name string) string {
	return fmt.Sprintf(`<w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:eastAsia="%[1]s" w:cs="Arial"/>`, name)
}

type charStyle struct{ id, name, props string }

// charStyles are the looks of runs. A filled tab is Section F, an open one G; a footed one H: they differ without colour.
func charStyles() []charStyle {
	sized := func(pt int, c layout.Color) string {
		return fmt.Sprintf(`<w:b/><w:bCs/><w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%d"/>`, hex(c), pt*2, pt*2)
	}
	edge := fmt.Sprintf(`<w:bdr w:val="single" w:sz="12" w:space="0" w:color="%s"/>`, hex(layout.Slate))
	return []charStyle{
		{"Strong", "Strong", "<w:b/><w:bCs/>"},
		{"Soft", "Soft", `<w:color w:val="` + hex(layout.Soft) + `"/>`},
		{"Aside", "Aside", `<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="` + hex(layout.Soft) + `"/><w:sz w:val="24"/><w:szCs w:val="24"/>`},
		{"Gap", "Not Known", `<w:b/><w:bCs/><w:color w:val="` + hex(layout.Chestnut) + `"/>`},
		{string(marginLetter), "Margin Letter", sized(28, layout.Slate)},
		{string(marginNumber), "Margin Number", sized(22, layout.Slate)},
		{string(tabFilled), "Tab Filled", sized(16, layout.White) + edge + `<w:shd w:val="clear" w:color="auto" w:fill="` + hex(layout.Slate) + `"/>`},
		{string(tabOpen), "Tab Open", sized(16, layout.Slate) + edge},
		{string(tabFooted), "Tab Footed", sized(16, layout.Slate) + `<w:u w:val="thick" w:color="` + hex(layout.Slate) + `"/>` + edge},
	}
}
