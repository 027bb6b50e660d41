package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// NoteBox is a box that is always ready: an icon, a line to type in, and Enter to stamp it. With IconFind it finds.
type NoteBox struct {
	wid
	icon     Icon
	high     float32
	entry    *input
	pane     *pane
	img      *canvas.Raster
	edge     edgeBox
	cover    *canvas.Rectangle
	line     *canvas.Rectangle
	focused  bool
	problem  *Text
	onChange func(string)
}

// NewNoteBox makes the note box of capture: Enter hands over the words and empties the box.
func NewNoteBox(placeholder string, onStamp func(string)) *NoteBox {
	n := newBox(IconPencil, 60, placeholder)
	n.entry.keepsLines = true
	n.entry.onEnter = func() {
		words := strings.TrimSpace(n.entry.Text)
		if words == "" {
			return
		}
		n.entry.SetText("")
		onStamp(words)
	}
	return n
}

// NewFind makes a search box: onChange is told every change, onEnter the words when Enter is pressed.
func NewFind(placeholder string, onChange func(string), onEnter func(string)) *NoteBox {
	n := newBox(IconFind, 52, placeholder)
	n.onChange = onChange
	n.entry.onEnter = func() {
		if onEnter != nil {
			onEnter(n.entry.Text)
		}
	}
	return n
}

// newBox makes what the note box and the search box share.
func newBox(i Icon, high float32, placeholder string) *NoteBox {
	n := &NoteBox{icon: i, high: high, entry: newInput(), img: newPicture(), cover: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		problem: NewText("", SizeBody, Red, true)}
	n.entry.oneLine, n.entry.refused = true, n.complain
	n.pane = newPane(n.entry, true)
	n.entry.name = placeholder
	n.entry.SetPlaceHolder(placeholder)
	n.entry.OnChanged = func(s string) {
		n.changed()
		if n.onChange != nil {
			n.onChange(s)
		}
	}
	n.entry.onFocus = func(on bool) {
		n.focused = on
		n.redraw()
	}
	n.become(n)
	return n
}

// OnChange is told every change of the words, so that a half-written note is kept.
func (n *NoteBox) OnChange(f func(string)) { n.onChange = f }

// Text is what stands in the box.
func (n *NoteBox) Text() string { return n.entry.Text }

// SetText puts words in.
func (n *NoteBox) SetText(s string) {
	if n.entry.Text != s {
		n.entry.SetText(s)
	}
}

// changed takes back what was complained of, and lets the box have the height its words need.
func (n *NoteBox) changed() {
	if n.entry.spread() || n.problem.String() != "" {
		n.complain("")
	}
}

// complain shows below the box what to do, or clears it with "".
func (n *NoteBox) complain(s string) {
	n.problem.SetText(s)
	n.redraw()
	relayAround(n)
}

// Focus moves the keyboard here.
func (n *NoteBox) Focus() { focus(n.entry) }

func (n *NoteBox) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{n.cover, n.pane, n.line, n.img, n.problem}, n.edge.parts()...)
}

func (n *NoteBox) dress() {
	fill(n.cover, Surface, Edge, edgeStroke, 10)
	fill(n.line, Clear, Edge, edgeStroke, 10)
	paintIcon(n.img, n.icon, Ink)
	n.edge.dress(n.focused, false, 10)
	n.problem.Hidden = n.problem.String() == ""
}

func (n *NoteBox) least() fyne.Size { return fyne.NewSize(160, n.HeightFor(n.Size().Width)) }

// HeightFor is the height at a width: more for long words, and for what is wrong with them.
func (n *NoteBox) HeightFor(width float32) float32 {
	return n.boxHeight() + n.below(width)
}

func (n *NoteBox) boxHeight() float32 {
	h := grown(n.high)
	if n.entry.MultiLine {
		h = max(h, n.pane.MinSize().Height+8)
	}
	return h
}

// below is the height of what is complained of, with its gap.
func (n *NoteBox) below(width float32) float32 {
	if n.problem.String() == "" {
		return 0
	}
	return n.problem.HeightFor(max(width, 160)) + fieldGap
}

// NaturalWidth is the drawn width of Find a child.
func (n *NoteBox) NaturalWidth() float32 { return 232 }

func (n *NoteBox) arrange(size fyne.Size) {
	below := n.below(size.Width)
	place(n.problem, 0, size.Height-below+fieldGap, size.Width, max(below-fieldGap, 0))
	size.Height -= below
	place(n.cover, 0, 0, size.Width, size.Height)
	h := n.pane.MinSize().Height
	place(n.pane, 36, (size.Height-h)/2, size.Width-46, h)
	place(n.line, 0, 0, size.Width, size.Height)
	place(n.img, 16, (size.Height-24)/2, 24, 24)
	n.edge.arrange(0, 0, size.Width, size.Height)
}
