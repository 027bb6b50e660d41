package app

import (
	"github.com/fieldfare/fieldfare/app/help"
	"github.com/fieldfare/fieldfare/app/session"
)

// train keeps the way to the training cards in the strip of the practice caseload: they are followed on other screens than the one
// that lists them.
func (a *App) train() {
	words := "Start training"
	if done := help.Done(a.ctx, a.store); len(done) > 0 {
		words = "Training, " + help.Progress(done)
	}
	a.shell.SetTraining(words, func() {
		if a.win.Canvas().Overlays().Top() == nil {
			help.Show(a.win.Canvas(), a.session, func() {
				a.train()
				if at := a.shell.Current(); at.Screen == session.Help {
					a.shell.Replace(at) // its ticks are read anew
				}
			})
		}
	})
}
