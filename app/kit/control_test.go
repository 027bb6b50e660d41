package kit_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

func TestEveryControlWorksByTapSpaceAndEnter(t *testing.T) {
	count := 0
	add := func() { count++ }
	controls := map[string]fyne.CanvasObject{
		"Button": kit.NewPrimary("Button", add), "Chip": kit.NewChip("Chip", false, add), "Tile": kit.NewTile("Tile", add),
		"Row":   kit.NewListRow(kit.RowData{Title: "Row"}, add),
		"Sync":  kit.NewSyncChip(kit.SyncState{}, false, add),
		"Cover": kit.NewCover(false, false, add), "Item": kit.NewNavItem("Item", kit.IconToday, false, add),
		"Icon": kit.NewIconButton(kit.IconFind, "Icon", add),
	}
	for name, o := range controls {
		b := kittest.Window(t, kit.Inset(20, kit.Column(8, o)), 400, 300)
		count = 0
		if name == "Sync" {
			b.Tap("Saved on this tablet")
		} else {
			b.Tap(name)
		}
		b.Window.Canvas().FocusNext()
		b.Key(fyne.KeySpace)
		b.Key(fyne.KeyReturn)
		if count != 3 {
			t.Errorf("%s acted %d times for a tap, Space and Enter", name, count)
		}
		b.Sound()
	}
}

func TestTileActsWhenTheFingerLandsAndOnlyOnce(t *testing.T) {
	count := 0
	tile := kit.NewTile("Zip: joined", func() { count++ })
	kittest.Window(t, tile, 200, 120)
	tile.MouseDown(&desktop.MouseEvent{})
	if count != 1 {
		t.Fatalf("the tile acted %d times when the finger landed", count)
	}
	tile.MouseUp(&desktop.MouseEvent{})
	tile.Tapped(nil)
	if count != 1 {
		t.Errorf("the tap that ends the touch acted again: %d", count)
	}
	lift := kit.NewTile("In a scroller", func() { count++ }).OnLift()
	lift.MouseDown(&desktop.MouseEvent{})
	if count != 1 {
		t.Error("a tile in a scroller acted before the finger lifted")
	}
	lift.Tapped(nil)
	if count != 2 {
		t.Error("a tile in a scroller did not act when the finger lifted")
	}
}

func TestAlertsSpeakOnlyWhileHeld(t *testing.T) {
	c := clock()
	mark := kit.NewAlertMark(c.Kit(), func() string { return "Two adults at home" })
	b := kittest.Window(t, kit.NewPanel(kit.Slate, kit.Inset(20, kit.Column(8, kit.Row(0, mark), mark.Words()))), 500, 200)
	mark.MouseDown(&desktop.MouseEvent{})
	c.Turn(590 * time.Millisecond)
	if strings.Contains(b.Texts(), "Two adults") {
		t.Fatal("the words show before 600 ms")
	}
	c.Turn(20 * time.Millisecond)
	b.Shows("Two adults at home")
	mark.MouseUp(&desktop.MouseEvent{})
	if strings.Contains(b.Texts(), "Two adults") {
		t.Fatal("the words stay after letting go")
	}
	mark.MouseDown(&desktop.MouseEvent{})
	mark.MouseUp(&desktop.MouseEvent{})
	mark.Tapped(nil)
	b.Shows("Keep holding")
	c.Turn(time.Second)
	if strings.Contains(b.Texts(), "Two adults") {
		t.Error("a short tap made the mark speak")
	}
	c.Turn(time.Second)
	if mark.Words().Visible() {
		t.Errorf("two seconds after a short tap the panel still says %q", b.Texts())
	}
	mark.MouseDown(&desktop.MouseEvent{})
	mark.MouseUp(&desktop.MouseEvent{})
	mark.MouseDown(&desktop.MouseEvent{})
	c.Turn(3 * time.Second) // a whole hold right after: the hint that would have gone by now takes no words away
	b.Shows("Two adults at home")
	mark.MouseOut() // the finger slid away: nothing to be told
	if got := b.Texts(); strings.Contains(got, "Keep holding") || strings.Contains(got, "Two adults") {
		t.Errorf("after the finger slid away the mark says %q", got)
	}
	mark.KeyDown(key(fyne.KeySpace))
	c.Turn(time.Second)
	if !strings.Contains(b.Texts(), "Two adults") {
		t.Error("holding Space does not speak")
	}
	mark.FocusLost()
	if mark.Words().Visible() {
		t.Error("the words stay after the keyboard moved on")
	}
	if strings.Contains(mark.AccessibilityLabel(), "Two adults") {
		t.Error("a screen reader would read the alert aloud in front of the family")
	}
}

func TestUndoBarStaysTenSecondsAndTakesBackOnce(t *testing.T) {
	c := clock()
	gone, undone := 0, 0
	bar := kit.NewUndoBar(c.Kit(), func() { gone++ })
	b := kittest.Window(t, kit.Column(0, bar), 500, 100)
	bar.Say("Added “PE change”", func() { undone++ })
	b.Shows("Added “PE change”", "Undo")
	c.Turn(9900 * time.Millisecond)
	if !bar.Visible() {
		t.Fatal("the bar left before ten seconds")
	}
	b.Tap("Undo")
	bar.Take()
	if undone != 1 || bar.Visible() || gone != 1 {
		t.Errorf("undone %d times, visible %v, gone %d", undone, bar.Visible(), gone)
	}
	bar.Say("Second", func() { undone++ })
	c.Turn(11 * time.Second)
	if bar.Visible() || undone != 1 {
		t.Errorf("after ten seconds the bar is visible %v and undid %d", bar.Visible(), undone)
	}
}

func TestArrowsMoveChoices(t *testing.T) {
	var told []int
	choice := kit.NewChoice([]kit.Option{{"Yes", "Section F"}, {"No", "Section G"}, {"Unsure", "Ask your lead"}}, -1, func(i int) { told = append(told, i) })
	b := kittest.Window(t, kit.Inset(20, choice), 700, 200)
	b.Tap("Yes")
	b.Window.Canvas().FocusNext()
	b.Key(fyne.KeyRight)
	b.Key(fyne.KeyRight)
	b.Key(fyne.KeyRight)
	b.Key(fyne.KeyLeft)
	if choice.Chosen() != 1 || len(told) != 4 {
		t.Errorf("chosen %d, told %v", choice.Chosen(), told)
	}
	b.Sound()
}

// TestALadderIsClimbed: on rungs below one another the arrow up goes to more, and Tab meets the highest first, as the eye does.
func TestALadderIsClimbed(t *testing.T) {
	rungs := []kit.Option{{"−1", "Less"}, {"0", "As expected"}, {"+1", "More"}}
	choice := kit.NewChoice(rungs, -1, func(int) {}).Ladder()
	b := kittest.Window(t, kit.Inset(20, choice), 390, 400)
	b.Window.Canvas().FocusNext()
	for _, x := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeySpace, 2}, {fyne.KeyUp, 2}, {fyne.KeyDown, 1}, {fyne.KeyDown, 0}, {fyne.KeyRight, 1}, {fyne.KeyUp, 2}, {fyne.KeyLeft, 1}} {
		if b.Key(x.key); choice.Chosen() != x.want {
			t.Errorf("after %s rung %d is chosen, want %d", x.key, choice.Chosen(), x.want)
		}
	}
	b.Sound()
}

func TestTallyNeverFallsBelowZero(t *testing.T) {
	sum := 0
	tally := kit.NewTally("Verbal prompt", 1, func(d int) { sum += d })
	b := kittest.Window(t, kit.Inset(20, tally), 300, 140)
	b.Tap("Add one, Verbal prompt")
	b.Tap("One less, Verbal prompt")
	b.Tap("One less, Verbal prompt")
	b.Tap("One less, Verbal prompt")
	if tally.Count() != 0 || sum != -1 {
		t.Errorf("the tally shows %d after a sum of %d", tally.Count(), sum)
	}
	b.Sound()
}

func TestPadTellsKeysAndTakesTheKeyboard(t *testing.T) {
	var typed strings.Builder
	pad := kit.NewPad(kit.PadMeasure, func(r rune) { typed.WriteRune(r) }, func() { typed.WriteRune('<') })
	b := kittest.Window(t, kit.Inset(20, pad), 400, 330)
	for _, k := range []string{"2", "9", "Point", "5", "Delete"} {
		b.Tap(k)
	}
	b.Window.Canvas().FocusNext()
	b.Window.Canvas().Focused().TypedRune('7')
	b.Window.Canvas().Focused().TypedRune('x')
	b.Key(fyne.KeyBackspace)
	if typed.String() != "29.5<7<" {
		t.Errorf("the pad told %q", typed.String())
	}
	pin := kit.NewPad(kit.PadPIN, func(r rune) { typed.WriteRune(r) }, nil)
	pin.TypedRune('.')
	if strings.HasSuffix(typed.String(), ".") {
		t.Error("a PIN took a point")
	}
	b.Sound()
}

func TestFieldTellsChangesAndKeepsErrorsQuietWhileTyping(t *testing.T) {
	var last string
	f := kit.NewField("Place", func(s string) { last = s })
	b := kittest.Window(t, kit.Inset(20, kit.Column(0, f)), 400, 200)
	f.SetText("set by the app")
	if last != "" {
		t.Error("a setter called back")
	}
	f.SetText("")
	f.SetError("Enter the place")
	b.Shows("Enter the place")
	b.Type("Place", "O")
	if f.Problem() != "" || strings.Contains(b.Texts(), "Enter the place") {
		t.Error("the error stays while the person is typing")
	}
	b.Type("Place", "tters")
	if last != "Otters" {
		t.Errorf("the last change told is %q", last)
	}
	b.Sound()
}

func TestNotesGrowWithTheirWords(t *testing.T) {
	f := kit.NewNotes("Why", 2, nil)
	b := kittest.Window(t, kit.Column(0, f), 300, 600)
	before := kit.HeightFor(f, 300)
	b.Type("Why", strings.Repeat("a long sentence about writing ", 12))
	if after := kit.HeightFor(f, 300); after < before+100 {
		t.Errorf("the box is %v high before and %v after twelve sentences", before, after)
	}
}

func TestNoteBoxStampsWithEnterAndEmpties(t *testing.T) {
	var stamped []string
	n := kit.NewNoteBox("Write a note, Enter stamps it", func(s string) { stamped = append(stamped, s) })
	b := kittest.Window(t, kit.Column(0, n), 400, 100)
	b.Type("Write a note", " Hooked wrist ")
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyReturn)
	if len(stamped) != 1 || stamped[0] != "Hooked wrist" || n.Text() != "" {
		t.Errorf("stamped %q, the box holds %q", stamped, n.Text())
	}
	b.Sound()
}

func TestDateFieldSaysWhatToDo(t *testing.T) {
	d := kit.NewDateField("Date of visit", nil)
	b := kittest.Window(t, kit.Inset(20, d), 500, 200)
	b.Type("Date of visit, day", "24")
	b.Type("Date of visit, month", "nov")
	if _, problem := d.Date(); problem != "Date of visit must include a year" {
		t.Errorf("it says %q", problem)
	}
	b.Type("Date of visit, year", "2026")
	got, problem := d.Date()
	if problem != "" || !got.Equal(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%v %q", got, problem)
	}
	d.SetError("Date of visit must be today or in the past")
	b.Shows("Date of visit must be today or in the past")
	b.Sound()
}

func TestTabsThatDoNotFitGoBehindMore(t *testing.T) {
	var told []int
	tabs := kit.NewTabs([]string{"Summary", "Timeline", "Goals", "Equipment", "Reports", "People"}, 0, func(i int) { told = append(told, i) })
	b := kittest.Window(t, kit.Column(0, tabs), 390, 600)
	b.Sound()
	b.Tap("More")
	b.Tap("People")
	if len(told) != 1 || told[0] != 5 {
		t.Errorf("told %v, wants the sixth tab", told)
	}
	if len(b.Window.Canvas().Overlays().List()) != 0 {
		t.Error("the sheet stays open after the pick")
	}
	b.Resize(1000, 600)
	b.Tap("Equipment")
	if told[len(told)-1] != 3 {
		t.Errorf("told %v on a wide window", told)
	}
}
