package kit

import "fyne.io/fyne/v2"

// NewCards is a page of cards that scrolls: two columns side by side on a wide window, one below the other on a narrow one. A
// second of nil leaves one column, no wider than words are comfortable to read.
func NewCards(first, second *fyne.Container) *Scroller {
	return NewScroller(NewSteps(func(step Step) fyne.CanvasObject {
		x := map[Step]float32{StepPhone: 16, StepPortrait: 24, StepLandscape: 32}[step]
		switch {
		case second != nil && step == StepLandscape:
			return Insets(8, x, x, x, RowTop(24, Grow(first), Grow(second)))
		case second != nil:
			return Insets(8, x, x, x, Column(16, first, second))
		case step == StepLandscape:
			return Insets(8, x, x, x, RowTop(0, Fixed(readable, first), Gap()))
		}
		return Insets(8, x, x, x, first)
	}))
}

// readable is the width of a column that holds sentences.
const readable = 760
