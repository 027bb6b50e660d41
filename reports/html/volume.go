package html

import (
	"github.com/fieldfare/fieldfare/reports"
)

// A part is a section or a volume as a list of parts names it.
type part struct{ id, title string }

// partsOf lists what a reader may want to go to: the volumes of a bundle, and the sections before the first of them. The
// sections inside of volumes would make a list that nobody reads.
func partsOf(doc reports.Document) []part {
	var out []part
	inside := false
	for i, b := range doc.Blocks {
		switch b := b.(type) {
		case *reports.Section:
			if !inside && clean(b.Title) != "" {
				out = append(out, part{partID(i), dotted(b.Letter, b.Title)})
			}
		case *reports.Volume:
			inside = true
			out = append(out, part{partID(i), b.Title})
		}
	}
	return out
}

// volume writes the head of a document within the document. Its levels begin anew.
func (p *page) volume(v *reports.Volume, id string) {
	p.level = 1
	p.words("h1", attrs{"id", id}, v.Title)
	for _, s := range []string{v.Note, v.Proof} {
		if s != "" {
			p.words("p", class("note"), s)
		}
	}
}

// contents lists the volumes that follow, with links in place of page numbers.
func (p *page) contents(c *reports.Contents, doc reports.Document) {
	var ids []string
	for i, b := range doc.Blocks {
		if _, ok := b.(*reports.Volume); ok {
			ids = append(ids, partID(i))
		}
	}
	if c.Caption != "" {
		p.words("p", class("contents-title"), c.Caption)
	}
	if len(c.Rows) == 0 {
		return
	}
	p.el("ol", attrs{"role", "list", "class", "contents"}, func() {
		for i, r := range c.Rows {
			p.el("li", nil, func() {
				if i < len(ids) {
					p.words("a", attrs{"href", "#" + ids[i]}, r.Title)
				} else {
					p.words("span", nil, r.Title)
				}
				if r.Note != "" {
					p.raw(" ")
					p.words("span", class("note"), r.Note)
				}
			})
		}
	})
}
