package app

import (
	"github.com/fieldfare/fieldfare/app/help"
	"github.com/fieldfare/fieldfare/app/session"
)

// train keeps the way to the training cards in the strip of the practice caseload: they are followed on other screens than the one
// that lists them.
func (a *App) train() {
	a.shell.SetTraining(a.training(), func() {
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

// training is how far the cards are, as their own list says it.
func (a *App) training() string {
	if done := help.Done(a.ctx, a.store); len(done) > 0 {
		return "Training, " + help.Progress(done)
	}
	return "Start training"
}
