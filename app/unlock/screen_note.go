package unlock

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// note takes words that only the unlocked store can read. They are sealed to the disk within a second of the key; leaving the page
// takes them off the screen for good. The typist is a plain one: before the unlocking there is no session and no store that could close
// under it, and words that a full disk refused are tried again also when the page was left.
func (s *Screen) note() []fyne.CanvasObject {
	write := s.d.Note()
	var box *kit.Field
	var typist *keep.Typist
	var problem error
	tell := func(err error) {
		box.SetError(assessments.Sentence(err))
		kit.Relay(s.content)
	}
	typist = keep.NewTypist(s.clock, func() error {
		problem = write(box.Text())
		return problem
	}, tell)
	box = kit.NewNotes("Your note", 6, func(string) { typist.Later() })
	done := kit.NewPrimary("Done", func() {
		typist.Flush()
		if problem != nil {
			tell(problem) // the words stay in sight until they are safe
			return
		}
		if strings.TrimSpace(box.Text()) != "" {
			s.said = line(kit.IconOk, "The note is kept. When you have unlocked, you say which child it is about")
		}
		s.show(s.d.First())
	}).Big()
	s.first = box
	s.leave = typist.Flush
	return []fyne.CanvasObject{box, kit.Quieter("Whoever has the tablet can write here and read nothing."), s.backRow(done)}
}
