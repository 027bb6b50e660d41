package pdf

import (
	"bytes"
	"fmt"
	"math"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
	"github.com/jung-kurt/gofpdf"
)

// A mark is one stretch of page content: its page from 0 and its MCID there.
type mark struct{ page, mcid int }

// painter draws a book and keeps what finish needs: the marks of every node and the runes of every font.
type painter struct {
	book  *layout.Book
	out   *gofpdf.Fpdf
	c     canvas
	marks [][]mark        // by node
	owner [][]int         // by page, then MCID: the node
	runes []map[rune]bool // by font
	// The JPEGs in the order of their first use, and where each stands among them by the hash of its bytes: a photo that
	// is shown twice is in the file once.
	jpegs    []*reports.Picture
	pictures map[[32]byte]int
	state    struct { // what the page's graphics state is, to leave out what changes nothing
		font         layout.Font
		size, weight float64
		fill, stroke layout.Color
		set          bool
	}
}

func newPainter(book *layout.Book, out *gofpdf.Fpdf) *painter {
	p := &painter{book: book, out: out, c: out, marks: make([][]mark, len(book.Nodes)), owner: make([][]int, len(book.Pages)),
		runes: make([]map[rune]bool, 8), pictures: map[[32]byte]int{}}
	addFonts(p.c, inUse(book))
	return p
}

// page draws page i. Neighbouring items of one node are one mark; artifacts are marked as such, so nothing on the page
// is untagged.
func (p *painter) page(i int) {
	p.c.AddPage()
	p.state.set = false
	items := p.book.Pages[i].Items
	for a := 0; a < len(items); {
		b := a + 1
		for b < len(items) && items[b].Node == items[a].Node {
			b++
		}
		p.begin(i, items[a].Node)
		for _, it := range items[a:b] {
			p.item(it)
		}
		p.c.RawWriteStr("EMC")
		a = b
	}
}

func (p *painter) begin(page, node int) {
	if node == layout.Artifact {
		p.c.RawWriteStr("/Artifact BMC")
		return
	}
	n := len(p.owner[page])
	p.owner[page] = append(p.owner[page], node)
	p.marks[node] = append(p.marks[node], mark{page, n})
	p.c.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", p.book.Nodes[node].Role, n))
}

func (p *painter) item(it layout.Item) {
	switch it.Shape {
	case layout.Text:
		p.text(it)
	case layout.Rect:
		style := "F"
		p.fill(it.Fill)
		if it.Weight > 0 {
			style = "DF"
			p.stroke(it.Stroke, it.Weight)
		}
		p.c.Rect(it.X, it.Y, it.W, it.H, style)
	case layout.Line:
		p.stroke(it.Stroke, it.Weight)
		p.c.Line(it.X, it.Y, it.X+it.W, it.Y+it.H)
	case layout.Dot:
		p.fill(it.Fill)
		p.c.Circle(it.X, it.Y, it.W/2, "F")
	case layout.Path:
		p.path(it)
	case layout.Picture:
		p.picture(it)
	}
}

// text draws it in as few pieces as its kerning allows: within a piece the font's own widths carry the pen.
func (p *painter) text(it layout.Item) {
	if it.Text == "" {
		return
	}
	p.fill(it.Fill)
	if !p.state.set || p.state.font != it.Font || p.state.size != it.Size {
		p.c.SetFont(family(it.Font), "", it.Size)
		p.state.font, p.state.size, p.state.set = it.Font, it.Size, true
	}
	if p.runes[it.Font] == nil {
		p.runes[it.Font] = map[rune]bool{}
	}
	runes := []rune(it.Text)
	em := it.Size * 25.4 / 72
	jumps := p.jumps(it, runes, em)
	if jumps {
		p.c.RawWriteStr("/Span <</ActualText " + text(it.Text) + ">> BDC")
	}
	from, start, pen := 0, 0.0, 0.0
	for i, r := range runes {
		p.runes[it.Font][r] = true
		if math.Abs(it.Xs[i]-pen) > 0.003 {
			if i > from {
				p.c.Text(it.X+start, it.Y, string(runes[from:i]))
			}
			from, start, pen = i, it.Xs[i], it.Xs[i]
		}
		pen += float64(it.Font.Advance(r)) * em / 1000
	}
	p.c.Text(it.X+start, it.Y, string(runes[from:]))
	if jumps {
		p.c.RawWriteStr("EMC")
	}
}

// jumps reports whether the pen moves so far between two runes of it (a 1 in its figure cell, an accent over its
// letter) that a program which copies text out would see a space there. Such text says in the file what it is.
func (p *painter) jumps(it layout.Item, runes []rune, em float64) bool {
	for i := 1; i < len(runes); i++ {
		gap := it.Xs[i] - it.Xs[i-1] - float64(it.Font.Advance(runes[i-1]))*em/1000
		if gap > 0.05*em || gap < -0.2*em {
			return true
		}
	}
	return false
}

// fill sets the colour of fills and text alike: gofpdf then writes no colour change around each piece of text.
func (p *painter) fill(c layout.Color) {
	if p.state.set && p.state.fill == c {
		return
	}
	p.c.SetFillColor(int(c.R), int(c.G), int(c.B))
	p.c.SetTextColor(int(c.R), int(c.G), int(c.B))
	p.state.fill = c
}

func (p *painter) stroke(c layout.Color, weight float64) {
	p.c.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.c.SetLineWidth(weight)
}

// bytes returns gofpdf's file.
func (p *painter) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := p.out.Output(&b); err != nil {
		return nil, fmt.Errorf("gofpdf: %w", err)
	}
	return b.Bytes(), nil
}
