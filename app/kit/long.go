package kit

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/assessments"
)

// Fyne paints a row of words as one picture, and all of it anew for every letter: ten thousand words on one row stop the app. So long
// words stand on several rows, also in a box that has one, and what no box could hold is not pasted.
const (
	longLine  = 300                      // bytes from which the words of a box of one line stand on several rows
	longRows  = 4                        // how many of them are seen
	lineRoom  = 2000                     // bytes that a box of one line takes
	noteRoom  = assessments.MaxField / 2 // bytes that a note takes, about twenty thousand words; beyond, each letter would be late
	longNote  = 8000                     // bytes from which a field grows no more: its words move inside it
	longNotes = 16                       // how many of their rows are seen
)

// room is how many bytes may stand in the entry.
func (e *input) room() int {
	if e.oneLine && !e.keepsLines {
		return lineRoom
	}
	return noteRoom
}

// spread gives the words of a box of one line the rows they need, or takes them back; it reports whether the box is higher or lower
// since it was last asked.
func (e *input) spread() bool {
	if !e.oneLine {
		return false
	}
	long := len(e.Text) > longLine || e.keepsLines && strings.Contains(e.Text, "\n")
	if long = long && !e.Password; long != e.MultiLine {
		at := e.CursorTextOffset()
		e.onSeveral(long)
		e.Refresh()
		e.caretTo(at)
	}
	was := e.high
	e.high = e.MultiLine
	return was != e.high
}

func (e *input) onSeveral(long bool) {
	e.MultiLine, e.Wrapping = long, fyne.TextWrapOff
	if long {
		e.Wrapping = fyne.TextWrapWord
	}
	e.SetMinRowsVisible(longRows)
}

// caretTo puts the caret behind so many letters. Fyne counts it in rows and columns, which are others now, and offers only keys to move
// it. Far from the end it stands first: then a program set the words, and nobody has typed yet.
func (e *input) caretTo(at int) {
	e.CursorRow, e.CursorColumn = 0, at
	if left := len([]rune(e.Text)) - at; e.MultiLine && left > 2*longLine {
		e.CursorColumn = 0
	} else if e.MultiLine {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
		for ; left > 0 && e.CursorTextOffset() > at; left-- {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		}
	}
	e.Refresh()
}

// paste takes what is on the clipboard, all of it or nothing: half of somebody's words would pass for the whole.
func (e *input) paste(s *fyne.ShortcutPaste) {
	words := s.Clipboard.Content()
	if now := len(e.Text) - len(e.SelectedText()); now+len(words) > e.room() {
		if e.refused != nil {
			e.refused(tooLong(len(words), e.room()-now))
		}
		return
	}
	if e.oneLine && e.keepsLines && len(e.Text)+len(words) > longLine {
		if e.SelectedText() != "" { // which the pasted words replace
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		}
		at := e.CursorTextOffset()
		e.onSeveral(true) // before, so that paragraphs stay paragraphs
		e.Refresh()
		e.caretTo(at)
	} else if e.oneLine {
		s = &fyne.ShortcutPaste{Clipboard: flat{s.Clipboard}}
	}
	e.Entry.TypedShortcut(s)
}

// tooLong says why nothing was pasted.
func tooLong(have, room int) string {
	return fmt.Sprintf("What you pasted is too long for here: %s, and there is room for %s. Nothing was taken in or changed; paste it in parts.", letters(have), letters(max(room, 0)))
}

// letters counts bytes as letters, near enough for somebody who has to shorten a text.
func letters(n int) string {
	switch {
	case n >= 1_000_000:
		return fmt.Sprintf("about %.1f million letters", float64(n)/1e6)
	case n >= 10_000:
		return fmt.Sprintf("about %d,000 letters", (n+500)/1000)
	}
	return fmt.Sprintf("%d letters", n)
}

// flat is a clipboard for a box of one line.
type flat struct{ fyne.Clipboard }

// Content is part of fyne.Clipboard.
func (f flat) Content() string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(f.Clipboard.Content())
}

// relayAround lays out anew what an object stands in, after its height changed.
func relayAround(o fyne.CanvasObject) {
	if fyne.CurrentApp() == nil {
		return
	}
	if c := CanvasOf(o); c != nil {
		Relay(c.Content())
		for _, over := range c.Overlays().List() {
			Relay(over)
		}
	}
}
