package shell_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/shell"
)

// desk is a shell with the three sample screens in a window.
type desk struct {
	*kittest.Bench
	shell  *shell.Shell
	hand   *kittest.Clock
	pages  map[string]*page
	moved  [][]shell.Route
	found  int
	locked int
}

func open(t *testing.T, w, h float32) *desk {
	d := &desk{Bench: kittest.Open(t, w, h), hand: kittest.NewClock(time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)), pages: map[string]*page{}}
	d.shell = shell.New(shell.Config{
		Screens: func(r shell.Route) shell.Screen {
			var p *page
			switch r.Screen {
			case "today":
				p = today()
			case "child":
				p = childHome()
			case "capture":
				p = capture()
			case "goal":
				p = goal()
			case "views":
				p = views()
			case "survey":
				p = survey(func() { d.shell.Back() })
			case "provision":
				p = provision()
			case "composer":
				p = composer()
			case "unlock":
				p = unlock()
			case "full":
				p = &page{content: kit.Middle(kit.Title("Locked")), frame: shell.Frame{Kind: shell.Full}}
			case "children", "reports", "outbox", "more":
				p = &page{content: kit.Middle(kit.Body("Nothing here")), frame: shell.Frame{Title: r.Screen, Item: map[string]int{"children": 1, "reports": 2, "outbox": 3, "more": 4}[r.Screen]}}
			default:
				return nil
			}
			p.frame.Alerts = func() string { return longAlert }
			d.pages[r.Screen] = p
			return p
		},
		Roots: [5]shell.Route{{Screen: "today"}, {Screen: "children"}, {Screen: "reports"}, {Screen: "outbox"}, {Screen: "more"}},
		Clock: d.hand.Kit(), OnFind: func() { d.found++ }, OnLock: func() { d.locked++ }, OnMoved: func(w []shell.Route) { d.moved = append(d.moved, w) },
	})
	d.shell.Attach(d.Canvas())
	d.shell.Root(shell.ItemToday)
	d.Settle()
	return d
}

func TestPicturesAreSound(t *testing.T) {
	sizes := []struct {
		name string
		w, h float32
	}{{"wide", 1280, 800}, {"portrait", 800, 1280}, {"phone", 390, 844}}
	for _, s := range sizes {
		t.Run(s.name, func(t *testing.T) {
			d := open(t, s.w, s.h)
			d.shell.SetSync(kit.SyncState{Kind: kit.SyncSent, At: "08:47"})
			d.Picture("today-" + s.name)
			d.Sound()
			d.Shows("Tuesday 24 November", "Issy O’Thistlewood", "Posy Underhay")
			d.shell.SetSync(kit.SyncState{})
			d.shell.Go(shell.Route{Screen: "child", Child: "isla"})
			d.Picture("child-" + s.name)
			d.Sound()
			d.Shows("O’THISTLEWOOD, Isla", "Changes for PE with 1 prompt")
			for _, more := range []string{"goal", "provision", "composer", "unlock"} {
				d.shell.Go(shell.Route{Screen: more, Child: "isla"})
				d.Picture(more + "-" + s.name)
				d.Sound()
			}
			d.shell.Go(shell.Route{Screen: "capture", Child: "isla"})
			d.shell.Undo("Added “PE change”", func() {})
			d.hand.Turn(3 * time.Second)
			d.Picture("capture-" + s.name)
			d.Sound()
			d.Theme(kit.Theme{Variant: kit.VariantDark})
			d.Picture("capture-dark-" + s.name)
			d.Theme(kit.Theme{Variant: kit.VariantLight, Text: 20})
			d.Picture("capture-20-" + s.name)
			d.Sound()
			d.hand.Turn(10 * time.Second) // the undo bar lies over what it undoes; it goes before the other screens are judged
			for _, r := range []string{"today", "child", "goal", "provision", "composer", "unlock"} {
				d.shell.Go(shell.Route{Screen: r, Child: "isla"})
				d.Picture(r + "-20-" + s.name)
				d.Sound()
			}
		})
	}
}

// TestSyncChip_FitsWithADay: the longest words of a sending of another day, on every kind of screen.
func TestSyncChip_FitsWithADay(t *testing.T) {
	d := open(t, 1280, 800)
	d.shell.SetSync(kit.SyncState{Kind: kit.SyncSent, At: "20:48", Day: "24 Nov"})
	for _, r := range []string{"today", "child", "goal", "capture", "composer", "outbox"} {
		d.shell.Go(shell.Route{Screen: r, Child: "isla"})
		d.Shows("24 Nov")
		d.Everywhere("chip-day-" + r)
		d.Resize(390, 844)
		d.Shows("24 Nov")
		d.Resize(1280, 800)
	}
}

func TestTheWayBack(t *testing.T) {
	d := open(t, 1280, 800)
	d.Tap("Children")
	d.shell.Go(shell.Route{Screen: "child", Child: "isla"})
	home := d.pages["child"]
	d.shell.Go(shell.Route{Screen: "child", Child: "isla"})
	if home.left != 0 || len(d.shell.Way()) != 2 {
		t.Fatalf("going where one is left the screen %d times, way %v", home.left, d.shell.Way())
	}
	d.shell.Go(shell.Route{Screen: "goal", Child: "isla", Arg: "pe"})
	if home.left != 1 {
		t.Errorf("the child's home was left %d times", home.left)
	}
	d.Tap("Back")
	if got := d.shell.Current(); got != (shell.Route{Screen: "child", Child: "isla"}) {
		t.Errorf("Back shows %v", got)
	}
	d.Key(fyne.KeyEscape)
	if got := d.shell.Current(); got.Screen != "children" {
		t.Errorf("Escape shows %v", got)
	}
	if d.shell.Back() {
		t.Error("a root has something before it")
	}
	d.shell.Go(shell.Route{Screen: "no such screen"})
	if got := d.shell.Current(); got.Screen != "children" {
		t.Errorf("an unknown route shows %v", got)
	}
	if last := d.moved[len(d.moved)-1]; len(last) != 1 || last[0].Screen != "children" {
		t.Errorf("the way told last is %v", last)
	}
}

func TestRestoreShowsTheScreenOfBefore(t *testing.T) {
	d := open(t, 1280, 800)
	d.shell.Restore([]shell.Route{{Screen: "children"}, {Screen: "child", Child: "isla"}, {Screen: "retired screen"}})
	if got := d.shell.Way(); len(got) != 2 || got[1].Screen != "child" {
		t.Errorf("restored %v, wants the newest screen that is still known", got)
	}
	d.shell.Restore([]shell.Route{{Screen: "retired screen"}})
	if got := d.shell.Current(); got.Screen != "today" {
		t.Errorf("with nothing known it shows %v", got)
	}
}

func TestCoverHidesEverythingUntilAFingerRestsOnIt(t *testing.T) {
	for _, size := range [][2]float32{{1280, 800}, {800, 1280}, {390, 844}} {
		d := open(t, size[0], size[1])
		for _, r := range []string{"today", "child", "capture"} {
			d.shell.Go(shell.Route{Screen: r, Child: "isla"})
			d.Settle()
			d.Tap("Cover")
			if !d.shell.Covered() {
				t.Fatalf("%v %s: one tap on Cover does not cover", size, r)
			}
			top := d.Window.Canvas().Overlays().Top()
			if top == nil || top.Size() != d.Window.Canvas().Size() {
				t.Fatalf("%v %s: the cover does not fill the window", size, r)
			}
			img := d.Window.Canvas().Capture()
			corner, middle := img.At(3, 3), img.At(int(size[0])-60, int(size[1])/3)
			if corner != middle {
				t.Errorf("%v %s: something shows through the cover: %v and %v", size, r, corner, middle)
			}
			d.Tap("Go on")
			finger := d.Find("Go on").Object.(desktop.Mouseable)
			finger.MouseDown(&desktop.MouseEvent{})
			d.hand.Turn(500 * time.Millisecond)
			finger.MouseUp(&desktop.MouseEvent{})
			d.hand.Turn(time.Second)
			if !d.shell.Covered() {
				t.Fatalf("%v %s: a finger that brushed past uncovers", size, r)
			}
			finger.MouseDown(&desktop.MouseEvent{})
			d.hand.Turn(600 * time.Millisecond)
			if d.shell.Covered() {
				t.Fatalf("%v %s: a finger that rests does not uncover", size, r)
			}
			finger.MouseUp(&desktop.MouseEvent{})
		}
	}
}

func TestCoverGoesOverSheetsAndTakesKeys(t *testing.T) {
	d := open(t, 1280, 800)
	d.Key(fyne.KeyF1)
	d.Shows("Keyboard shortcuts", "Ctrl+K", "Find a child, words in a record, or a place")
	d.shell.Cover()
	d.Key(fyne.KeyA)
	if !d.shell.Covered() {
		t.Error("the letter behind a key that uncovers is typed into what lies under the cover")
	}
	d.hand.Turn(100 * time.Millisecond)
	if d.shell.Covered() {
		t.Error("a key does not uncover")
	}
	d.Key(fyne.KeyEscape)
	if n := len(d.Window.Canvas().Overlays().List()); n != 0 {
		t.Errorf("Escape leaves %d sheets open", n)
	}
	if got := d.shell.Current().Screen; got != "today" {
		t.Errorf("closing a sheet went back to %s", got)
	}
}

// press sends a shortcut to the window, as the keyboard does while nothing has the focus.
func (d *desk) press(k fyne.KeyName, m fyne.KeyModifier) {
	d.Shortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m})
}

func TestShortcuts(t *testing.T) {
	d := open(t, 1280, 800)
	ctrl := fyne.KeyModifierShortcutDefault
	d.press(fyne.KeyK, ctrl)
	if d.found != 1 {
		t.Errorf("Ctrl+K asked to find %d times", d.found)
	}
	for i, want := range []string{"today", "children", "reports", "outbox", "more"} {
		d.press([]fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5}[i], ctrl)
		if got := d.shell.Current().Screen; got != want {
			t.Errorf("Ctrl+%d shows %s, wants %s", i+1, got, want)
		}
	}
	d.shell.Go(shell.Route{Screen: "child", Child: "isla"})
	d.press(fyne.KeyLeft, fyne.KeyModifierAlt)
	if got := d.shell.Current().Screen; got != "more" {
		t.Errorf("Alt+Left shows %s", got)
	}
	d.press(fyne.KeyH, ctrl)
	if !d.shell.Covered() {
		t.Error("Ctrl+H does not cover")
	}
	d.press(fyne.KeyK, ctrl)
	if d.found != 1 {
		t.Error("a covered screen answers Ctrl+K")
	}
	d.shell.Uncover()
	d.shell.Go(shell.Route{Screen: "full"})
	d.press(fyne.Key1, ctrl)
	d.Key(fyne.KeyEscape)
	if got := d.shell.Current().Screen; got != "full" {
		t.Errorf("a locked screen was left by a key: %s", got)
	}
}

func TestUndoByBarAndByKey(t *testing.T) {
	d := open(t, 1280, 800)
	undone := 0
	d.shell.Undo("Removed the visit", func() { undone++ })
	d.Tap("Undo")
	d.shell.Undo("Removed the goal", func() { undone++ })
	d.Shortcut(&fyne.ShortcutUndo{})
	if undone != 2 || d.shell.UndoBar().Visible() {
		t.Errorf("undone %d times", undone)
	}
	d.shell.Undo("Removed the photo", func() { undone++ })
	d.hand.Turn(11 * time.Second)
	if strings.Contains(d.Texts(), "Removed the photo") || undone != 2 {
		t.Error("the bar stays after ten seconds")
	}
}

func TestFrameFollowsTheKindOfScreen(t *testing.T) {
	d := open(t, 1280, 800)
	d.shell.SetPractice("Practice: nothing leaves this tablet")
	d.shell.SetSync(kit.SyncState{Kind: kit.SyncNeedsYou, Needs: 2})
	d.Shows("Practice: nothing leaves this tablet", "2 need you", "Children")
	d.Sound()
	d.shell.Go(shell.Route{Screen: "capture", Child: "isla"})
	if s := d.Texts(); strings.Contains(s, "Outbox") {
		t.Error("the rail takes room from the board")
	}
	d.Shows("Practice: nothing leaves this tablet", "O’THISTLEWOOD, Isla", "2 need you")
	d.Tap("2 need you")
	if got := d.shell.Current().Screen; got != "outbox" {
		t.Errorf("the sync chip opens %s", got)
	}
	d.shell.Go(shell.Route{Screen: "full"})
	if s := d.Texts(); strings.Contains(s, "Outbox") || strings.Contains(s, "Cover") {
		t.Errorf("a locked screen shows the frame: %s", s)
	}
	trained := 0
	d.shell.SetTraining("Training, 2 of 9", func() { trained++ })
	for _, size := range [][2]float32{{1280, 800}, {390, 844}} { // on a phone words and action share the width
		d.Resize(size[0], size[1])
		d.Tap("Training, 2 of 9")
		d.Sound()
	}
	if trained != 2 {
		t.Errorf("two taps led %d times to the training", trained)
	}
	d.shell.SetPractice("")
	if strings.Contains(d.Texts(), "Practice") || strings.Contains(d.Texts(), "Training") {
		t.Error("the strip stays after practice")
	}
}
