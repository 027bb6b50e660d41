package clinic

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// family is a walk-in that is here: who and what for above, ticks to hit with a thumb below.
func (v *boardScreen) family(w *WalkIn) fyne.CanvasObject {
	name := w.Name()
	head := kit.RowData{Time: string(w.V.From), Title: name, TitleBig: true, Subtitle: w.Line(), Chevron: true}
	if s := w.Shares(); s != "" {
		head.Subtitle = strings.Join(some(head.Subtitle, s), "\n")
	}
	if w.Answer(askGP) == "no" {
		head.Tag = &kit.TagData{Kind: kit.TagNeeds, Text: "GP elsewhere"}
	}
	row := kit.NewListRow(head, func() { v.sheet(w.Rec.ID) })
	gp := v.mark(kit.IconClinic, "GP here", name, w.Answer(askGP) == "yes", func() { v.tick(w, askGP, "yes", "GP here") })
	share := v.mark(kit.IconShare, "Sharing", name, w.Shares() != "", func() { v.sharing(w.Rec.ID) })
	sheet := v.mark(kit.IconFile, "Advice sheet", name, w.Answer(askSheet) == "yes", func() { v.tick(w, askSheet, "yes", "Advice sheet given") })
	look := v.mark(kit.IconEye, "Quick look", name, w.Looked(), func() { v.look(w) })
	refer := kit.NewQuiet("Needs a referral", func() { v.finish(w, "refer", "needs a referral") }).Tight().SetName("Needs a referral, " + name)
	done := kit.NewQuiet("Finish", func() { v.finish(w, "", "finished") }).WithIcon(kit.IconCheck).Tight().SetName("Finish, " + name)
	marks := []fyne.CanvasObject{tall(gp), tall(share), tall(look), tall(sheet)}
	body := kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		cols := 4
		if step == kit.StepPhone {
			cols = 2
		}
		return kit.Insets(4, 16, 16, 16, kit.Column(10, kit.Grid(cols, 8, marks...), kit.Grid(2, 8, tall(refer), tall(done))))
	})
	return kit.NewCard(kit.Column(0, row, body))
}

// tall gives a button the height that a thumb hits while somebody talks.
func tall(b *kit.Button) fyne.CanvasObject { return kit.AtLeast(0, 60, b) }

// answer is a yes or a no: the two keep their places whichever is ticked.
func answer(b *kit.Button) fyne.CanvasObject { return kit.Fixed(104, tall(b)) }

// mark is one thing to tick; a tick stands beside its tint, so that colour never speaks alone.
func (v *boardScreen) mark(icon kit.Icon, words, name string, on bool, tap func()) *kit.Button {
	b := kit.NewQuiet(words, tap).Tight().SetName(words + ", " + name)
	if on {
		b.SetKind(kit.Counting)
		return b.WithIcon(kit.IconCheck)
	}
	return b.WithIcon(icon).Inked(kit.Ink)
}

// gone is a walk-in that has left.
func (v *boardScreen) gone(w *WalkIn) fyne.CanvasObject {
	d := kit.RowData{Time: string(w.V.From), Title: w.Name(), TitleBig: true, Subtitle: strings.Join(some(w.Line(), w.Shares(), w.Open()), "\n"), Chevron: true}
	d.Tag = &kit.TagData{Kind: kit.TagBareDone, Text: w.Outcome()}
	if w.Answer(askNext) == "refer" {
		d.Tag.Kind = kit.TagNeeds
	}
	return kit.NewListRow(d, func() { v.sheet(w.Rec.ID) })
}

// sharing is the sheet of the family's permission: asked of each recipient, and no is an answer.
func (v *boardScreen) sharing(id assessments.ID) {
	c := v.canvas()
	if c == nil {
		return
	}
	var body *fyne.Container
	var sheet *kit.Sheet
	fill := func() {
		w := v.b.Walk(id)
		if w == nil {
			return
		}
		body.Objects = []fyne.CanvasObject{kit.Body("We would like to tell them what we advised. The family may say no to any of them, and nothing changes for the child.")}
		for _, r := range recipients {
			had := w.Answer(r.ID)
			yes := v.mark("", "Yes", r.Words, had == "yes", func() { v.tick(w, r.ID, "yes", "Share with "+r.Words) })
			no := v.mark("", "No", r.Words, had == "no", func() { v.tick(w, r.ID, "no", "Do not share with "+r.Words) })
			body.Add(kit.Row(12, kit.Grow(kit.RowText(r.Words)), answer(yes), answer(no)))
		}
		body.Refresh()
		if sheet != nil {
			kit.Relay(sheet)
		}
	}
	body = kit.Column(16)
	fill()
	v.refill = fill
	sheet = kit.ShowSheet(c, "May we share?", body, func() { v.refill = nil })
}

func (v *boardScreen) canvas() fyne.Canvas {
	return kit.CanvasOf(v.page)
}

// openChild goes to the record that a walk-in is in.
func (v *boardScreen) openChild(w *WalkIn) { v.s.Go(session.ChildHome, w.Child, "") }
