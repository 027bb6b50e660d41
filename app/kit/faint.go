package kit

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// The least contrasts of WCAG 2.2: of words, and of icons and the edges of controls, with what is behind them.
const (
	leastText  = 4.5
	leastShape = 3.0
)

// Faint lists what is hard to see on a screen in sentences: words under a contrast of 4.5 with what lies behind them, icons and
// edges of fields under 3. It reads the colours from the tree, in the order they are painted, and paints nothing.
func Faint(root fyne.CanvasObject, window fyne.Size) []string {
	f := faint{window: window}
	whole := clipping{box: box{0, 0, window.Width, window.Height}}
	f.coat(whole.box, whole, tone(Page))
	walk(root, fyne.Position{}, whole, f.visit)
	return f.out
}

// faint is what was painted so far.
type faint struct {
	window fyne.Size
	coats  []coat
	out    []string
}

// coat is one fill; a nil colour is a picture, of which nobody knows what is behind words on it.
type coat struct {
	whole, seen box
	in          fyne.CanvasObject // the scroller that moves it
	color       color.Color
}

func (f *faint) coat(b box, clip clipping, c color.Color) {
	f.coats = append(f.coats, coat{b, b.cut(clip.box), clip.by, c})
}

// behind is the colour at a point, for something in a scroller; false means a picture, or that nobody can see so far.
func (f *faint) behind(x, y float32, clip clipping) (color.NRGBA, bool) {
	hidden := x < clip.x || y < clip.y || x > clip.x+clip.w || y > clip.y+clip.h
	var glass []color.NRGBA
	for i := len(f.coats) - 1; i >= 0; i-- {
		c := f.coats[i]
		b := c.seen
		switch {
		case c.in == clip.by:
			b = c.whole
		case hidden:
			continue // what is scrolled away lies on what is scrolled away with it
		}
		if x < b.x || y < b.y || x > b.x+b.w || y > b.y+b.h {
			continue
		}
		if c.color == nil {
			return color.NRGBA{}, false
		}
		n := color.NRGBAModel.Convert(c.color).(color.NRGBA)
		if n.A < 0xFF {
			glass = append(glass, n)
			continue
		}
		for j := len(glass) - 1; j >= 0; j-- {
			n = over(glass[j], n)
		}
		return n, true
	}
	return color.NRGBA{}, false
}

func (f *faint) visit(o fyne.CanvasObject, b box, clip clipping) bool {
	switch v := o.(type) {
	case *canvas.Rectangle:
		f.shape(b, clip, v.FillColor, v.StrokeColor, v.StrokeWidth)
	case *canvas.Circle:
		edge := v.StrokeColor
		if b.w < target {
			edge = nil // a mark beside words, such as the count on the Outbox
		}
		f.shape(b, clip, v.FillColor, edge, v.StrokeWidth)
	case *canvas.Raster:
		f.raster(v, b, clip)
	case *canvas.Image:
		f.coat(b, clip, nil)
	case *canvas.Text:
		if strings.TrimSpace(v.Text) != "" {
			f.words(v, b, clip)
		}
	}
	return true
}

// shape is a fill, and where the fill is that of a field also an edge that must be seen.
func (f *faint) shape(b box, clip clipping, body, edge color.Color, stroke float32) {
	if unseen(body) {
		return // an edge alone, such as that of a card, holds its content and nothing more
	}
	if stroke > 1 && !unseen(edge) {
		if back, ok := f.behind(b.x+b.w/2, b.y-1, clip); ok {
			f.check(fmt.Sprintf("the edge of the control at %.0f,%.0f", b.x, b.y), best(back, edge, body), leastShape)
		}
	}
	f.coat(b, clip, body)
}

// best is the stronger of the contrasts of an edge and of a fill: either is enough to see a control by.
func best(back, edge, body color.Color) float64 {
	return max(Contrast(edge, back), Contrast(body, back))
}

// raster is an icon, whose ink is the colour of its fullest point, or a picture.
func (f *faint) raster(r *canvas.Raster, b box, clip clipping) {
	const largest = 40 // the mark of the app is larger, and is not held: nobody needs it to find the way
	if b.w > largest || b.h > largest || r.Generator == nil {
		f.coat(b, clip, nil)
		return
	}
	ink, ok := inkOf(r.Generator(24, 24))
	if back, known := f.behind(b.x+b.w/2, b.y+b.h/2, clip); ok && known {
		f.check(fmt.Sprintf("an icon at %.0f,%.0f", b.x, b.y), Contrast(ink, back), leastShape)
	}
}

func inkOf(img image.Image) (ink color.NRGBA, ok bool) {
	at := img.Bounds()
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			if c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); c.A > ink.A {
				ink, ok = c, true
			}
		}
	}
	ink.A = 0xFF
	return ink, ok
}

// words are held at their two ends and in the middle: a fill may end under them.
func (f *faint) words(t *canvas.Text, b box, clip clipping) {
	worst := math.Inf(1)
	for _, x := range []float32{b.x + 2, b.x + b.w/2, b.x + b.w - 2} {
		if back, ok := f.behind(x, b.y+b.h/2, clip); ok {
			worst = min(worst, Contrast(t.Color, back))
		}
	}
	f.check(fmt.Sprintf("the words %q at %.0f,%.0f", t.Text, b.x, b.y), worst, leastText)
}

func (f *faint) check(what string, got, least float64) {
	if got < least-0.005 {
		f.out = append(f.out, fmt.Sprintf("%s stands out at %.2f, wants %.1f", what, got, least))
	}
}

// unseen tells a colour that nobody sees.
func unseen(c color.Color) bool {
	return c == nil || color.NRGBAModel.Convert(c).(color.NRGBA).A < 0x10
}

// over is a colour seen through another.
func over(top, below color.NRGBA) color.NRGBA {
	a := float64(top.A) / 255
	mix := func(t, b uint8) uint8 { return uint8(math.Round(float64(t)*a + float64(b)*(1-a))) }
	return color.NRGBA{mix(top.R, below.R), mix(top.G, below.G), mix(top.B, below.B), 0xFF}
}

// Contrast is how two colours stand out from one another, from 1 to 21, as WCAG 2.2 reckons it.
func Contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n.R) + 0.7152*part(n.G) + 0.0722*part(n.B)
}
