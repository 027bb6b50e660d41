package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

const (
	// holdFor is how long a thing must be held before it speaks: long enough that a brush of the hand says nothing.
	holdFor = 600 * time.Millisecond
	// hintFor is how long keepHolding stands after a press that was too short: long enough for two words to be read.
	hintFor = 1600 * time.Millisecond
	// keepHolding answers a tap on what has to be held, which would seem broken without.
	keepHolding = "Keep holding"
)

// A holding is a press that counts only when it lasts, and the hint that a shorter one is given.
type holding struct {
	clock Clock
	stop  func() // ends the wait for the hold to be whole
	fade  func() // ends the wait for the hint to go
}

// begin starts the wait, and tells whether it did: a second finger or a repeated key does not start another.
func (h *holding) begin(whole func()) bool {
	if h.stop != nil {
		return false
	}
	h.end()
	h.stop = h.clock.After(holdFor, func() {
		h.stop = nil
		whole()
	})
	return true
}

// end stops what waits, and tells whether a hold was cut short by it.
func (h *holding) end() bool {
	short := h.stop != nil
	for _, wait := range []*func(){&h.stop, &h.fade} {
		if *wait != nil {
			(*wait)()
			*wait = nil
		}
	}
	return short
}

// hinting tells whether a hint shows.
func (h *holding) hinting() bool { return h.fade != nil }

// hint waits to take a hint away.
func (h *holding) hint(away func()) {
	h.fade = h.clock.After(hintFor, func() {
		h.fade = nil
		away()
	})
}

// HoldButton does its work only when it is held: a tap, or a brush of the hand, only says so. With the keyboard Space is held.
type HoldButton struct {
	Button
	holding
	rest string // what it says at rest
	held func()
}

// NewHoldButton makes the button; held is called once for each hold.
func NewHoldButton(clock Clock, text string, held func()) *HoldButton {
	b := &HoldButton{holding: holding{clock: clock}, rest: text, held: held, Button: Button{kind: Quiet, icon: IconHold, text: text, back: canvas.NewRectangle(nil),
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
	if b.begin(func() { b.press(false); b.held() }) {
		b.press(true)
	}
}

// lift is the end of a press: one that was too short is told how it is done.
func (b *HoldButton) lift() {
	if b.letGo() {
		b.say(keepHolding)
		b.hint(func() { b.say(b.rest) })
	}
}

// letGo goes back to rest, and tells whether a hold was cut short by it.
func (b *HoldButton) letGo() bool {
	short := b.end()
	b.press(false)
	b.say(b.rest)
	return short
}

// say changes the words and leaves the name, by which a screen reader knows the button.
func (b *HoldButton) say(words string) {
	if b.text != words {
		b.text = words
		b.redraw()
	}
}

// MouseDown starts the hold.
func (b *HoldButton) MouseDown(*desktop.MouseEvent) { b.hold() }

// MouseUp ends it.
func (b *HoldButton) MouseUp(*desktop.MouseEvent) { b.lift() }

// MouseOut ends it too: a finger that slid away is no longer holding.
func (b *HoldButton) MouseOut() { b.letGo() }

// TouchDown starts the hold.
func (b *HoldButton) TouchDown(*mobile.TouchEvent) { b.hold() }

// TouchUp ends it.
func (b *HoldButton) TouchUp(*mobile.TouchEvent) { b.lift() }

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
		b.lift()
	}
}

// FocusLost ends a hold by keyboard.
func (b *HoldButton) FocusLost() {
	b.letGo()
	b.control.FocusLost()
}

var _ desktop.Keyable = (*HoldButton)(nil)
