package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// inline reports whether the control stands in the line of a paragraph: in the nearest thing around it that holds either
// words or paragraphs. A text box hangs in a paragraph and holds paragraphs of its own.
func (c control) inline() bool {
	for n := c.node.up; n != nil; n = n.up {
		switch {
		case n.is("p"):
			return true
		case n.is("tc"), n.is("txbxContent"), n.is("body"):
			return false
		}
	}
	return false
}

// list reports whether the control is one of words to choose from.
func (c control) list() bool { return c.props.kid("dropDownList") != nil }

// simple reports whether a control that stands by itself has room for words only. Heads and feet have relationships of
// their own, and so no pictures.
func (w *filler) simple(c control) bool { return c.props.kid("text") != nil || c.part != w.f.main }

// control returns the edits that put blocks into a content control, or why it cannot hold them.
func (w *filler) control(c control, blocks []reports.Block) (out []edit, why string) {
	if c.list() && unsaid(blocks) {
		return nil, "" // whoever opens the form chooses
	}
	data := w.f.parts[c.part]
	for _, k := range c.props.kids {
		switch k.name {
		case "checkbox":
			return nil, "is a box to tick, and holds no words."
		case "picture":
			return nil, "is for a picture, and holds no words."
		case "dropDownList":
			if why := chosen(k, plainLines(blocks)); why != "" {
				return nil, why
			}
		case "showingPlcHdr", "dataBinding":
			// A control that is bound to data shows the data again when the file is opened, and not what stands in it.
			out = append(out, edit{k.from, k.to, ""})
		}
	}
	r := c.content.first("rPr")
	if r == nil || r.above("r") == nil {
		r = c.props.kid("rPr")
	}
	p := c.content.first("p")
	g := w.dress(data, p, r)
	inner := ""
	simple := w.simple(c)
	switch cell := c.content.kid("tc"); {
	case c.content.kid("tr") != nil:
		return nil, "holds a whole row of a table. Name a control inside the row."
	case c.inline():
		inner = w.inline(g, plainLines(blocks))
	case cell != nil:
		// The cell keeps its own properties.
		inner = string(data[c.content.open:cell.open])
		if k := cell.kid("tcPr"); k != nil {
			inner += string(data[k.from:k.to])
		}
		inner += w.print(g, w.shown(simple, blocks)) + "</w:tc>"
	default:
		inner = w.print(g, w.shown(simple, blocks))
	}
	from, to := c.content.open, c.content.shut
	if c.content.open == c.content.to { // it closes itself
		from, to, inner = c.content.from, c.content.to, "<w:sdtContent>"+inner+"</w:sdtContent>"
	}
	return append(out, edit{from, to, inner}), ""
}

// shown are blocks as pieces; a control for plain text takes one paragraph of lines.
func (w *filler) shown(simple bool, blocks []reports.Block) []piece {
	if !simple {
		return pieces(blocks)
	}
	return []piece{para{style: body, text: plain(strings.Join(plainLines(blocks), "\n"))}}
}

// inline are lines as runs, for a control inside a paragraph. They go on in one line: not every program shows a line
// end there.
func (w *filler) inline(g guest, lines []string) string {
	return run(g.run.in(runOrder), strings.Join(lines, "; "))
}

// unsaid reports whether blocks say nothing that could be chosen: none is there, or only what is not known.
func unsaid(blocks []reports.Block) bool {
	for _, b := range blocks {
		p, ok := b.(*reports.Para)
		if !ok {
			return false
		}
		for _, s := range p.Text {
			if !s.Gap && s.Text != seeAbove && strings.TrimSpace(s.Text) != "" {
				return false
			}
		}
	}
	return true
}

// chosen says why words are not one of a list's choices, or nothing.
func chosen(list *node, lines []string) string {
	words := strings.Join(lines, " ")
	var choices []string
	for _, k := range list.kids {
		for _, v := range []string{k.attr("displayText"), k.attr("value")} {
			if fold(v) == fold(words) {
				return ""
			}
		}
		if v := k.attr("displayText"); v != "" {
			choices = append(choices, "“"+v+"”")
		}
	}
	return fmt.Sprintf("is a list to choose from, and “%s” is none of its choices (%s).", words, strings.Join(choices, ", "))
}
