package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/mobile"
)

// Field is a label, an entry and, once something is wrong, a sentence that says what to do. The sentence appears when
// the person moves on, never while typing; typing clears it.
type Field struct {
	wid
	label     *Text
	hint      *Text
	problem   *Text
	warn      *canvas.Raster
	bar       *canvas.Rectangle
	entry     *input
	pane      *pane
	line      *canvas.Rectangle // the edge of the box
	edge      edgeBox
	focused   bool
	wrong     bool
	lines     int
	suffix    *Text
	onChanged func(string)
	onLeave   func()
	measure   *Text // a copy of the words that says how high they stand
}

// NewField makes a field of one line; onChanged is told every change a person makes.
func NewField(label string, onChanged func(string)) *Field { return newField(label, 1, onChanged) }

// NewNotes makes a field of several lines that grows with its words.
func NewNotes(label string, lines int, onChanged func(string)) *Field {
	return newField(label, max(lines, 2), onChanged)
}

func newField(label string, lines int, onChanged func(string)) *Field {
	f := &Field{label: Quieter(label), hint: Quieter(""), problem: NewText("", SizeBody, Red, true), warn: newPicture(),
		bar: canvas.NewRectangle(nil), entry: newInput(), lines: lines, onChanged: onChanged, measure: Body(""),
		suffix: Quieter(""), line: canvas.NewRectangle(nil)}
	f.pane = newPane(f.entry, false)
	f.entry.name = label
	if lines > 1 {
		f.entry.MultiLine = true
		f.entry.Wrapping = fyne.TextWrapWord
		f.entry.SetMinRowsVisible(lines)
	}
	f.entry.oneLine, f.entry.refused = lines <= 1, func(s string) { f.SetError(s); relayAround(f) }
	f.entry.OnChanged = f.changed
	f.entry.onFocus = func(on bool) {
		f.focused = on
		f.redraw()
		if on {
			revealed(f)
		} else if f.onLeave != nil {
			f.onLeave()
		}
	}
	f.become(f)
	return f
}

// changed clears an error at the first letter and lets a growing field ask for its new height.
func (f *Field) changed(s string) {
	if f.wrong {
		f.SetError("")
	}
	if f.entry.spread() {
		f.redraw()
		relayAround(f)
	} else if f.lines > 1 {
		f.redraw()
	}
	if f.onChanged != nil {
		f.onChanged(s)
	}
}

// Text is what stands in the field.
func (f *Field) Text() string { return f.entry.Text }

// SetText puts words in without calling back.
func (f *Field) SetText(s string) {
	if f.entry.Text == s {
		return
	}
	keep := f.entry.OnChanged
	f.entry.OnChanged = nil
	f.entry.SetText(s)
	f.entry.OnChanged = keep
	f.entry.spread()
	f.redraw()
}

// SetLabel changes the label.
func (f *Field) SetLabel(s string) {
	f.label.SetText(s)
	f.entry.name = s
	f.redraw()
}

// SetHint adds a line of help under the label; it stays while typing, unlike a placeholder.
func (f *Field) SetHint(s string) *Field {
	f.hint.SetText(s)
	f.redraw()
	return f
}

// SetPlaceholder shows soft words while the field is empty.
func (f *Field) SetPlaceholder(s string) *Field {
	f.entry.SetPlaceHolder(s)
	return f
}

// SetError shows what to do, or clears it with "".
func (f *Field) SetError(s string) {
	f.wrong = s != ""
	f.problem.SetText(s)
	f.redraw()
}

// Problem is the sentence on show.
func (f *Field) Problem() string { return f.problem.String() }

// Secret hides what is typed, as for a recovery key.
func (f *Field) Secret() *Field {
	f.entry.Password = true
	f.entry.Refresh()
	return f
}

// ForNumbers asks a tablet for its number keys.
func (f *Field) ForNumbers() *Field {
	f.entry.keyboard = mobile.NumberKeyboard
	return f
}

// WithUnit shows a unit at the far end of the box.
func (f *Field) WithUnit(s string) *Field {
	f.suffix.SetText(s)
	f.redraw()
	return f
}

// OnChange is told every change a person makes, in place of what the constructor was given.
func (f *Field) OnChange(run func(string)) *Field {
	f.onChanged = run
	return f
}

// OnLeave is called when the keyboard leaves the field.
func (f *Field) OnLeave(run func()) *Field {
	f.onLeave = run
	return f
}

// OnEnter is called when Enter is pressed in a field of one line.
func (f *Field) OnEnter(run func()) *Field {
	f.entry.onEnter = run
	return f
}

// Focus moves the keyboard here.
func (f *Field) Focus() { focus(f.entry) }

// Entry is Fyne's entry inside, for what this type does not offer.
func (f *Field) Entry() fyne.Focusable { return f.entry }
