package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
)

func plain(n int) string { return strconv.Itoa(n) }

// Tally counts what happens: a wide +1 for the hurry, a small minus for the slip.
type Tally struct {
	wid
	label *Text
	count *Text
	minus *Button
	plus  *Button
	n     int
	body  *fyne.Container
}

// NewTally makes a counter; onChange is told +1 or -1 after the count has moved. It never falls below zero.
func NewTally(label string, n int, onChange func(delta int)) *Tally {
	t := &Tally{label: Quieter(label), n: n, count: NewText(plain(n), SizeTitle, Ink, true).Align(fyne.TextAlignCenter)}
	move := func(d int) func() {
		return func() {
			if t.n+d < 0 {
				return
			}
			t.SetCount(t.n + d)
			if onChange != nil {
				onChange(d)
			}
		}
	}
	t.minus = NewIconButton(IconMinus, "One less, "+label, move(-1)).Inked(Soft)
	t.plus = NewQuiet("+1", move(1)).SetName("Add one, " + label)
	t.plus.SetKind(Counting)
	t.body = Column(6, t.label, Row(12, t.minus, Grow(t.count), Fixed(104, t.plus)))
	t.become(t)
	return t
}

// SetCount shows a number.
func (t *Tally) SetCount(n int) {
	t.n = n
	t.count.SetText(plain(n))
}

// Count is the number on show.
func (t *Tally) Count() int { return t.n }

// HeightFor is the height at a width.
func (t *Tally) HeightFor(w float32) float32 { return HeightFor(t.body, w) }

func (t *Tally) leastWidth() float32 { return leastWidth(t.body) }

func (t *Tally) parts() []fyne.CanvasObject { return []fyne.CanvasObject{t.body} }
func (t *Tally) dress()                     {}
func (t *Tally) least() fyne.Size           { return t.body.MinSize() }
func (t *Tally) arrange(size fyne.Size)     { place(t.body, 0, 0, size.Width, size.Height) }
