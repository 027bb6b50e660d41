package shell

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// The measures of the frame.
const (
	railWide  = 96
	footHigh  = 80
	undoClear = 76
	alertWide = 560
)

// frameLayout places the parts of the shell for the size of the window.
type frameLayout struct{ s *Shell }

// MinSize lets a window be as small as a small phone: everything inside gives way.
func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 320) }

func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := l.s
	if step := kit.StepFor(size.Width); step != s.cfgStep && size.Width > 0 {
		s.cfgStep = step
		if s.screen != nil {
			s.build()
		}
	}
	landscape := s.cfgStep == kit.StepLandscape
	bars := s.frame.Kind == Framed && s.screen != nil
	y, x, bottom := float32(0), float32(0), size.Height
	s.strip.Hidden = !s.practice
	if s.practice {
		h := kit.HeightFor(s.strip, size.Width)
		at(s.strip, 0, 0, size.Width, h)
		y += h
	}
	s.rail.Hidden, s.foot.Hidden = !bars || !landscape, !bars || landscape
	if !s.rail.Hidden {
		x = s.rail.wide()
		at(s.rail, 0, y, x, bottom-y)
	}
	if !s.foot.Hidden {
		bottom -= footHigh
		at(s.foot, 0, bottom, size.Width, footHigh)
	}
	wide := size.Width - x
	for _, o := range []fyne.CanvasObject{s.bandObject(), s.bar} {
		if o == nil {
			continue
		}
		h := kit.HeightFor(o, wide)
		at(o, x, y, wide, h)
		y += h
	}
	content := bottom - y
	if s.frame.Kind == Board && !landscape && (s.cfgStep != kit.StepPhone || s.undo.Visible()) {
		content -= undoClear // always, where tiles fill the height: they keep their place. A phone scrolls, and gives the room while it is needed
	}
	if s.screen != nil {
		at(s.screen.Content(), x, y, wide, content)
	}
	l.undo(x, wide, bottom, landscape)
	l.alert(x, wide)
}

// alert stands below the band, from the mark onwards, or as far to the left as its words need.
func (l *frameLayout) alert(x, wide float32) {
	if l.s.alert == nil {
		return
	}
	words, band := l.s.alert.Words(), l.s.band
	w := min(words.NaturalWidth(), wide-32, alertWide)
	left := min(x+l.s.alert.Position().X, x+wide-16-w)
	at(words, left, band.Position().Y+band.Size().Height+8, w, words.HeightFor(w))
}

// undo stands at the left on a wide window and in the middle on a narrow one, clear of the bottom bar.
func (l *frameLayout) undo(x, wide, bottom float32, landscape bool) {
	u := l.s.undo
	w := min(u.NaturalWidth(), wide-32)
	h := u.HeightFor(w)
	left := x + (wide-w)/2
	low := bottom - 16 - h
	if landscape {
		left, low = x+24, bottom-20-h
	}
	at(u, left, low, w, h)
}

// bandObject avoids the nil pointer in a full interface.
func (s *Shell) bandObject() fyne.CanvasObject {
	if s.band == nil {
		return nil
	}
	return s.band
}

func at(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}
