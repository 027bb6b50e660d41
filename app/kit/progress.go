package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Bar is a track with a filled part.
type Bar struct {
	wid
	high  float32
	color fyne.ThemeColorName
	part  float32
	track *canvas.Rectangle
	body  *canvas.Rectangle
}

// NewBar makes a bar; 12 high in Blue for progress, 8 in Ink for a deadline.
func NewBar(high float32, color fyne.ThemeColorName, part float32) *Bar {
	b := &Bar{high: high, color: color, part: part, track: canvas.NewRectangle(nil), body: canvas.NewRectangle(nil)}
	b.become(b)
	return b
}

// SetPart fills a part from 0 to 1.
func (b *Bar) SetPart(part float32) {
	b.part = min(max(part, 0), 1)
	b.redraw()
}

func (b *Bar) parts() []fyne.CanvasObject { return []fyne.CanvasObject{b.track, b.body} }
func (b *Bar) least() fyne.Size           { return fyne.NewSize(80, b.high) }

func (b *Bar) dress() {
	fill(b.track, Well, Clear, 0, b.high/2)
	fill(b.body, b.color, Clear, 0, b.high/2)
}

// arrange keeps the filled part at least round: a sliver would look like a fault.
func (b *Bar) arrange(size fyne.Size) {
	y := (size.Height - b.high) / 2
	place(b.track, 0, y, size.Width, b.high)
	w := size.Width * b.part
	if b.part > 0 {
		w = max(w, b.high)
	}
	place(b.body, 0, y, w, b.high)
}

// Progress is long work: a bar that moves, words that count, and Stop.
type Progress struct {
	wid
	bar   *Bar
	words *Text
	stop  *Button
	body  *fyne.Container
}

// NewProgress makes the bar; onStop may be nil for work that must not be stopped.
func NewProgress(words string, onStop func()) *Progress {
	p := &Progress{bar: NewBar(12, Blue, 0), words: Quieter(words), stop: NewPlain("Stop", onStop)}
	if onStop == nil {
		p.stop.Hide()
	}
	p.body = Column(4, p.bar, Row(12, Grow(p.words), p.stop))
	p.become(p)
	return p
}

// SetProgress moves the bar and changes the words; a total of 0 leaves the bar where it is.
func (p *Progress) SetProgress(done, total int, words string) {
	if total > 0 {
		p.bar.SetPart(float32(done) / float32(total))
	}
	p.words.SetText(words)
	p.redraw()
}

// StopText renames Stop, as in "Stop and go on later".
func (p *Progress) StopText(s string) *Progress {
	p.stop.SetText(s)
	return p
}

// HeightFor is the height at a width.
func (p *Progress) HeightFor(w float32) float32 { return HeightFor(p.body, w) }

func (p *Progress) leastWidth() float32 { return leastWidth(p.body) }

func (p *Progress) parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.body} }
func (p *Progress) dress()                     {}
func (p *Progress) least() fyne.Size           { return p.body.MinSize() }
func (p *Progress) arrange(size fyne.Size)     { place(p.body, 0, 0, size.Width, size.Height) }

// NewDeadline is one clock of Today's Due card: what, how much time is gone, when, and what is left. The bar is ink,
// never red: a clock informs, it does not shout.
func NewDeadline(title, when, left string, gone float32) *fyne.Container {
	return Column(0, Strong(title), Insets(11, 0, 8, 0, NewBar(8, Ink, gone)), Row(12, Grow(Quieter(when)), Strong(left)))
}
