package help

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
)

// Show lays the card that is being followed over whatever is on show, so that its steps can be read where they are done. moved is
// called when a tick changed.
func Show(canvas fyne.Canvas, s *session.Session, moved func()) {
	ctx := context.Background()
	var sheet *kit.Sheet
	all := kit.NewPlain("All cards", func() {
		sheet.Close()
		s.Go(session.Help, "", "")
	})
	id := Current(ctx, s.Store)
	for _, c := range Cards() {
		if c.ID != id {
			continue
		}
		begin := func() {
			sheet.Close()
			try(s, c)
		}
		did := func() {
			sheet.Close()
			Tick(s, c, true, moved)
			Show(canvas, s, moved) // the next one
		}
		verbs := kit.Wrap(12, kit.NewPrimary(c.Try, begin), kit.NewQuiet("I have done it", did))
		if begun(ctx, s.Store) == c.ID {
			verbs = kit.Wrap(12, kit.NewPrimary("I have done it", did), kit.NewQuiet(c.Try, begin))
		}
		sheet = kit.ShowSheet(canvas, c.Title, kit.Column(20, steps(c), verbs, all), nil)
		return
	}
	sheet = kit.ShowSheet(canvas, "Training", kit.Column(20, kit.Body("Every card is done. They stay under More, Help and training."), all), nil)
}
