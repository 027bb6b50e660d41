package kit

import "fyne.io/fyne/v2"

// NewCards is a page of cards that scrolls: two columns side by side on a wide window, one below the other on a narrow one. A
// second of nil leaves one column, no wider than words are comfortable to read.
func NewCards(first, second *fyne.Container) *Scroller {
	return NewScroller(NewSteps(func(step Step) fyne.CanvasObject {
		x := step.Margin()
		switch {
		case second != nil && step == StepLandscape:
			return Insets(8, x, x, x, RowTop(24, Grow(first), Grow(second)))
		case second != nil:
			return Insets(8, x, x, x, Column(16, first, second))
		case step == StepLandscape:
			return Insets(8, x, x, x, RowTop(0, Fixed(Readable, first), Gap()))
		}
		return Insets(8, x, x, x, first)
	}))
}

// The widths of a page of one column: Readable for sentences, Broad for lists with more beside their words.
const (
	Readable float32 = 760
	Broad    float32 = 980
)

// NewPage is a page of one column that scrolls, no wider than wide, with room below its end for the undo bar.
func NewPage(wide float32, column *fyne.Container) *Scroller {
	return NewScroller(NewSteps(func(step Step) fyne.CanvasObject {
		x := step.Margin()
		if step == StepLandscape {
			return Insets(16, x, 96, x, RowTop(0, Fixed(wide, column), Gap()))
		}
		return Insets(16, x, 96, x, column)
	}))
}
