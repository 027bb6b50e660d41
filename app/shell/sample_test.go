package shell_test

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
)

// page is a screen of a test.
type page struct {
	content fyne.CanvasObject
	frame   shell.Frame
	left    int
}

func (p *page) Content() fyne.CanvasObject { return p.content }
func (p *page) Frame() shell.Frame         { return p.frame }
func (p *page) Leave()                     { p.left++ }

var issy = kit.ChildBandData{Family: "O’Thistlewood", Given: "Isla", KnownAs: "Issy", Initials: "IO",
	Line: "6 years 8 months · born 29 February 2020 · NHS 999 417 2638 · Larkbarrow Primary, Year 2"}

// today is the first picture of the look.
func today() *page {
	next := kit.NewRaised(kit.Inset(24, kit.Column(0,
		kit.Beside(16, 240, kit.Column(6, kit.NewMoment("Next, in 18 minutes", kit.SizeBody), kit.Title("09:30 Issy O’Thistlewood"),
			kit.RowText("Slope and chair check, cutlery re-rating")),
			kit.NewPrimary("Start visit", nil).Big()),
		kit.AtLeast(0, 4, kit.Gap()),
		kit.Quieter("Last visit 14 July: 21 of 26 letters readable, PE change 5 min 30 s with 1 prompt"),
		kit.AtLeast(0, 16, kit.Gap()),
		kit.Beside(12, 240, kit.Wrap(12, kit.NewTag(kit.TagDone, "Ready offline"), kit.NewTagOf(kit.TagData{Text: "School agreed", Icon: kit.IconCheck}),
			kit.NewTag(kit.TagPlain, "6 years 8 months")), kit.NewPlain("Open record", nil)))))
	visit := func(at, who, what string, tag kit.TagData) fyne.CanvasObject {
		return kit.NewCard(kit.AtLeast(0, 84, kit.NewListRow(kit.RowData{Time: at, Title: who, TitleBig: true, Subtitle: what, Tag: &tag, Chevron: true}, func() {})))
	}
	ready := kit.TagData{Kind: kit.TagBareDone, Text: "Ready offline"}
	list := kit.Column(12, kit.SectionHead(kit.IconSchool, "Larkbarrow Primary", "2 children, 09:30 to 11:00"), kit.AtLeast(0, 6, kit.Gap()), next,
		visit("10:20", "Posy Underhay", "Seating review, new footplates", ready), kit.AtLeast(0, 1, kit.Gap()),
		kit.SectionHead(kit.IconHome, "Home visit", "Tanyard Lane, no signal last time"),
		visit("13:15", "Wren Applecote", "Toilet seat trial, with Dad", kit.TagData{Kind: kit.TagNeeds, Text: "2 photos missing"}),
		kit.AtLeast(0, 1, kit.Gap()),
		kit.SectionHead(kit.IconVideo, "Video call", "Interpreter booked"),
		visit("15:30", "Tobiah Marchbank", "Home plan check, week 3", ready))
	due := kit.NewTitledCard(kit.CardHead("Due"),
		kit.InsetXY(20, 16, kit.NewDeadline("EHC advice, Wren Applecote", "Friday 27 November", "3 working days", .9)),
		kit.InsetXY(20, 16, kit.NewDeadline("Home plan, Tobiah Marchbank", "Wednesday 9 December", "11 working days", .45)))
	finish := kit.NewRowCard(
		kit.NewListRow(kit.RowData{Title: "To finish", TitleBig: true, Lead: "Visit 20 November, Posy", Subtitle: "2 answers missing: place, next step", Chevron: true}, func() {}),
		kit.NewListRow(kit.RowData{Title: "Asked", TitleBig: true, Lead: "Mrs Nettlefold, Larkbarrow", Subtitle: "“Can Issy use the slope in art?”", Chevron: true}, func() {}))
	body := kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		m := s.Margin()
		switch s {
		case kit.StepLandscape:
			return kit.Insets(8, m, m, m, kit.RowTop(24, kit.Grow(list), kit.Fixed(352, kit.Insets(44, 0, 0, 0, kit.Column(16, due, finish)))))
		case kit.StepPortrait:
			return kit.Insets(8, m, m, m, kit.Column(24, list, kit.RowTop(16, kit.Grow(due), kit.Grow(finish))))
		}
		return kit.Insets(8, m, m, m, kit.Column(16, list, due, finish))
	})
	return &page{content: kit.NewScroller(body), frame: shell.Frame{Title: "Tuesday 24 November", Subtitle: "4 visits, 3 of 4 ready offline",
		Actions: []fyne.CanvasObject{kit.NewFind("Find a child", nil, nil)}, Narrow: []fyne.CanvasObject{kit.NewIconButton(kit.IconFind, "Find a child", nil)}, Item: shell.ItemToday}}
}

// childHome is the second.
func childHome() *page {
	goal := func(title, line string, start, now int) fyne.CanvasObject {
		return kit.NewListRow(kit.RowData{Title: title, TitleBig: true, Subtitle: line, Chevron: true}, func() {}).
			WithExtra(kit.NewGoalTrack().SetStart(start).SetNow(now))
	}
	goals := kit.NewTitledCard(kit.CardHead("Goals"), goal("Sentence, 80% of letters readable", "As expected on 14 July", -1, 0),
		goal("Changes for PE with 1 prompt", "More than expected on 14 July", -1, 1), goal("Cuts own lunch", "As expected. Parent rating not asked", -2, 0))
	late := func(i kit.Icon, when, what, more string) fyne.CanvasObject {
		return kit.InsetXY(20, 18, kit.Row(16, kit.NewSymbol(i, 24, kit.Soft), kit.Fixed(104, kit.Quieter(when)),
			kit.Grow(kit.NewSpans(kit.Span{Text: what + " ", Bold: true}, kit.Span{Text: more, Color: kit.Soft}))))
	}
	lately := kit.NewTitledCard(kit.CardHead("Lately", kit.NewPlain("All 14", nil)), late(kit.IconSchool, "14 July", "School review", "21 of 26 letters readable (81%)"),
		late(kit.IconHome, "28 June", "Home plan ended", "done 24 of 30 days (80%)"), late(kit.IconFile, "21 May", "EHC advice sent", "F 59.7 h, G 1.25 h a year"))
	said := kit.Row(16, kit.NewSymbol(kit.IconQuote, 32, kit.Now), kit.Grow(kit.Column(2, kit.NewText("I did my own tights and Mummy did a dance.", kit.SizeQuestion, kit.Ink, false),
		kit.Quieter("Issy, 14 July 2026, at school"))))
	next := kit.NewRaised(kit.Inset(20, kit.Column(6, kit.NewMoment("Today, 09:30", kit.SizeBody), kit.Question("School visit"), kit.Quieter("Slope and chair check, cutlery re-rating"),
		kit.Insets(8, 0, 0, 0, kit.Row(12, kit.Grow(kit.NewPrimary("Start visit", nil)), kit.NewQuiet("Other contact", nil))))))
	share := func(i kit.Icon, c fyne.ThemeColorName, who, how string, soft bool) fyne.CanvasObject {
		return kit.InsetXY(20, 11, kit.Row(12, kit.NewSymbol(i, 24, c), kit.Grow(kit.Body(who)), kit.NewText(how, kit.SizeBody, c, !soft)))
	}
	sharing := kit.NewCard(kit.Column(0, kit.CardHead("Sharing", kit.NewPlain("Change", nil)), kit.NewRule(), kit.AtLeast(0, 6, kit.Gap()),
		share(kit.IconOk, kit.Green, "School", "Agreed", false), share(kit.IconOk, kit.Green, "GP", "Agreed", false),
		share(kit.IconEnded, kit.Soft, "Video", "Ended 21 April", true), share(kit.IconRefused, kit.OnRedTint, "Gym club leader", "Refused", false), kit.AtLeast(0, 6, kit.Gap())))
	body := kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		left, right := kit.Column(16, said, goals, lately), kit.Column(16, next, sharing)
		switch s {
		case kit.StepLandscape:
			return kit.Insets(24, 32, 32, 32, kit.RowTop(24, kit.Grow(left), kit.Fixed(392, right)))
		case kit.StepPortrait:
			return kit.Inset(24, kit.Column(16, next, goals, lately, sharing))
		}
		return kit.Inset(16, kit.Column(12, next, goals, lately, sharing))
	})
	return &page{content: kit.NewScroller(body), frame: shell.Frame{Child: &issy, Item: shell.ItemChildren,
		Tabs: kit.NewTabs([]string{"Summary", "Timeline", "Goals", "Equipment", "Reports", "People"}, 0, nil)}}
}

// capture is the third.
func capture() *page {
	var tiles []fyne.CanvasObject
	for i, p := range []string{"Changed for PE", "Shoes on wrong feet", "Needed verbal prompt", "Hand over hand", "Did it alone", "Buttons",
		"Zip: joined", "Zip: not joined", "Tights", "Fork and knife swap", "Cut food", "Asked for help"} {
		t := kit.NewTile(p, nil)
		t.SetChosen(i == 0)
		tiles = append(tiles, t)
	}
	domains := kit.NewDomainList([]string{"Sitting", "Hands", "Attention", "Sensory", "Self-care", "Movement", "With others"}, 4, nil)
	back := kit.NewIconButton(kit.IconBack, "Page before", nil)
	back.SetDimmed(true)
	board := kit.GridFull(3, 8, 112, tiles...)
	pages := kit.Row(8, kit.Grow(kit.Quieter("Page 1 of 2")), back, kit.NewIconButton(kit.IconNext, "Next page", nil))
	tallies := kit.NewCard(kit.Column(0, kit.InsetXY(16, 12, kit.NewTally("Shook hand out", 6, nil)), kit.NewRule(), kit.InsetXY(16, 12, kit.NewTally("Verbal prompt", 5, nil))))
	interval := kit.NewInterval("On task?", 30, nil)
	interval.SetLeft(18)
	interval.SetMarks([]kit.Mark{0, 0, 1, 0, 0, 2, 0, 1, 1, 0, 0, 1})
	panel := kit.NewCard(kit.Inset(15, interval))
	moment := func(at, words, line string) fyne.CanvasObject {
		return kit.NewStreamRow(kit.StreamData{Time: at, Words: []kit.Span{{Text: words}}, Line: line}, func() {}, nil)
	}
	stream := kit.NewCard(kit.Inset(6, kit.NewScroller(kit.Column(0,
		kit.NewStreamRow(kit.StreamData{Time: "10:05", Words: []kit.Span{{Text: "PE change 11 min, 5 verbal prompts"}}, Line: "Self-care, saved", Newest: true,
			Chips: []string{"Prompted", "Helped", "Alone"}}, func() {}, nil),
		moment("09:58", "Floor to back of knee 285 mm, in shoes", "Sitting"), moment("09:44", "Scissors upside down. 90 mm line, 4 cuts off line", "Hands"),
		moment("09:31", "One sentence in 10 min. 11 of 26 letters readable (42%)", "Hands"), moment("09:24", "Copying from board. Feet off floor, head on arm", "Sitting")))))
	noted := kit.NewNoteBox("Write a note, Enter stamps it", func(string) {})
	said := kit.Row(8, kit.Grow(kit.NewQuiet("Issy said", nil).WithIcon(kit.IconQuote).Tight()), kit.Grow(kit.NewQuiet("Adult said", nil).Tight()))
	finish := kit.NewPrimary("Finish", nil)
	photo, measure := kit.NewQuiet("Photo", nil).WithIcon(kit.IconCamera), kit.NewQuiet("Measure", nil).WithIcon(kit.IconMeasure)
	body := kit.NewSteps(func(s kit.Step) fyne.CanvasObject {
		switch s {
		case kit.StepLandscape:
			return kit.Insets(16, 24, 0, 24, kit.RowFull(20,
				kit.Fixed(556, kit.RowTop(8, kit.Fixed(128, domains), kit.Grow(kit.Column(8, board, pages)))),
				kit.Grow(kit.Column(8, noted, kit.Grow(stream))), kit.Fixed(268, kit.Column(16, tallies, panel, said))))
		case kit.StepPortrait:
			return kit.InsetXY(24, 16, kit.Column(16, kit.RowFull(16, kit.Grow(tallies), kit.Fixed(344, panel)),
				kit.RowFull(16, kit.Fixed(140, domains), kit.Grow(board)), kit.Row(8, kit.Grow(noted), photo, measure), kit.Grow(stream)))
		}
		return kit.NewScroller(kit.Inset(16, kit.Column(12, tallies, noted, panel, domains, board)))
	})
	return &page{content: body, frame: shell.Frame{Kind: shell.Board, Child: &issy, Item: shell.ItemChildren, Title: "School observation",
		Subtitle: "Thursday 12 March 2026, started 09:20, Larkbarrow Primary", Clock: kit.NewMoment("45:12", kit.SizeQuestion),
		Actions: []fyne.CanvasObject{photo, measure, finish}, Narrow: []fyne.CanvasObject{finish}}}
}
