package shell_test

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

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
