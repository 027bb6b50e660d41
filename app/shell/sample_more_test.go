package shell_test

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
)

// goal is the fourth picture of the look.
func goal() *page {
	ladder := kit.NewLadder(kit.LadderData{
		Rungs: []kit.Rung{{Level: 2, Words: "5 min, no prompts", Line: "Much more"}, {Level: 1, Words: "6 min, 1 prompt", Line: "More, 14 July"}, {Level: 0, Words: "8 min, 1 prompt", Line: "As expected, the goal"},
			{Level: -1, Words: "11 min, 5 prompts", Line: "Less, at start"}, {Level: -2, Words: "Adult does most of it", Line: "Much less"}},
		Points: []kit.LadderPoint{{When: "24 March", Level: -1, Note: "11 min, 5 prompts, seen 12 March"}, {When: "14 July", Level: 1, Note: "5 min 30 s, 1 prompt"}},
	}, func(int) {})
	report := kit.NewCard(kit.InsetXY(24, 14, kit.Column(6, kit.Row(12, kit.Grow(kit.RowTitle("For the report")), kit.NewTag(kit.TagPlain, "T for staff: 34.6 to 54.4"),
		kit.NewPlain("Copy", nil).WithIcon(kit.IconCopy)), kit.RowText("On 14 July 2026 Issy changed for PE in 5 minutes 30 seconds with 1 prompt. On 12 March she took 11 minutes with 5 prompts."))))
	body := kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		m := s.Margin()
		return kit.Insets(16, m, m, m, kit.Column(16, ladder, report))
	})
	return &page{content: kit.NewScroller(body), frame: shell.Frame{Child: &issy, Item: shell.ItemChildren, Title: "Issy changes for PE with 1 prompt",
		Subtitle: "Set 24 March 2026, review today. Importance 2, difficulty 2",
		Actions:  []fyne.CanvasObject{kit.NewQuiet("Change goal", nil), kit.NewPrimary("Score 3 goals", nil)}}}
}

// provision is the seventh.
func provision() *page {
	line := func(badge, title, sub, hours string, st kit.RowState) fyne.CanvasObject {
		return kit.NewListRow(kit.RowData{Badge: badge, Title: title, TitleThin: true, Subtitle: sub, Trailing: hours, TrailRow: true, State: st}, func() {})
	}
	rows := kit.NewRowCard(line("F1", "Letters and hand skills", "Ms Fennywell, group room", "38.0", kit.RowRest), line("F2", "OT teaches and re-grades", "45 min, 6 a year", "4.5", kit.RowRest),
		line("F5", "Dressing before PE", "TA, one to one", "12.7", kit.RowChosen), line("G1", "OT motor re-test", "ICB not asked yet", "1.25", kit.RowRest))
	what, who := kit.NewField("What", nil), kit.NewField("Who", nil)
	what.SetText("Dressing teaching before PE")
	who.SetText("TA, one to one")
	box := func(l, v string) fyne.CanvasObject {
		f := kit.NewNumberField(l, "", nil)
		f.SetText(v)
		return kit.Fixed(100, f)
	}
	sign := func(s string) fyne.CanvasObject {
		return kit.Insets(24, 0, 0, 0, kit.NewText(s, kit.SizeRow, kit.Soft, false))
	}
	sum := kit.NewCard(kit.Inset(24, kit.Column(16, kit.RowTop(12, kit.Grow(what), kit.Fixed(200, who)),
		kit.Wrap(8, box("Minutes", "10"), sign("×"), box("A week", "2"), sign("×"), box("Weeks", "38"), sign("="),
			kit.Insets(12, 0, 0, 0, kit.NewSpans(kit.Span{Text: "12.7", Size: kit.SizeNumber, Bold: true}, kit.Span{Text: " hours a year", Color: kit.Soft}).OneLine())))))
	why := kit.NewField("Why", nil)
	why.SetText("It teaches dressing, step by step, before each PE lesson")
	chips, _ := kit.NewChips([]string{"Teaches a skill", "Trains staff", "Assessment only"}, 0, nil)
	ask := kit.NewRaised(kit.Inset(24, kit.Column(16, kit.Row(12, kit.Grow(kit.Question("Does it educate or train Issy?")), kit.NewTag(kit.TagChosen, "Section F")),
		kit.NewChoice([]kit.Option{{Title: "Yes", Line: "Section F"}, {Title: "No", Line: "Section G"}, {Title: "Unsure", Line: "Ask your lead"}}, 0, nil), why, chips,
		kit.NewRule(), kit.NewSpans(kit.Span{Text: "Serves outcome ", Color: kit.Soft}, kit.Span{Text: "E2, changes for PE in 6 min", Tag: true, Icon: kit.IconCheck},
			kit.Span{Text: " from ", Color: kit.Soft}, kit.Span{Text: "12 March, 10:05", Tag: true, Icon: kit.IconLink}))))
	body := kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		if s == kit.StepLandscape {
			return kit.InsetXY(32, 20, kit.RowTop(24, kit.Fixed(396, rows), kit.Grow(kit.Column(16, sum, ask))))
		}
		return kit.Inset(map[kit.Step]float32{kit.StepPhone: 16, kit.StepPortrait: 24}[s], kit.Column(16, sum, ask))
	})
	return &page{content: kit.NewScroller(body), frame: shell.Frame{Child: &issy, Item: shell.ItemReports, Title: "Provision", Subtitle: "EHC advice, starts 7 September 2026",
		Actions: []fyne.CanvasObject{kit.NewQuiet("Add a row", nil).WithIcon(kit.IconPlus), kit.NewPrimary("Next row", nil)}}}
}

// composer is the sixth.
func composer() *page {
	finding := kit.NewFinding(kit.FindingData{Word: "Regular", Problem: "does not say how often or how long", Suggest: "a 3-minute hand rest after every 10 minutes of writing, led by the TA"}, nil, nil, nil)
	doc := kit.Column(14, kit.Column(0, kit.Question("Provision"), kit.Quieter("Section F, 59.7 hours a year. Section G, 1.25 hours a year")),
		kit.Report(kit.Span{Text: "F1", Bold: true}, kit.Span{Text: " Letter-formation and hand-skill programme, one to one, led by Ms Fennywell in the group room. 20 minutes, 3 times a week, 38 weeks. "},
			kit.Span{Text: "12 March, 09:31", Tag: true, Icon: kit.IconLink}),
		kit.Report(kit.Span{Text: "Inside F1 Issy has "}, kit.Span{Text: "regular breaks", Mark: true}, kit.Span{Text: " from writing. "}, kit.Span{Text: "SENCo, 13 April", Tag: true, Icon: kit.IconLink}),
		finding, kit.Wrap(8, kit.NewQuiet("Accept", nil).WithIcon(kit.IconCheck), kit.NewPlain("Edit", nil), kit.NewPlain("Leave out", nil)))
	list := kit.NewSectionList([]kit.Section{{Name: "Summary", Done: true}, {Name: "Sources", Done: true}, {Name: "Needs", Done: true}, {Name: "Outcomes", Done: true}, {Name: "Provision", Done: false}, {Name: "Equipment", Done: false}, {Name: "Sign", Done: false}}, 4, nil)
	body := kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		if s == kit.StepLandscape {
			return kit.NewPanel(kit.Surface, kit.InsetXY(16, 16, kit.RowTop(40, kit.Fixed(132, list), kit.Grow(doc))))
		}
		return kit.NewPanel(kit.Surface, kit.Inset(16, kit.Column(16, doc)))
	})
	return &page{content: kit.NewScroller(body), frame: shell.Frame{Child: &issy, Item: shell.ItemReports, Title: "EHC advice", Subtitle: "Due Monday 25 May 2026, a bank holiday. Aim for Friday 22 May",
		Actions: []fyne.CanvasObject{kit.NewTag(kit.TagNeeds, "1 wording finding"), kit.NewQuiet("Preview", nil), kit.NewPrimary("Check", nil)}}}
}

// unlock is the ninth.
func unlock() *page {
	dots := kit.NewPINDots(6)
	dots.SetTyped(4)
	pad := kit.Column(16, kit.Column(2, kit.Title("Bryony Quillfeather").Align(fyne.TextAlignCenter), kit.NewText("Enter your PIN", kit.SizeRow, kit.Soft, false).Align(fyne.TextAlignCenter)),
		dots, kit.Middle(kit.NewPad(kit.PadPIN, nil, nil)), kit.Middle(kit.Row(12, kit.NewQuiet("Note now", nil).WithIcon(kit.IconPencil), kit.NewPlain("Someone else", nil).WithIcon(kit.IconSwap))))
	body := kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		if s == kit.StepPhone {
			return kit.Middle(kit.Inset(16, pad))
		}
		left := kit.NewScene("Everything you write is saved on this tablet, with or without signal.")
		if s == kit.StepPortrait {
			return kit.Column(0, left, kit.Grow(kit.Middle(kit.Inset(24, pad))))
		}
		return kit.RowFull(0, kit.Fixed(560, left), kit.Grow(kit.Middle(pad)))
	})
	return &page{content: body, frame: shell.Frame{Kind: shell.Full}}
}
