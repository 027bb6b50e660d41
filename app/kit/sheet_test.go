package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// stopped is a clock nobody turns.
var stopped = kittest.NewClock(time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)).Kit()

func note(s string) fyne.CanvasObject { return kit.Quieter(s) }

func head(s string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.Column(12, append([]fyne.CanvasObject{kit.RowTitle(s)}, rows...)...)
}

func swatch(name, line string, c fyne.ThemeColorName) fyne.CanvasObject {
	return kit.Row(12, kit.AtLeast(72, 44, kit.NewPanel(c, kit.Gap())), kit.Grow(kit.Column(0, kit.Strong(name), note(line))))
}

// componentSheet is the components picture of the look in our own widgets.
func componentSheet() fyne.CanvasObject {
	colours := head("Colour",
		swatch("Slate: who", "White on it 9.9, 7.8", kit.Slate), swatch("Blue: do", "Actions, selection", kit.Blue),
		swatch("Chestnut: now", "Live and latest", kit.Now), swatch("Green: done", "With a tick", kit.Green),
		swatch("Straw: needs you", "Dark text on it", kit.StrawFill), swatch("Red: stop", "Error, refused", kit.Red))
	kinds := head("Type", kit.Column(2, kit.Number("40 Number"), kit.Title("28 Page title"), kit.Question("22 Child, question"),
		kit.RowTitle("18 Row title, report text"), kit.Body("16 Body, label and caption"), note("Two weights: 400 and 600. Nothing under 16")))
	chips := []fyne.CanvasObject{}
	for _, s := range []kit.SyncState{{}, {Kind: kit.SyncSending, Done: 3, Total: 12}, {Kind: kit.SyncSent, At: "14:32"}, {Kind: kit.SyncNeedsYou, Needs: 1}} {
		chips = append(chips, kit.Row(0, kit.NewSyncChip(s, false, func() {}), kit.Gap()))
	}
	sync := head("Sync chip", kit.Column(8, chips...))
	alert := head("Alert mark", kit.NewPanel(kit.Slate, kit.Inset(16, kit.Row(12, kit.NewAlertMark(stopped, nil), kit.Gap()))))
	prog := kit.NewProgress("41 of 63 children", func() {})
	prog.SetProgress(41, 63, "41 of 63 children")
	choice := kit.NewChoice([]kit.Option{{"Yes", "Section F"}, {"No", "Section G"}}, 0, nil).Narrower(160)
	left := kit.Column(28, colours, kinds, sync, alert, head("Progress", prog), head("Choice card", choice))

	buttons := head("Buttons", kit.Wrap(12, kit.NewPrimary("Start visit", nil), kit.NewQuiet("Open", nil), kit.NewPlain("Write my own", nil)),
		kit.Wrap(12, kit.NewPrimary("Focused", nil), kit.NewRemove("Remove", nil), kit.NewQuiet("Photo", nil).WithIcon(kit.IconCamera)))
	group := kit.Wrap(8, kit.NewChip("Alone", false, nil), kit.NewChip("Prompted", true, nil), kit.NewChip("Photo", false, nil).WithIcon(kit.IconCamera))
	tags := kit.Wrap(12, kit.NewTag(kit.TagDone, "Ready offline"), kit.NewTag(kit.TagNeeds, "2 missing"), kit.NewTag(kit.TagPlain, "School"))
	tile := kit.NewTile("Changed for PE", nil)
	tile.SetChosen(true)
	tiles := kit.Row(8, kit.Fixed(136, kit.AtLeast(0, 112, kit.NewTile("Did it alone", nil))), kit.Fixed(136, kit.AtLeast(0, 112, tile)))
	place := kit.NewField("Place", nil)
	place.SetText("Otters classroom")
	noted := kit.NewField("Note", nil)
	noted.SetText("Hooked wrist")
	wrong := kit.NewField("Date of visit", nil)
	wrong.SetError("Enter the date of visit")
	fields := head("Fields", place, noted, wrong, kit.NewDateField("Date of birth", nil), kit.NewNotes("Why", 2, nil))
	tally := kit.NewCard(kit.Inset(16, kit.NewTally("Verbal prompt", 5, nil)))
	newest := kit.NewStreamRow(kit.StreamData{Time: "10:05", Words: []kit.Span{{Text: "PE change 11 min"}}, Line: "Self-care, saved", Newest: true,
		Chips: []string{"Prompted", "Helped", "Alone"}}, nil, nil)
	older := kit.NewStreamRow(kit.StreamData{Time: "09:58", Words: []kit.Span{{Text: "Shook hand out "}, {Text: "6 times", Bold: true}}, Line: "Attention"}, nil, nil)
	stream := kit.NewCard(kit.Inset(6, kit.Column(0, newest, older)))
	middle := kit.Column(28, buttons, head("Chips", group), head("Tags", tags), head("Phrase tiles", tiles), fields,
		head("Tally", kit.Fixed(268, tally)), head("Stream row", stream))

	band := kit.NewChildBand(kit.ChildBandData{Family: "O’Thistlewood", Given: "Isla", KnownAs: "Issy", Initials: "IO",
		Line: "6 years 8 months · NHS 999 417 2638"}, nil).Rounded()
	rows := kit.NewRowCard(
		kit.NewListRow(kit.RowData{Icon: kit.IconSchool, Title: "At rest", Subtitle: "14 July", Chevron: true}, func() {}),
		kit.NewListRow(kit.RowData{Icon: kit.IconSchool, Title: "Chosen", Subtitle: "fill and bar", Chevron: true, State: kit.RowChosen}, func() {}),
		kit.NewListRow(kit.RowData{Icon: kit.IconAlert, Title: "Needs you", Subtitle: "icon and words", Chevron: true, State: kit.RowNeedsYou}, func() {}),
		kit.NewListRow(kit.RowData{Icon: kit.IconSent, Title: "Sent", Subtitle: "11:06, receipt 7K4-Q2", IconColor: kit.Green}, nil))
	undo := kit.NewUndoBar(stopped, nil)
	undo.Say("Added “Zip: joined”", func() {})
	empty := kit.NewCard(kit.NewEmpty(kit.IconFlag, "No goals yet", "Start from what Issy wants to do", "Add a goal", func() {}))
	interval := kit.NewInterval("On task?", 30, nil)
	interval.SetLeft(18)
	interval.SetMarks([]kit.Mark{0, 0, 1, 0, 0, 2, 0, 1, 1, 0, 0, 1})
	finding := kit.NewFinding(kit.FindingData{Word: "Regular", Problem: "does not say how often", Suggest: "a 3-minute rest after every 10 minutes"}, nil, nil, nil)
	right := kit.Column(28, head("Child band", band), head("List rows", rows), head("Undo bar", kit.Row(0, undo, kit.Gap())), head("Empty", empty),
		head("Interval ring", kit.NewCard(kit.Inset(16, interval))), head("Wording finding", finding),
		head("Practice strip", kit.NewPracticeStrip("Practice: nothing leaves this tablet")), head("Number key", kit.NewPad(kit.PadMeasure, nil, nil)))
	title := kit.Row(16, kit.AtLeast(64, 64, kit.NewLogo(64)), kit.Grow(kit.Column(0, kit.Number("Fieldfare components"),
		note("All numbers are Fyne units at scale 1. Every target is 48 or more"))))
	return kit.NewPanel(kit.Page, kit.Inset(40, kit.Column(28, title, kit.RowTop(40, kit.Fixed(370, left), kit.Grow(middle), kit.Fixed(370, right)))))
}

func TestComponentSheetIsSound(t *testing.T) {
	b := kittest.Open(t, 1280, 2150)
	b.Show(componentSheet())
	b.Picture("components")
	b.Sound()
	b.Theme(kit.Theme{Variant: kit.VariantDark})
	b.Picture("components-dark")
	b.Sound()
	b.Theme(kit.Theme{Variant: kit.VariantLight, Text: 20})
	b.Resize(1280, 2800)
	b.Picture("components-20")
	b.Sound()
}
