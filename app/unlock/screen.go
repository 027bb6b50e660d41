package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// formWide is the width of the form beside the picture.
const formWide = 440

// NewScreen is the unlock screen, and ready puts the keyboard into its field once it is on show. waits is a line about what
// waits safely in the store, or "". load runs the opening away from the screen; opened is called once it has.
func NewScreen(ctx context.Context, m *Model, waits string, load kit.Load, opened func()) (content fyne.CanvasObject, ready func()) {
	title, hint := kit.Title("Unlock Fieldfare"), kit.RowText(m.Hint()).SetColor(kit.Soft)
	secret := kit.NewField(m.Label(), nil)
	secret.Secret()
	var unlock, swap *kit.Button
	busy := false
	try := func() {
		if busy {
			return
		}
		busy = true
		secret.SetError("")
		unlock.SetText("Opening…")
		unlock.SetDimmed(true)
		load(ctx, func(ctx context.Context) error { return m.Try(ctx, secret.Text()) }, func(err error) {
			busy = false
			unlock.SetText("Unlock")
			unlock.SetDimmed(false)
			if err != nil {
				secret.SetError(assessments.Sentence(err))
				return
			}
			opened()
		})
	}
	unlock = kit.NewPrimary("Unlock", try).Big()
	swap = kit.NewPlain(m.Swap(), func() {
		m.Recovery = !m.Recovery
		secret.SetText("")
		secret.SetError("")
		secret.SetLabel(m.Label())
		hint.SetText(m.Hint())
		swap.SetText(m.Swap())
	})
	secret.OnEnter(try)
	form := []fyne.CanvasObject{kit.Column(4, title, hint), secret, kit.Wrap(12, unlock, swap)}
	if waits != "" {
		form = append(form, kit.Row(8, kit.NewSymbol(kit.IconSaved, 24, kit.Soft), kit.Grow(kit.Quieter(waits))))
	}
	content = Welcome("Everything you write is saved on this tablet, with or without signal.", kit.Inset(24, kit.Fixed(formWide, kit.Column(24, form...))))
	return content, secret.Focus
}
