package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Face is one picture to choose, with its words.
type Face struct {
	Icon Icon
	Text string
}

// faceCard is one card of a Faces.
type faceCard struct {
	control
	face   Face
	chosen bool
	back   *canvas.Rectangle
	img    *canvas.Raster
	tick   *canvas.Raster
	words  *Text
}

func (c *faceCard) spoken() string {
	if c.chosen {
		return c.name + ", chosen"
	}
	return c.name
}

func (c *faceCard) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.back, c.img, c.tick, c.words}, c.ring.parts()...)
}

func (c *faceCard) dress() {
	body, edge, ink, stroke := Surface, Edge, Ink, float32(edgeStroke)
	tick := Icon("")
	if c.chosen {
		body, edge, ink, stroke, tick = BlueTint, Blue, OnBlueTint, 3, IconCheck
	}
	if c.pressed {
		body = Well
	}
	fill(c.back, body, edge, stroke, 12)
	paintIcon(c.img, c.face.Icon, ink)
	paintIcon(c.tick, tick, ink)
	c.words.SetColor(ink)
	c.ring.dress(c.focused, 12)
}

// faceSide is how large the picture is: a child points at it from the other side of a table.
const faceSide = 48

// HeightFor is the picture and the words under it.
func (c *faceCard) HeightFor(w float32) float32 { return faceSide + 34 + c.words.HeightFor(w-16) }

func (c *faceCard) leastWidth() float32 { return max(84, c.words.leastWidth()+16) }

func (c *faceCard) least() fyne.Size {
	w := max(c.leastWidth(), c.Size().Width)
	return fyne.NewSize(c.leastWidth(), c.HeightFor(w))
}

func (c *faceCard) arrange(size fyne.Size) {
	place(c.back, 0, 0, size.Width, size.Height)
	place(c.img, (size.Width-faceSide)/2, 12, faceSide, faceSide)
	place(c.tick, size.Width-32, 8, 24, 24)
	place(c.words, 8, faceSide+20, size.Width-16, c.words.HeightFor(size.Width-16))
	c.ring.arrange(0, 0, size.Width, size.Height)
}

// Faces is a row of pictures of which at most one is chosen; tapping the chosen one takes the choice back.
type Faces struct {
	wid
	cards  []*faceCard
	chosen int
	body   *fyne.Container
}

// NewFaces makes the row. about goes before each name for a screen reader, such as "Writing"; onChosen is told -1 when the choice
// was taken back.
func NewFaces(about string, faces []Face, chosen int, onChosen func(int)) *Faces {
	f := &Faces{chosen: chosen}
	var cells []fyne.CanvasObject
	for i, face := range faces {
		c := &faceCard{face: face, chosen: i == chosen, back: canvas.NewRectangle(nil), img: newPicture(), tick: newPicture(),
			words: NewText(face.Text, SizeBody, Ink, true).Align(fyne.TextAlignCenter)}
		c.name = about + ": " + face.Text
		c.onTap = func() {
			if i == f.chosen {
				i := -1
				f.SetChosen(i)
				onChosen(i)
				return
			}
			f.SetChosen(i)
			onChosen(i)
		}
		c.become(c)
		f.cards = append(f.cards, c)
		cells = append(cells, c)
	}
	f.body = Grid(len(faces), 8, cells...)
	f.become(f)
	return f
}

// SetChosen moves the choice without calling back.
func (f *Faces) SetChosen(n int) {
	f.chosen = n
	for i, c := range f.cards {
		c.chosen = i == n
		c.redraw()
	}
}

// HeightFor is the height at a width.
func (f *Faces) HeightFor(w float32) float32 { return HeightFor(f.body, w) }

// NaturalWidth is wide enough for a finger from the other side of a table.
func (f *Faces) NaturalWidth() float32 { return float32(len(f.cards)) * 120 }

func (f *Faces) leastWidth() float32 { return leastWidth(f.body) }

func (f *Faces) parts() []fyne.CanvasObject { return []fyne.CanvasObject{f.body} }
func (f *Faces) dress()                     {}
func (f *Faces) least() fyne.Size           { return f.body.MinSize() }
func (f *Faces) arrange(size fyne.Size)     { place(f.body, 0, 0, size.Width, size.Height) }
