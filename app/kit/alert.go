package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// AlertMark is the same neutral mark on every child, alert or none. Its words show only while it is held, so that
// nobody reads them over a shoulder. A tap is told to hold, in the same words on every child.
type AlertMark struct {
	pill
	holding
	words  func() string
	panel  *AlertWords
	onOpen func()
}

// NewAlertMark makes the mark. words is asked at the moment of showing and may answer "No alerts".
func NewAlertMark(clock Clock, words func() string) *AlertMark {
	m := &AlertMark{holding: holding{clock: clock}, words: words, panel: newAlertWords()}
	m.setUp("Hold", IconHold, nil)
	m.name = "Alerts, press and hold"
	m.onBand = true
	m.become(m)
	return m
}

// SetAlone hides the word Hold, in portrait.
func (m *AlertMark) SetAlone(on bool) {
	if m.alone != on {
		m.alone = on
		m.redraw()
	}
}

// Words is the panel of the mark. The frame places it, over what stands below the band: words of any length have room there, and nothing
// moves away under a finger.
func (m *AlertMark) Words() *AlertWords { return m.panel }

// OnOpen is told when the panel shows, and when it goes, so that the frame can place it.
func (m *AlertMark) OnOpen(f func()) { m.onOpen = f }

func (m *AlertMark) hold() {
	if m.panel.Visible() && !m.hinting() {
		return // it speaks
	}
	if m.begin(m.speak) {
		m.say("")
		m.press(true)
	}
}

// speak shows the words, unless the hold ended in the very moment the wait did.
func (m *AlertMark) speak() {
	if !m.pressed {
		return
	}
	m.body, m.edge, m.ink, m.pressed = MarkFill, MarkFill, OnMark, false
	m.redraw()
	m.say(m.words())
}

// lift is the end of a press: one that was too short is told how it is done.
func (m *AlertMark) lift() {
	if m.letGo() {
		m.say(keepHolding)
		m.hint(func() { m.say("") })
	}
}

// letGo goes back to the neutral mark, whatever state it was in, and tells whether a hold was cut short by it.
func (m *AlertMark) letGo() bool {
	short := m.end()
	m.press(false)
	m.body, m.edge, m.ink = Surface, Edge, Ink
	m.redraw()
	m.say("")
	return short
}

// say shows words in the panel; without any it goes.
func (m *AlertMark) say(words string) {
	if m.panel.say(words) && m.onOpen != nil {
		m.onOpen()
	}
}

// MouseDown starts the hold.
func (m *AlertMark) MouseDown(*desktop.MouseEvent) { touched(); m.hold() }

// MouseUp ends it.
func (m *AlertMark) MouseUp(*desktop.MouseEvent) { m.lift() }

// MouseOut ends it too: a finger that slid away is no longer holding.
func (m *AlertMark) MouseOut() { m.letGo() }

// TouchDown starts the hold.
func (m *AlertMark) TouchDown(*mobile.TouchEvent) { touched(); m.hold() }

// TouchUp ends it.
func (m *AlertMark) TouchUp(*mobile.TouchEvent) { m.lift() }

// TouchCancel ends it.
func (m *AlertMark) TouchCancel(*mobile.TouchEvent) { m.letGo() }

// Tapped does nothing: a tap must never speak.
func (m *AlertMark) Tapped(*fyne.PointEvent) {}

// TypedKey does nothing: the keyboard holds Space, see KeyDown.
func (m *AlertMark) TypedKey(*fyne.KeyEvent) {}

// KeyDown starts the hold with Space.
func (m *AlertMark) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		m.hold()
	}
}

// KeyUp ends it.
func (m *AlertMark) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		m.lift()
	}
}

// FocusLost ends a hold by keyboard.
func (m *AlertMark) FocusLost() {
	m.letGo()
	m.control.FocusLost()
}

var _ desktop.Keyable = (*AlertMark)(nil)
