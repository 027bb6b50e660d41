package provision

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// edit makes the editor of what is open.
func (v *Screen) edit() {
	v.form, v.refresh = nil, nil
	i := v.index()
	if i < 0 {
		v.editor.SetContent(kit.Insets(0, 16, 16, 12, kit.NewCard(v.nothing())))
		return
	}
	v.form = v.k.Form(v.records(v.part)[i], func(string) { v.touch() })
	var cards []fyne.CanvasObject
	switch v.part {
	case outcomes:
		cards = v.outcomeCards(v.m.Outcomes[i].V)
	case needs:
		cards = v.needCards(v.m.Needs[i].V)
	default:
		cards = v.rowCards(v.m.Rows[i].V)
	}
	at := v.editor.Offset()
	v.editor.SetContent(kit.Insets(4, 16, 24, 12, kit.Column(16, cards...)))
	v.relay()
	v.editor.ScrollTo(at)
}

// nothing says what belongs in an empty list, and begins it.
func (v *Screen) nothing() fyne.CanvasObject {
	switch v.part {
	case outcomes:
		return kit.NewEmpty(kit.IconFlag, "No outcomes yet", "An outcome says what "+v.m.Known+" will do, by when, and who counts", "Add an outcome", v.addNew)
	case needs:
		return kit.NewEmpty(kit.IconHand, "No needs yet", "A need says what is hard, and why it matters", "Add a need", v.addNew)
	}
	return kit.NewEmpty(kit.IconReports, "No provision yet", "Each row says what, who, how long, how often and where", "Add a row", v.addNew)
}

// oneLine is how many letters of What a line holds beside Who.
const oneLine = 46

// rowCards are the cards of a row of provision, what is asked first on top.
func (v *Screen) rowCards(p *assessments.Provision) []fyne.CanvasObject {
	what := v.form.Line("what", "What")
	if len(p.What) > oneLine {
		what = v.form.Notes("what", "What", 2)
	}
	who := v.form.Line("who", "Who").SetPlaceholder(v.m.Deliverers(p))
	top := kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(12, what, who)
		}
		return kit.RowTop(12, kit.Grow(what), kit.Fixed(220, who))
	})
	var cards []fyne.CanvasObject
	if v.m.Words.Problem != "" {
		cards = append(cards, kit.NewNotice(kit.NoticeNeeds, "Your service's own list of words is not used", v.m.Words.Problem+" Fieldfare's own list is used until it is mended."))
	}
	first := kit.NewCard(kit.Inset(24, kit.Column(16, top, v.findings("what", what), v.findings("who", who), v.doses(p))))
	cards = append(cards, first, kit.NewRaised(kit.Inset(24, v.question(p))), v.gaps())
	if p.Section == "G" {
		cards = append(cards, v.icb(p))
	}
	cards = append(cards, v.where(), v.contents(), v.dates(), v.monitoring(p), v.serves(p), v.kept(p))
	remove := kit.NewRemove("Remove "+p.Ref, func() { v.remove("Removed " + p.Ref) })
	return append(cards, kit.Row(0, remove, kit.Gap()))
}

// servesLine says in one line which outcomes the row serves and what it rests on.
func (v *Screen) servesLine() fyne.CanvasObject {
	line := kit.NewSpans()
	show := func() {
		var p assessments.Provision
		v.form.Into(&p)
		line.SetSpans(v.servesWords(&p)...)
	}
	v.refresh = append(v.refresh, show)
	show()
	return line
}

// servesWords are the outcomes and the days of the evidence as tags.
func (v *Screen) servesWords(p *assessments.Provision) []kit.Span {
	spans := []kit.Span{{Text: "Serves outcome ", Color: kit.Soft}}
	n := 0
	for _, o := range v.m.Outcomes {
		if contains(p.Outcomes, o.Rec.ID) {
			spans = append(spans, kit.Span{Text: o.V.Ref, Tag: true, Icon: kit.IconCheck}, kit.Span{Text: " "})
			n++
		}
	}
	if n == 0 {
		spans = []kit.Span{{Text: "Serves no outcome yet ", Color: kit.OnStraw, Bold: true}}
	}
	from := 0
	for _, id := range p.Evidence {
		if x, ok := v.m.SourceOf(id); ok && x.When != "" && from < 3 {
			if from == 0 {
				spans = append(spans, kit.Span{Text: "from ", Color: kit.Soft})
			}
			spans = append(spans, kit.Span{Text: x.When, Tag: true, Icon: kit.IconLink}, kit.Span{Text: " "})
			from++
		}
	}
	return spans
}

func contains(list []assessments.ID, id assessments.ID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}

// gaps lists what a stranger would still ask; it goes when nothing is left.
func (v *Screen) gaps() fyne.CanvasObject {
	box := kit.Column(0)
	show := func() {
		box.Objects = nil
		var p assessments.Provision
		v.form.Into(&p)
		if words := GapWords(&p); len(words) > 0 {
			var lines []fyne.CanvasObject
			for _, w := range words {
				lines = append(lines, kit.RowTop(10, kit.NewSymbol(kit.IconBoxOff, 20, kit.OnStraw), kit.Grow(kit.NewText(w, kit.SizeBody, kit.OnStraw, false))))
			}
			head := kit.NewText("A stranger would still ask", kit.SizeRow, kit.OnStraw, true)
			box.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(20, kit.Column(8, append([]fyne.CanvasObject{head}, lines...)...))).Tinted(kit.StrawFill)}
		}
		box.Hidden = len(box.Objects) == 0
		box.Refresh()
	}
	v.refresh = append(v.refresh, show)
	show()
	return box
}
