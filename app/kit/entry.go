package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/mobile"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// input is Fyne's entry with our ring, our errors and growth in height instead of a scroll of its own.
type input struct {
	widget.Entry
	name     string
	onFocus  func(bool)
	onEnter  func()
	onEscape func()
	keyboard mobile.KeyboardType
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
	if e.onFocus != nil {
		e.onFocus(true)
	}
}

// FocusLost tells the field.
func (e *input) FocusLost() {
	e.Entry.FocusLost()
	if e.onFocus != nil {
		e.onFocus(false)
	}
}

// TypedKey adds Escape, and Enter where it stamps.
func (e *input) TypedKey(k *fyne.KeyEvent) {
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
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.onEnter != nil {
			e.onEnter()
			return
		}
	}
	e.Entry.TypedKey(k)
}

// AcceptsTab lets Tab move on from fields of several lines too: a tab character is of no use in a note.
func (e *input) AcceptsTab() bool { return false }

// Keyboard asks a tablet for the right keys.
func (e *input) Keyboard() mobile.KeyboardType { return e.keyboard }

// AccessibilityLabel is part of fyne.Accessible.
func (e *input) AccessibilityLabel() string { return e.name }

// AccessibilityRole is part of fyne.Accessible; Fyne has no role for fields yet.
func (e *input) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// inputTheme is the theme in force without the scroll bars that Fyne draws inside an entry, and when bare also without
// its box, for entries that stand in a box of ours together with an icon.
type inputTheme struct{ bare bool }

func (t inputTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.bare && (n == theme.ColorNameInputBorder || n == theme.ColorNameInputBackground) {
		n = Clear
	}
	th, _ := inForce()
	return th.Color(n, v)
}

func (t inputTheme) Size(n fyne.ThemeSizeName) float32 {
	switch {
	case n == theme.SizeNameInputBorder && t.bare, n == theme.SizeNameScrollBar, n == theme.SizeNameScrollBarSmall:
		return 0
	}
	th, _ := inForce()
	return th.Size(n)
}

func (inputTheme) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

func (inputTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return Theme{}.Icon(n) }

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
