package provision

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// outcomeCards are the editor of an outcome.
func (v *Screen) outcomeCards(o *assessments.Outcome) []fyne.CanvasObject {
	statement := v.form.Notes("statement", "By when, who does what, how well, how often", 3)
	found := kit.Column(8)
	show := func() {
		found.Objects = nil
		for _, x := range wording.CheckOutcome(v.form.Now.Text("statement")) {
			found.Objects = append(found.Objects, kit.NewNotice(kit.NoticeNeeds, "“"+x.Phrase+"” "+Problem(x), x.Suggestion))
		}
		found.Hidden = len(found.Objects) == 0
		found.Refresh()
	}
	v.looked("statement", show)
	show()
	first := kit.NewRaised(kit.Inset(24, kit.Column(16, kit.Question("What will "+v.m.Known+" do?"), statement, found, v.form.Date("by", "To be reached by"))))
	counting := kit.NewCard(kit.Inset(24, kit.Column(16, kit.RowTitle("How it is known"), v.form.Line("counted_by", "Who counts, and how"),
		v.form.Notes("baseline", "Where "+v.m.Known+" is now", 2), v.evidence("baseline_from"))))
	var checks []fyne.CanvasObject
	for _, n := range v.m.Needs {
		checks = append(checks, kit.NewCheck(n.V.Statement, "Section "+n.V.Section, contains(o.Needs, n.Rec.ID), func(bool) {
			v.form.Toggle("needs", "Changed the needs answered", n.Rec.ID)
		}))
	}
	cards := []fyne.CanvasObject{first, counting}
	if len(checks) > 0 {
		cards = append(cards, kit.NewCard(kit.Inset(24, kit.Column(8, append([]fyne.CanvasObject{kit.RowTitle("Answers these needs")}, checks...)...))))
	}
	served := 0
	for _, r := range v.m.Rows {
		if contains(r.V.Outcomes, v.open) {
			served++
		}
	}
	if served == 0 {
		cards = append(cards, kit.NewNotice(kit.NoticeNeeds, "No row serves this outcome yet", "Tick it in a row of provision, or add a row."))
	} else {
		cards = append(cards, kit.NewNotice(kit.NoticeDone, "Served by "+count(served, "row"), ""))
	}
	return append(cards, kit.Row(0, kit.NewRemove("Remove "+o.Ref, func() { v.remove("Removed " + o.Ref) }), kit.Gap()))
}

// needCards are the editor of a need.
func (v *Screen) needCards(*assessments.Need) []fyne.CanvasObject {
	var words []string
	for _, a := range assessments.Areas() {
		words = append(words, assessments.AreaWords(a))
	}
	section := v.form.Chips("section", []string{"B, special educational", "C, health", "D, social care"}, []string{"B", "C", "D"})
	first := kit.NewRaised(kit.Inset(24, kit.Column(16, kit.Question("What is hard for "+v.m.Known+", and why does it matter?"),
		v.form.Notes("statement", "The need, in one or two sentences", 3), kit.Column(6, kit.Quieter("Section of the plan"), section),
		v.form.Pick("area", "Area", words, assessments.Areas()))))
	rests := kit.NewCard(kit.Inset(24, kit.Column(16, kit.RowTitle("Rests on"), v.evidence("evidence"),
		v.form.Line("owner", "Who advises, if not occupational therapy"))))
	return []fyne.CanvasObject{first, rests, kit.Row(0, kit.NewRemove("Remove this need", func() { v.remove("Removed a need") }), kit.Gap())}
}
