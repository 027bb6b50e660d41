package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
	"fyne.io/fyne/v2/widget"
)

// input is Fyne's entry with our ring, our errors and growth in height instead of a scroll of its own.
type input struct {
	widget.Entry
	name     string
	onFocus  func(bool)
	onEnter  func()
	onEscape func()
	onMove   func(int) // arrows up and down, in a box of one line above a list
	keyboard mobile.KeyboardType
	presses  presses
	gained   string            // what stood in it when the cursor came
	lent     bool              // a press that takes the cursor gives it back
	words    *container.Scroll // what Fyne lets its words scroll in, nil until they are drawn

	oneLine    bool         // by nature, whatever it shows now
	keepsLines bool         // of what is pasted, once it is long
	high       bool         // as its box was told
	refused    func(string) // is told why something was not pasted

	// DoubleTapped hides what Fyne's entry has of that name. Of what can be tapped twice Fyne waits after each tap whether another comes, and
	// when that time ends it forgets whatever is being pressed then: the button that is tapped a third of a second after a field would
	// stay silent. Tapped knows a second tap by itself.
	DoubleTapped struct{}
}

// presses is what the entry remembers of fingers: to know a double tap from two taps, and a finger that moves the page from a mouse
// that selects.
type presses struct {
	last   time.Time // when the latest press came down
	twice  bool      // it is the second of a double tap
	finger bool      // it was a finger on glass; a desktop takes every finger for a mouse
	fresh  bool      // the cursor was elsewhere until it came
}

func (p *presses) down(e *input, finger bool) {
	d := fyne.CurrentApp().Driver()
	now, c := time.Now(), d.CanvasForObject(e)
	p.twice = !p.twice && now.Sub(p.last) <= d.DoubleTapDelay() // the third selects the line, in Fyne's entry
	p.last, p.finger = now, finger
	p.fresh = c == nil || c.Focused() != fyne.Focusable(e)
}

func newInput() *input {
	e := &input{keyboard: mobile.DefaultKeyboard}
	e.Wrapping = fyne.TextWrapOff
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained tells the field, which draws the ring and brings itself into view.
func (e *input) FocusGained() {
	e.Entry.FocusGained()
	if !e.lent {
		e.gained = e.Text
	}
	e.told(true)
}

// FocusLost tells the field, unless the cursor comes back at once.
func (e *input) FocusLost() {
	e.Entry.FocusLost()
	if !e.lent {
		e.told(false)
	}
}

// told tells the field that it has the cursor, or has not.
func (e *input) told(on bool) {
	if e.onFocus != nil {
		e.onFocus(on)
	}
}

// CreateRenderer remembers what the words scroll in, which Fyne keeps to itself.
func (e *input) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			e.words = s
		}
	}
	return r
}

// MouseDown remembers when, for Tapped.
func (e *input) MouseDown(m *desktop.MouseEvent) {
	touched()
	e.presses.down(e, false)
	rest(e, true)
	e.Entry.MouseDown(m)
}

// MouseUp ends a press.
func (e *input) MouseUp(m *desktop.MouseEvent) {
	e.Entry.MouseUp(m)
	rest(e, false)
}

// TouchDown remembers when, for Tapped.
func (e *input) TouchDown(t *mobile.TouchEvent) {
	touched()
	e.presses.down(e, true)
	rest(e, true)
	e.Entry.TouchDown(t)
}

// TouchUp ends a press.
func (e *input) TouchUp(t *mobile.TouchEvent) {
	e.Entry.TouchUp(t)
	rest(e, false)
}

// TouchCancel ends a press that became something else.
func (e *input) TouchCancel(t *mobile.TouchEvent) {
	e.Entry.TouchCancel(t)
	rest(e, false)
}

// Tapped selects a word at the second tap.
func (e *input) Tapped(p *fyne.PointEvent) {
	if e.presses.twice {
		e.Entry.DoubleTapped(p)
	}
}

// TypedRune writes a letter.
func (e *input) TypedRune(r rune) {
	touched()
	e.Entry.TypedRune(r)
}

// TypedKey adds Escape, and Enter where it stamps.
func (e *input) TypedKey(k *fyne.KeyEvent) {
	touched()
	switch k.Name {
	case fyne.KeyEscape:
		if e.onEscape != nil {
			e.onEscape()
			return
		}
		passOn(e, k)
		return
	case fyne.KeyF1:
		passOn(e, k)
		return
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if e.onMove != nil {
			e.onMove(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -6, fyne.KeyPageDown: 6}[k.Name])
			return
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.onEnter != nil {
			e.onEnter()
			return
		}
		if e.oneLine {
			return
		}
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut keeps the combinations that edit words and hands all others to the window: Fyne gives them to the field alone, and
// Ctrl+K must find while somebody types.
func (e *input) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok {
		e.paste(p)
		return
	}
	if own, ok := s.(*desktop.CustomShortcut); ok && !edits(own) {
		if c, ok := CanvasOf(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// edits tells whether a combination moves in the words or deletes some.
func edits(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return s.Modifier&fyne.KeyModifierAlt == 0
	}
	return false
}

// AcceptsTab lets Tab move on from fields of several lines too: a tab character is of no use in a note.
func (e *input) AcceptsTab() bool { return false }

// Keyboard asks a tablet for the right keys.
func (e *input) Keyboard() mobile.KeyboardType { return e.keyboard }

// AccessibilityLabel is part of fyne.Accessible.
func (e *input) AccessibilityLabel() string { return e.name }

// AccessibilityRole is part of fyne.Accessible; Fyne has no role for fields yet.
func (e *input) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// edgeBox draws what surrounds an input: the focus ring and the red edge.
type edgeBox struct {
	ring
	red *canvas.Rectangle
}

func (b *edgeBox) parts() []fyne.CanvasObject {
	if b.red == nil {
		b.red = canvas.NewRectangle(nil)
	}
	return append([]fyne.CanvasObject{b.red}, b.ring.parts()...)
}

// dress draws the ring over the red edge: while typing, the focus matters more than the error.
func (b *edgeBox) dress(focused, wrong bool, radius float32) {
	b.parts()
	fill(b.red, Clear, Red, 2, radius)
	b.red.Hidden = !wrong || focused
	b.ring.dress(focused, radius)
}

func (b *edgeBox) arrange(x, y, w, h float32) {
	b.parts()
	place(b.red, x, y, w, h)
	b.ring.arrange(x, y, w, h)
}
