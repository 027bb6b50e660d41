package childhome

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// alerts is the same covered card on every child, alert or none: only a press and hold says which it is.
func (c *Screen) alerts() fyne.CanvasObject {
	if !c.told {
		return kit.NewHeld(c.clock, "For staff", "Press and hold to read and change what staff must know. Look around first", func() { c.told = true; c.show() })
	}
	var rows []fyne.CanvasObject
	for _, i := range c.m.Alerts {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconHold, Title: i.Title, Subtitle: i.Line, Trailing: i.Trailing, TrailSoft: true, Chevron: true},
			func() { c.s.Go(session.Details, c.child, details.Arg(assessments.KindAlert, i.ID)) }))
	}
	if len(rows) == 0 {
		rows = append(rows, kit.Inset(20, kit.Quieter("No alerts")))
	}
	add := kit.NewPlain("New alert", func() { c.s.Go(session.Details, c.child, details.Arg(assessments.KindAlert, c.s.NewID())) }).WithIcon(kit.IconPlus)
	hide := kit.NewPlain("Hide", func() { c.told = false; c.show() })
	return kit.NewTitledCard(kit.CardHead("For staff", hide, add), rows...)
}

// leaves says that the child's care moved to a colleague.
func (c *Screen) leaves() fyne.CanvasObject {
	return kit.NewNotice(kit.NoticeNeeds, c.m.Leaves.Title, c.m.Leaves.Line, kit.NewQuiet("Open the list", func() { c.s.Go(session.Leaving, "", "") }))
}
