package docx

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// A picture is the file of a photo or a drawing, and how large it stands on the page.
type picture struct {
	data       []byte
	ending     string  // "jpeg" or "png"
	wide, high float64 // mm
	alt        string
}

// The room for one picture, in mm.
const (
	pictureWide = 152.0
	pictureHigh = 120.0
)

// pictureOf is a caption, the picture, and a note. A picture that cannot be drawn stands there in words.
func pictureOf(b reports.Block) []piece {
	var head, foot, alt string
	var pic *picture
	switch b := b.(type) {
	case *reports.Figure:
		head, alt, pic = b.Caption, b.Alt, photo(b)
	case *reports.Drawing:
		head, alt, pic = b.Caption, b.Alt, sketched(b, b.Alt)
	case *reports.Chart:
		head, foot, alt, pic = b.Caption, b.Note, b.Alt, sketched(b, b.Alt)
	}
	var out []piece
	if head != "" {
		out = append(out, para{style: caption, text: plain(head), keep: true})
	}
	if foot != "" {
		out = append(out, para{style: under, text: plain(foot), keep: true})
	}
	if pic != nil {
		return append(out, para{style: pictured, picture: pic, text: nil})
	}
	return append(out, para{style: body, text: plain(alt)})
}

// photo is a photo as it came from the tree: upright, shrunk, and without what a camera writes into a file. One whose
// first bytes are no JPEG's would make Word refuse the whole file.
func photo(f *reports.Figure) *picture {
	p := f.Picture
	if p.Wide <= 0 || p.High <= 0 || !bytes.HasPrefix(p.JPEG, []byte{0xFF, 0xD8, 0xFF}) {
		return nil
	}
	wide := math.Min(pictureWide, pictureHigh*float64(p.Wide)/float64(p.High))
	return &picture{data: p.JPEG, ending: "jpeg", wide: wide, high: wide * float64(p.High) / float64(p.Wide), alt: f.Alt}
}

// sketched is a drawing or chart, drawn as on the PDF's page.
func sketched(b reports.Block, alt string) *picture {
	s, ok := layout.Draw(b, pictureWide)
	if !ok || s.W <= 0 || s.H <= 0 || s.H > 2*pictureWide {
		return nil
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, raster(s, dotsAMM)); err != nil {
		return nil
	}
	return &picture{data: buf.Bytes(), ending: "png", wide: s.W, high: s.H, alt: alt}
}

// The strip that shows where a centile stands, in mm.
const (
	stripWide = 42.0
	stripHigh = 5.6
)

// centile is a line from 1 to 99 with the middle half of children that age in grey, and a dot for this one. The number
// stands beside it.
func centile(v float64) *picture {
	x := func(c float64) float64 { return 1.5 + (stripWide-3)*(c-1)/98 }
	const middle = stripHigh / 2
	s := layout.Sketch{W: stripWide, H: stripHigh, Items: []layout.Item{
		{Shape: layout.Rect, X: x(25), Y: 0.8, W: x(75) - x(25), H: stripHigh - 1.6, Fill: layout.Hair},
		{Shape: layout.Line, X: x(1), Y: middle, W: x(99) - x(1), Stroke: layout.Rule, Weight: 0.35},
		{Shape: layout.Line, X: x(50), Y: 0.8, H: stripHigh - 1.6, Stroke: layout.Rule, Weight: 0.35},
		{Shape: layout.Dot, X: x(v), Y: middle, W: 3.6, Fill: layout.White},
		{Shape: layout.Dot, X: x(v), Y: middle, W: 3, Fill: layout.Ink},
	}}
	var buf bytes.Buffer
	if err := png.Encode(&buf, raster(s, dotsAMM)); err != nil {
		return nil
	}
	return &picture{data: buf.Bytes(), ending: "png", wide: s.W, high: s.H, alt: fmt.Sprintf("Centile %v on a line from 1 to 99", v)}
}

// emu is a length in the unit of DrawingML.
func emu(mm float64) int { return max(1, int(math.Round(mm*36000))) }

// drawing is the picture as an inline drawing; n counts the pictures of the file from one.
func (p *picture) drawing(n int) string {
	alt := esc(p.alt)
	if strings.TrimSpace(alt) == "" { // lint says it to the author; a reader at least hears that there is one
		alt = "Picture"
	}
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="%[3]d" name="Picture %[3]d" descr="%[4]s"/>`+
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%[3]d" name="Picture %[3]d" descr="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="%[5]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		emu(p.wide), emu(p.high), n, alt, pictureRel(n))
}

// pictureRel is the name of a picture's relationship; a form's own are called otherwise (rId1, rId2, …).
func pictureRel(n int) string { return fmt.Sprintf("rIdPicture%d", n) }

// file is where the picture stands in the package.
func (p *picture) file(n int) string { return fmt.Sprintf("media/picture%d.%s", n, p.ending) }
