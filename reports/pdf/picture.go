package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image/color"
	"image/jpeg"
	"strings"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// points turns millimetres into the file's unit.
const points = 72 / 25.4

// path draws lines through points.
func (p *painter) path(it layout.Item) {
	if len(it.Points) < 2 {
		return
	}
	style := ""
	if it.Fill != (layout.Color{}) && it.Closed {
		p.fill(it.Fill)
		style = "F"
	}
	if it.Weight > 0 {
		p.stroke(it.Stroke, it.Weight)
		style = map[bool]string{true: "DF", false: "D"}[style == "F"]
	}
	if style == "" {
		return
	}
	if it.Dash > 0 {
		p.c.SetDashPattern([]float64{it.Dash, it.Dash}, 0)
	}
	for i, at := range it.Points {
		if i == 0 {
			p.c.MoveTo(it.X+at[0], it.Y+at[1])
		} else {
			p.c.LineTo(it.X+at[0], it.Y+at[1])
		}
	}
	if it.Closed {
		p.c.ClosePath()
	}
	p.c.DrawPath(style)
	if it.Dash > 0 {
		p.c.SetDashPattern(nil, 0)
	}
}

// picture draws a JPEG by a name of ours; finish puts its bytes into the file as they are. gofpdf never sees them: it
// sorts pictures by width, so that two of one width come in any order.
func (p *painter) picture(it layout.Item) {
	key := sha256.Sum256(it.Picture.JPEG)
	n, known := p.pictures[key]
	if !known {
		n = len(p.jpegs)
		p.pictures[key] = n
		p.jpegs = append(p.jpegs, it.Picture)
	}
	p.c.RawWriteStr(fmt.Sprintf("q %.3f 0 0 %.3f %.3f %.3f cm /P%d Do Q", it.W*points, it.H*points, it.X*points, (297-it.Y-it.H)*points, n))
}

// pictures writes the JPEGs and returns their entry in the resources. Each is read to its end first: a file that is
// kept for years must not hold a picture that no reader can open.
func pictures(f *file, jpegs []*reports.Picture) (string, error) {
	if len(jpegs) == 0 {
		return "", nil
	}
	var entries strings.Builder
	for i, j := range jpegs {
		img, err := jpeg.Decode(bytes.NewReader(j.JPEG))
		if err != nil {
			return "", layout.BadPicture(fmt.Errorf("picture %d: %w", i+1, err))
		}
		space := "/DeviceRGB"
		switch img.ColorModel() {
		case color.GrayModel:
			space = "/DeviceGray"
		case color.CMYKModel:
			return "", layout.BadPicture(fmt.Errorf("picture %d is in inks, not in light", i+1))
		}
		r := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode",
			img.Bounds().Dx(), img.Bounds().Dy(), space), j.JPEG)
		fmt.Fprintf(&entries, "/P%d %s ", i, r)
	}
	return " /XObject <<" + entries.String() + ">>", nil
}

// boxOf returns the BBox of a figure's content in points: left, bottom, right, top.
func boxOf(book *layout.Book, node int) string {
	var x0, y0, x1, y1 float64
	some := false
	for _, page := range book.Pages {
		for _, it := range page.Items {
			if it.Node != node {
				continue
			}
			a, b, c, d := it.Bounds()
			if !some {
				x0, y0, x1, y1, some = a, b, c, d, true
			}
			x0, y0, x1, y1 = min(x0, a), min(y0, b), max(x1, c), max(y1, d)
		}
	}
	return fmt.Sprintf("[%.2f %.2f %.2f %.2f]", x0*points, (297-y1)*points, x1*points, (297-y0)*points)
}
