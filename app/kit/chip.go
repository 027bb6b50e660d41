package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Chip is a small choice that stays: chosen chips carry a tick, so that colour never speaks alone.
type Chip struct {
	control
	text   string
	icon   Icon
	chosen bool
	pen    *Pen // a disc of its colour stands before the words
	back   *canvas.Rectangle
	img    *canvas.Raster
	label  *canvas.Text
}

// NewChip makes a chip; tap is told nothing, because the caller owns what is chosen.
func NewChip(text string, chosen bool, tap func()) *Chip {
	c := &Chip{text: text, chosen: chosen, back: canvas.NewRectangle(nil), label: canvas.NewText(text, nil), img: newPicture()}
	c.name, c.onTap = text, tap
	c.become(c)
	return c
}

// NewChips makes a wrapping group of chips of which one is chosen (-1: none). It answers the group and a function that
// moves the choice without calling back.
func NewChips(texts []string, chosen int, onChosen func(int)) (group *fyne.Container, set func(int)) {
	chips := make([]*Chip, len(texts))
	set = func(n int) {
		for i, c := range chips {
			c.SetChosen(i == n)
		}
	}
	objects := make([]fyne.CanvasObject, len(texts))
	for i, s := range texts {
		chips[i] = NewChip(s, i == chosen, func() {
			set(i)
			if onChosen != nil {
				onChosen(i)
			}
		})
		objects[i] = chips[i]
	}
	return Wrap(8, objects...), set
}

// WithIcon sets an icon that shows while the chip is not chosen.
func (c *Chip) WithIcon(i Icon) *Chip {
	c.icon = i
	c.redraw()
	return c
}

// NewPens makes a wrapping group of the pens of a drawing, each with its colour and its name.
func NewPens(chosen Pen, onChosen func(Pen)) *fyne.Container {
	chips := make([]*Chip, len(PenNames))
	group := Wrap(8)
	for i, name := range PenNames {
		pen := Pen(i)
		chips[i] = NewChip(name, pen == chosen, func() {
			for n, c := range chips {
				c.SetChosen(n == i)
			}
			onChosen(pen)
		})
		chips[i].pen = &pen
		chips[i].redraw()
		group.Add(chips[i])
	}
	return group
}

// disc draws the colour of a pen, with a tick on it once the pen is chosen.
func (c *Chip) disc(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	side := float64(min(w, h))
	at := func(x, y float64) (float64, float64) { return x * side, y * side }
	x, y := at(0.5, 0.5)
	DrawLine(img, x, y, x, y, side/2-0.5, c.pen.Colour())
	if c.chosen {
		white := color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
		ax, ay := at(0.28, 0.52)
		bx, by := at(0.44, 0.68)
		dx, dy := at(0.73, 0.34)
		DrawLine(img, ax, ay, bx, by, side*0.05, white)
		DrawLine(img, bx, by, dx, dy, side*0.05, white)
	}
	return img
}

// SetChosen shows or clears the choice.
func (c *Chip) SetChosen(on bool) {
	if c.chosen != on {
		c.chosen = on
		c.redraw()
	}
}

// Chosen tells whether the chip is chosen.
func (c *Chip) Chosen() bool { return c.chosen }

// SetText changes the words.
func (c *Chip) SetText(s string) {
	c.text, c.name = s, s
	c.redraw()
}

func (c *Chip) spoken() string {
	if c.chosen {
		return c.name + ", chosen"
	}
	return c.name
}

// shownIcon is the tick while chosen: colour alone would not tell.
func (c *Chip) shownIcon() Icon {
	if c.pen != nil {
		return IconCheck // the room of a disc; the tick stands on it
	}
	if c.chosen {
		return IconCheck
	}
	return c.icon
}

func (c *Chip) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.back, c.img, c.label}, c.ring.parts()...)
}

func (c *Chip) dress() {
	body, edge, ink, stroke := Surface, Edge, Ink, float32(edgeStroke)
	if c.chosen {
		body, edge, ink, stroke = BlueTint, Blue, OnBlueTint, 2
	}
	if c.pressed {
		body = Well
	}
	radius := grown(48) / 2
	fill(c.back, body, edge, stroke, radius)
	c.label.Text, c.label.Color = c.text, tone(ink)
	c.label.TextSize, c.label.TextStyle = textSize(SizeBody), fyne.TextStyle{Bold: c.chosen}
	paintIcon(c.img, c.shownIcon(), ink)
	if c.pen != nil {
		c.img.Hidden, c.img.Generator = false, c.disc
		canvas.Refresh(c.img)
	}
	c.ring.dress(c.focused, radius)
}

// chipIcon is the size of an icon in a chip or tag.
const chipIcon = 20

// inner is the width of icon and words together.
func (c *Chip) inner() float32 {
	w := c.label.MinSize().Width
	if c.shownIcon() != "" {
		w += chipIcon + 8
	}
	return w
}

func (c *Chip) least() fyne.Size {
	return fyne.NewSize(max(target, c.inner()+32), grown(48))
}

func (c *Chip) arrange(size fyne.Size) {
	place(c.back, 0, 0, size.Width, size.Height)
	c.ring.arrange(0, 0, size.Width, size.Height)
	m := c.label.MinSize()
	x := (size.Width - c.inner()) / 2
	place(c.img, x, (size.Height-chipIcon)/2, chipIcon, chipIcon)
	if c.shownIcon() != "" {
		x += chipIcon + 8
	}
	place(c.label, x, (size.Height-m.Height)/2+lift, m.Width, m.Height)
}
