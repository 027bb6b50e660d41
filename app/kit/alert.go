package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// holdFor is how long the alert mark must be held before it speaks: long enough that a brush of the hand says nothing.
const holdFor = 600 * time.Millisecond

// AlertMark is the same neutral mark on every child, alert or none. Its words show only while it is held, so that
// nobody reads them over a shoulder.
type AlertMark struct {
	pill
	clock  Clock
	words  func() string
	stop   func()
	open   bool
	keyed  bool
	onOpen func(bool)
}

// NewAlertMark makes the mark. words is asked at the moment of showing and may answer "No alerts".
func NewAlertMark(clock Clock, words func() string) *AlertMark {
	m := &AlertMark{clock: clock, words: words}
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

// OnOpen is told when the words show and when they go, so that the band can make room.
func (m *AlertMark) OnOpen(f func(bool)) { m.onOpen = f }

// Open tells whether the words are on show.
func (m *AlertMark) Open() bool { return m.open }

// hold starts the wait; a second finger or a repeated key does not start another.
func (m *AlertMark) hold() {
	if m.stop != nil || m.open {
		return
	}
	m.press(true)
	m.stop = m.clock.After(holdFor, m.speak)
}

// speak shows the words, unless the hold ended in the very moment the wait did.
func (m *AlertMark) speak() {
	m.stop = nil
	if !m.pressed {
		return
	}
	m.open = true
	m.body, m.edge, m.ink = MarkFill, MarkFill, OnMark
	m.text, m.short, m.pressed = m.words(), m.words(), false
	m.tell()
}

// letGo goes back to the neutral mark, whatever state it was in.
func (m *AlertMark) letGo() {
	if m.stop != nil {
		m.stop()
		m.stop = nil
	}
	was := m.open
	m.open, m.keyed, m.pressed = false, false, false
	m.body, m.edge, m.ink = Surface, Edge, Ink
	m.text, m.short = "Hold", "Hold"
	if was {
		m.tell()
		return
	}
	m.redraw()
}

// tell asks the band to make room: the words are wider than the mark.
func (m *AlertMark) tell() {
	m.redraw()
	if m.onOpen != nil {
		m.onOpen(m.open)
	}
}

// words shows even a mark that is alone at rest.
func (m *AlertMark) parts() []fyne.CanvasObject { return m.pill.parts() }

func (m *AlertMark) dress() {
	alone := m.alone
	m.alone = alone && !m.open
	m.pill.dress()
	m.alone = alone
}

func (m *AlertMark) least() fyne.Size {
	alone := m.alone
	m.alone = alone && !m.open
	size := m.pill.least()
	m.alone = alone
	return size
}

func (m *AlertMark) arrange(size fyne.Size) {
	alone := m.alone
	m.alone = alone && !m.open
	m.pill.arrange(size)
	m.alone = alone
}

// MouseDown starts the hold.
func (m *AlertMark) MouseDown(*desktop.MouseEvent) { touched(); m.hold() }

// MouseUp ends it.
func (m *AlertMark) MouseUp(*desktop.MouseEvent) { m.letGo() }

// MouseOut ends it too: a finger that slid away is no longer holding.
func (m *AlertMark) MouseOut() { m.letGo() }

// TouchDown starts the hold.
func (m *AlertMark) TouchDown(*mobile.TouchEvent) { touched(); m.hold() }

// TouchUp ends it.
func (m *AlertMark) TouchUp(*mobile.TouchEvent) { m.letGo() }

// TouchCancel ends it.
func (m *AlertMark) TouchCancel(*mobile.TouchEvent) { m.letGo() }

// Tapped does nothing: a tap must never speak.
func (m *AlertMark) Tapped(*fyne.PointEvent) {}

// TypedKey does nothing: the keyboard holds Space, see KeyDown.
func (m *AlertMark) TypedKey(*fyne.KeyEvent) {}

// KeyDown starts the hold with Space.
func (m *AlertMark) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		m.keyed = true
		m.hold()
	}
}

// KeyUp ends it.
func (m *AlertMark) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		m.letGo()
	}
}

// FocusLost ends a hold by keyboard.
func (m *AlertMark) FocusLost() {
	m.letGo()
	m.control.FocusLost()
}

var _ desktop.Keyable = (*AlertMark)(nil)
