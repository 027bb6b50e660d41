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
	img   *canvas.Raster
	label *canvas.Text
}

// NewTag makes a tag of a kind; the kind brings its icon.
func NewTag(kind TagKind, text string) *Tag { return NewTagOf(TagData{Kind: kind, Text: text}) }

// NewTagOf makes a tag from plain values.
func NewTagOf(d TagData) *Tag {
	t := &Tag{data: d, back: canvas.NewRectangle(nil), label: canvas.NewText(d.Text, nil), img: newPicture()}
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

func (t *Tag) parts() []fyne.CanvasObject { return []fyne.CanvasObject{t.back, t.img, t.label} }

func (t *Tag) dress() {
	body, ink, i, bold := t.look()
	fill(t.back, body, Clear, 0, 8)
	t.label.Text, t.label.Color, t.label.TextSize = t.data.Text, tone(ink), textSize(SizeBody)
	t.label.TextStyle = fyne.TextStyle{Bold: bold}
	paintIcon(t.img, i, ink)
}

func (t *Tag) least() fyne.Size {
	w := t.label.MinSize().Width
	if _, _, i, _ := t.look(); i != "" {
		w += chipIcon + 6
	}
	if !t.bare() {
		w += 20
	}
	return fyne.NewSize(w, grown(32))
}

func (t *Tag) arrange(size fyne.Size) {
	place(t.back, 0, 0, size.Width, size.Height)
	m := t.label.MinSize()
	x := float32(10)
	if t.bare() {
		x = 0
	}
	place(t.img, x, (size.Height-chipIcon)/2, chipIcon, chipIcon)
	if _, _, i, _ := t.look(); i != "" {
		x += chipIcon + 6
	}
	place(t.label, x, (size.Height-m.Height)/2+lift, m.Width, m.Height)
}
