package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Sheet is a panel over the screen for one short question. It stands at the right at full height on a wide window and
// at the foot on a phone; a tap beside it or Escape closes it.
type Sheet struct {
	wid
	canvas  fyne.Canvas
	veil    *veil
	card    *Card
	scroll  *Scroller
	onClose func()
}

// veil dims the screen behind a sheet and closes it.
type veil struct {
	wid
	back  *canvas.Rectangle
	tap   func()
	alone bool // nothing behind it is seen
}

func (v *veil) parts() []fyne.CanvasObject { return []fyne.CanvasObject{v.back} }
func (v *veil) dress() {
	v.back.FillColor = tone(ShadowTint)
	if v.alone {
		v.back.FillColor = tone(Page)
	}
}
func (v *veil) least() fyne.Size       { return fyne.NewSize(target, target) }
func (v *veil) arrange(size fyne.Size) { place(v.back, 0, 0, size.Width, size.Height) }

// Tapped closes the sheet.
func (v *veil) Tapped(*fyne.PointEvent) { touched(); v.tap() }

// Name is what the layout dump calls the veil.
func (v *veil) Name() string { return "Close" }

// ShowSheet opens a sheet with a title, Close and content.
func ShowSheet(c fyne.Canvas, title string, content fyne.CanvasObject, onClose func()) *Sheet {
	s := &Sheet{canvas: c, onClose: onClose}
	s.veil = &veil{back: canvas.NewRectangle(nil), tap: s.Close}
	s.veil.become(s.veil)
	s.scroll = NewScroller(Insets(4, 20, 20, 20, content))
	head := Insets(12, 12, 4, 20, Row(12, Grow(Question(title)), NewPlain("Close", s.Close)))
	s.card = NewRaised(Column(0, head, Grow(s.scroll)))
	s.become(s)
	c.Overlays().Add(s)
	s.Resize(c.Size())
	return s
}

// Alone hides the screen behind a sheet that is handed to somebody: they see what they are asked, and a tap beside it does nothing.
func (s *Sheet) Alone() *Sheet {
	s.veil.alone, s.veil.tap = true, func() {}
	s.veil.redraw()
	return s
}

// Close takes the sheet away.
func (s *Sheet) Close() {
	s.canvas.Overlays().Remove(s)
	if s.onClose != nil {
		s.onClose()
	}
}

// TypedKey closes the sheet with Escape when nothing in it uses the key.
func (s *Sheet) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		s.Close()
	}
}

func (s *Sheet) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.veil, s.card} }
func (s *Sheet) dress()                     {}
func (s *Sheet) least() fyne.Size           { return fyne.NewSize(320, 320) }

// arrange leaves a strip of the screen in sight, so that the person knows where the sheet came from.
func (s *Sheet) arrange(size fyne.Size) {
	place(s.veil, 0, 0, size.Width, size.Height)
	const wide = 440
	if size.Width < 600 {
		inner := HeightFor(s.scroll.content, size.Width) + 80
		h := min(size.Height-60, inner)
		place(s.card, 0, size.Height-h, size.Width, h+16)
		return
	}
	place(s.card, size.Width-wide-16, 16, wide, size.Height-32)
}

// ShowPick opens a sheet of words to choose from; chosen is -1 while nothing is chosen.
func ShowPick(c fyne.Canvas, title string, words []string, chosen int, onPick func(int)) *Sheet {
	var s *Sheet
	rows := make([]fyne.CanvasObject, len(words))
	for i, w := range words {
		d := RowData{Title: w, TitleThin: true}
		if i == chosen {
			d.State, d.Icon, d.IconColor = RowChosen, IconCheck, Blue
		}
		rows[i] = NewListRow(d, func() {
			s.Close()
			onPick(i)
		})
	}
	s = ShowSheet(c, title, NewRowCard(rows...), nil)
	return s
}
