package provision

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// where is the room, the ratio, who is needed, and the section where it is neither F nor G.
func (v *Screen) where() fyne.CanvasObject {
	place, ratio := v.form.Line("where", "Where"), v.form.Line("ratio", "One to one, or one to how many")
	qualified := v.form.Line("qualification", "Registration, band or level")
	mode := v.form.Pick("mode", "How it is given", []string{"Direct work", "Indirect work", "Consultation", "Training of staff", "Equipment"},
		[]string{"direct", "indirect", "consultation", "training", "equipment"})
	section := v.sectionPick()
	var people []fyne.CanvasObject
	chosen := v.form.IDs("delivered_by")
	for _, p := range v.m.People {
		c := kit.NewChip(p.V.Name, contains(chosen, p.Rec.ID), func() {
			v.form.Toggle("delivered_by", "Changed who does it", p.Rec.ID)
		})
		v.refresh = append(v.refresh, func() { c.SetChosen(contains(v.form.IDs("delivered_by"), p.Rec.ID)) })
		people = append(people, c)
	}
	body := kit.Column(16, kit.RowTitle("Who and where"), pair(place, ratio), v.findings("where", place), pair(qualified, mode), section)
	if len(people) > 0 {
		body.Add(kit.Column(6, kit.Quieter("Done by"), kit.Wrap(8, people...)))
	}
	return kit.NewCard(kit.Inset(24, body))
}

// sectionPick is for what the question cannot tell: social care, which is neither F nor G.
func (v *Screen) sectionPick() fyne.CanvasObject {
	words, values := []string{"F, special educational", "G, health", "H1, social care under 18", "H2, other social care"}, []string{"F", "G", "H1", "H2"}
	at := -1
	for i, x := range values {
		if x == v.form.Now.Text("section") {
			at = i
		}
	}
	return kit.NewSelect("Section of the plan", words, at, func(i int) {
		p := v.m.Rows[v.index()].V
		was := p.Ref
		set := v.m.Move(p, values[i])
		if len(set) > 0 {
			v.form.PutAll(was+" is now "+set.Text("ref"), set)
			v.reload()
		}
	})
}

// pair sets two fields side by side where there is room.
func pair(a, b fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(12, a, b)
		}
		return kit.RowTop(12, kit.Grow(a), kit.Grow(b))
	})
}

// contents is what happens inside the row, who is trained, and what it needs.
func (v *Screen) contents() fyne.CanvasObject {
	includes := v.form.Lines("includes", "What happens in it, with how much")
	training := v.form.Notes("training", "Who is trained, and when again", 2)
	materials := v.form.Notes("needs", "Equipment and materials, who owns and pays", 2)
	short := v.form.Line("short", "In a few words, for tables")
	return kit.NewCard(kit.Inset(24, kit.Column(16, kit.RowTitle("Inside it"), includes, v.findings("includes", includes), training, v.findings("training", training),
		materials, v.findings("needs", materials), short)))
}

// dates are when it starts and ends; half-typed dates say nothing and are not kept.
func (v *Screen) dates() fyne.CanvasObject {
	about := v.form.Line("dates_note", "About the dates")
	body := kit.Column(16, kit.RowTitle("Dates"), pair(v.form.Date("start", "Starts"), v.form.Date("end", "Ends")), about, v.findings("dates_note", about))
	return kit.NewCard(kit.Inset(24, body))
}

// monitoring is one structure in one slot, so its four fields are kept together.
func (v *Screen) monitoring(p *assessments.Provision) fyne.CanvasObject {
	var m assessments.Monitoring
	if p.Monitoring != nil {
		m = *p.Monitoring
	}
	line := func(label string, value *string) *kit.Field {
		f := kit.NewField(label, func(s string) {
			*value = s
			v.form.TypeJSON("monitoring", m)
		})
		f.SetText(*value)
		return f.OnLeave(func() { v.form.Left("monitoring", label) })
	}
	measure := line("What is counted or timed", &m.Measure)
	body := kit.Column(16, kit.RowTitle("How it is checked"), measure, pair(line("By whom", &m.Who), line("How often", &m.Interval)),
		line("What sets off what, within how long", &m.Trigger), v.findings("monitoring", nil), v.delivered())
	return kit.NewCard(kit.Inset(24, body))
}

// delivered leads to the log of what was done in a week. What is not said to be done so often in a week has none.
func (v *Screen) delivered() fyne.CanvasObject {
	ref := v.form.Ref
	row := kit.Row(0, kit.NewQuiet("Log what was delivered", func() {
		v.leave() // the log reads how often and how long
		v.s.Go(session.Log, v.child, ref.ID)
	}).WithIcon(kit.IconPencil), kit.Gap())
	show := func() {
		var p assessments.Provision
		v.form.Into(&p)
		sessions, _ := p.Weekly()
		row.Hidden = sessions == 0
	}
	v.refresh = append(v.refresh, show)
	show()
	return row
}

// serves ties the row to outcomes, needs and evidence.
func (v *Screen) serves(p *assessments.Provision) fyne.CanvasObject {
	var out, ns []fyne.CanvasObject
	for _, o := range v.m.Outcomes {
		c := kit.NewChip(o.V.Ref, contains(p.Outcomes, o.Rec.ID), func() {
			v.form.Toggle("outcomes", "Changed the outcomes served", o.Rec.ID)
		})
		v.refresh = append(v.refresh, func() { c.SetChosen(contains(v.form.IDs("outcomes"), o.Rec.ID)) })
		out = append(out, c)
	}
	for _, n := range v.m.Needs {
		ns = append(ns, kit.NewCheck(n.V.Statement, "Section "+n.V.Section, contains(p.NeedIDs, n.Rec.ID), func(bool) {
			v.form.Toggle("for_needs", "Changed the needs answered", n.Rec.ID)
		}))
	}
	body := kit.Column(16, kit.RowTitle("Serves and rests on"))
	if len(out) > 0 {
		body.Add(kit.Column(6, kit.Quieter("Outcomes"), kit.Wrap(8, out...)))
	} else {
		body.Add(kit.Row(0, kit.NewPlain("Add an outcome first", func() { v.show(outcomes, "") }), kit.Gap()))
	}
	if len(ns) > 0 {
		body.Add(kit.Column(0, append([]fyne.CanvasObject{kit.Quieter("Needs")}, ns...)...))
	}
	body.Add(v.evidence("evidence"))
	return kit.NewCard(kit.Inset(24, body))
}

// evidence lists the records a slot rests on, and opens the sheet to change them.
func (v *Screen) evidence(field string) fyne.CanvasObject {
	list := kit.Column(6, kit.Quieter("Evidence"))
	for _, id := range v.form.IDs(field) {
		if x, ok := v.m.SourceOf(id); ok {
			list.Add(kit.NewSpans(kit.Span{Text: x.Title + " "}, kit.Span{Text: orWords(x.When, "No day"), Tag: true, Icon: kit.IconLink}))
		}
	}
	list.Add(kit.Row(0, kit.NewPlain("Change the evidence", func() { v.chooseEvidence(field) }).WithIcon(kit.IconLink), kit.Gap()))
	return list
}

func orWords(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// chooseEvidence is a sheet of all notes and scores, newest first.
func (v *Screen) chooseEvidence(field string) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	var checks []fyne.CanvasObject
	for _, x := range v.m.Sources {
		checks = append(checks, kit.NewCheck(x.Title, x.When, contains(v.form.IDs(field), x.ID), func(bool) {
			v.form.Toggle(field, "Changed the evidence", x.ID)
		}))
	}
	kit.ShowSheet(c, "Evidence", kit.Column(4, checks...), v.reload)
}
