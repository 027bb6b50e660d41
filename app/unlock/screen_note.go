package unlock

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// note takes words that only the unlocked store can read. They are sealed to the disk within a second of the key; leaving the page
// takes them off the screen for good.
func (s *Screen) note() []fyne.CanvasObject {
	write := s.d.Note()
	var box *kit.Field
	var typist *keep.Typist
	failed := false
	typist = keep.NewTypist(s.clock, func() error {
		err := write(box.Text())
		failed = err != nil
		return err
	}, func(err error) {
		box.SetError(assessments.Sentence(err))
		kit.Relay(s.content)
	})
	box = kit.NewNotes("Your note", 6, func(string) { typist.Later() })
	done := kit.NewPrimary("Done", func() {
		typist.Flush()
		if failed {
			return // the words stay in sight until they are safe
		}
		if strings.TrimSpace(box.Text()) != "" {
			s.said = line(kit.IconOk, "The note is kept. When you have unlocked, you say which child it is about")
		}
		s.show(s.d.First())
	}).Big()
	s.focus = box.Focus
	s.leave = typist.Flush
	return []fyne.CanvasObject{box, kit.Quieter("Whoever has the tablet can write here and read nothing."), s.backRow(done)}
}
