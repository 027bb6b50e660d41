package capture

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/agree"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
)

// atHome is what a visit at home has besides: what was done at home since, consent that changes, and the plan to agree. It is
// empty anywhere else.
func (v *Screen) atHome() *fyne.Container {
	if !v.b.AtHome() {
		none := kit.Column(0)
		none.Hide()
		return none
	}
	return kit.Wrap(8,
		kit.NewQuiet("Home tasks", v.homeTasks),
		kit.NewQuiet("Consent", func() { v.s.Go(session.Consent, v.b.Child, "") }),
		kit.NewQuiet("Agree plan", func() { v.s.Go(session.Agree, v.b.Child, v.b.Contact) }))
}

// homeTasks asks how what was agreed last time went; each answer is a note in the stream.
func (v *Screen) homeTasks() {
	c := kit.CanvasOf(v.holder)
	if c == nil {
		return
	}
	agree.ShowTasks(v.ctx, v.s, c, v.b.Child, v.b.Contact, func() {
		if err := v.b.Open(v.ctx); err != nil {
			v.s.Fail(err)
			return
		}
		v.refresh()
	})
}
