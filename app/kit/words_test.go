package kit_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

func TestTextWrapsAndLosesNothing(t *testing.T) {
	const said = "Settled and trying. Shook hand out 6 times, with 285 mm from floor to back of knee."
	words := kit.NewSpans(kit.Span{Text: "Settled and trying. Shook hand out "}, kit.Span{Text: "6 times", Bold: true},
		kit.Span{Text: ", with 285 mm from floor to back of knee."})
	kittest.Window(t, words, 180, 400)
	var lines []string
	for _, o := range words.Inner() {
		if c, ok := o.(*canvas.Text); ok {
			lines = append(lines, c.Text)
			if right := c.Position().X + c.MinSize().Width; right > 181 {
				t.Errorf("%q reaches %v of 180", c.Text, right)
			}
		}
	}
	if got := strings.ReplaceAll(strings.Join(lines, " "), "times ,", "times,"); got != said {
		t.Errorf("drawn: %q\nwants: %q", got, said)
	}
	narrow, wide := words.HeightFor(180), words.HeightFor(1000)
	if narrow < 3*wide {
		t.Errorf("%v high at 180 and %v at 1000", narrow, wide)
	}
	if words.NaturalWidth() > 700 || words.NaturalWidth() < 500 {
		t.Errorf("the natural width is %v", words.NaturalWidth())
	}
}

func TestACommaStaysWithItsWord(t *testing.T) {
	words := kit.NewSpans(kit.Span{Text: "Foot board "}, kit.Span{Text: "15 mm", Mark: true}, kit.Span{Text: ", feet flat."})
	for w := float32(60); w < 300; w += 7 {
		words.Resize(fyne.NewSize(w, 300))
		for _, o := range words.Inner() {
			if c, ok := o.(*canvas.Text); ok && strings.HasPrefix(c.Text, ",") && c.Position().X == 0 {
				t.Fatalf("at %v a line begins with a comma", w)
			}
		}
	}
}

func TestRowGivesWordsTheirHeightBesideAButton(t *testing.T) {
	row := kit.Row(12, kit.Grow(kit.Body("A sentence that needs several lines beside its button")), kit.NewQuiet("Other contact", nil))
	b := kittest.Window(t, kit.Column(0, row), 260, 300)
	b.Sound()
}

func TestLightAndDarkSwitchWhileTheScreenShows(t *testing.T) {
	b := kittest.Window(t, kit.NewPanel(kit.Page, kit.Inset(20, kit.NewCard(kit.Inset(20, kit.Body("Issy"))))), 200, 120)
	light := b.Capture().At(2, 2)
	b.Theme(kit.Theme{Variant: kit.VariantDark})
	dark := b.Capture().At(2, 2)
	lr, _, _, _ := light.RGBA()
	dr, _, _, _ := dark.RGBA()
	if lr < 0xE000 || dr > 0x3000 {
		t.Errorf("the page is %v light and %v dark", light, dark)
	}
	b.Theme(kit.Theme{Variant: kit.VariantLight, Text: 20})
	b.Sound()
}

func TestSyncStatesInWords(t *testing.T) {
	for want, s := range map[string]kit.SyncState{
		"Saved on this tablet": {}, "Sending 3 of 12": {Kind: kit.SyncSending, Done: 3, Total: 12},
		"All sent 14:32": {Kind: kit.SyncSent, At: "14:32"}, "1 needs you": {Kind: kit.SyncNeedsYou, Needs: 1}, "2 need you": {Kind: kit.SyncNeedsYou, Needs: 2},
		"Cannot save now": {Kind: kit.SyncRefused},
	} {
		if got := s.Words(); got != want {
			t.Errorf("%q, wants %q", got, want)
		}
	}
}

func TestLoadShowsTheAnswerUnlessTheScreenWasLeft(t *testing.T) {
	broken := errors.New("broken")
	var got error
	kit.AtOnce(context.Background(), func(context.Context) error { return broken }, func(err error) { got = err })
	if !errors.Is(got, broken) {
		t.Errorf("shown %v", got)
	}
	ctx, leave := context.WithCancel(context.Background())
	kit.AtOnce(ctx, func(context.Context) error { leave(); return nil }, func(error) { t.Error("shown on a screen that was left") })
}

func TestDumpNamesWhatCanBeTapped(t *testing.T) {
	secret := kit.NewField("Recovery key", nil).Secret()
	secret.SetText("hunter2")
	b := kittest.Window(t, kit.Inset(16, kit.Column(12, kit.RowTitle("Larkbarrow Primary"), kit.NewPrimary("Start visit", nil),
		kit.NewListRow(kit.RowData{Title: "Only to read"}, nil), secret)), 400, 400)
	var out bytes.Buffer
	if err := kit.WriteDump(&out, b.Placed()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"kind":"tap","text":"Start visit","x":16`, `"kind":"text","text":"Larkbarrow Primary"`, `"kind":"field","text":"Recovery key"`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the dump lacks %s:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "hunter2") {
		t.Error("the dump tells a secret")
	}
	if strings.Contains(out.String(), `"kind":"tap","text":"Only to read"`) {
		t.Error("a row without an action is listed as a target")
	}
}

func TestFaultsFindWhatIsWrong(t *testing.T) {
	small := kit.NewPrimary("Tiny", nil)
	small.Resize(fyne.NewSize(30, 30))
	a, b := kit.Body("one on"), kit.Body("the other")
	a.Resize(a.MinSize())
	b.Resize(b.MinSize())
	root := &fyne.Container{Objects: []fyne.CanvasObject{small, a, b}}
	small.Move(fyne.NewPos(0, 100))
	faults := strings.Join(kit.Faults(root, fyne.NewSize(300, 200)), "\n")
	for _, want := range []string{`target "Tiny" is 30 x 30`, "overlap"} {
		if !strings.Contains(faults, want) {
			t.Errorf("faults lack %q: %s", want, faults)
		}
	}
}

func TestPicturesOfGoalsSpeak(t *testing.T) {
	if got := kit.NewGoalTrack().SetStart(-1).SetNow(1).AccessibilityLabel(); got != "From −1 to +1" {
		t.Errorf("the track says %q", got)
	}
	var told []int
	l := kit.NewLadder(kit.LadderData{Rungs: []kit.Rung{{2, "5 min, no prompts", ""}, {1, "6 min, 1 prompt", ""}, {0, "8 min", ""}, {-1, "11 min", ""}, {-2, "Adult does it", ""}},
		Points: []kit.LadderPoint{{"24 March", -1, "11 min"}, {"14 July", 1, "5 min 30 s"}}}, func(level int) { told = append(told, level) })
	b := kittest.Window(t, l, 900, 460)
	if got := l.AccessibilityLabel(); got != "Ladder. 24 March, level −1, 11 min. 14 July, level +1, 5 min 30 s" {
		t.Errorf("the chart says %q", got)
	}
	b.Tap("+2, 5 min, no prompts")
	if len(told) != 1 || told[0] != 2 {
		t.Errorf("told %v", told)
	}
	b.Resize(360, 460)
	b.Tap("−2, Adult does it")
	if told[len(told)-1] != -2 {
		t.Errorf("told %v on a phone", told)
	}
	b.Sound()
}

func TestNHSNumberStandsOnOneLine(t *testing.T) {
	band := kit.NewChildBand(kit.ChildBandData{Family: "O’Thistlewood", Given: "Isla", KnownAs: "Issy", Initials: "IO",
		Line: "6 years 8 months · born 29 February 2020 · NHS 999 417 2638 · Larkbarrow Primary, Year 2"}, func() {})
	b := kittest.Window(t, kit.Column(0, band), 700, 200)
	for w := float32(330); w < 1300; w += 31 {
		b.Resize(w, 200)
		b.Shows("NHS 999 417 2638", "born 29 February 2020", "O’THISTLEWOOD, Isla")
		b.Sound()
		for _, o := range band.Inner() {
			if words, ok := o.(*kit.Text); ok {
				for _, piece := range words.Inner() {
					if c, ok := piece.(*canvas.Text); ok && strings.HasPrefix(c.Text, "417") {
						t.Errorf("at %v the NHS number is broken", w)
					}
				}
			}
		}
	}
}

// TestBand_FactsStandBelowTheTools: where the tools leave no room for age, birth and number in one line beside them, these take the whole width
// below, and the place stands with them again; the band of a tablet held upright has two lines, not four.
func TestBand_FactsStandBelowTheTools(t *testing.T) {
	quiet := func(name string) fyne.CanvasObject { return kit.NewIconButton(kit.IconFind, name, func() {}) }
	band := kit.NewChildBand(kit.ChildBandData{Family: "O’Thistlewood", Given: "Isla", KnownAs: "Issy", Initials: "IO",
		Line: "6 years 8 months · born 29 February 2020 · NHS 999 417 2638 · Larkbarrow Primary, Year 2"}, func() {}, quiet("Hold"), quiet("Find"), quiet("Cover"), quiet("Saved"))
	b := kittest.Window(t, kit.Column(0, band), 840, 200)
	b.Shows("known as Issy", "6 years 8 months · born 29 February 2020 · NHS 999 417 2638 · Larkbarrow Primary, Year 2")
	if h := band.HeightFor(800); h > 100 {
		t.Errorf("the band is %v high", h)
	}
	if h := band.HeightFor(1180); h != 80 {
		t.Errorf("with room beside the tools it is %v high", h)
	}
	for w := float32(600); w < 1300; w += 17 {
		b.Resize(w, 200)
		b.Shows("NHS 999 417 2638", "born 29 February 2020", "O’THISTLEWOOD, Isla")
		b.Sound()
	}
}

func TestSheetClosesBesideItAndByKey(t *testing.T) {
	b := kittest.Window(t, kit.Body("below"), 800, 600)
	closed := 0
	kit.ShowSheet(b.Window.Canvas(), "Add a person", kit.NewField("Full name", nil), func() { closed++ })
	b.Shows("Add a person")
	b.Tap("Full name")
	b.Window.Canvas().Unfocus()
	b.Find("Close").Object.(fyne.Tappable).Tapped(nil)
	if closed != 1 || len(b.Window.Canvas().Overlays().List()) != 0 {
		t.Errorf("closed %d times, %d sheets left", closed, len(b.Window.Canvas().Overlays().List()))
	}
}
