package childhome

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/capture"
	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/documents"
	"github.com/fieldfare/fieldfare/app/equipment"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

func (c *Screen) goals() fyne.CanvasObject {
	if len(c.m.Goals) == 0 {
		return kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconFlag, "No goals yet", "Start from what "+c.m.Known+" wants to do", "Add a goal", func() { c.s.Go(session.Goal, c.child, "") })))
	}
	var rows []fyne.CanvasObject
	for _, g := range c.m.Goals {
		row := kit.NewListRow(kit.RowData{Title: g.Title, TitleBig: true, Subtitle: g.Line, Chevron: true}, func() { c.s.Go(session.Goal, c.child, g.ID) })
		if g.Scored {
			row.WithExtra(kit.NewGoalTrack().SetStart(g.Start).SetNow(g.Now))
		}
		rows = append(rows, row)
	}
	line := c.m.GoalDates[0]
	if c.m.GoalDates[1] != "" {
		line = "Start " + c.m.GoalDates[0] + " (open circle), latest " + c.m.GoalDates[1] + " (filled)"
	}
	return kit.NewTitledCard(kit.CardHead("Goals", kit.Quieter(line)), rows...)
}

// scoring are the ways from the goals to their scores, and to another goal. Who rated last time is offered by name, and chosen by nobody
// but the hand that taps it.
func (c *Screen) scoring() []fyne.CanvasObject {
	first := kit.NewPrimary
	if tabArgs[c.tab] == "" {
		first = kit.NewQuiet // the visit comes first there
	}
	out := []fyne.CanvasObject{first("Score goals", func() { c.s.Go(session.Score, c.child, "") })}
	if r := c.m.Rater; r != nil && len(c.m.Goals) > 0 {
		out = append(out, kit.NewQuiet("Score with "+r.Name, func() { c.s.Go(session.Score, c.child, r.ID) }))
	}
	return append(out, kit.NewQuiet("New goal", func() { c.s.Go(session.Goal, c.child, "") }).WithIcon(kit.IconPlus))
}

// timeline shows the newest n lines.
func (c *Screen) timeline(n int) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, e := range c.m.Timeline {
		if i == n {
			break
		}
		d := kit.RowData{Icon: eventIcon(e.Place), Title: e.When + ", " + assessments.LowerFirst(e.What), Subtitle: e.More, Chevron: e.ID != ""}
		if e.Asks {
			d.State = kit.RowNeedsYou
		}
		rows = append(rows, kit.NewListRow(d, c.opens(e)))
	}
	if len(rows) == 0 {
		return kit.NewCard(kit.Inset(20, kit.Quieter("Nothing has happened yet")))
	}
	head := kit.CardHead("Timeline")
	if n < len(c.m.Timeline) {
		head = kit.CardHead("Lately", kit.NewPlain(fmt.Sprintf("All %d", len(c.m.Timeline)), func() { c.choose(1) }))
	}
	return kit.NewTitledCard(head, rows...)
}

func eventIcon(place string) kit.Icon {
	switch place {
	case "home":
		return kit.IconHome
	case "clinic":
		return kit.IconClinic
	case "phone":
		return kit.IconPhone
	case "video":
		return kit.IconVideo
	case "report":
		return kit.IconFile
	case "plan":
		return kit.IconPlan
	case "note":
		return kit.IconPencil
	case "group":
		return kit.IconChildren
	case "opened":
		return kit.IconEye
	case "said":
		return kit.IconQuote
	}
	return kit.IconSchool
}

// otherKinds are the contacts that can be started beside the planned one.
var otherKinds = []assessments.Contact{{Type: "visit", Place: "school"}, {Type: "visit", Place: "nursery"}, {Type: "visit", Place: "home"}, {Type: "visit", Place: "clinic"},
	{Type: "call", Place: "phone", ChildPresent: "no"}, {Type: "video", Place: "video"}, {Type: "message", ChildPresent: "no"}, {Type: "meeting", ChildPresent: "no"},
	{Type: "walk-in"}, {Type: "group"}}

func (c *Screen) other() {
	words := make([]string, len(otherKinds))
	for i, k := range otherKinds {
		words[i] = k.Title()
	}
	kit.ShowPick(kit.CanvasOf(c.page), "Start a contact", words, -1, func(i int) { c.start("", otherKinds[i]) })
}

// report lists every kind, and writes the one that is tapped.
func (c *Screen) report() {
	documents.ShowKinds(kit.CanvasOf(c.page), c.write)
}

// write begins a report as at today and opens it. School advice goes to where the child is taught.
func (c *Screen) write(kind reports.Kind) {
	role := assessments.RoleSchool
	if rec, err := c.s.Store.Record(c.ctx, c.m.Setting); err == nil && rec.Fields.Text("type") == "nursery" {
		role = assessments.RoleNursery
	}
	documents.Start(c.ctx, c.s, c.child, documents.New(kind, documents.Child{Role: role}, c.s.Today()))
}

func (c *Screen) start(contact assessments.ID, fresh assessments.Contact) {
	capture.Begin(kit.CanvasOf(c.page), c.s, c.child, contact, fresh)
}

// opens is what a tap on a line of the timeline does, nil where it does nothing.
func (c *Screen) opens(e Event) func() {
	switch {
	case e.ID == "":
		return nil
	case e.Kind == assessments.KindShare:
		return func() { c.s.Go(session.Shared, c.child, e.ID) }
	case e.Kind == assessments.KindGroupSession:
		return func() { c.s.Go(session.Group, "", e.ID) }
	case e.Kind == assessments.KindLog:
		return func() { c.s.Go(session.Log, c.child, e.ID) }
	case e.Kind == assessments.KindAnswers:
		return func() { c.s.Go(session.Questions, c.child, e.ID) }
	case e.Kind == assessments.KindActivityPlan:
		return func() { c.s.Go(session.Plan, c.child, e.ID) }
	case e.Asks:
		return func() { c.s.Go(session.Discharge, c.child, e.ID) }
	case e.Open:
		return func() { c.start(e.ID, assessments.Contact{}) }
	}
	return func() { c.s.Go(session.Contact, c.child, e.ID) }
}

func (c *Screen) sharing() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, s := range c.m.Sharing {
		icon, tone, _ := consent.Look(s.Standing)
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: icon, IconColor: tone, Title: s.Who, TitleThin: true, Trailing: s.State, TrailSoft: tone == kit.Soft, TrailTone: tone},
			func() { c.s.Go(session.Consent, c.child, s.Key) }))
	}
	if len(rows) == 0 {
		rows = append(rows, kit.Inset(20, kit.Quieter("Nobody has been asked yet")))
	}
	change := kit.NewPlain("Change", func() { c.s.Go(session.Consent, c.child, "") })
	return kit.NewTitledCard(kit.CardHead("Sharing", change), rows...)
}

// people are the child's own people, and the way to add one.
func (c *Screen) people() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, i := range c.m.People {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconChild, Title: i.Title, TitleBig: true, Subtitle: i.Line, Trailing: i.Trailing, TrailSoft: true, Chevron: true},
			func() { c.s.Go(session.Details, c.child, details.Arg(assessments.KindPerson, i.ID)) }))
	}
	if len(rows) == 0 {
		rows = append(rows, kit.Inset(20, kit.Quieter("Nobody recorded yet")))
	}
	add := kit.NewPlain("Add a person", func() { c.s.Go(session.Details, c.child, details.Arg(assessments.KindPerson, c.s.NewID())) }).WithIcon(kit.IconPlus)
	return kit.NewTitledCard(kit.CardHead("People", add), rows...)
}

// sheet is a button that opens the plain form of a record, or of a new one.
func (c *Screen) sheet(words string, kind assessments.Kind, id assessments.ID) fyne.CanvasObject {
	return kit.NewQuiet(words, func() {
		if id == "" {
			id = c.s.NewID()
		}
		c.s.Go(session.Details, c.child, details.Arg(kind, id))
	})
}

func (c *Screen) chair() fyne.CanvasObject {
	var cols []fyne.CanvasObject
	for _, i := range c.m.Chair {
		cols = append(cols, kit.Column(2, kit.Quieter(i.Title), kit.Question(i.Trailing)))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, kit.Row(8, kit.Grow(kit.RowTitle("As set")), kit.Quieter("mm")), kit.Grid(len(cols), 16, cols...))))
}

// shelf is a titled list of records with one verb under it.
func (c *Screen) shelf(title string, items []Item, empty, verb, screen string) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, i := range items {
		var tap func()
		if screen != "" {
			tap = func() { c.s.Go(screen, c.child, i.ID) }
		}
		rows = append(rows, kit.NewListRow(kit.RowData{Title: i.Title, TitleBig: true, Subtitle: i.Line, Trailing: i.Trailing, TrailSoft: true, Chevron: tap != nil}, tap))
	}
	if len(rows) == 0 {
		rows = append(rows, kit.Inset(20, kit.Quieter(empty)))
	}
	head := kit.CardHead(title)
	if verb != "" {
		head = kit.CardHead(title, kit.NewPlain(verb, func() { c.begin(screen, len(items)) }).WithIcon(kit.IconPlus))
	}
	return kit.NewTitledCard(head, rows...)
}

// begin opens something new beside n others. The page of the equipment shows what there is, so a new piece is begun before it opens.
func (c *Screen) begin(screen string, n int) {
	var id assessments.ID
	if screen == session.Equipment {
		var ok bool
		if id, ok = equipment.Begin(c.s, c.child, n+1); !ok {
			return
		}
	}
	c.s.Go(screen, c.child, id)
}
