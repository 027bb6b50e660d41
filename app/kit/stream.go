package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// StreamData is one moment of an observation as plain values.
type StreamData struct {
	Time   string // 24-hour, 09:58
	Words  []Span
	Line   string // where it belongs, and whether it is saved
	Newest bool
	Chips  []string // answers to add at once, on the newest row
	Chosen int      // index into Chips, -1 for none
}

// streamTime is the width of the time column with its gap.
const streamTime = 66

// StreamRow is one moment: time, words, and on the newest row a tint and chips.
type StreamRow struct {
	control
	data   StreamData
	back   *canvas.Rectangle
	clock  *canvas.Text
	words  *Text
	line   *Text
	chips  *fyne.Container
	extra  fyne.CanvasObject // below the words, such as a small picture
	onChip func(int)
}

// NewStreamRow makes a row; tap opens it for correction, onChip is told which chip of the newest row was tapped.
func NewStreamRow(d StreamData, tap func(), onChip func(int)) *StreamRow {
	r := &StreamRow{data: d, back: canvas.NewRectangle(nil), clock: canvas.NewText("", nil), words: NewSpans(d.Words...),
		line: Quieter(d.Line), chips: Wrap(8), onChip: onChip}
	r.onTap = tap
	r.become(r)
	r.SetData(d)
	return r
}

// SetData shows another moment in the same row.
func (r *StreamRow) SetData(d StreamData) {
	r.data = d
	r.words.SetSpans(d.Words...)
	r.line.SetText(d.Line)
	r.name = d.Time + ", " + r.words.String()
	r.chips.Objects = nil
	if d.Newest {
		for i, s := range d.Chips {
			r.chips.Objects = append(r.chips.Objects, NewChip(s, i == d.Chosen, func() {
				if r.onChip != nil {
					r.onChip(i)
				}
			}))
		}
	}
	r.redraw()
}

// WithExtra puts an object below the words; it keeps its own taps.
func (r *StreamRow) WithExtra(o fyne.CanvasObject) *StreamRow {
	r.extra = o
	r.redraw()
	return r
}

func (r *StreamRow) leastWidth() float32 { return 200 }

func (r *StreamRow) parts() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.back, r.clock, r.words, r.line, r.chips}
	if r.extra != nil {
		all = append(all, r.extra)
	}
	return append(all, r.ring.parts()...)
}

func (r *StreamRow) dress() {
	body, ink := Clear, Ink
	if r.data.Newest {
		body, ink = NowTint, Now
	}
	if r.pressed && r.onTap != nil {
		body = Well
	}
	fill(r.back, body, Clear, 0, 12)
	r.clock.Text, r.clock.Color, r.clock.TextSize = r.data.Time, tone(ink), textSize(SizeBody)
	Weigh(r.clock, true)
	r.line.Hidden = r.data.Line == ""
	r.chips.Hidden = len(r.chips.Objects) == 0
	r.ring.dress(r.focused, 12)
}

// HeightFor is the height at a width.
func (r *StreamRow) HeightFor(w float32) float32 {
	text := w - 2*rowPad - r.column()
	h := r.words.HeightFor(text) + 24
	if r.data.Line != "" {
		h += r.line.HeightFor(text)
	}
	if r.extra != nil {
		h += 8 + HeightFor(r.extra, NaturalWidth(r.extra))
	}
	if len(r.chips.Objects) > 0 {
		h += 12 + HeightFor(r.chips, r.chipRoom(w))
	}
	return max(64, h)
}

// rowPad is the room at both sides of a stream row.
const rowPad = 16

// column is the width of the time, which grows with larger text.
func (r *StreamRow) column() float32 { return max(streamTime, r.clock.MinSize().Width+14) }

// chipRoom lets chips start under the time when the column of words is too narrow for them on one line.
func (r *StreamRow) chipRoom(w float32) float32 {
	if text := w - 2*rowPad - r.column(); NaturalWidth(r.chips) <= text {
		return text
	}
	return w - 2*rowPad
}

func (r *StreamRow) least() fyne.Size {
	w := r.Size().Width
	if w == 0 {
		w = 340
	}
	return fyne.NewSize(200, r.HeightFor(w))
}

func (r *StreamRow) arrange(size fyne.Size) {
	place(r.back, 0, 0, size.Width, size.Height)
	r.ring.arrange(ringRoom, ringRoom, size.Width-2*ringRoom, size.Height-2*ringRoom)
	left := rowPad + r.column()
	text := size.Width - rowPad - left
	wh := r.words.HeightFor(text)
	place(r.words, left, 12, text, wh)
	c := r.clock.MinSize()
	place(r.clock, rowPad, 12, c.Width, c.Height)
	lh := float32(0)
	if r.data.Line != "" {
		lh = r.line.HeightFor(text)
		place(r.line, left, 12+wh, text, lh)
	}
	if r.extra != nil {
		w := NaturalWidth(r.extra)
		h := HeightFor(r.extra, w)
		place(r.extra, left, 12+wh+lh+8, w, h)
		lh += 8 + h
	}
	cw := r.chipRoom(size.Width)
	place(r.chips, size.Width-rowPad-cw, 12+wh+lh+12, cw, HeightFor(r.chips, cw))
}
