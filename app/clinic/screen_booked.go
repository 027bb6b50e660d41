package clinic

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// booked are the ways on from a clinic that is held as needed.
func (v *listScreen) booked(c Clinic) fyne.CanvasObject {
	words := "No fixed days: it is held when it is needed."
	if len(c.Dates) > 0 {
		words = "Who comes is on its register."
	}
	buttons := []fyne.CanvasObject{kit.NewQuiet("Plan a session", func() { v.plan(c) }).WithIcon(kit.IconPlus).SetName("Plan a session, " + c.Title)}
	if NeedsReferral(v.m.Pack, c.K) {
		buttons = append(buttons, kit.NewQuiet("Who may be booked?", func() { v.candidates(c) }).WithIcon(kit.IconChildren).SetName("Who may be booked, "+c.Title))
	} else {
		words += " Nobody needs a referral or an open record."
	}
	return kit.Column(12, kit.Quieter(words), kit.Wrap(12, buttons...))
}

// plan begins a session of the clinic; its day and its people are filled in among the groups.
func (v *listScreen) plan(c Clinic) {
	on := v.s.Today()
	for _, d := range c.Dates {
		if !d.Off && !d.Past {
			on = d.On
			break
		}
	}
	id := v.s.NewID()
	if v.s.Write(context.Background(), v.s.Create(id, assessments.TeamScope(), Plan(c.K, on, v.s.Me))) {
		v.s.Go(session.Group, "", id+"/about")
	}
}

// candidates is the sheet of who may be booked, and what is missing for the others.
func (v *listScreen) candidates(c Clinic) {
	canvas := kit.CanvasOf(v.scroll)
	if canvas == nil {
		return
	}
	list, err := Candidates(v.ctx, v.s.Store, v.m.Pack, v.m.Chosen, c.K, v.s.Today())
	if err != nil {
		v.s.Fail(err)
		return
	}
	if len(list) == 0 {
		kit.ShowSheet(canvas, c.Title, kit.Column(0, kit.NewNotice(kit.NoticeInfo, "Nobody yet", "No child with an open referral is on this tablet.")), nil)
		return
	}
	var sheet *kit.Sheet
	var rows []fyne.CanvasObject
	for _, k := range list {
		d := kit.RowData{Icon: kit.IconAsked, Title: k.Name, TitleBig: true, Lead: k.Tag, Subtitle: strings.Join(k.Lines, "\n"), Chevron: true}
		if k.May {
			d.Icon, d.IconColor = kit.IconOk, kit.Green
		}
		rows = append(rows, kit.NewListRow(d, func() {
			sheet.Close()
			v.s.Go(session.Pathway, k.Child, "")
		}))
	}
	sheet = kit.ShowSheet(canvas, c.Title, kit.Column(0, kit.NewRowCard(rows...)), nil)
}
