package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// SourceChip names where a sentence comes from and goes there: the look of a source tag, within a target a finger can hit.
type SourceChip struct {
	control
	back  *canvas.Rectangle
	img   *canvas.Raster
	label *canvas.Text
}

// NewSourceChip makes a chip of words such as “12 March, 09:31”.
func NewSourceChip(words string, tap func()) *SourceChip {
	c := &SourceChip{back: canvas.NewRectangle(nil), label: canvas.NewText(words, nil), img: newPicture()}
	c.name, c.onTap = words, tap
	c.become(c)
	return c
}

func (c *SourceChip) spoken() string { return "From " + c.name }

func (c *SourceChip) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.back, c.img, c.label}, c.ring.parts()...)
}

func (c *SourceChip) dress() {
	body := Well
	if c.pressed {
		body = BlueTint
	}
	fill(c.back, body, Clear, 0, 8)
	c.label.Text, c.label.Color, c.label.TextSize = c.name, tone(Soft), textSize(SizeBody)
	paintIcon(c.img, IconLink, Soft)
	c.ring.dress(c.focused, 8)
}

func (c *SourceChip) least() fyne.Size {
	return fyne.NewSize(max(target, c.label.MinSize().Width+chipIcon+26), grown(48))
}

func (c *SourceChip) arrange(size fyne.Size) {
	const air = 8 // above and below what is drawn, still a target
	place(c.back, 0, air, size.Width, size.Height-2*air)
	c.ring.arrange(0, air, size.Width, size.Height-2*air)
	m := c.label.MinSize()
	place(c.img, 10, (size.Height-chipIcon)/2, chipIcon, chipIcon)
	place(c.label, 10+chipIcon+6, (size.Height-m.Height)/2+lift, m.Width, m.Height)
}
