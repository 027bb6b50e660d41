package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/fieldfare/fieldfare/reports/layout"
	"github.com/jung-kurt/gofpdf"
)

// canvas is all that this package may ask of gofpdf: primitives. Its Cell, MultiCell, Write, SetTitle, Link and Bookmark
// panic on emoji or bad UTF-8, scatter rows over pages and cannot be tagged. codeberg.org/go-pdf/fpdf fits the same
// interface.
type canvas interface {
	AddUTF8FontFromBytes(family, style string, data []byte)
	AddPage()
	SetFont(family, style string, size float64)
	SetTextColor(r, g, b int)
	SetFillColor(r, g, b int)
	SetDrawColor(r, g, b int)
	SetLineWidth(width float64)
	Text(x, y float64, text string)
	Rect(x, y, w, h float64, style string)
	Line(x1, y1, x2, y2 float64)
	Circle(x, y, r float64, style string)
	MoveTo(x, y float64)
	LineTo(x, y float64)
	ClosePath()
	DrawPath(style string)
	SetDashPattern(dashes []float64, phase float64)
	RawWriteStr(str string)
}

// newCanvas opens an A4 canvas in millimetres with fonts that are likely to be used; those that are not stay out of the file.
func newCanvas(fonts ...layout.Font) *gofpdf.Fpdf {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: 210, Ht: 297}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCatalogSort(true)
	f.SetCompression(false)                  // finish does it, on every core
	f.SetLineJoinStyle("round")              // a figure's outline must not grow thorns at its corners
	f.SetCreationDate(time.Unix(0, 0).UTC()) // finish writes the real dates; no clock is read
	f.SetModificationDate(time.Unix(0, 0).UTC())
	addFonts(f, fonts)
	return f
}

// family is the name gofpdf knows a font by.
func family(f layout.Font) string { return fmt.Sprintf("f%d", f) }

// addFonts hands gofpdf fonts; one that it has already costs nothing. Each canvas gets its own copy of the file: gofpdf
// writes padding into the slice it is given.
func addFonts(c canvas, fonts []layout.Font) {
	for _, f := range fonts {
		c.AddUTF8FontFromBytes(family(f), "", bytes.Clone(f.Bytes()))
	}
}

// inUse returns the fonts that book's text is set in.
func inUse(book *layout.Book) (fonts []layout.Font) {
	var used [8]bool
	for _, p := range book.Pages {
		for i := range p.Items {
			if it := &p.Items[i]; it.Shape == layout.Text && !used[it.Font] {
				used[it.Font] = true
				fonts = append(fonts, it.Font)
			}
		}
	}
	return fonts
}
