package layout

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// Picture measures: no higher than leaves room for two on a page, and no larger than makes its pixels visible.
const (
	pictureHigh  = 108.0
	leastPixels  = 110 / 25.4 // in a mm
	underPicture = 1.8
)

// sheetOrPicture sets the blocks that are pictures or made to be filled in. A block that nothing here knows stops the
// whole: a report that leaves out a part without a word is worse than none.
func (l *layer) sheetOrPicture(b reports.Block) {
	switch b := b.(type) {
	case *reports.Figure:
		l.figure(b)
	case *reports.Drawing:
		s, err := drawing(b, colW)
		l.sketch(s, err, "", b.Caption, "", b.Alt)
	case *reports.Chart:
		s, err := chart(b, colW)
		l.sketch(s, err, b.Caption, "", b.Note, b.Alt)
	case *reports.Steps:
		l.steps(b)
	case *reports.Beside:
		l.beside(b)
	case *reports.TickGrid:
		l.tickGrid(b)
	case *reports.Volume:
		l.volume(b)
	case *reports.Contents:
		l.contents(b)
	default:
		name := "nothing"
		if b != nil {
			name = b.BlockType()
		}
		l.fail(assessments.Errorf(assessments.TooNew, "layout.block",
			"This report has a part (%q) that this Fieldfare cannot draw. Update Fieldfare, then open it again.", name))
	}
}

// fail keeps the first error.
func (l *layer) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// CheckPicture returns an error for a picture that is not the JPEG it says it is: eight bits, grey or colour, as many
// pixels as it says. Only the head is read.
func CheckPicture(p reports.Picture) error {
	c, err := jpeg.DecodeConfig(bytes.NewReader(p.JPEG))
	if err == nil && (c.Width != p.Wide || c.Height != p.High || c.Width == 0 || c.Height == 0) {
		err = image.ErrFormat
	}
	if err != nil {
		return BadPicture(err)
	}
	return nil
}

// BadPicture is the error for a picture that cannot be read.
func BadPicture(err error) error {
	return assessments.Wrap(err, assessments.Invalid, "layout.picture", "A picture in this report cannot be drawn. Take it out, or add it again.")
}

// figure sets a photo with its caption under it.
func (l *layer) figure(f *reports.Figure) {
	if err := CheckPicture(f.Picture); err != nil {
		l.fail(err)
		return
	}
	w := min(colW, float64(f.Picture.Wide)/leastPixels)
	h := w * float64(f.Picture.High) / float64(f.Picture.Wide)
	if h > pictureHigh {
		w, h = w*pictureHigh/h, pictureHigh
	}
	// A strip of a picture a thousand times as wide as high would vanish.
	w, h = max(w, 1), max(h, 1)
	l.sketch(Sketch{W: w, H: h, Items: []Item{{Shape: Picture, W: w, H: h, Picture: &f.Picture}}}, nil, "", f.Caption, "", f.Alt)
}

// sketch sets a picture of items: title and note over it, as a chart has them, or a caption under it.
func (l *layer) sketch(s Sketch, err error, title, caption, note, alt string) {
	if err != nil {
		l.fail(err)
		return
	}
	at := len(l.strips)
	div := l.node(0, Node{Role: RoleDiv})
	if title != "" {
		l.flow(words(title, styleCaption), colX, colW, l.node(div, Node{Role: RoleCaption}))
	}
	if note != "" {
		l.flow(words(note, styleNote), colX, colW, l.node(div, Node{Role: RoleP}))
	}
	if len(l.strips) > at {
		l.gap = 3
	}
	if strings.TrimSpace(alt) == "" {
		alt = "A picture. What it shows is not said in words."
	}
	n := l.node(div, Node{Role: RoleFigure, Alt: alt})
	l.add(strip{h: s.H, items: spaced(moved(s.Items, colX+(colW-s.W)*l.inset(s.W), 0, n))})
	if caption != "" {
		l.gap = underPicture
		l.flow(words(caption, styleNote), colX, colW, l.node(div, Node{Role: RoleCaption}))
	}
	l.stick(at, firm)
}

// inset says where a picture narrower than the column stands: at its left edge, as everything does, but in the middle
// where it is nearly as wide.
func (l *layer) inset(w float64) float64 {
	if w > colW*0.8 {
		return 0.5
	}
	return 0
}

// spaced ends every word of a picture in a space, so that whoever reads or copies it out does not run them together.
func spaced(items []Item) []Item {
	for i, it := range items {
		if it.Shape != Text || strings.HasSuffix(it.Text, " ") {
			continue
		}
		if i+1 < len(items) { // a name with a letter from another font is several items
			if next := items[i+1]; next.Shape == Text && next.Y == it.Y && math.Abs(next.X-it.X-it.W) < slack {
				continue
			}
		}
		items[i].Text, items[i].Xs = it.Text+" ", append(slices.Clip(it.Xs), it.W)
	}
	return items
}
