package pathway

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

const choose = service.Choose

// safety is the first question after an absence: it is about the child, not about the appointment.
func (v *DischargeScreen) safety() fyne.CanvasObject {
	a := v.absence
	rec, err := v.s.Store.Record(context.Background(), a.ID)
	if err != nil {
		v.s.Fail(err)
		return kit.Column(0)
	}
	v.came = v.k.Form(rec, func(string) {})
	rows := []fyne.CanvasObject{kit.Question(a.Title), ruled(a.Words, a.Rules, true)}
	if a.V.Reason != "" {
		rows = append(rows, kit.Quieter("What is known: "+a.V.Reason))
	}
	return kit.NewRaised(kit.Inset(24, kit.Column(14, append(rows, kit.RowTitle("First: is the child safe?"),
		v.came.Notes("safeguarding_check", "Whom did you ask, and what did they say?", 3))...)))
}

// ways are the three ways on after an absence; none is chosen beforehand.
func (v *DischargeScreen) ways() fyne.CanvasObject {
	var options []kit.Option
	for i, w := range wayWords {
		options = append(options, kit.Option{Title: w, Line: wayLines[i]})
	}
	choice := kit.NewChoice(options, int(v.way), func(i int) { v.leave(); v.way = Way(i); v.reload() }).Narrower(420)
	rows := []fyne.CanvasObject{kit.RowTitle("Then: how it goes on"), choice}
	if v.way < 0 {
		return kit.NewCard(kit.Inset(24, kit.Column(16, rows...)))
	}
	if v.way == EndThere {
		rows = append(rows, v.endForm()...)
		return kit.NewCard(kit.Inset(24, kit.Column(16, rows...)))
	}
	title := "Day of the new appointment"
	if v.way == Ask {
		title = "Ring on"
	}
	var day *kit.DateField
	day = kit.NewDateField(title, func() {
		if t, problem := day.Date(); problem == "" && !t.IsZero() {
			v.day = assessments.NewDate(t)
		} else {
			v.day = ""
		}
	}).WithQuick([]string{"Today", "In a week", "In 2 weeks"}, func(i int) time.Time { return v.p.Today.AddDays([]int{0, 7, 14}[i]).Time() })
	if v.day.Valid() {
		day.SetDate(v.day.Time())
	}
	rows = append(rows, day, v.came.Notes("next", "What is arranged with the family", 2),
		pickClinician(v.p.Clinicians, v.by, func(id assessments.ID) { v.by = id }), v.said, start(kit.NewPrimary("Decide so", v.decide)))
	return kit.NewCard(kit.Inset(24, kit.Column(16, rows...)))
}

// decide writes the decision and the contact that follows, all or nothing.
func (v *DischargeScreen) decide() {
	v.leave()
	set, next, against := v.p.Decide(v.absence, v.way, v.came.Now.Text("safeguarding_check"), v.came.Now.Text("next"), v.by, v.day)
	if len(against) > 0 {
		v.refuse("Nothing is decided yet", against)
		return
	}
	id := v.s.NewID()
	if !v.s.Write(context.Background(), v.edit(set), v.s.Create(id, assessments.ChildScope(v.child), next)) {
		return
	}
	v.s.Undo("Decided: "+assessments.LowerFirst(wayWords[v.way]), func() {
		e := assessments.EnteredInError{Of: id, Reason: "Taken back at once", By: v.s.Me, On: v.s.Today()}
		v.s.Write(context.Background(), v.edit(fields("decision", "", "decided_by", "")), v.s.Create(v.s.NewID(), assessments.ChildScope(v.child), &e))
		v.reload()
	})
	v.reload()
}

// edit is a change of the contact of the absence.
func (v *DischargeScreen) edit(set assessments.Fields) assessments.Edit {
	return assessments.Edit{Record: v.absence.ID, Kind: assessments.KindContact, Scope: assessments.ChildScope(v.child), Op: assessments.OpSet, Set: set}
}

func (v *DischargeScreen) refuse(title string, against []string) {
	v.said.Objects = []fyne.CanvasObject{problems(title, against)}
	v.relay()
	v.page.Reveal(v.said)
}

// discharge is the card of a discharge in the usual way.
func (v *DischargeScreen) discharge() fyne.CanvasObject {
	return kit.NewRaised(kit.Inset(24, kit.Column(16, append([]fyne.CanvasObject{kit.Question("Ending the episode of care")}, v.endForm()...)...)))
}

// endForm is what a discharge says. It is kept as it is typed, and counts only when the named clinician taps.
func (v *DischargeScreen) endForm() []fyne.CanvasObject {
	f := v.form
	var rows []fyne.CanvasObject
	if reasons := v.p.Reasons(v.absence != nil); len(reasons) > 1 {
		rows = append(rows, asked("Reason", f.Chips("reason", labels(reasons), reasons)))
	}
	rows = append(rows, f.Notes("why", "Summary: why, and what was reached", 3), f.Line("to", "What the child goes on with").SetPlaceholder("Universal offer, another service"))
	if len(v.p.People) > 0 {
		var chips []fyne.CanvasObject
		for _, n := range v.p.People {
			var c *kit.Chip
			c = kit.NewChip(n.Name, has(f.IDs("told"), n.ID), func() { f.Toggle("told", n.Name, n.ID); c.SetChosen(has(f.IDs("told"), n.ID)) })
			chips = append(chips, c)
		}
		rows = append(rows, asked("Who has been told", kit.Wrap(8, chips...)))
	}
	return append(rows, pickClinician(v.p.Clinicians, v.by, func(id assessments.ID) { v.by = id }), v.said, start(kit.NewPrimary("Discharge", v.end)))
}

func has(list []assessments.ID, id assessments.ID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}

// end makes the discharge, and after an absence the decision about it as well.
func (v *DischargeScreen) end() {
	v.leave()
	check, decided := "", assessments.Fields(nil)
	if v.absence != nil {
		check = v.came.Now.Text("safeguarding_check")
		set, _, against := v.p.Decide(v.absence, EndThere, check, v.form.Now.Text("why"), v.by, "")
		if len(against) > 0 {
			v.refuse("The child is not discharged", against)
			return
		}
		decided = set
	}
	set, against := v.p.Discharge(v.form.Now, v.absence, check, v.by)
	if len(against) > 0 {
		v.refuse("The child is not discharged", against)
		return
	}
	absence := v.absence
	back := func() {
		if absence != nil {
			v.s.Write(context.Background(), assessments.Edit{Record: absence.ID, Kind: assessments.KindContact, Scope: assessments.ChildScope(v.child),
				Op: assessments.OpSet, Set: fields("decision", "", "decided_by", "")})
		}
		v.reload()
	}
	if !finish(v.s, v.k, v.form, "Discharged", set, back) {
		return
	}
	if decided != nil && !v.s.Write(context.Background(), v.edit(decided)) {
		return
	}
	v.reload()
}
