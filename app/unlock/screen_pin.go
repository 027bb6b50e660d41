package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// pin is the pad. The last figure opens; a wrong PIN empties the dots and says how many tries are left, where room is kept for it: the
// pad does not move under a finger.
func (s *Screen) pin() []fyne.CanvasObject {
	dots := kit.NewPINDots(s.d.Figures)
	problem := kit.NewText("", kit.SizeBody, kit.Red, true).Align(fyne.TextAlignCenter)
	say := func(words string) {
		problem.SetText(words)
		kit.Relay(s.content)
	}
	try := func() {
		s.busy = true
		pin := s.typed
		say("Opening…")
		var gone bool
		s.load(s.ctx, func(ctx context.Context) (err error) {
			gone, err = s.d.PIN(ctx, pin)
			return err
		}, func(err error) {
			s.busy, s.typed = false, ""
			dots.SetTyped(0)
			switch {
			case err == nil:
				s.d.Opened()
			case gone:
				s.d.Figures = 0
				s.said = line(kit.IconAlert, assessments.Sentence(err))
				s.show(PagePassphrase)
			default:
				say(assessments.Sentence(err))
			}
		})
	}
	s.runes = func(r rune) {
		if s.busy || r < '0' || r > '9' || len(s.typed) >= s.d.Figures {
			return
		}
		s.typed += string(r)
		dots.SetTyped(len(s.typed))
		if problem.String() != "" {
			say("")
		}
		if len(s.typed) == s.d.Figures {
			try()
		}
	}
	s.rub = func() {
		if !s.busy && s.typed != "" {
			s.typed = s.typed[:len(s.typed)-1]
			dots.SetTyped(len(s.typed))
		}
	}
	pad := kit.NewPad(kit.PadPIN, s.runes, s.rub)
	words := kit.NewPlain("Use my passphrase", func() { s.show(PagePassphrase) })
	return []fyne.CanvasObject{kit.Column(8, kit.Middle(dots), kit.AtLeast(0, 48, problem)), kit.Middle(pad), kit.Column(4, kit.Middle(s.beside()), kit.Middle(words))}
}
