package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// upTo gives its object the height that it asks for, as far as there is room.
type upTo struct {
	memo
	high func(width, room float32) float32
}

// UpTo makes what scrolls inside itself no higher than its rows: a card of one row is one row high. high is told the width and the
// room there is, and answers what it would fill of it; nothing hides the object.
func UpTo(o fyne.CanvasObject, high func(width, room float32) float32) *fyne.Container {
	return &fyne.Container{Layout: &upTo{high: high}, Objects: []fyne.CanvasObject{o}}
}

func (l *upTo) natural(o []fyne.CanvasObject) float32 { return NaturalWidth(o[0]) }

func (l *upTo) heightFor(o []fyne.CanvasObject, width float32) float32 {
	return HeightFor(o[0], width)
}

func (l *upTo) leastWidth(o []fyne.CanvasObject) float32 { return leastWidth(o[0]) }

func (l *upTo) MinSize(o []fyne.CanvasObject) fyne.Size { return l.memo.least(l, o) }

func (l *upTo) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	h := min(l.high(size.Width, size.Height), size.Height)
	if h <= 0 {
		o[0].Hide()
		return
	}
	o[0].Show()
	place(o[0], 0, 0, size.Width, h)
}

// NewListCard lays a list on a card that ends with its last row, and is away while there is none.
func NewListCard(l *List) *fyne.Container {
	return UpTo(NewCard(Inset(1, l)), func(width, room float32) float32 {
		if l.count() == 0 {
			return 0
		}
		return l.needs(width-2, room-2) + 2
	})
}

// wants is how high all rows of a list are together, or that they are higher than the room.
type wants struct{ width, room, text, high float32 }

// needs is the height of all rows at a width. It reads no further than the room: a list may have thousands of rows.
func (l *List) needs(width, room float32) float32 {
	if k := l.wants; k.width == width && k.room == room && k.text == textSize(SizeBody) && k.high > 0 {
		return k.high
	}
	var h float32
	r := NewListRow(RowData{}, nil)
	for i := 0; i < l.count() && h < room; i++ {
		if i > 0 {
			h += textSize(theme.SizeNamePadding)
		}
		r.SetData(l.fill(i))
		h += r.HeightFor(width)
	}
	l.wants = wants{width, room, textSize(SizeBody), h}
	return h
}
