package questions

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// showLines shows answers that are there to be read: of an earlier day, or of a version that is gone.
func (v *Screen) showLines(sheet *Sheet) {
	v.frame.Subtitle = "Asked on " + sheet.A.On.Words()
	if Told(sheet.A) {
		v.frame.Subtitle = CameBy(sheet.A, sheet.by()) + ", " + sheet.A.On.Words()
	}
	var rows []fyne.CanvasObject
	if sheet.Note != "" {
		rows = append(rows, kit.NewNotice(kit.NoticeInfo, "These answers can be read", sheet.Note))
	}
	section := ""
	var card []fyne.CanvasObject
	flush := func() {
		if len(card) > 0 {
			rows = append(rows, kit.Column(8, kit.RowTitle(section), kit.NewCard(kit.Inset(20, kit.Column(16, card...)))))
		}
		card = nil
	}
	for _, l := range sheet.Lines() {
		if l.Section != section {
			flush()
			section = l.Section
		}
		card = append(card, kit.Column(2, kit.Quieter(l.Ask), kit.RowText(l.Answer)))
	}
	flush()
	if section == "" {
		rows = append(rows, kit.NewCard(kit.NewEmpty(kit.IconAsked, "Nothing was answered", "", "", nil)))
	}
	again := kit.NewPrimary("Ask again", func() { v.s.Go(session.Questions, v.child, assessments.ID(sheet.T.Name)) })
	v.frame.Actions = []fyne.CanvasObject{again}
	report := kit.NewQuiet("What the report would say", func() { v.showForm(sheet, ReportPage) }).WithIcon(kit.IconQuote)
	switch {
	case sheet.A.Theirs():
		v.frame.Actions = nil // they were asked, and have answered
		rows = append(rows, kit.Wrap(12, report))
	case sheet.Note == "":
		change := kit.NewQuiet("Change an answer", func() { v.showForm(sheet, sheet.Pages()[0].ID) }).WithIcon(kit.IconPencil)
		rows = append(rows, kit.Wrap(12, report, change))
	}
	v.show(kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			return kit.Insets(16, m, m, m, kit.Row(0, kit.Fixed(820, kit.Column(20, rows...)), kit.Gap()))
		}
		return kit.Insets(16, m, m, m, kit.Column(20, rows...))
	})))
}
