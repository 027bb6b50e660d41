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
	label  caption
}

// NewChip makes a chip; tap is told nothing, because the caller owns what is chosen.
func NewChip(text string, chosen bool, tap func()) *Chip {
	c := &Chip{text: text, chosen: chosen, back: canvas.NewRectangle(nil), label: newCaption(text, chipIcon, 8)}
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
		Relay(group) // what is chosen is wider than it was
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
	group = Wrap(8, objects...)
	return group, set
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
			Relay(group)
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
	rim := color.RGBAModel.Convert(tone(Edge)).(color.RGBA)
	DrawLine(img, x, y, x, y, side/2-0.5, rim) // black ink on a dark chip, and yellow on a light one, would not be seen
	DrawLine(img, x, y, x, y, side/2-2.5, c.pen.Colour())
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
	return append(append([]fyne.CanvasObject{c.back}, c.label.parts()...), c.ring.parts()...)
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
	c.label.dress(c.text, SizeBody, ink, c.chosen, c.shownIcon())
	if c.pen != nil {
		c.label.img.Hidden, c.label.img.Generator = false, c.disc
		canvas.Refresh(c.label.img)
	}
	c.ring.dress(c.focused, radius)
}

// chipIcon is the size of an icon in a chip or tag.
const chipIcon = 20

// chipPad is the room at both ends of the words.
const chipPad = 16

// HeightFor is 48, more where the words need a second line.
func (c *Chip) HeightFor(w float32) float32 { return c.label.heightFor(w-2*chipPad, grown(48)) }

// NaturalWidth holds the words on one line.
func (c *Chip) NaturalWidth() float32 { return max(target, c.label.natural()+2*chipPad) }

func (c *Chip) leastWidth() float32 { return max(target, c.label.least()+2*chipPad) }

func (c *Chip) least() fyne.Size {
	w := c.NaturalWidth()
	if has := c.Size().Width; has > 0 {
		return fyne.NewSize(min(w, max(has, c.leastWidth())), c.HeightFor(has))
	}
	return fyne.NewSize(w, c.HeightFor(w))
}

func (c *Chip) arrange(size fyne.Size) {
	place(c.back, 0, 0, size.Width, size.Height)
	c.ring.arrange(0, 0, size.Width, size.Height)
	c.label.arrange(-1, chipPad, size)
}
