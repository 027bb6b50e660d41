package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Seeker is a box to type in with a list of what was found under it, over the screen. Arrows move in the list while the
// keyboard stays in the box, Enter opens, Escape or a tap beside it closes. It keeps its size, so that rows do not jump while
// somebody types.
type Seeker struct {
	wid
	canvas fyne.Canvas
	veil   *veil
	card   *Card
	box    *NoteBox
	list   *List
	none   *Text
	rows   []RowData
	at     int
	pick   func(int)
}

// ShowSeeker opens a seeker. ask is told every change of the words and answers by SetRows, at once or later; pick is told which
// row was opened, after the seeker has gone.
func ShowSeeker(c fyne.Canvas, placeholder string, ask func(string), pick func(int)) *Seeker {
	s := &Seeker{canvas: c, none: Quieter(""), pick: pick}
	s.veil = &veil{back: canvas.NewRectangle(nil), tap: s.Close}
	s.veil.become(s.veil)
	s.box = NewFind(placeholder, ask, func(string) { s.open(s.at) })
	s.box.entry.onMove = s.move
	s.box.entry.onEscape = s.Close
	s.list = NewList(func() int { return len(s.rows) }, s.row, s.open)
	head := Insets(12, 12, 8, 12, Row(8, Grow(s.box), NewPlain("Close", s.Close)))
	s.card = NewRaised(Column(0, head, Insets(0, 20, 8, 20, s.none), Grow(s.list)))
	s.become(s)
	c.Overlays().Add(s)
	s.Resize(c.Size())
	s.box.Focus()
	return s
}

// SetRows shows what was found; the words say why there is nothing, or how to go on, and may be empty.
func (s *Seeker) SetRows(rows []RowData, words string) {
	s.rows = rows
	s.at = min(s.at, max(len(rows)-1, 0))
	s.none.SetText(words)
	s.none.Hidden = words == ""
	clear(s.list.shows)
	s.list.Reload()
	if len(rows) > 0 {
		s.list.ScrollToRow(s.at)
	}
	Relay(s.card)
	s.card.Refresh()
}

// Top makes the first row the one that Enter opens, as after other words were typed.
func (s *Seeker) Top() { s.at = 0 }

func (s *Seeker) row(i int) RowData {
	d := s.rows[i]
	if i == s.at {
		d.State = RowChosen
	}
	return d
}

// move goes up or down in the list.
func (s *Seeker) move(by int) {
	if len(s.rows) == 0 {
		return
	}
	s.at = min(max(s.at+by, 0), len(s.rows)-1)
	s.list.Reload()
	s.list.ScrollToRow(s.at)
}

func (s *Seeker) open(i int) {
	if i < 0 || i >= len(s.rows) {
		return
	}
	s.Close()
	s.pick(i)
}

// Close takes the seeker away.
func (s *Seeker) Close() { s.canvas.Overlays().Remove(s) }

func (s *Seeker) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.veil, s.card} }
func (s *Seeker) dress()                     {}
func (s *Seeker) least() fyne.Size           { return fyne.NewSize(320, 320) }

// arrange fills a phone, and stands in the upper middle of a wider window.
func (s *Seeker) arrange(size fyne.Size) {
	place(s.veil, 0, 0, size.Width, size.Height)
	if size.Width < 600 {
		place(s.card, 0, 0, size.Width, size.Height)
		return
	}
	const wide, high = 720, 640
	w, h := min(wide, size.Width-64), min(high, size.Height-96)
	place(s.card, (size.Width-w)/2, 48, w, h)
}
