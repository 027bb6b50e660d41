package kit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// onClipboard is what a person copied elsewhere.
func onClipboard(words string) *fyne.ShortcutPaste {
	c := test.NewClipboard()
	c.SetContent(words)
	return &fyne.ShortcutPaste{Clipboard: c}
}

// widestRow is the most letters that Fyne paints as one picture.
func widestRow(o fyne.CanvasObject) int {
	most := 0
	if t, ok := o.(*canvas.Text); ok {
		return len([]rune(t.Text))
	}
	for _, c := range test.LaidOutObjects(o) {
		if t, ok := c.(*canvas.Text); ok {
			most = max(most, len([]rune(t.Text)))
		}
	}
	return most
}

// note is ten thousand words in two paragraphs, with what keyboards of other scripts write.
var note = strings.Repeat("Isla שלום ë́ 🙂 writes ", 1000) + "\n" + strings.Repeat("Isla writes ", 2500) + "the end"

// TestLongNote pastes ten thousand words into the note box: they stand on rows of a width, paragraphs stay, the box is as high as it
// says, and what follows moves down; stamped, the box is a line again.
func TestLongNote(t *testing.T) {
	stamped := ""
	n := NewNoteBox("Write a note", func(s string) { stamped = s })
	next := Body("next")
	w := test.NewTempWindow(t, Column(8, n, next))
	w.Resize(fyne.NewSize(400, 600))
	w.Canvas().Focus(n.entry)
	low := n.Size().Height
	n.entry.TypedShortcut(onClipboard(note))
	n.entry.TypedRune('.')
	if n.Text() != note+"." {
		t.Fatalf("%d bytes were pasted and a letter typed; the box holds %d", len(note), len(n.Text()))
	}
	if most := widestRow(n); most > longLine {
		t.Errorf("a row of %d letters is painted anew for every letter", most)
	}
	if h := n.Size().Height; h <= low || n.pane.Size().Height > h || next.Position().Y < h {
		t.Errorf("the box is %v high (%v before), its words %v; what follows stands at %v", h, low, n.pane.Size().Height, next.Position().Y)
	}
	n.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if stamped != note+"." || n.Text() != "" || n.Size().Height != low {
		t.Errorf("stamped %d of %d bytes; %q is left in a box %v high", len(stamped), len(note)+1, n.Text(), n.Size().Height)
	}
}

// TestTooLongToPaste: what nobody could edit here is not taken, half of it neither; a sentence says so, and typing clears it.
func TestTooLongToPaste(t *testing.T) {
	five := strings.Repeat("words and ", 500_000)
	box, name, notes := NewNoteBox("Write a note", nil), NewField("Full name", nil), NewNotes("Words", 3, nil)
	test.NewTempWindow(t, Column(8, box, name, notes)).Resize(fyne.NewSize(400, 900))
	for what, c := range map[string]struct {
		e       *input
		paste   string
		problem func() string
	}{
		"note box":         {box.entry, five, box.problem.String},
		"field":            {name.entry, five[:100_000], name.Problem},
		"field of several": {notes.entry, five, notes.Problem},
	} {
		c.e.SetText("was here")
		c.e.TypedShortcut(onClipboard(c.paste))
		if got := c.problem(); c.e.Text != "was here" || !strings.Contains(got, "too long for here: about") {
			t.Errorf("%s: holds %d bytes and says %q", what, len(c.e.Text), got)
		}
		c.e.TypedRune('!')
		if got := c.problem(); !strings.Contains(c.e.Text, "!") || got != "" {
			t.Errorf("%s: after a letter it holds %q and says %q", what, c.e.Text, got)
		}
	}
}

// TestLongWordsInAFieldOfOneLine: whatever a record brings, a field of one line shows it on rows, and Enter and a paste bring no line
// ends into it.
func TestLongWordsInAFieldOfOneLine(t *testing.T) {
	f := NewField("Full name", nil)
	test.NewTempWindow(t, Column(8, f)).Resize(fyne.NewSize(400, 600))
	low := f.HeightFor(400)
	f.SetText(strings.Repeat("Isla ", 4000))
	if most := widestRow(f); most > longLine || f.HeightFor(400) <= low {
		t.Errorf("a row of %d letters, in a field %v high", most, f.HeightFor(400))
	}
	f.SetText("Isla")
	f.entry.TypedShortcut(onClipboard("Maeve\nO’Thistlewood "))
	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := f.Text(); strings.Contains(got, "\n") || !strings.Contains(got, "Maeve O’Thistlewood") || f.HeightFor(400) != low {
		t.Errorf("the field holds %q and is %v high", got, f.HeightFor(400))
	}
}

// TestLongWordsKeepTheCaret types across the length from which words stand on rows, in the middle and at the end, and rubs them out
// again: every letter goes where the one before went.
func TestLongWordsKeepTheCaret(t *testing.T) {
	n := NewNoteBox("Write a note", nil)
	test.NewTempWindow(t, Column(8, n)).Resize(fyne.NewSize(400, 600))
	write := func(words string) {
		for _, r := range words {
			n.entry.TypedRune(r)
		}
	}
	all := ""
	for i := range 60 {
		all += fmt.Sprintf("word%d ", i)
	}
	write(all)
	if n.Text() != all {
		t.Fatalf("typed %q, reads %q", all, n.Text())
	}
	for range len(all) - 100 {
		n.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	if n.Text() != all[:100] || n.entry.MultiLine {
		t.Fatalf("rubbed out to %q", n.Text())
	}
	for range 50 {
		n.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	write(all[50:350])
	n.entry.TypedShortcut(onClipboard("pasted"))
	write("!")
	if want := all[:50] + all[50:350] + "pasted!" + all[50:100]; n.Text() != want {
		t.Errorf("in the middle: want %q\nreads %q", want, n.Text())
	}
	n.entry.SetText("")
	write("to be replaced")
	n.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	n.entry.TypedShortcut(onClipboard(all))
	if n.Text() != all {
		t.Errorf("pasted over what was selected: %q", n.Text())
	}
}
