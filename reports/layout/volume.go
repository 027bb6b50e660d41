package layout

import (
	"strconv"

	"github.com/fieldfare/fieldfare/reports"
)

// volume opens a document within the document: a page of its own, and a heading of the first level.
func (l *layer) volume(v *reports.Volume) {
	l.newPage = true
	l.level = 0 // levels begin anew: H1 again
	at := len(l.strips)
	l.flow(words(v.Title, styleTitle), colX, colW, l.node(0, Node{Role: l.headingRole(1)}))
	l.stick(at, firm)
	l.bookmark(at, v.Title, 1)
	l.gap = 1.5
	for _, line := range []string{v.Note, v.Proof} {
		if line != "" {
			l.flow(words(line, styleNote), colX, colW, l.node(0, Node{Role: RoleP}))
		}
	}
	l.stick(at, firm)
	l.cling(firm)
}

// contents is a table of the volumes and their pages.
func (l *layer) contents(c *reports.Contents) {
	t := &reports.Table{Caption: c.Caption, Columns: []reports.Column{{Title: "Part", Share: 5}, {Title: "About", Share: 5}, {Title: "Page", Right: true, Share: 1}}}
	for _, r := range c.Rows {
		page := "000" // as wide as any page of a bundle, until the pages are known
		if r.Page > 0 {
			page = strconv.Itoa(r.Page)
		}
		t.Rows = append(t.Rows, []reports.Cell{{Text: reports.Text{{Text: r.Title}}}, {Text: reports.Text{{Text: r.Note}}}, {Text: reports.Text{{Text: page}}}})
	}
	l.table(t)
}

// paged puts the pages on which the volumes began into the contents of doc; false when it has none.
func paged(doc reports.Document, outline []Bookmark) (reports.Document, bool) {
	var pages []int
	for i, b := range outline {
		if b.Level == 1 && i > 0 {
			pages = append(pages, b.Page+1)
		}
	}
	found := false
	blocks := append([]reports.Block(nil), doc.Blocks...)
	for i, b := range blocks {
		c, ok := b.(*reports.Contents)
		if !ok {
			continue
		}
		found = true
		next := &reports.Contents{Caption: c.Caption, Rows: append([]reports.ContentsLine(nil), c.Rows...)}
		for j := range next.Rows {
			if j < len(pages) {
				next.Rows[j].Page = pages[j]
			}
		}
		blocks[i] = next
	}
	doc.Blocks = blocks
	return doc, found
}
