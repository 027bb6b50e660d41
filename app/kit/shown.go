package kit

import "fyne.io/fyne/v2"

// CanvasOf is the canvas that an object is shown on; nil while it is not shown.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// Unfocus takes the keyboard from whatever has it beside an object: what was typed there is then said.
func Unfocus(o fyne.CanvasObject) {
	if c := CanvasOf(o); c != nil {
		c.Unfocus()
	}
}

// RelayShown lays an object out anew after something in it changed its height, if it is shown.
func RelayShown(o fyne.CanvasObject) {
	if CanvasOf(o) != nil {
		Relay(o)
	}
}

// RelayAround lays out anew all that an object is shown among.
func RelayAround(o fyne.CanvasObject) {
	if c := CanvasOf(o); c != nil {
		Relay(c.Content())
	}
}
