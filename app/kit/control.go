package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// target is the least width and height of anything that can be tapped.
const target = 48

// control is what every tappable widget shares: pressed and focused looks, Space and Enter, a name for a screen
// reader, and the focus ring.
type control struct {
	wid
	name    string
	onTap   func()
	pressed bool
	focused bool
	ring    ring
	keys    func(*fyne.KeyEvent) bool // keys beyond Space and Enter; true when used
	steady  bool                      // a press leaves the cursor in the field where somebody types
	lent    *input                    // that field, while the press lasts
}

var (
	_ fyne.Tappable      = (*control)(nil)
	_ fyne.Focusable     = (*control)(nil)
	_ fyne.Accessible    = (*control)(nil)
	_ desktop.Mouseable  = (*control)(nil)
	_ desktop.Cursorable = (*control)(nil)
	_ mobile.Touchable   = (*control)(nil)
)

// Name is what a screen reader and the layout dump call the control.
func (c *control) Name() string { return c.name }

// AccessibilityLabel is part of fyne.Accessible.
func (c *control) AccessibilityLabel() string {
	if n, ok := c.outer.(interface{ spoken() string }); ok {
		return n.spoken()
	}
	return c.name
}

// AccessibilityRole is part of fyne.Accessible.
func (c *control) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped runs the action.
func (c *control) Tapped(*fyne.PointEvent) { c.act() }

// act runs the action; a control without one is only to look at.
func (c *control) act() {
	touched()
	giveBack(c.lent)
	if c.onTap != nil {
		c.onTap()
	}
}

// press redraws only when the state changes: a resting mouse sends many events.
func (c *control) press(down bool) {
	if down {
		touched()
	}
	rest(c.outer, down)
	if c.steady && down {
		c.lent = lend(c.outer)
	} else if e := c.lent; e != nil {
		fyne.Do(func() { giveBack(e) }) // not now: Fyne looks where the cursor is after it has told of the press
	}
	if c.pressed != down {
		c.pressed = down
		c.redraw()
	}
}

// MouseDown is part of desktop.Mouseable.
func (c *control) MouseDown(*desktop.MouseEvent) { c.press(true) }

// MouseUp is part of desktop.Mouseable.
func (c *control) MouseUp(*desktop.MouseEvent) { c.press(false) }

// MouseIn is part of desktop.Hoverable: hovering changes nothing, leaving lets go.
func (c *control) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is part of desktop.Hoverable.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is part of desktop.Hoverable.
func (c *control) MouseOut() { c.press(false) }

// TouchDown is part of mobile.Touchable.
func (c *control) TouchDown(*mobile.TouchEvent) { c.press(true) }

// TouchUp is part of mobile.Touchable.
func (c *control) TouchUp(*mobile.TouchEvent) { c.press(false) }

// TouchCancel is part of mobile.Touchable.
func (c *control) TouchCancel(*mobile.TouchEvent) { c.press(false) }

// Cursor is part of desktop.Cursorable.
func (c *control) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows the ring.
func (c *control) FocusGained() {
	c.focused = true
	c.redraw()
	revealed(c.outer)
}

// FocusLost hides the ring.
func (c *control) FocusLost() {
	c.focused = false
	c.redraw()
}

// TypedRune is part of fyne.Focusable; letters mean nothing to a control.
func (c *control) TypedRune(rune) {}

// TypedKey answers Space and Enter as a tap does.
func (c *control) TypedKey(e *fyne.KeyEvent) {
	touched()
	if c.keys != nil && c.keys(e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.act()
	default:
		passOn(c.outer, e)
	}
}

// passOn hands a key that a control has no use for to the window, so that F1 and Escape work wherever the keyboard is.
func passOn(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := CanvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// ring is the focus ring: 3 of ink inside 3 of yellow, outside the control. Layouts keep gaps of 6 and more, so the
// ring never covers a neighbour.
type ring struct {
	yellow, ink *canvas.Rectangle
	inner       fyne.ThemeColorName // the inner colour where Ink would not stand out; empty for Ink
}

// ringRoom is how far the ring reaches beyond the control.
const ringRoom = 3

func (r *ring) parts() []fyne.CanvasObject {
	if r.yellow == nil {
		r.yellow, r.ink = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	}
	return []fyne.CanvasObject{r.yellow, r.ink}
}

// dress shows the ring or hides it, bent to the corners of its control.
func (r *ring) dress(on bool, radius float32) {
	r.parts()
	fill(r.yellow, Clear, FocusYellow, 3, radius+ringRoom)
	inner := r.inner
	if inner == "" {
		inner = Ink
	}
	fill(r.ink, Clear, inner, 3, radius)
	r.yellow.Hidden, r.ink.Hidden = !on, !on
}

// arrange lays the ink over the control's own edge and the yellow just outside it.
func (r *ring) arrange(x, y, w, h float32) {
	r.parts()
	place(r.yellow, x-ringRoom, y-ringRoom, w+2*ringRoom, h+2*ringRoom)
	place(r.ink, x, y, w, h)
}
