package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// hurt is a store that did not open because part of it is damaged: the passphrase that would open the rest, and what is wrong.
type hurt struct {
	secret string
	err    error
}

// opens tells an error that leaves something to read.
func (d *Door) opens(err error) bool {
	return d.Read != nil && assessments.KindOf(err) == assessments.Damaged
}

// damaged leads to what can still be read. Somebody may stand in a school with nothing else to look at.
func (s *Screen) damaged() []fyne.CanvasObject {
	h := s.hurt
	var read *kit.Button
	read = kit.NewPrimary("Open to read", func() {
		s.work(read, "Opening…", func(ctx context.Context) error { return s.d.Read(ctx, h.secret) }, s.d.Opened, func(err error) {
			s.said = line(kit.IconAlert, assessments.Sentence(err))
			s.show(PageDamaged)
		})
	}).Big()
	return []fyne.CanvasObject{
		kit.Body("Nothing was deleted. You can read the rest, and write nothing, until a backup is put back. Ask whoever looks after your service’s tablets."),
		kit.Wrap(12, read, kit.NewPlain("Back", func() { s.show(s.back()) })),
		kit.Column(4, kit.Quieter("For whoever helps you:"), kit.Quieter(assessments.Sentence(h.err))),
	}
}
