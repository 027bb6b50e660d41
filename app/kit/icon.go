package kit

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/fieldfare/fieldfare/assets"
)

// Icon names a line icon of assets/icons.
type Icon string

// tinted is an icon in one colour. Fyne's own coloured resource replaces fills only, and these icons are strokes;
// the colour is part of the name because Fyne caches pictures by name.
type tinted struct {
	name string
	body []byte
}

func (t tinted) Name() string    { return t.name }
func (t tinted) Content() []byte { return t.body }

// resource answers the icon in a colour; an unknown icon is an empty picture, which a test forbids.
func (i Icon) resource(c color.Color) fyne.Resource {
	r, g, b, _ := c.RGBA()
	code := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	raw, err := assets.Icons.ReadFile("icons/" + string(i) + ".svg")
	if err != nil {
		raw = []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"></svg>`)
	}
	return tinted{string(i) + code + ".svg", bytes.ReplaceAll(raw, []byte("#000000"), []byte(code))}
}

// newIcon makes the picture of an icon.
func newIcon(i Icon, c fyne.ThemeColorName) *canvas.Image {
	img := canvas.NewImageFromResource(i.resource(tone(c)))
	img.FillMode = canvas.ImageFillContain
	return img
}

// paintIcon gives a picture the icon and colour of the moment.
func paintIcon(img *canvas.Image, i Icon, c fyne.ThemeColorName) {
	if i == "" {
		img.Hide()
		return
	}
	img.Show()
	res := i.resource(tone(c))
	if img.Resource == nil || img.Resource.Name() != res.Name() {
		img.Resource, img.Image = res, nil
		img.Refresh()
	}
}

// Symbol is an icon standing alone in a layout, such as the one before a section title.
type Symbol struct {
	wid
	icon  Icon
	color fyne.ThemeColorName
	size  float32
	img   *canvas.Image
}

// NewSymbol makes an icon of a size (20, 24 or 32) in a colour.
func NewSymbol(i Icon, size float32, c fyne.ThemeColorName) *Symbol {
	s := &Symbol{icon: i, color: c, size: size, img: newIcon(i, c)}
	s.become(s)
	return s
}

// SetIcon changes what is shown and how it is coloured.
func (s *Symbol) SetIcon(i Icon, c fyne.ThemeColorName) {
	s.icon, s.color = i, c
	s.redraw()
}

func (s *Symbol) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.img} }
func (s *Symbol) dress()                     { paintIcon(s.img, s.icon, s.color) }
func (s *Symbol) least() fyne.Size           { return fyne.NewSize(s.size, s.size) }
func (s *Symbol) arrange(size fyne.Size) {
	place(s.img, (size.Width-s.size)/2, (size.Height-s.size)/2, s.size, s.size)
}

// logo is the mark of the app. It is never tinted.
var logo = fyne.NewStaticResource("fieldfare.svg", assets.IconSVG)

// NewLogo makes the mark at a size.
func NewLogo(size float32) fyne.CanvasObject {
	img := canvas.NewImageFromResource(logo)
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSize(size, size))
	img.CornerRadius = size * 116 / 512 // Fyne's SVG reader knows no round rectangles
	return img
}
