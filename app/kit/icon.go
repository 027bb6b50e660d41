package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/fieldfare/fieldfare/assets"
)

// Icon names a line icon of assets/icons.
type Icon string

// newPicture makes an empty place for an icon.
func newPicture() *canvas.Raster { return canvas.NewRaster(blank) }

func blank(int, int) image.Image { return image.NewNRGBA(image.Rect(0, 0, 1, 1)) }

// newIcon makes the picture of an icon.
func newIcon(i Icon, c fyne.ThemeColorName) *canvas.Raster {
	r := newPicture()
	paintIcon(r, i, c)
	return r
}

// paintIcon gives a picture the icon and colour of the moment; no icon hides it.
func paintIcon(r *canvas.Raster, i Icon, c fyne.ThemeColorName) {
	r.Hidden = i == ""
	if i == "" {
		return
	}
	ink := tone(c)
	r.Generator = func(w, h int) image.Image { return i.draw(ink, w, h) }
	canvas.Refresh(r)
}

// draw makes the icon in a colour for so many pixels; an unknown icon is an empty picture, which a test forbids.
func (i Icon) draw(ink color.Color, w, h int) image.Image {
	return drawn("icons/"+string(i)+".svg", ink, min(w, h))
}

// Symbol is an icon standing alone in a layout, such as the one before a section title.
type Symbol struct {
	wid
	icon  Icon
	color fyne.ThemeColorName
	size  float32
	img   *canvas.Raster
}

// NewSymbol makes an icon of a size (20, 24 or 32) in a colour.
func NewSymbol(i Icon, size float32, c fyne.ThemeColorName) *Symbol {
	s := &Symbol{icon: i, color: c, size: size, img: newPicture()}
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

// NewLogo makes the mark of the app at a size. It is never tinted and never moves.
func NewLogo(size float32) fyne.CanvasObject {
	r := canvas.NewRaster(func(w, h int) image.Image { return rasterize("logo", assets.IconSVG, min(w, h)) })
	r.SetMinSize(fyne.NewSize(size, size))
	return r
}
