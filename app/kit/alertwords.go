package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// alertPad is the room around the words of an alert.
const alertPad = 14

// AlertWords is the panel in which an AlertMark speaks.
type AlertWords struct {
	wid
	back *canvas.Rectangle
	text *Text
}

func newAlertWords() *AlertWords {
	w := &AlertWords{back: canvas.NewRectangle(nil), text: NewText("", SizeBody, OnInverse, true)}
	w.become(w)
	w.Hide()
	return w
}

// say shows words, or hides the panel where there are none, and tells whether that changed anything.
func (w *AlertWords) say(words string) bool {
	if words == "" && w.Hidden {
		return false
	}
	w.text.SetText(words)
	if words == "" {
		w.Hide()
		return true
	}
	w.Show()
	w.redraw()
	return true
}

// NaturalWidth is the width in which nothing wraps.
func (w *AlertWords) NaturalWidth() float32 { return w.text.NaturalWidth() + 2*alertPad }

// HeightFor is the height at a width.
func (w *AlertWords) HeightFor(width float32) float32 {
	return w.text.HeightFor(width-2*alertPad) + 2*alertPad
}

func (w *AlertWords) parts() []fyne.CanvasObject { return []fyne.CanvasObject{w.back, w.text} }

func (w *AlertWords) dress() {
	fill(w.back, Inverse, Clear, 0, 14)
	w.back.Shadow = canvas.Shadow{Color: tone(ShadowTint), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	w.text.SetColor(OnInverse)
}

func (w *AlertWords) least() fyne.Size {
	return fyne.NewSize(2*target, w.HeightFor(max(w.Size().Width, 2*target)))
}

func (w *AlertWords) arrange(size fyne.Size) {
	place(w.back, 0, 0, size.Width, size.Height)
	place(w.text, alertPad, alertPad, size.Width-2*alertPad, size.Height-2*alertPad)
}
