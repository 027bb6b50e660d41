package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// numberingXML is word/numbering.xml: bullets, open squares, and a fresh count for every numbered list.
func numberingXML(lists []list) string {
	var b strings.Builder
	b.WriteString(xmlHead + "<w:numbering " + nsW + ">")
	level := func(id int, format, text, props string, left, hanging int) {
		fmt.Fprintf(&b, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/>`+
			`<w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="%d"/></w:pPr><w:rPr>%s</w:rPr></w:lvl></w:abstractNum>`,
			id, format, text, left, hanging, props)
	}
	color := func(c layout.Color) string { return `<w:color w:val="` + hex(c) + `"/>` }
	level(0, "bullet", "▪", fonts("Arial")+color(layout.Slate), 284, 284)
	level(1, "bullet", "☐", symbols+color(layout.Chestnut), 397, 397)
	level(2, "decimal", "%1.", "<w:b/><w:bCs/>"+color(layout.Slate), 397, 397)
	level(3, "decimal", "%1", "<w:b/><w:bCs/>"+color(layout.Slate)+`<w:sz w:val="44"/><w:szCs w:val="44"/>`, 0, 850)
	fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="%d"><w:abstractNumId w:val="1"/></w:num>`, numBullets, numSquares)
	for i, l := range lists {
		abstract := 2
		if l == steps {
			abstract = 3
		}
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, numFirst+i, abstract)
	}
	b.WriteString("</w:numbering>")
	return b.String()
}
