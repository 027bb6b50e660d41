package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Kind is the weight of a button.
type Kind int

// The kinds of button. One Primary on a screen; Remove says its verb first.
const (
	Quiet     Kind = iota // Surface fill, edge, blue words
	Primary               // blue fill
	Plain                 // no box until pressed
	Remove                // red edge and words
	OnStrawed             // straw panels: dark straw edge and words
	StrawText             // straw panels: words alone
	Counting              // the +1 of a tally: blue edge on blue tint
)

// Button is a verb to tap.
type Button struct {
	control
	kind   Kind
	icon   Icon
	big    bool
	text   string
	dimmed bool
	tight  bool
	ink    fyne.ThemeColorName
	back   *canvas.Rectangle
	label  caption
}

// NewButton makes a button of a kind.
func NewButton(text string, kind Kind, tap func()) *Button {
	b := &Button{kind: kind, text: text, back: canvas.NewRectangle(nil), label: newCaption(text, 24, iconGap)}
	b.name, b.onTap = text, tap
	b.become(b)
	return b
}

// NewPrimary makes the one blue button of a screen.
func NewPrimary(text string, tap func()) *Button { return NewButton(text, Primary, tap) }

// NewQuiet makes an edged button.
func NewQuiet(text string, tap func()) *Button { return NewButton(text, Quiet, tap) }

// NewPlain makes a button of words alone.
func NewPlain(text string, tap func()) *Button { return NewButton(text, Plain, tap) }

// NewRemove makes a red-edged button.
func NewRemove(text string, tap func()) *Button { return NewButton(text, Remove, tap) }

// NewIconButton makes a 52 x 52 button of an icon alone; the name is for screen readers and tests.
func NewIconButton(i Icon, name string, tap func()) *Button {
	b := NewQuiet("", tap)
	b.icon, b.name = i, name
	b.redraw()
	return b
}

// Big makes the button 60 high with words at 18.
func (b *Button) Big() *Button {
	b.big = true
	b.redraw()
	return b
}

// WithIcon sets an icon before the words.
func (b *Button) WithIcon(i Icon) *Button {
	b.icon = i
	b.redraw()
	return b
}

// IconAfter sets the icon behind the words, as on Next.
func (b *Button) IconAfter(i Icon) *Button {
	b.icon, b.label.after = i, true
	b.redraw()
	return b
}

// Tight takes less room beside the words, where several buttons share a narrow card.
func (b *Button) Tight() *Button {
	b.tight = true
	b.redraw()
	return b
}

// Inked colours the words of a quiet button other than blue, as the minus of a tally.
func (b *Button) Inked(c fyne.ThemeColorName) *Button {
	b.ink = c
	b.redraw()
	return b
}

// SetText changes the words.
func (b *Button) SetText(s string) {
	if b.text != s {
		b.text, b.name = s, s
		b.redraw()
	}
}

// SetName changes what a screen reader says, when the words alone do not tell.
func (b *Button) SetName(s string) *Button {
	b.name = s
	return b
}

// SetKind changes the weight.
func (b *Button) SetKind(k Kind) {
	b.kind = k
	b.redraw()
}

// SetDimmed greys the words of a button that has nothing to do just now, such as the first page's Back; it stays
// tappable, so that it can say why.
func (b *Button) SetDimmed(on bool) {
	b.dimmed = on
	b.redraw()
}

// OnTap replaces the action.
func (b *Button) OnTap(tap func()) { b.onTap = tap }

// measures answers the drawn height, padding, least width and size of words of this kind of button.
func (b *Button) measures() (high, pad, least float32, size fyne.ThemeSizeName) {
	high, pad, least, size = 52, 20, 88, SizeBody
	switch {
	case b.big:
		high, pad, size = 60, 28, SizeRow
	case b.kind == Counting:
		size = SizeRow
	case b.kind == Plain || b.kind == StrawText:
		pad, least = 12, target
	}
	if b.tight {
		pad, least = 11, 52
	}
	if b.text == "" {
		pad, least = 14, 52
	}
	return grown(high), pad, least, size
}

// colours answers fill, edge and words. Pressed is a change of fill: nothing moves under a finger.
func (b *Button) colours() (body, edge, ink fyne.ThemeColorName) {
	switch b.kind {
	case Primary:
		if b.pressed {
			return BluePressed, BluePressed, OnPressed
		}
		return Blue, Blue, OnBlue
	case Plain:
		body, edge, ink = Clear, Clear, Blue
	case Remove:
		body, edge, ink = Surface, Red, Red
	case OnStrawed:
		body, edge, ink = Surface, OnStraw, Ink
	case Counting:
		body, edge, ink = BlueTint, Blue, OnBlueTint
	case StrawText:
		body, edge, ink = Clear, Clear, OnStraw
	default:
		body, edge, ink = Surface, Edge, Blue
	}
	if b.pressed {
		body = Well
	}
	if b.ink != "" {
		ink = b.ink
	}
	if b.dimmed {
		ink = Soft
	}
	return body, edge, ink
}

func (b *Button) parts() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{b.back}, b.label.parts()...), b.ring.parts()...)
}

func (b *Button) dress() {
	body, edge, ink := b.colours()
	stroke := float32(edgeStroke)
	if b.kind == Primary || edge == Clear {
		stroke = 0
	}
	if b.kind == Counting {
		stroke = 2
	}
	_, _, _, size := b.measures()
	radius := float32(10)
	if b.big {
		radius = 12
	}
	fill(b.back, body, edge, stroke, radius)
	b.label.dress(b.text, size, ink, true, b.icon)
	b.ring.dress(b.focused, radius)
}

// lift moves a single line of words in a control up by one: the letters of the face sit low in their line.
const lift = -1

// iconGap is the room between icon and words.
const iconGap = 9

// HeightFor is the drawn height, more where the words need a second line.
func (b *Button) HeightFor(w float32) float32 {
	high, pad, _, _ := b.measures()
	return b.label.heightFor(w-2*pad, high)
}

// NaturalWidth holds the words on one line.
func (b *Button) NaturalWidth() float32 {
	_, pad, least, _ := b.measures()
	return max(least, b.label.natural()+2*pad)
}

func (b *Button) leastWidth() float32 {
	_, pad, least, _ := b.measures()
	return max(least, b.label.least()+2*pad)
}

func (b *Button) least() fyne.Size {
	w := b.NaturalWidth()
	if has := b.Size().Width; has > 0 {
		return fyne.NewSize(min(w, max(has, b.leastWidth())), b.HeightFor(has))
	}
	return fyne.NewSize(w, b.HeightFor(w))
}

func (b *Button) arrange(size fyne.Size) {
	_, pad, _, _ := b.measures()
	place(b.back, 0, 0, size.Width, size.Height)
	b.ring.arrange(0, 0, size.Width, size.Height)
	b.label.arrange(-1, pad, size)
}
