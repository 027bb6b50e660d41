package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TagKind is what a tag says, and so what it looks like.
type TagKind int

// The kinds of tag. Bare has no fill: "Ready offline" at the end of a row.
const (
	TagPlain TagKind = iota
	TagDone
	TagNeeds
	TagChosen
	TagRefused
	TagBareDone
	TagBare
)

// TagData is a tag as plain values.
type TagData struct {
	Kind TagKind
	Text string
	Icon Icon // empty: the kind's own
}

// Tag is a short state in words. It is never a target.
type Tag struct {
	wid
	data  TagData
	back  *canvas.Rectangle
	label caption
}

// NewTag makes a tag of a kind; the kind brings its icon.
func NewTag(kind TagKind, text string) *Tag { return NewTagOf(TagData{Kind: kind, Text: text}) }

// NewTagOf makes a tag from plain values.
func NewTagOf(d TagData) *Tag {
	t := &Tag{data: d, back: canvas.NewRectangle(nil), label: newCaption(d.Text, chipIcon, 6)}
	t.become(t)
	return t
}

// SetTag changes kind and words.
func (t *Tag) SetTag(d TagData) {
	if t.data != d {
		t.data = d
		t.redraw()
	}
}

// AccessibilityLabel is part of fyne.Accessible.
func (t *Tag) AccessibilityLabel() string { return t.data.Text }

// AccessibilityRole is part of fyne.Accessible.
func (t *Tag) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (t *Tag) look() (body, ink fyne.ThemeColorName, i Icon, bold bool) {
	switch t.data.Kind {
	case TagDone:
		body, ink, i = GreenTint, OnGreenTint, IconCheck
	case TagNeeds:
		body, ink, i = StrawFill, OnStraw, IconAlert
	case TagChosen:
		body, ink = BlueTint, OnBlueTint
	case TagRefused:
		body, ink, i = RedTint, OnRedTint, IconRefused
	case TagBareDone:
		body, ink, i = Clear, Green, IconCheck
	case TagBare:
		body, ink = Clear, Soft
	default:
		body, ink = Well, Soft
	}
	if t.data.Icon != "" {
		i = t.data.Icon
	}
	return body, ink, i, bold
}

func (t *Tag) bare() bool { return t.data.Kind == TagBareDone || t.data.Kind == TagBare }

func (t *Tag) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{t.back}, t.label.parts()...)
}

func (t *Tag) dress() {
	body, ink, i, bold := t.look()
	fill(t.back, body, Clear, 0, 8)
	t.label.dress(t.data.Text, SizeBody, ink, bold, i)
}

// pad is the room at both ends; a bare tag has none.
func (t *Tag) pad() float32 {
	if t.bare() {
		return 0
	}
	return 10
}

// HeightFor is 32, more where the words need a second line.
func (t *Tag) HeightFor(w float32) float32 { return t.label.heightFor(w-2*t.pad(), grown(32)) }

// NaturalWidth holds the words on one line.
func (t *Tag) NaturalWidth() float32 { return t.label.natural() + 2*t.pad() }

func (t *Tag) leastWidth() float32 { return t.label.least() + 2*t.pad() }

func (t *Tag) least() fyne.Size {
	w := t.NaturalWidth()
	if has := t.Size().Width; has > 0 {
		return fyne.NewSize(min(w, max(has, t.leastWidth())), t.HeightFor(has))
	}
	return fyne.NewSize(w, t.HeightFor(w))
}

func (t *Tag) arrange(size fyne.Size) {
	place(t.back, 0, 0, size.Width, size.Height)
	t.label.arrange(t.pad(), t.pad(), size)
}
