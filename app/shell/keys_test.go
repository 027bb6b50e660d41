package shell_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/shell"
)

// keysDoc is where the table of keys is printed, between two marks.
const (
	keysDoc   = "../../docs/accessibility.md"
	keysBegin = "<!-- keys: printed by app/shell, FIELDFARE_DOCS=write -->\n"
	keysEnd   = "<!-- end of keys -->\n"
)

// TestShortcuts_ArePrintedInTheDocs: there is one table; F1 and the page cannot drift from it.
func TestShortcuts_ArePrintedInTheDocs(t *testing.T) {
	var table strings.Builder
	table.WriteString("| keys | what they do |\n|---|---|\n")
	for _, k := range shell.Shortcuts() {
		table.WriteString("| " + k.Keys + " | " + k.Does + " |\n")
	}
	raw, err := os.ReadFile(keysDoc)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(raw), keysBegin)
	old, after, ended := strings.Cut(rest, keysEnd)
	if !found || !ended {
		t.Fatalf("%s has no place for the table", keysDoc)
	}
	if old == table.String() {
		return
	}
	if os.Getenv("FIELDFARE_DOCS") != "write" {
		t.Fatalf("%s prints another table. Write it anew: FIELDFARE_DOCS=write go test -run Shortcuts ./app/shell\n%s", keysDoc, table.String())
	}
	if err := os.WriteFile(keysDoc, []byte(before+keysBegin+table.String()+keysEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestF1_ListsEveryShortcutOnce(t *testing.T) {
	d := open(t, 1280, 2400)
	d.Key(fyne.KeyF1)
	for _, k := range shell.Shortcuts() {
		d.Shows(k.Keys, k.Does)
	}
	d.Key(fyne.KeyF1)
	if n := len(d.Window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("F1 twice lays %d lists over the screen", n)
	}
}

// TestFind_StandsOnEveryScreen: the search button is on every framed screen, once, at every size.
func TestFind_StandsOnEveryScreen(t *testing.T) {
	for _, size := range [][2]float32{{1280, 800}, {800, 1280}, {390, 844}, {1440, 900}} {
		d := open(t, size[0], size[1])
		for _, r := range []string{"child", "capture", "goal", "provision", "composer", "reports", "outbox", "more"} {
			d.shell.Go(shell.Route{Screen: r, Child: "isla"})
			before := d.found
			d.Tap("Find")
			if d.found != before+1 {
				t.Errorf("%v %s: Find asked %d times", size, r, d.found-before)
			}
			d.Sound()
		}
	}
}

// hearing is a screen that takes every key and letter.
type hearing struct {
	page
	heard []string
}

func (h *hearing) TypedKey(e *fyne.KeyEvent) bool {
	h.heard = append(h.heard, string(e.Name))
	return true
}
func (h *hearing) TypedRune(r rune) { h.heard = append(h.heard, string(r)) }

// TestSheet_KeepsKeysFromTheScreenBeneath: a sheet of one child must not stand over the screen of another, and a letter that nobody in
// it wanted must not settle a conflict or print a page under it.
func TestSheet_KeepsKeysFromTheScreenBeneath(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	under := &hearing{page: page{content: kit.Body("Nothing here"), frame: shell.Frame{Title: "Child"}}}
	var found, locked, past, undone int
	s := shell.New(shell.Config{Clock: kittest.NewClock(time.Now()).Kit(),
		Screens: func(shell.Route) shell.Screen { return under },
		Roots:   [5]shell.Route{{Screen: "a"}, {Screen: "b"}, {Screen: "c"}, {Screen: "d"}, {Screen: "e"}},
		OnFind:  func() { found++ }, OnLock: func() { locked++ }, History: func(shell.Route) { past++ }})
	s.Attach(b.Canvas())
	s.Root(shell.ItemChildren)
	s.Go(shell.Route{Screen: "child", Child: "isla"})
	s.Undo("Removed the goal", func() { undone++ })
	kit.ShowSheet(b.Canvas(), "Their signature", kit.Body("Sign here"), nil)
	ctrl := fyne.KeyModifierShortcutDefault
	leave := []desktop.CustomShortcut{{KeyName: fyne.Key1, Modifier: ctrl}, {KeyName: fyne.KeyK, Modifier: ctrl}, {KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}, {KeyName: fyne.KeyH, Modifier: ctrl | fyne.KeyModifierShift}}
	for i := range leave {
		b.Shortcut(&leave[i])
	}
	b.Canvas().OnTypedRune()('1')
	b.Key(fyne.KeyP)
	if len(s.Way()) != 2 || found+past != 0 || len(under.heard) != 0 {
		t.Errorf("under a sheet: way %v, found %d, history %d, heard %q", s.Way(), found, past, under.heard)
	}
	b.Shortcut(&fyne.ShortcutUndo{})
	b.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyH, Modifier: ctrl})
	if !s.Covered() {
		t.Error("the screen cannot be covered while a sheet is open")
	}
	s.Uncover()
	b.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: ctrl})
	if locked != 1 || undone != 1 {
		t.Errorf("while a sheet is open: locked %d times, undone %d times", locked, undone)
	}
	b.Key(fyne.KeyEscape)
	if b.Canvas().Overlays().Top() != nil || len(under.heard) != 0 {
		t.Errorf("Escape leaves the sheet open, or the screen heard it: %q", under.heard)
	}
	b.Canvas().OnTypedRune()('1')
	b.Key(fyne.KeyP)
	for i := range leave {
		b.Shortcut(&leave[i])
	}
	if len(under.heard) != 2 || found != 1 || past != 1 || len(s.Way()) != 1 {
		t.Errorf("without the sheet: heard %q, found %d, history %d, way %v", under.heard, found, past, s.Way())
	}
}
