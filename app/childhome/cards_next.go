package childhome

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// next is the card of what runs and what comes. A visit can be started whatever is unfinished: a call that nobody ended must not stand in
// the way of the child who is here. The one primary action is to go on with what runs, and else to start.
func (c *Screen) next() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, r := range c.m.Runs {
		kind := kit.Quiet
		if i == 0 {
			kind = kit.Primary
		}
		on := kit.NewButton("Go on", kind, func() { c.start(r.ID, assessments.Contact{}) })
		if i > 0 {
			on.SetName("Go on, " + assessments.LowerFirst(r.What))
		}
		rows = append(rows, kit.Insets(0, 0, 14, 0, kit.Beside(12, 200, kit.Column(6, event(r)...), on)))
	}
	id, verb := assessments.ID(""), "Start visit"
	if n := c.m.Next; n != nil {
		id = n.ID
		if !strings.HasSuffix(strings.ToLower(n.What), "visit") {
			verb = "Start"
		}
		rows = append(rows, event(*n)...)
	} else {
		rows = append(rows, kit.Question("No visit planned"))
	}
	start := kit.NewButton(verb, kit.Primary, func() { c.start(id, assessments.Contact{}) })
	if len(c.m.Runs) > 0 {
		start.SetKind(kit.Quiet)
	}
	return kit.NewRaised(kit.Inset(20, kit.Column(6, append(rows, kit.Insets(8, 0, 0, 0, kit.Row(12, kit.Grow(start), kit.NewQuiet("Other contact", c.other))),
		kit.NewPlain("Plan a visit", func() { c.s.Go(session.Details, c.child, details.Arg(assessments.KindContact, c.s.NewID())) }))...)))
}

// event is when a contact is, what it is and what it is for.
func event(e Event) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.NewMoment(e.When, kit.SizeBody), kit.Question(e.What)}
	if e.More != "" {
		rows = append(rows, kit.Quieter(e.More))
	}
	return rows
}

// absences are what nobody has decided about, with the way to the decision. They stand before everything else.
func (c *Screen) absences() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, e := range c.m.Absences {
		decide := kit.NewQuiet("Decide", func() { c.opens(e)() }).SetName("Decide about " + e.When)
		out = append(out, kit.NewNotice(kit.NoticeNeeds, e.More+" on "+e.on.Words()+", "+assessments.LowerFirst(e.What), undecided, decide))
	}
	return out
}
