package unlock

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// NewNotice stands in the place of the unlock screen where there is nothing to unlock any more: a title, a sentence about what
// happened, and a verb to go on with; others stand beside it.
func NewNotice(title, words, verb string, then func(), others ...fyne.CanvasObject) fyne.CanvasObject {
	form := kit.Column(24, kit.Title(title), kit.Body(words), kit.Wrap(12, append([]fyne.CanvasObject{kit.NewPrimary(verb, then).Big()}, others...)...))
	return Welcome("Notes, goals and reports for children’s occupational therapists.", kit.Inset(24, kit.AtMost(formWide, form)))
}
