package kit

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"regexp"
	"strconv"
	"sync"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"github.com/fieldfare/fieldfare/assets"
)

// Fyne's own SVG pictures draw every stroke in pixels of the screen, whatever the size of the picture: an icon would
// be too bold at 20 units and too thin on a sharp screen. Here strokes grow with the picture.
var (
	strokeWidth = regexp.MustCompile(`stroke-width="([0-9.]+)"`)
	roundCorner = regexp.MustCompile(` rx="([0-9.]+)"`)
)

// pictures keeps what has been drawn: the same few icons, colours and sizes come back on every screen.
var pictures = struct {
	sync.Mutex
	drawn map[string]*picture
}{drawn: map[string]*picture{}}

// A picture is drawn once. Whoever wants it meanwhile waits for it, and for no other.
type picture struct {
	once sync.Once
	img  image.Image
}

// picturesKept bounds the store; an icon of 48 pixels takes 9 kB.
const picturesKept = 1024

// drawn answers a file of assets in one colour and size, square.
func drawn(file string, ink color.Color, side int) image.Image {
	r, g, b, _ := ink.RGBA()
	code := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	raw, err := assets.Icons.ReadFile(file)
	if err != nil {
		return blank(side, side)
	}
	return rasterize(file+code, bytes.ReplaceAll(raw, []byte("#000000"), []byte(code)), side)
}

// rasterize draws an SVG of equal sides. The name stands for its content in the store.
func rasterize(name string, svg []byte, side int) image.Image {
	return rasterizeTo(name, svg, side, side)
}

// rasterizeTo draws an SVG for so many pixels, from the store when it has been drawn before.
func rasterizeTo(name string, svg []byte, w, h int) image.Image {
	key := fmt.Sprint(name, " ", w, " ", h)
	pictures.Lock()
	p := pictures.drawn[key]
	if p == nil {
		if len(pictures.drawn) >= picturesKept {
			clear(pictures.drawn)
		}
		p = new(picture)
		pictures.drawn[key] = p
	}
	pictures.Unlock()
	p.once.Do(func() { p.img = rasterizeNow(svg, w, h) })
	return p.img
}

func rasterizeNow(svg []byte, w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg))
	if err != nil || w <= 0 || h <= 0 || icon.ViewBox.W <= 0 {
		return img
	}
	scale := float64(w) / icon.ViewBox.W
	svg = roundCorner.ReplaceAll(svg, []byte(` rx="$1" ry="$1"`))
	svg = strokeWidth.ReplaceAllFunc(svg, func(m []byte) []byte {
		stroke, err := strconv.ParseFloat(string(strokeWidth.FindSubmatch(m)[1]), 64)
		if err != nil {
			return m
		}
		return fmt.Appendf(nil, `stroke-width="%.3f"`, stroke*scale)
	})
	if icon, err = oksvg.ReadIconStream(bytes.NewReader(svg)); err != nil {
		return img
	}
	icon.SetTarget(0, 0, float64(w), float64(h))
	icon.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, img, img.Bounds())), 1)
	return img
}
