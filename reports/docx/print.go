package docx

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
)

// A printer writes pieces as WordprocessingML in a dress.
type printer struct {
	d        dress
	b        strings.Builder
	lists    []list // the numbered lists so far: each begins at one
	pictures []*picture
	firstPic int  // the number before the first picture: a form may have some already
	count    int  // items of the open list
	after    bool // a table stands just before
}

// The numbers of lists in numbering.xml: two that need no counting, then one for each numbered list.
const (
	numBullets = 1
	numSquares = 2
	numFirst   = 3
)

// pieces writes one after the other. A table brings no air of its own, so whatever follows one is told.
func (w *printer) pieces(ps []piece) {
	for _, p := range ps {
		switch p := p.(type) {
		case para:
			w.para(p, spot{afterTable: w.after})
			w.after = false
		case table:
			if w.after { // two tables that touch become one
				w.gap()
			}
			w.table(p)
			w.after = true
		}
	}
}

// gap is an empty line as low as one can be.
func (w *printer) gap() {
	w.b.WriteString(`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>`)
}

// close ends a body or a cell, which may not end in a table.
func (w *printer) close() string {
	if w.after {
		w.gap()
	}
	return w.b.String()
}

// para writes a paragraph: properties, what stands before the words, the words, what stands after them.
func (w *printer) para(p para, n spot) {
	switch p.list {
	case bullets:
		n.list = numBullets
	case squares:
		n.list = numSquares
	case numbers, steps:
		if p.first {
			w.lists = append(w.lists, p.list)
		}
		n.list = numFirst + len(w.lists) - 1
	}
	if p.first {
		w.count = 0
	}
	w.count++
	n.count, n.keep = w.count, n.keep || p.keep
	w.b.WriteString("<w:p>")
	w.b.WriteString(w.d.paragraph(p, n))
	w.b.WriteString(w.d.lead(p, n))
	if p.picture != nil {
		w.pictures = append(w.pictures, p.picture)
		w.b.WriteString(p.picture.drawing(w.firstPic + len(w.pictures)))
	}
	words := spans(w.d, w.d.text(p))
	switch {
	case p.opens > 0:
		words = fmt.Sprintf(`<w:bookmarkStart w:id="%[1]d" w:name="volume%[1]d"/>%[2]s<w:bookmarkEnd w:id="%[1]d"/>`, p.opens, words)
	case p.leads > 0:
		words = fmt.Sprintf(`<w:hyperlink w:anchor="volume%d">%s</w:hyperlink>`, p.leads, words)
	}
	w.b.WriteString(words)
	if p.strip != nil {
		w.pictures = append(w.pictures, p.strip)
		w.b.WriteString(run(w.d.span(reports.Span{}), "  ") + p.strip.drawing(w.firstPic+len(w.pictures)))
	}
	if p.aside != "" {
		w.b.WriteString(w.d.aside(p))
	}
	w.b.WriteString("</w:p>")
}

// table writes a table whose rows stay whole and whose head is repeated on every page.
func (w *printer) table(t table) {
	all := w.d.width()
	cols := shares(t.widths, all)
	w.b.WriteString("<w:tbl>" + w.d.table(t) + "<w:tblGrid>")
	for _, c := range cols {
		fmt.Fprintf(&w.b, `<w:gridCol w:w="%d"/>`, c)
	}
	w.b.WriteString("</w:tblGrid>")
	if t.headed() {
		heads := make([]cell, len(t.heads))
		for i, h := range t.heads {
			heads[i] = cell{h}
		}
		w.row(t, cols, heads, true, false, true)
	}
	for i, r := range t.rows {
		last := i == len(t.rows)-1
		// A total never stands alone, and a table that fits on a page stays on one.
		keep := !last && (t.whole || i == 0 || i >= len(t.rows)-2)
		w.row(t, cols, r, false, last && t.total, keep)
	}
	w.b.WriteString("</w:tbl>")
}

// row writes one row. Its paragraphs hold it to the next one where keep says so: Word has no other way.
func (w *printer) row(t table, cols []int, cells []cell, head, total, keep bool) {
	w.b.WriteString("<w:tr><w:trPr><w:cantSplit/>")
	if t.kind == letter { // room for five lines, so that the title stands in one place on most letters
		w.b.WriteString(`<w:trHeight w:val="2300" w:hRule="atLeast"/>`)
	}
	if head {
		w.b.WriteString("<w:tblHeader/>")
	}
	w.b.WriteString("</w:trPr>")
	for i, c := range cells {
		w.b.WriteString("<w:tc>" + w.d.cell(t, cols[i], head, total))
		for _, p := range c {
			w.para(p, spot{inTable: true, keep: keep})
		}
		w.b.WriteString("</w:tc>")
	}
	w.b.WriteString("</w:tr>")
}

// shares divides a width among columns, without losing a twentieth of a point to rounding.
func shares(widths []float64, all int) []int {
	sum := 0.0
	for _, v := range widths {
		sum += v
	}
	out := make([]int, len(widths))
	left := all
	for i, v := range widths {
		out[i] = int(float64(all) * v / sum)
		left -= out[i]
	}
	if len(out) > 0 {
		out[len(out)-1] += left
	}
	return out
}
