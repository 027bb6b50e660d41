package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// stripNarrow is the width below which the strip leaves its hatching out, so that words and action stand side by side.
const stripNarrow = 480

// PracticeStrip says on every screen that these children are not real, and may lead from there to what is being learnt.
type PracticeStrip struct {
	wid
	back   *canvas.Rectangle
	lines  [4]*canvas.Line
	words  *Text
	action *stripAction
	bare   bool // the action is not offered
}

// stripAction is the one thing to do in the strip, in its own colours.
type stripAction struct {
	control
	back  *canvas.Rectangle
	img   *canvas.Raster
	label *canvas.Text
}

func (b *stripAction) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{b.back, b.img, b.label}, b.ring.parts()...)
}

func (b *stripAction) dress() {
	fill(b.back, Clear, Straw, edgeStroke, 10)
	paintIcon(b.img, IconBook, OnStraw)
	b.label.Color, b.label.TextSize = tone(OnStraw), textSize(SizeBody)
	Weigh(b.label, true)
	b.ring.dress(b.focused, 10)
}

func (b *stripAction) least() fyne.Size {
	return fyne.NewSize(12+24+8+b.label.MinSize().Width+14, grown(target))
}

func (b *stripAction) arrange(size fyne.Size) {
	b.ring.arrange(0, 0, size.Width, size.Height)
	m := b.label.MinSize()
	b.label.Hidden = size.Width < 44+m.Width // the book alone, see PracticeStrip.room
	place(b.back, 0, 4, size.Width, size.Height-8)
	place(b.img, 12, (size.Height-24)/2, 24, 24)
	place(b.label, 44, (size.Height-m.Height)/2, m.Width, m.Height)
}

// NewPracticeStrip makes the strip, 40 high, above the child band.
func NewPracticeStrip(words string) *PracticeStrip {
	p := &PracticeStrip{back: canvas.NewRectangle(nil), words: NewText(words, SizeBody, OnStraw, true),
		action: &stripAction{back: canvas.NewRectangle(nil), img: newPicture(), label: canvas.NewText("", nil)}}
	for i := range p.lines {
		p.lines[i] = canvas.NewLine(nil)
	}
	p.action.become(p.action)
	p.action.Hide()
	p.become(p)
	return p
}

// SetText changes the words.
func (p *PracticeStrip) SetText(s string) {
	p.words.SetText(s)
	p.redraw()
}

// SetAction puts a thing to do at the far end of the strip, which is then as high as a target; empty words take it away.
func (p *PracticeStrip) SetAction(words string, tap func()) {
	p.action.name, p.action.label.Text, p.action.onTap = words, words, tap
	p.action.Hidden = words == "" || p.bare
	p.action.redraw()
	p.redraw()
}

// SetBare leaves the words alone in the strip: in somebody else's hands nothing in it leads anywhere.
func (p *PracticeStrip) SetBare(on bool) {
	p.bare = on
	p.SetAction(p.action.name, p.action.onTap)
}

func (p *PracticeStrip) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{p.back}
	for _, l := range p.lines {
		all = append(all, l)
	}
	return append(all, p.words, p.action)
}

func (p *PracticeStrip) dress() {
	fill(p.back, StrawFill, Clear, 0, 0)
	for _, l := range p.lines {
		l.StrokeColor, l.StrokeWidth = tone(Straw), 3
	}
}

// twoLines is what two lines of words need beside half their length: no line is full to its end.
const twoLines = 24

// room is where the words begin and how wide they and the action may be: where the words do not fit on two lines beside it, the book says the
// action.
func (p *PracticeStrip) room(width float32) (left, words, action float32) {
	if p.action.Hidden {
		return 84, width - 84 - 16, 0
	}
	left = 84
	if width < stripNarrow {
		left = 16
	}
	action = p.action.MinSize().Width
	if words = width - left - action - 32; words < p.words.NaturalWidth()/2+twoLines {
		action = target
		words = width - left - action - 32
	}
	return left, words, action
}

// HeightFor grows with the words, and holds a target where there is something to do.
func (p *PracticeStrip) HeightFor(width float32) float32 {
	_, words, _ := p.room(width)
	h := max(grown(40), p.words.HeightFor(words)+16)
	if p.action.Hidden {
		return h
	}
	return max(h, p.action.MinSize().Height)
}

func (p *PracticeStrip) least() fyne.Size {
	return fyne.NewSize(240, p.HeightFor(max(p.Size().Width, 320)))
}

func (p *PracticeStrip) arrange(size fyne.Size) {
	place(p.back, 0, 0, size.Width, size.Height)
	left, words, action := p.room(size.Width)
	high := p.action.MinSize().Height
	place(p.action, size.Width-action-16, (size.Height-high)/2, action, high)
	for i, l := range p.lines {
		x := float32(2 + i*16)
		l.Position1, l.Position2 = fyne.NewPos(x, size.Height-2), fyne.NewPos(x+18, 2)
		l.Hidden = left < 84
	}
	h := p.words.HeightFor(words)
	place(p.words, left, (size.Height-h)/2, words, h)
}
