package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// goalByGoal gives each goal its own heading: its steps where they were written down, then what was seen.
func (w *writer) goalByGoal(moves []goalMove) {
	w.section("goals", "", "Goal by goal", "")
	for _, m := range moves {
		w.goalSteps(m)
	}
}

// goalSteps puts one goal into the open part. The heading goes with the first block that there is.
func (w *writer) goalSteps(m goalMove) {
	g, key := m.goal, string(m.goal.id)
	var lead Block = &Heading{Level: 3, Text: open(g.v.Title)}
	add := func(what string, b Block) {
		w.under(what+key, lead, b)
		lead = nil
	}
	var t Text
	if s := g.v.Statement; s != "" && !holds(g.v.Title, open(s)) {
		t = say(closed(s), g.id)
	}
	if m.twice() {
		t = appendSentence(t, assessments.UpperFirst(levelWords(m.first.v))+"; "+levelWords(m.last.v), m.first.id, m.last.id)
	}
	if o := find(w.outcomes, g.v.Outcome); o != nil && o.Statement != "" {
		t = appendSentence(t, "It serves outcome "+tab(o.Ref, "E")+": "+w.lower(open(o.Statement)), g.id, g.v.Outcome)
	}
	if g.v.ClosedOn != "" {
		t = appendSentence(t, "Closed on "+g.v.ClosedOn.Words(), g.id)
	}
	if t != nil {
		add("", &Para{Text: t})
	}
	if len(g.v.Rungs) > 0 {
		add("rungs/", w.rungTable(m))
	}
	items := w.seenFor(g)
	for _, r := range w.reviews {
		if r.v.Goal == g.id && r.v.Note != "" {
			items = append(items, append(say(closed(r.v.Note), r.id), Span{Text: " " + joined(", ", "Scoring", r.v.On.Words()), Soft: true}))
		}
	}
	if len(items) > 0 {
		add("seen/", &List{Items: items})
	}
	if lead != nil {
		add("none/", &Para{Text: gap("What was seen is not recorded.", g.id)})
	}
}

// rungTable is a goal's steps from the top down, as a ladder stands, with the day on which the child was on each.
func (w *writer) rungTable(m goalMove) *Table {
	t := &Table{Caption: "Step by step", Columns: []Column{{Title: "Step", Share: 1.2}, {Title: "What it looks like", Share: 6}, {Title: "Where " + w.child.Known() + " was", Share: 3.4}}}
	for level := 2; level >= -2; level-- {
		i := slices.IndexFunc(m.goal.v.Rungs, func(r assessments.Rung) bool { return r.Level == level && r.Text != "" })
		looks := gap("Not written down", m.goal.id)
		if i >= 0 {
			looks = Text{{Text: open(m.goal.v.Rungs[i].Text), Strong: level == 0, From: []assessments.ID{m.goal.id}}}
		}
		var was Text
		for _, r := range []entry[*assessments.GoalReview]{m.first, m.last} {
			if !levelled(r) || *r.v.Level != level {
				continue
			}
			if len(was) > 0 {
				was = append(was, span(". "))
			}
			was = append(was, Span{Text: r.v.On.Words(), Strong: r.id == m.last.id, From: []assessments.ID{r.id}})
		}
		step := signed(level)
		if level == 0 {
			step += ", the goal"
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(step, m.goal.id)}, {Text: looks}, {Text: was}})
	}
	return t
}

// mostSeen is how many notes stand under one goal: the first and the newest, which is what a move is read from.
const mostSeen = 6

// seenFor are the facts that speak to a goal: those that say so, else those of its area that no goal before it told.
func (w *writer) seenFor(g entry[*assessments.Goal]) []Text {
	var all []entry[*assessments.Observation]
	for _, o := range w.observations {
		if o.v.Type != "fact" || o.v.Text == "" || w.told[string(o.id)] {
			continue
		}
		if slices.Contains(o.v.Goals, g.id) || len(o.v.Goals) == 0 && o.v.Area != "" && o.v.Area == g.v.Area {
			all = append(all, o)
		}
	}
	var out []Text
	for i, o := range all {
		w.told[string(o.id)] = true
		if i < mostSeen/2 || i >= len(all)-mostSeen/2 {
			out = append(out, w.dated(o))
		}
	}
	return out
}

// saidSince are the words of everybody that stand nowhere else in the report.
func (w *writer) saidSince(moves []goalMove, told assessments.ID) {
	w.section("views", "", "What "+w.child.Known()+" and others say", "Exactly as said")
	for _, o := range w.said(func(o *assessments.Observation) bool { return true }) {
		if o.id != told && w.quotable(o.v) && (w.byChild(o.v) || w.sinceStart(moves, o.v.On)) {
			w.put("words/"+string(o.id), w.quote(o))
		}
	}
}

// sinceStart reports whether a day lies after the first scoring of any goal.
func (w *writer) sinceStart(moves []goalMove, on assessments.Date) bool {
	return slices.ContainsFunc(moves, func(m goalMove) bool { return m.first.v != nil && on > min(m.first.v.On, m.rated.v.On) })
}

// doneSince is what was done while the goals moved, as far as it is recorded; it claims no effect of it.
func (w *writer) doneSince(moves []goalMove) {
	w.section("done", "", "What was done", "What is recorded. It does not say what made the difference")
	var items []Text
	for _, p := range w.plans {
		if p.v.Title != "" {
			items = append(items, w.planLine(p))
		}
	}
	for _, b := range w.blocks {
		if b.v.Title != "" {
			items = append(items, say(closed(joined(": ", open(b.v.Title), joined(", ", count(float64(b.v.Sessions), "session"), span2("from", b.v.Start, b.v.End)))), b.id))
		}
	}
	for _, e := range w.equipment {
		if e.v.Status == "in-use" && w.sinceStart(moves, e.v.DeliveredOn) {
			items = append(items, say(closed(joined(": ", e.v.Name(), w.lower(w.state(e.v)))), e.id))
		}
	}
	if len(items) > 0 {
		w.put("list", &List{Items: items})
	}
}

// planLine is a programme in one sentence or two: how much was planned, and on how many days it was done.
func (w *writer) planLine(p entry[*assessments.ActivityPlan]) Text {
	dose := planDose(p.v)
	if h := p.v.Hours(); h > 0 {
		dose += parens(assessments.HoursWords(h) + " hours in all")
	}
	t := say(closed(joined(": ", assessments.UpperFirst(open(p.v.Title)), joined(", ", dose, w.lower(planDates(p.v))))), p.id)
	if logged := w.loggedPlan(p); logged != nil {
		return append(append(t, span(" ")), logged...)
	}
	switch {
	case p.v.PlannedDays > 0 && p.v.DoneDays > 0:
		return appendSentence(t, "Done on "+num(float64(p.v.DoneDays))+" of "+num(float64(p.v.PlannedDays))+" days", p.id)
	case p.v.End != "" && p.v.End <= w.req.AsAt:
		return append(append(t, span(" ")), gap("How often it was done: not recorded.", p.id)...)
	}
	return t
}

// span2 is a stretch of days in a sentence; an open end is left open.
func span2(from string, start, end assessments.Date) string {
	if start == "" {
		return ""
	}
	to := ""
	if end != "" {
		to = "to " + end.Words()
	}
	return joined(" ", from, start.Words(), to)
}
