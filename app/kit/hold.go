package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// HoldButton does its work only when it is held: a tap, or a brush of the hand, does nothing. With the keyboard Space is held.
type HoldButton struct {
	Button
	clock Clock
	stop  func()
	held  func()
}

// NewHoldButton makes the button; held is called once for each hold.
func NewHoldButton(clock Clock, text string, held func()) *HoldButton {
	b := &HoldButton{clock: clock, held: held, Button: Button{kind: Quiet, icon: IconHold, text: text, back: canvas.NewRectangle(nil),
		label: newCaption(text, 24, iconGap)}}
	b.name = text + ", press and hold"
	b.become(b)
	return b
}

// NewHeld is a card that stands where words stay covered until they are asked for by a press and hold.
func NewHeld(clock Clock, title, line string, open func()) *Card {
	return NewCard(Inset(24, Column(12, RowTop(12, NewSymbol(IconHold, 24, Soft), Grow(Column(2, RowTitle(title), Quieter(line)))),
		Row(0, NewHoldButton(clock, "Hold to open", open), Gap()))))
}

func (b *HoldButton) hold() {
	if b.stop != nil {
		return
	}
	b.press(true)
	b.stop = b.clock.After(holdFor, func() {
		b.stop = nil
		b.press(false)
		b.held()
	})
}

func (b *HoldButton) letGo() {
	if b.stop != nil {
		b.stop()
		b.stop = nil
	}
	b.press(false)
}

// MouseDown starts the hold.
func (b *HoldButton) MouseDown(*desktop.MouseEvent) { b.hold() }

// MouseUp ends it.
func (b *HoldButton) MouseUp(*desktop.MouseEvent) { b.letGo() }

// MouseOut ends it too: a finger that slid away is no longer holding.
func (b *HoldButton) MouseOut() { b.letGo() }

// TouchDown starts the hold.
func (b *HoldButton) TouchDown(*mobile.TouchEvent) { b.hold() }

// TouchUp ends it.
func (b *HoldButton) TouchUp(*mobile.TouchEvent) { b.letGo() }

// TouchCancel ends it.
func (b *HoldButton) TouchCancel(*mobile.TouchEvent) { b.letGo() }

// Tapped does nothing: a tap must never open what is held.
func (b *HoldButton) Tapped(*fyne.PointEvent) {}

// TypedKey leaves Space to KeyDown and passes every other key on.
func (b *HoldButton) TypedKey(e *fyne.KeyEvent) {
	if e.Name != fyne.KeySpace && e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		passOn(b.outer, e)
	}
}

// KeyDown starts the hold with Space.
func (b *HoldButton) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		b.hold()
	}
}

// KeyUp ends it.
func (b *HoldButton) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		b.letGo()
	}
}

// FocusLost ends a hold by keyboard.
func (b *HoldButton) FocusLost() {
	b.letGo()
	b.control.FocusLost()
}

var _ desktop.Keyable = (*HoldButton)(nil)
