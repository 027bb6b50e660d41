package kittest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
)

// Act taps an action of a frame, which the shell draws and a bench of one screen does not.
func Act(t testing.TB, actions []fyne.CanvasObject, name string) {
	t.Helper()
	for _, a := range actions {
		if b := a.(*kit.Button); b.AccessibilityLabel() == name {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("no action is called %s", name)
}

// Press puts a finger down on a control as the window does it: the control is told, the keyboard leaves the field it was in, and what
// that changes is drawn. The answer lifts the finger, which is a tap only where the same control is still under it.
func (b *Bench) Press(name string) (lift func()) {
	b.t.Helper()
	p := b.Find(name)
	mouse, _ := p.Object.(desktop.Mouseable)
	if mouse != nil {
		mouse.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
	}
	if f, _ := b.Window.Canvas().Focused().(fyne.CanvasObject); f != p.Object {
		b.Window.Canvas().Unfocus()
	}
	b.Settle()
	x, y := p.X+p.W/2, p.Y+p.H/2
	return func() {
		b.t.Helper()
		under := false // what the window finds there before it tells anybody
		for _, now := range b.Placed() {
			under = under || now.Object == p.Object && x >= now.X && x < now.X+now.W && y >= now.Y && y < now.Y+now.H
		}
		if mouse != nil {
			mouse.MouseUp(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary})
		}
		if !under {
			b.t.Errorf("%q was drawn anew under the finger: the tap is lost", name)
			return
		}
		p.Object.(fyne.Tappable).Tapped(&fyne.PointEvent{})
		b.Settle()
	}
}
