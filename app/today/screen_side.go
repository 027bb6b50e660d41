package today

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// beside is what is due where it does not stand beside the day: in two columns where there is room for them, each card in the shorter one.
func (t *Screen) beside(step kit.Step) fyne.CanvasObject {
	if step == kit.StepPhone || len(t.due.Objects) < 2 {
		return t.due
	}
	columns := []*fyne.Container{kit.Column(16), kit.Column(16)}
	var high [2]float32
	for _, card := range t.due.Objects {
		at := 0
		if high[1] < high[0] {
			at = 1
		}
		columns[at].Add(card)
		high[at] += kit.HeightFor(card, sideWide) + 16
	}
	return kit.RowTop(16, kit.Grow(columns[0]), kit.Grow(columns[1]))
}

// side is what is due and what is still to finish.
func (t *Screen) side() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if len(t.m.Lacks) > 0 {
		var rows []fyne.CanvasObject
		for _, l := range t.m.Lacks {
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconDown, IconColor: kit.Straw, Title: l.Name, Subtitle: "Not here yet: " + l.What, Chevron: true},
				func() { t.s.Go(session.ChildHome, l.Child, "") }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead(t.m.Ready()), rows...))
	}
	if len(t.m.Clocks) > 0 {
		var rows []fyne.CanvasObject
		for _, c := range t.m.Clocks {
			rows = append(rows, t.clock(c))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead("Due"), rows...))
	}
	if len(t.m.Asked) > 0 {
		var rows []fyne.CanvasObject
		for _, a := range t.m.Asked {
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconShare, IconColor: kit.Straw, Title: a.Title, Subtitle: a.Line, Chevron: true}, func() { t.open(a.Go) }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead(t.m.AskedWords()), rows...))
	}
	if len(t.m.Others) > 0 {
		var rows []fyne.CanvasObject
		for _, o := range t.m.Others {
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: eventIcon(o.Type), Title: o.Title, Subtitle: o.Line, Chevron: true}, func() { t.open(o.Go) }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead("While you were elsewhere"), rows...))
	}
	if len(t.m.Answered) > 0 {
		var rows []fyne.CanvasObject
		for _, a := range t.m.Answered {
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconQuote, Title: a.Title, Subtitle: a.Line, Chevron: true}, func() { t.open(a.Go) }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead("Answered before the visit"), rows...))
	}
	if len(t.m.ToFinish) > 0 {
		var rows []fyne.CanvasObject
		for _, u := range t.m.ToFinish {
			rows = append(rows, kit.NewListRow(kit.RowData{Title: u.Title, Subtitle: u.Line, Chevron: true}, func() { t.open(u.Go) }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead("To finish"), rows...))
	}
	if len(t.m.ToSign) > 0 {
		var rows []fyne.CanvasObject
		for _, u := range t.m.ToSign {
			rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconPencil, Title: u.Title, Subtitle: u.Line, Chevron: true}, func() { t.open(u.Go) }))
		}
		out = append(out, kit.NewTitledCard(kit.CardHead("To countersign"), rows...))
	}
	return out
}

// clock is one thing that is due; it opens where it is acted on. What is overdue has an icon and says so: the bar alone stays
// ink, since a clock informs and does not shout.
func (t *Screen) clock(c Clock) fyne.CanvasObject {
	d := kit.RowData{Title: c.Title, Lead: c.Left, Subtitle: strings.Join(some(c.When, c.Note), "\n"), Chevron: true}
	if c.Over {
		d.Icon, d.IconColor = kit.IconAlert, kit.Straw
		if c.Law { // the law's days and those of what lifts people come before the service's own promises
			d.State = kit.RowNeedsYou
		}
		return kit.NewListRow(d, func() { t.open(c.Go) })
	}
	d.Timed, d.Gone, d.Chevron = true, c.Gone, false
	if c.Note == "" { // the day and what is left of it stand on one line
		d.Lead, d.Trailing = "", c.Left
	}
	return kit.NewListRow(d, func() { t.open(c.Go) })
}

// event is a session or a clinic of the day.
func (t *Screen) event(e Event) fyne.CanvasObject {
	row := kit.NewListRow(kit.RowData{Time: timeColumn(e.Time), Title: e.Name, TitleBig: true, Subtitle: e.What, Chevron: true}, func() { t.open(e.Go) })
	return kit.Column(12, kit.Insets(8, 0, 0, 0, kit.SectionHead(eventIcon(e.Type), eventWords(e.Type), "")), kit.NewCard(kit.AtLeast(0, 84, row)))
}

// timeColumn keeps the column of times also where there is none, so that names stand below each other.
func timeColumn(at string) string { return cmp.Or(at, " ") }

func eventIcon(kind string) kit.Icon {
	switch kind {
	case "opened":
		return kit.IconEye
	case "training":
		return kit.IconBook
	case "clinic":
		return kit.IconClinic
	case "meeting":
		return kit.IconMeeting
	case "site":
		return kit.IconSchool
	}
	return kit.IconChildren
}

func eventWords(kind string) string {
	switch kind {
	case "site":
		return "Site day"
	case "training", "clinic", "meeting":
		return assessments.UpperFirst(kind)
	}
	return "Group"
}

// open goes where something is acted on.
func (t *Screen) open(w Way) { t.s.Go(w.Screen, w.Child, w.Arg) }
