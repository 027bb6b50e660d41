package kit

import "fyne.io/fyne/v2"

// inHand is the entry in which somebody types while a screen is drawn anew, with what stood in it when what is drawn was read.
type inHand struct {
	entry *input
	read  string
}

// handNow is what is in hand now; nobody types is the zero value.
func handNow() inHand {
	if fyne.CurrentApp() == nil {
		return inHand{}
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if e, ok := w.Canvas().Focused().(*input); ok {
			return inHand{e, e.Text}
		}
	}
	return inHand{}
}

// through runs show. Where that makes the entry anew in which somebody types, the new one takes over cursor and letters, so that whoever
// draws a form anew need not know what is being typed in it.
func (h inHand) through(show func()) {
	now := handNow()
	if now.entry != nil && now.entry == h.entry {
		now.read = h.read
	}
	if now.entry == nil {
		show()
		return
	}
	c := CanvasOf(now.entry)
	if c == nil {
		show()
		return
	}
	before := namesakes(c, now.entry.name)
	show()
	if c.Focused() != fyne.Focusable(now.entry) {
		return // the screen has put the cursor elsewhere
	}
	if next := now.next(before, namesakes(c, now.entry.name)); next != nil {
		now.pass(c, next)
	}
}

// namesakes are the entries of a name on show, in order.
func namesakes(c fyne.Canvas, name string) []*input {
	var all []*input
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		walk(root, fyne.Position{}, clipping{}, func(o fyne.CanvasObject, _ box, _ clipping) bool {
			p, ok := o.(*pane)
			if ok && p.entry.name == name {
				all = append(all, p.entry)
			}
			return !ok
		})
	}
	return all
}

// next is the entry that stands where the one in hand stood, nil for none: that one still stands, or it is not sure which is meant, for
// letters must never go to another field.
func (h inHand) next(before, after []*input) *input {
	at := -1
	for i, e := range before {
		if e == h.entry {
			at = i
		}
	}
	if at < 0 || len(before) != len(after) || after[at] == h.entry {
		return nil
	}
	if e := after[at]; len(after) == 1 || e.Text == h.entry.Text || h.stale(e.Text) {
		return e
	}
	return nil
}

// stale tells that words are those from before somebody typed: nothing else has changed them.
func (h inHand) stale(words string) bool { return words == h.read || words == h.entry.gained }

// pass hands cursor and letters over. The old entry is not told that the keyboard left it: for who types, it did not.
func (h inHand) pass(c fyne.Canvas, next *input) {
	old := h.entry
	if next.Text != old.Text && h.stale(next.Text) { // letters that are in no record yet, or came while it was read
		next.SetText(old.Text)
	}
	Relay(c.Content())
	told := old.onFocus
	old.onFocus = nil
	if c.Focus(next); c.Focused() != fyne.Focusable(next) {
		old.onFocus = told
		return
	}
	if next.Text == old.Text {
		next.CursorRow, next.CursorColumn = old.CursorRow, old.CursorColumn
		next.Refresh()
		return
	}
	for _, k := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyEnd} {
		next.Entry.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// lend keeps the entry in hand from being told that a press takes the cursor out of it, until giveBack; nil for none.
func lend(o fyne.CanvasObject) *input {
	c := CanvasOf(o)
	if c == nil {
		return nil
	}
	e, ok := c.Focused().(*input)
	if !ok {
		return nil
	}
	e.lent = true
	return e
}

// giveBack puts the cursor where a press took it from, unless somebody else has it by now.
func giveBack(e *input) {
	if e == nil || !e.lent {
		return
	}
	defer func() { e.lent = false }()
	c := CanvasOf(e)
	switch {
	case c == nil, c.Focused() != nil && c.Focused() != fyne.Focusable(e):
		e.told(false)
	case c.Focused() == nil:
		c.Focus(e)
	}
}
