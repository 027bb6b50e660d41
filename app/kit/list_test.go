package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// caseload is a list of children, one of whom has a very long name.
func caseload(n int, tapped *[]int) *kit.List {
	return kit.NewList(func() int { return n }, func(i int) kit.RowData {
		name := fmt.Sprintf("Child number %d", i)
		if i == 2 {
			name = "Wilhelmina Featherstonehaugh-Cholmondeley de la Bellacourt Fitzwilliam of Kirkcudbrightshire"
		}
		return kit.RowData{Icon: kit.IconChild, Title: name, Subtitle: "6 years 8 months", Chevron: true}
	}, func(i int) { *tapped = append(*tapped, i) })
}

func TestListTapsScrollsAndNeverCutsAName(t *testing.T) {
	var tapped []int
	l := caseload(10000, &tapped)
	b := kittest.Window(t, l, 320, 600)
	b.Settle()
	b.Sound()
	b.Shows("of Kirkcudbrightshire")
	long := b.Find("Wilhelmina")
	if long.H < 100 {
		t.Errorf("a name of several lines stands in a row %v high", long.H)
	}
	b.Tap("Child number 1")
	test.Drag(b.Window.Canvas(), fyne.NewPos(150, 400), 0, -200)
	if l.Offset() < 190 {
		t.Errorf("a finger that moved 200 up scrolled by %v", l.Offset())
	}
	l.ScrollToRow(6)
	b.Tap("Child number 6")
	if len(tapped) != 2 || tapped[1] != 6 {
		t.Errorf("tapped %v, wants rows 1 and 6", tapped)
	}
}

// TestListOfATabletThatIsTurned: the words of rows that stay on show break elsewhere, and no row lies on another.
func TestListOfATabletThatIsTurned(t *testing.T) {
	var tapped []int
	b := kittest.Window(t, caseload(40, &tapped), 1280, 600)
	b.Everywhere("list")
	b.Resize(390, 844)
	b.Tap("Child number 3")
	if len(tapped) != 1 || tapped[0] != 3 {
		t.Errorf("tapped %v, wants row 3", tapped)
	}
}

// TestStepsAreDressedWhenTheyShow: parts that only a narrow window has are not left in the light when dark fell over a wide one.
func TestStepsAreDressedWhenTheyShow(t *testing.T) {
	narrow := kit.Body("Somebody else")
	b := kittest.Window(t, kit.NewPanel(kit.Page, kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(0, narrow)
		}
		return kit.Column(0, kit.Body("To whom"))
	})), 390, 844)
	b.Everywhere("steps")
}

func TestListByKeyboardAlone(t *testing.T) {
	var tapped []int
	l := caseload(10000, &tapped)
	b := kittest.Window(t, l, 400, 600)
	b.Window.Canvas().FocusNext()
	for range 12 {
		b.Key(fyne.KeyDown)
	}
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyEnd)
	b.Key(fyne.KeySpace)
	b.Key(fyne.KeyHome)
	b.Key(fyne.KeyUp)
	b.Key(fyne.KeySpace)
	if got, want := fmt.Sprint(tapped), "[12 9999 0]"; got != want {
		t.Errorf("tapped %s by keyboard, wants %s", got, want)
	}
	if l.Offset() != 0 {
		t.Errorf("Home leaves the list at %v", l.Offset())
	}
}

func TestListShowsNewValues(t *testing.T) {
	names := []string{"Posy"}
	l := kit.NewList(func() int { return len(names) }, func(i int) kit.RowData { return kit.RowData{Title: names[i]} }, nil)
	b := kittest.Window(t, l, 320, 400)
	b.Shows("Posy")
	names = []string{"Wren", "Tobiah"}
	l.Reload()
	b.Shows("Wren", "Tobiah")
	names = nil
	l.Reload()
	if s := b.Texts(); strings.Contains(s, "Wren") {
		t.Errorf("an emptied list still shows %q", s)
	}
}

// Only what shows is made: a person with ten thousand records waits for a screenful.
func TestTenThousandRowsAreShownAtOnce(t *testing.T) {
	filled := map[int]bool{}
	l := kit.NewList(func() int { return 10000 }, func(i int) kit.RowData {
		filled[i] = true
		return kit.RowData{Icon: kit.IconChild, Title: fmt.Sprintf("Child number %d", i), Chevron: true}
	}, nil)
	b := kittest.Window(t, l, 400, 800)
	l.ScrollToRow(9000)
	b.Shows("Child number 9000")
	if len(filled) > 60 {
		t.Errorf("%d rows were filled for two screenfuls", len(filled))
	}
}

func form(n int) (*kit.Scroller, []*kit.Field) {
	var fields []*kit.Field
	var rows []fyne.CanvasObject
	for i := range n {
		f := kit.NewField(fmt.Sprintf("Answer %d", i), nil)
		fields = append(fields, f)
		rows = append(rows, f)
	}
	taps := kit.NewPrimary("Go on", nil)
	return kit.NewScroller(kit.Inset(24, kit.Column(16, append(rows, taps)...))), fields
}

func TestFormScrollsByFingerAndStaysInItsEnds(t *testing.T) {
	s, _ := form(20)
	b := kittest.Window(t, s, 400, 500)
	test.Drag(b.Window.Canvas(), fyne.NewPos(8, 300), 0, -150)
	if s.Offset() < 149 {
		t.Errorf("a finger in the margin that moved 150 scrolled %v", s.Offset())
	}
	s.ScrollTo(1e6)
	end := s.Offset()
	test.Drag(b.Window.Canvas(), fyne.NewPos(8, 300), 0, -500)
	if s.Offset() != end {
		t.Errorf("the form scrolled beyond its end: %v after %v", s.Offset(), end)
	}
	test.Drag(b.Window.Canvas(), fyne.NewPos(8, 300), 0, 1e5)
	if s.Offset() != 0 {
		t.Errorf("the form scrolled above its top: %v", s.Offset())
	}
}

func TestFieldInFocusComesIntoView(t *testing.T) {
	s, fields := form(20)
	b := kittest.Window(t, s, 400, 500)
	fields[15].Focus()
	p := b.Find("Answer 15")
	if p.Off || p.Y < 0 || p.Y+p.H > 500 {
		t.Errorf("the field with the keyboard stands at %v to %v of 500", p.Y, p.Y+p.H)
	}
	for range 15 {
		b.Window.Canvas().FocusPrevious()
	}
	if p := b.Find("Answer 0"); p.Off || p.Y < 0 {
		t.Errorf("going back by Tab leaves the first field at %v", p.Y)
	}
}

func TestScrollerFollowsContentThatGrows(t *testing.T) {
	words := kit.Body("Short")
	s := kit.NewScroller(kit.Column(0, words, kit.NewPrimary("Last", nil)))
	b := kittest.Window(t, s, 200, 200)
	words.SetText(strings.Repeat("many words that wrap ", 60))
	b.Settle()
	s.ScrollTo(1e6)
	if p := b.Find("Last"); p.Off || p.Y+p.H > 200.5 {
		t.Errorf("the last button cannot be reached: it stands at %v", p.Y)
	}
}
