package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// PictureData is a small picture with its words. While Image is nil, Words stand in its place on grey.
type PictureData struct {
	Name  string // what a screen reader says
	Image image.Image
	Icon  Icon     // over the words
	Words string   // such as "Not on this tablet yet"
	Verb  string   // what a tap does then, such as "Fetch"
	Title string   // below the picture
	Line  string   // below the title
	Tag   *TagData // at the foot
}

// PictureCard is a small picture to tap, with or without words below it.
type PictureCard struct {
	control
	data  PictureData
	back  *canvas.Rectangle
	edge  *canvas.Rectangle
	grey  *canvas.Rectangle
	img   *canvas.Image
	icon  *canvas.Raster
	words *Text
	title *Text
	line  *Text
	tag   *Tag
	bare  bool // the picture alone, as in a stream
}

// NewPictureCard makes a card; tap may be nil.
func NewPictureCard(d PictureData, tap func()) *PictureCard {
	c := &PictureCard{back: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), grey: canvas.NewRectangle(nil),
		img: &canvas.Image{FillMode: canvas.ImageFillCover}, icon: newPicture(), words: Quieter("").Align(fyne.TextAlignCenter),
		title: Strong(""), line: Quieter(""), tag: NewTag(TagPlain, "")}
	c.onTap = tap
	c.data = d
	c.become(c)
	c.SetData(d)
	return c
}

// Bare shows the picture alone.
func (c *PictureCard) Bare() *PictureCard {
	c.bare = true
	c.redraw()
	return c
}

// SetData shows another picture, as a recycled card must.
func (c *PictureCard) SetData(d PictureData) {
	c.data = d
	c.name = d.Name
	words := Span{Text: d.Words}
	if d.Verb != "" {
		c.words.SetSpans(words, Span{Text: "\n" + d.Verb, Bold: true, Color: Blue})
	} else {
		c.words.SetSpans(words)
	}
	c.title.SetText(d.Title)
	c.line.SetText(d.Line)
	if d.Tag != nil {
		c.tag.SetTag(*d.Tag)
	}
	if c.img.Image != d.Image {
		c.img.Image = d.Image
		c.img.Refresh()
	}
	c.redraw()
}

// Data is what the card shows.
func (c *PictureCard) Data() PictureData { return c.data }

func (c *PictureCard) idle() bool { return c.onTap == nil }

func (c *PictureCard) spoken() string {
	s := c.name
	for _, more := range []string{c.data.Words, c.data.Line} {
		if more != "" {
			s += ", " + more
		}
	}
	if c.data.Tag != nil {
		s += ", " + c.data.Tag.Text
	}
	return s
}

func (c *PictureCard) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{c.back, c.grey, c.img, c.icon, c.words, c.title, c.line, c.tag, c.edge}
	return append(all, c.ring.parts()...)
}

func (c *PictureCard) dress() {
	none := c.data.Image == nil
	body := Surface
	if c.pressed && c.onTap != nil {
		body = Well
	}
	fill(c.back, body, Clear, 0, pictureRadius)
	fill(c.grey, Well, Clear, 0, 0)
	c.grey.TopLeftCornerRadius, c.grey.TopRightCornerRadius = pictureRadius, pictureRadius
	if c.bare {
		c.grey.CornerRadius = pictureRadius
	}
	fill(c.edge, Clear, Edge, 1, pictureRadius)
	c.img.CornerRadius = 0
	if c.bare {
		c.img.CornerRadius = pictureRadius
	}
	c.img.Hidden, c.grey.Hidden, c.words.Hidden = none, !none, !none || c.data.Words == ""
	icon := c.data.Icon
	if !none {
		icon = ""
	}
	paintIcon(c.icon, icon, Soft)
	c.title.Hidden, c.line.Hidden = c.bare || c.data.Title == "", c.bare || c.data.Line == ""
	c.tag.Hidden = c.bare || c.data.Tag == nil
	c.ring.dress(c.focused, pictureRadius)
}

// pictureRadius is the corner of a picture; picturePad the room around its words.
const (
	pictureRadius = 12
	picturePad    = 12
)

// pictureHigh is the height of a picture at a width: most photos are 4 to 3.
func pictureHigh(w float32) float32 { return w * 3 / 4 }

func (c *PictureCard) leastWidth() float32 {
	if c.bare {
		return 96
	}
	if c.data.Tag != nil {
		return max(140, c.tag.MinSize().Width+2*picturePad)
	}
	return 140
}

func (c *PictureCard) least() fyne.Size {
	w := max(c.leastWidth(), c.Size().Width)
	return fyne.NewSize(c.leastWidth(), c.HeightFor(w))
}

// NaturalWidth is the drawn width.
func (c *PictureCard) NaturalWidth() float32 {
	if c.bare {
		return 128
	}
	return 220
}

// HeightFor is the height at a width; words that stand in place of the picture are never cut.
func (c *PictureCard) HeightFor(w float32) float32 {
	h := c.top(w)
	for _, o := range c.below() {
		h += 6 + HeightFor(o, w-2*picturePad)
	}
	if len(c.below()) > 0 {
		h += picturePad
	}
	return h
}

// top is the height of the picture, or of the words in its place.
func (c *PictureCard) top(w float32) float32 {
	h := pictureHigh(w)
	if !c.words.Hidden {
		h = max(h, c.words.HeightFor(w-2*picturePad)+2*picturePad+c.iconRoom())
	}
	return h
}

func (c *PictureCard) iconRoom() float32 {
	if c.icon.Hidden {
		return 0
	}
	return 32
}

// below are the words under the picture.
func (c *PictureCard) below() []fyne.CanvasObject {
	return shown([]fyne.CanvasObject{c.title, c.line, c.tag})
}

func (c *PictureCard) arrange(size fyne.Size) {
	place(c.back, 0, 0, size.Width, size.Height)
	place(c.edge, 0, 0, size.Width, size.Height)
	h := c.top(size.Width)
	if len(c.below()) == 0 {
		h = size.Height
	}
	place(c.grey, 0, 0, size.Width, h)
	place(c.img, 1, 1, size.Width-2, h-2)
	w := size.Width - 2*picturePad
	wh := c.words.HeightFor(w)
	y := (h - wh - c.iconRoom()) / 2
	place(c.icon, (size.Width-24)/2, y, 24, 24)
	if c.words.Hidden {
		place(c.icon, (size.Width-24)/2, (h-24)/2, 24, 24)
	}
	place(c.words, picturePad, y+c.iconRoom(), w, wh)
	at := h
	for _, o := range c.below() {
		oh := HeightFor(o, w)
		ow := w
		if o == fyne.CanvasObject(c.tag) {
			ow = min(w, NaturalWidth(o))
		}
		place(o, picturePad, at+6, ow, oh)
		at += 6 + oh
	}
	c.ring.arrange(0, 0, size.Width, size.Height)
}
