package shell_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
)

// TestTurned_AChildGoesNowhere: on a screen that is in a child's hands stands nothing that leads elsewhere, no key does, and whoever leaves
// it by Done or back finds the cover, which an adult lifts.
func TestTurned_AChildGoesNowhere(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(800, 1280), fyne.NewSize(390, 844)} {
		d := open(t, size.Width, size.Height)
		d.shell.SetPractice("Practice: nothing leaves this tablet")
		d.shell.SetTraining("Training, 2 of 9", func() {})
		d.shell.Go(shell.Route{Screen: "child", Child: "isla"})
		d.Find("Training, 2 of 9")
		d.shell.Undo("Gym club leader: refused by Gareth", func() {})
		d.shell.Go(shell.Route{Screen: "views", Child: "isla"})
		for _, p := range d.Placed() {
			if p.Kind != "text" && !strings.Contains("Back Cover Done", p.Text) {
				t.Errorf("%v: a child is offered %s %q", size, p.Kind, p.Text)
			}
		}
		d.Sound()
		ctrl := fyne.KeyModifierShortcutDefault
		for _, key := range []fyne.KeyName{fyne.KeyK, fyne.Key1, fyne.Key4} {
			d.press(key, ctrl)
		}
		d.press(fyne.KeyLeft, fyne.KeyModifierAlt)
		d.press(fyne.KeyH, ctrl|fyne.KeyModifierShift)
		if d.found != 0 || d.shell.Current().Screen != "views" {
			t.Errorf("a key led to %s, and to the search %d times", d.shell.Current().Screen, d.found)
		}
		d.press(fyne.KeyH, ctrl)
		if !d.shell.Covered() {
			t.Error("the adult's key for the cover does nothing")
		}
		d.shell.Uncover()
		d.Tap("Back")
		if d.shell.Current().Screen != "child" || !d.shell.Covered() {
			t.Errorf("%v: back led to %s, covered: %v", size, d.shell.Current().Screen, d.shell.Covered())
		}
		d.shell.Uncover()
		d.Find("Training, 2 of 9")
		if d.shell.Back(); d.shell.Covered() {
			t.Error("a screen that was not turned round covers what comes next")
		}
	}
}

// TestTurned_NobodyIsNamed: a turned screen of no child, such as the survey, leads nowhere either, and the cover is in its bar.
func TestTurned_NobodyIsNamed(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(800, 1280), fyne.NewSize(390, 844)} {
		d := open(t, size.Width, size.Height)
		d.shell.Go(shell.Route{Screen: "survey"})
		for _, name := range []string{"Back", "Cover", "Done"} {
			d.Find(name)
		}
		for _, p := range d.Placed() {
			if p.Kind != "text" && !strings.Contains("Back Cover Done", p.Text) {
				t.Errorf("%v: whoever answers is offered %s %q", size, p.Kind, p.Text)
			}
		}
		d.Sound()
		if d.Tap("Done"); d.shell.Current().Screen != "today" || !d.shell.Covered() {
			t.Errorf("%v: done led to %s, covered: %v", size, d.shell.Current().Screen, d.shell.Covered())
		}
	}
}

// survey is a screen that a family holds and that names nobody.
func survey(done func()) *page {
	return &page{content: kit.Middle(kit.Body("Did we listen to you?")), frame: shell.Frame{Kind: shell.Board, Turned: true, Item: shell.ItemMore, Title: "How was it?",
		Actions: []fyne.CanvasObject{kit.NewPrimary("Done", done)}}}
}

// views is a screen that a child holds.
func views() *page {
	return &page{content: kit.Middle(kit.Body("How is it for me?")), frame: shell.Frame{Kind: shell.Board, Turned: true, Child: &issy, Item: shell.ItemChildren, Title: "My views",
		Actions: []fyne.CanvasObject{kit.NewPrimary("Done", nil)}}}
}
