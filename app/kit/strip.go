package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// PracticeStrip says on every screen that these children are not real.
type PracticeStrip struct {
	wid
	back  *canvas.Rectangle
	lines [4]*canvas.Line
	words *canvas.Text
}

// NewPracticeStrip makes the strip, 40 high, above the child band.
func NewPracticeStrip(words string) *PracticeStrip {
	p := &PracticeStrip{back: canvas.NewRectangle(nil), words: canvas.NewText(words, nil)}
	for i := range p.lines {
		p.lines[i] = canvas.NewLine(nil)
	}
	p.become(p)
	return p
}

// SetText changes the words.
func (p *PracticeStrip) SetText(s string) {
	p.words.Text = s
	p.redraw()
}

func (p *PracticeStrip) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{p.back}
	for _, l := range p.lines {
		all = append(all, l)
	}
	return append(all, p.words)
}

func (p *PracticeStrip) dress() {
	fill(p.back, StrawFill, Clear, 0, 0)
	for _, l := range p.lines {
		l.StrokeColor, l.StrokeWidth = tone(Straw), 3
	}
	p.words.Color, p.words.TextSize, p.words.TextStyle = tone(OnStraw), textSize(SizeBody), fyne.TextStyle{Bold: true}
}

func (p *PracticeStrip) least() fyne.Size {
	return fyne.NewSize(84+p.words.MinSize().Width+16, grown(40))
}

func (p *PracticeStrip) arrange(size fyne.Size) {
	place(p.back, 0, 0, size.Width, size.Height)
	for i, l := range p.lines {
		x := float32(2 + i*16)
		l.Position1, l.Position2 = fyne.NewPos(x, size.Height-2), fyne.NewPos(x+18, 2)
	}
	m := p.words.MinSize()
	place(p.words, 84, (size.Height-m.Height)/2, m.Width, m.Height)
}
