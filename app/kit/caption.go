package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// caption is the icon and the words of a control side by side. The words stand on one line wherever there is room; in large text
// or a language of long words they go on below rather than run over the edge.
type caption struct {
	words *Text
	img   *canvas.Raster
	side  float32 // of the icon
	gap   float32 // between the two
	after bool    // the icon stands behind the words
}

func newCaption(text string, side, gap float32) caption {
	return caption{words: NewText(text, SizeBody, Ink, true), img: newPicture(), side: side, gap: gap}
}

// dress shows the words and the icon in an ink.
func (c *caption) dress(text string, size fyne.ThemeSizeName, ink fyne.ThemeColorName, bold bool, i Icon) {
	c.words.SetText(text)
	c.words.SetSize(size).SetBold(bold).SetColor(ink)
	paintIcon(c.img, i, ink)
}

func (c *caption) parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.img, c.words} }

// room is what the icon takes beside the words.
func (c *caption) room() float32 {
	switch {
	case c.img.Hidden:
		return 0
	case c.words.String() == "":
		return c.side
	}
	return c.side + c.gap
}

// natural is the width of icon and words on one line.
func (c *caption) natural() float32 {
	if c.words.String() == "" {
		return c.room()
	}
	return c.room() + c.words.NaturalWidth()
}

// least is the width below which a word would be broken.
func (c *caption) least() float32 {
	if c.words.String() == "" {
		return c.room()
	}
	return c.room() + c.words.leastWidth()
}

// heightFor is the height of the words in a width, and of the air around them once they need more than one line.
func (c *caption) heightFor(width, drawn float32) float32 {
	if width >= c.natural()-0.5 {
		return drawn
	}
	return max(drawn, c.words.HeightFor(width-c.room())+16)
}

// arrange centres icon and words in a box; with at >= 0 they begin there instead.
func (c *caption) arrange(at, pad float32, size fyne.Size) {
	w := min(c.natural(), size.Width-2*pad)
	x := at
	if at < 0 {
		x = (size.Width - w) / 2
	}
	words := w - c.room()
	if words < c.words.NaturalWidth()-0.5 {
		words = c.words.flow(words).width // as wide as its widest line, so that the icon stands beside it
		if at < 0 {
			x = (size.Width - c.room() - words) / 2
		}
	}
	icon := x
	switch {
	case c.after:
		icon = x + words + c.gap
	case !c.img.Hidden:
		x += c.room()
	}
	h := c.words.HeightFor(words)
	place(c.img, icon, (size.Height-c.side)/2, c.side, c.side)
	place(c.words, x, (size.Height-h)/2+lift, words, h)
}
