package docx

import (
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// What stands around the pages: the band on page one, the running head on the others, and the foot.

// headerXML is a head of pages. It is no heading: what it says is on page one, too.
func headerXML(inner string) string {
	return xmlHead + "<w:hdr " + nsW + " " + nsR + ">" + inner + "</w:hdr>"
}

// line is a paragraph of furniture: runs in a style, with tabs between.
func furniture(s style, runs ...string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + string(s) + `"/></w:pPr>` + strings.Join(runs, "<w:r><w:tab/></w:r>") + "</w:p>"
}

// draft is the mark over every page of a draft: an open square says "not yet" in every document.
func draft(doc reports.Document) string {
	if !doc.Draft {
		return ""
	}
	return furniture(draftMark, spans(house{}, reports.Text{{Text: notSigned, Gap: true}}))
}

const notSigned = "Draft, not signed"

// firstHead is the band: what it is, who made it, who it is for.
func firstHead(doc reports.Document) string {
	b := doc.Band
	return headerXML(draft(doc) + furniture(band, run("<w:b/><w:bCs/>", "\u00A0\u00A0"+b.Label), run("<w:b/><w:bCs/>", b.Service), run("", b.Right)))
}

// runningHead names the child on every page but the first, so that a loose page is never nameless.
func runningHead(doc reports.Document) string {
	r := doc.Running
	name := run("<w:b/><w:bCs/>", r.Name)
	for _, p := range r.Parts {
		name += run("", "  ·  "+p)
	}
	return headerXML(draft(doc) + furniture(runningTop, name, run("", r.Right)))
}

// footer says which document this is and which page of how many: the program that shows the file counts them.
func footer(doc reports.Document) string {
	words := doc.Footer
	if doc.Draft && !strings.Contains(strings.ToLower(words), "draft") {
		words = join(", ", words, "draft, not signed")
	}
	field := func(name string) string {
		return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
	}
	return xmlHead + "<w:ftr " + nsW + " " + nsR + ">" +
		furniture(foot, run("", words), run("", "Page ")+field("PAGE")+run("", " of ")+field("NUMPAGES")) + "</w:ftr>"
}

// The address of a letter shows in the window of a DL envelope: so far down, and so much air before the title.
const (
	windowDown  = 440
	belowWindow = 300

	belowOpening = 180
)

// opening is what stands before the blocks: address, title, the lines under it.
func opening(doc reports.Document) []piece {
	var out []piece
	if l := doc.Letter; l != nil {
		// The only table that is no table: frames beside each other are drawn differently by every program.
		to, about := lines(address, l.To), lines(reference, l.About)
		to[0].before, about[0].before = windowDown, windowDown
		out = append(out, table{kind: letter, name: "Address and reference", widths: []float64{82, 70}, rows: [][]cell{{to, about}}})
	}
	head := para{style: title, text: plain(doc.Title)}
	if doc.Letter != nil {
		head.before = belowWindow
	}
	out = append(out, head)
	for _, s := range doc.Subtitle {
		out = append(out, para{style: subtitle, text: reports.Text{s}})
	}
	if doc.Draft { // a reader who hears the page hears no heads
		out = append(out, para{style: note, text: reports.Text{{Text: notSigned, Gap: true}}})
	}
	last := out[len(out)-1].(para)
	last.after = belowOpening
	out[len(out)-1] = last
	return out
}
