package photo

import (
	"image"
	"image/color"
	"math"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assets"
)

// The faces of labels: the app's own, and one for letters that it lacks.
var (
	letters = sync.OnceValue(func() *opentype.Font { return parse(assets.FontSemiBold) })
	others  = sync.OnceValue(func() *opentype.Font { return parse(assets.FontFallbackBold) })
)

// parse opens a font that ships with the app; a broken one is a fault that every test would see.
func parse(ttf []byte) *opentype.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic(err)
	}
	return f
}

// writer writes words at a size.
type writer struct{ main, rest font.Face }

func newWriter(size float64) (*writer, error) {
	o := &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone}
	main, err := opentype.NewFace(letters(), o)
	if err != nil {
		return nil, err
	}
	rest, err := opentype.NewFace(others(), o)
	return &writer{main, rest}, err
}

// face is the face that has a letter.
func (w *writer) face(r rune) font.Face {
	if _, ok := w.main.GlyphAdvance(r); ok {
		return w.main
	}
	return w.rest
}

func (w *writer) width(s string) float64 {
	var sum fixed.Int26_6
	for _, r := range s {
		a, _ := w.face(r).GlyphAdvance(r)
		sum += a
	}
	return float64(sum) / 64
}

func (w *writer) write(img *image.RGBA, x, y float64, s string, c color.Color) {
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(y * 64)}}
	for _, r := range s {
		d.Face = w.face(r)
		d.DrawString(string(r))
	}
}

// lines breaks words at spaces; a word that is too wide alone runs over.
func (w *writer) lines(s string, most float64) []string {
	var out []string
	for _, word := range strings.Fields(s) {
		if n := len(out); n > 0 && w.width(out[n-1]+" "+word) <= most {
			out[n-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// label writes words on a bright plate whose upper left corner is at a place, moved as far as needed to stay within the picture.
func label(img *image.RGBA, within image.Rectangle, x, y float64, words string, size float64) {
	w, err := newWriter(max(size, 8))
	if err != nil {
		return
	}
	pad, high := size*0.45, size*1.25
	lines := w.lines(words, float64(within.Dx())*0.6)
	wide := 0.0
	for _, l := range lines {
		wide = max(wide, w.width(l))
	}
	wide, tall := wide+2*pad, float64(len(lines))*high+pad
	x = max(float64(within.Min.X)+pad, min(x, float64(within.Max.X)-wide-pad))
	y = max(float64(within.Min.Y)+pad, min(y, float64(within.Max.Y)-tall-pad))
	plate(img, x-pad*0.2, y-pad*0.2, wide+pad*0.4, tall+pad*0.4, ink)
	plate(img, x, y, wide, tall, bright)
	for i, l := range lines {
		w.write(img, x+pad, y+pad*0.4+high*float64(i)+size*0.92, l, ink)
	}
}

// plate fills a rectangle with round corners.
func plate(img *image.RGBA, x, y, w, h float64, c color.RGBA) {
	r := min(h/4, w/4)
	for at := y + r; at < y+h-r+0.5; at += math.Max(1, r*0.5) {
		kit.DrawLine(img, x+r, at, x+w-r, at, r, c)
	}
	kit.DrawLine(img, x+r, y+h-r, x+w-r, y+h-r, r, c)
}
