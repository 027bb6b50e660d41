package reports

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// scored are a goal's first and newest levels as at the report's day; last is nil while there is only one.
func (f *facts) scored(goal assessments.ID) (first, last entry[*assessments.GoalReview]) {
	return f.ends(goal, func(r *assessments.GoalReview) bool { return r.Level != nil })
}

// rates are a goal's first and newest ratings of one person, which need not be of the days of its levels. What two people say makes no change:
// it is whoever was asked on two days, else who was asked first.
func (f *facts) rates(goal assessments.ID) (first, last entry[*assessments.GoalReview]) {
	who := f.rater(goal)
	first, last = f.ends(goal, func(r *assessments.GoalReview) bool { return asked(r) && r.RatedBy == who })
	return saidBy(who, first), saidBy(who, last)
}

// rater is whose ratings of a goal are compared.
func (f *facts) rater(goal assessments.ID) (who assessments.ID) {
	since, any := map[assessments.ID]assessments.Date{}, false
	for _, r := range f.reviews {
		if r.v.Goal != goal || !asked(r.v) {
			continue
		}
		if on, before := since[r.v.RatedBy]; !before {
			since[r.v.RatedBy] = r.v.On
		} else if r.v.On > on {
			who, any = r.v.RatedBy, true
		}
		if !any && len(since) == 1 {
			who = r.v.RatedBy
		}
	}
	return who
}

// compared reports whether a review has ratings of the person whose ratings of its goal are compared.
func (f *facts) compared(r *assessments.GoalReview) bool {
	return asked(r) && r.RatedBy == f.rater(r.Goal)
}

// saidBy is a review without the ratings that somebody else gave.
func saidBy(who assessments.ID, r entry[*assessments.GoalReview]) entry[*assessments.GoalReview] {
	if r.v == nil || r.v.RatedBy == who {
		return r
	}
	less := *r.v
	less.Performance, less.Satisfaction = 0, 0
	return entry[*assessments.GoalReview]{r.id, &less}
}

// asked reports whether somebody rated the goal.
func asked(r *assessments.GoalReview) bool { return r.Performance > 0 || r.Satisfaction > 0 }

// ends are the first and the newest of one sort. One that has no like at the start is the newest, beside a start without it.
func (f *facts) ends(goal assessments.ID, sort func(*assessments.GoalReview) bool) (first, last entry[*assessments.GoalReview]) {
	start, _ := f.between(goal, func(r *assessments.GoalReview) bool { return r.Level != nil || asked(r) })
	first, last = f.between(goal, sort)
	if first.v == nil || last.v == nil && start.v.On < first.v.On {
		return start, first
	}
	return first, last
}

// between are the first and the newest scoring that count; last is nil while there is only one.
func (f *facts) between(goal assessments.ID, counts func(*assessments.GoalReview) bool) (first, last entry[*assessments.GoalReview]) {
	for _, r := range f.reviews {
		if r.v.Goal != goal || !counts(r.v) {
			continue
		}
		switch {
		// The scoring called the baseline is it, even where an earlier one was typed in later.
		case first.v == nil, r.v.Baseline && !first.v.Baseline:
			first = r
		case r.v.On > first.v.On:
			last = r
		}
	}
	return first, last
}

// goalTables show where the child started on the goals, and where things stand if they were scored again by the day.
func (w *writer) goalTables() {
	var goals []entry[*assessments.Goal]
	again, rated, ratedAgain := false, false, false
	for _, g := range w.goals {
		if g.v.Title == "" {
			continue
		}
		goals = append(goals, g)
		_, last := w.scored(g.id)
		again = again || last.v != nil
		before, after := w.rates(g.id)
		rated = rated || before.v != nil && asked(before.v) || after.v != nil
		ratedAgain = ratedAgain || after.v != nil
	}
	if len(goals) == 0 {
		return
	}
	t := w.levels(goals, again)
	switch {
	case rated && !again && !ratedAgain: // with one scoring there is room for the ratings beside the levels
		w.rateBeside(t, goals)
		w.put("goals", t)
	case rated:
		w.put("goals", t)
		w.put("ratings", w.ratings(goals, true))
	default:
		w.put("goals", t)
	}
	var notes []Text
	for _, r := range w.reviews {
		if g := find(w.goals, r.v.Goal); g != nil && r.v.Note != "" {
			t := Text{{Text: open(g.Title) + ", " + r.v.On.Words() + ". ", Strong: true, From: []assessments.ID{r.v.Goal}}}
			notes = append(notes, append(t, span(closed(r.v.Note), r.id)))
		}
	}
	if len(notes) > 0 {
		w.put("notes", &List{Items: notes})
	}
}

// rateBeside adds the two ratings to the table of levels.
func (w *writer) rateBeside(t *Table, goals []entry[*assessments.Goal]) {
	t.Note = joined(" ", t.Note, "How well and how happy: from 1 to 10.", w.raters())
	t.Columns = append(t.Columns, Column{Title: "How well", Right: true, Share: 2}, Column{Title: "How happy", Right: true, Share: 2})
	for i, g := range goals {
		first, _ := w.rates(g.id)
		t.Rows[i] = append(t.Rows[i], rating(first)...)
	}
	if len(t.Total) > 0 {
		t.Total = append(t.Total, Cell{Text: say("")}, Cell{Text: say("")}) // ratings have no sum
	}
}

// levels is the table of goal attainment with its T score. A T score needs a level for every goal: one of some goals would
// be read as one of all.
func (w *writer) levels(goals []entry[*assessments.Goal], again bool) *Table {
	t := &Table{Caption: "Where " + w.child.Known() + " started on the goals",
		Note:    "Goal scale from −2 to +2. 0 is the goal. Weight = importance × difficulty.",
		Columns: []Column{{Title: "Goal", Share: 5}, {Title: "Weight", Right: true, Share: 2}, {Title: "At the start", Right: true, Share: 3}}}
	if again {
		t.Columns = append(t.Columns, Column{Title: "Newest", Right: true, Share: 3})
	}
	var before, after []int
	var weights []float64
	complete, completeNow := true, true
	for _, g := range goals {
		first, last := w.scored(g.id)
		title := strong(open(g.v.Title), g.id)
		if s := g.v.Statement; s != "" && !holds(g.v.Title, open(s)) {
			title = append(title, Span{Text: ". " + closed(s), From: []assessments.ID{g.id}})
		}
		r := []Cell{{Text: title}, {Text: say(weightWords(g.v), g.id)}, {Text: level(first)}}
		if again {
			r = append(r, Cell{Text: level(last)})
		}
		t.Rows = append(t.Rows, r)
		// A goal without a start has no place in the sum.
		if first.v == nil || first.v.Level == nil {
			complete = false
			continue
		}
		before, weights = append(before, *first.v.Level), append(weights, float64(g.v.Weight()))
		if last.v == nil || last.v.Level == nil {
			completeNow = false
		} else {
			after = append(after, *last.v.Level)
		}
	}
	if !complete {
		return t // a T score of some of the goals would be taken for one of all
	}
	if score, err := measure.GAS(before, weights); err == nil {
		t.Total = []Cell{{Text: strong("Together, T score")}, {Text: say("")}, {Text: strong(measure.Tenths(score))}}
		t.Note += " T is 50 when goals are reached as expected; it depends on how they were set."
		if again {
			now := Cell{Text: say("")}
			if c, err := measure.CompareGAS(before, after, weights); err == nil && completeNow {
				now.Text = strong(measure.Tenths(c.Now) + " (" + measure.SignedTenths(c.Change) + ")")
			}
			t.Total = append(t.Total, now)
		}
	}
	return t
}

// weightWords shows the sum, so that a reader can check it. Goals that nobody weighed count as one.
func weightWords(g *assessments.Goal) string {
	if g.Importance == 0 && g.Difficulty == 0 {
		return "1"
	}
	return fmt.Sprintf("%d × %d = %d", g.Importance, g.Difficulty, g.Weight())
}

// level is a scoring in a cell: the level with its day, or that there is none.
func level(r entry[*assessments.GoalReview]) Text {
	if r.v == nil || r.v.Level == nil {
		return gap("Not scored")
	}
	return say(signed(*r.v.Level)+", "+r.v.On.Time().Format("2 January"), r.id)
}

// ratings is the table of the two ratings. It shows no change and no mean: those belong to a goal progress report, where
// only what was asked twice is compared.
func (w *writer) ratings(goals []entry[*assessments.Goal], again bool) *Table {
	t := &Table{Caption: "How well and how happy, from 1 to 10", Note: w.raters(),
		Columns: []Column{{Title: "Goal", Share: 5}, {Title: "How well", Right: true, Share: 3}, {Title: "How happy", Right: true, Share: 3}}}
	if again {
		t.Columns = append(t.Columns, Column{Title: "How well, newest", Right: true, Share: 3}, Column{Title: "How happy, newest", Right: true, Share: 3})
	}
	for _, g := range goals {
		first, last := w.rates(g.id)
		r := append([]Cell{{Text: strong(open(g.v.Title), g.id)}}, rating(first)...)
		if again {
			r = append(r, rating(last)...)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// rating is the two ratings of a scoring. One that was not asked is said to be so, and counts as nothing.
func rating(r entry[*assessments.GoalReview]) []Cell {
	if r.v == nil {
		return []Cell{{Text: gap("Not asked")}, {Text: gap("Not asked")}}
	}
	one := func(n int) Cell {
		// 0 is no rating on a scale from 1: it was not asked, which must not look like "very badly".
		if n == 0 {
			return Cell{Text: gap("Not asked", r.id)}
		}
		return Cell{Text: say(num(float64(n)), r.id)}
	}
	return []Cell{one(r.v.Performance), one(r.v.Satisfaction)}
}

// raters says who gave the ratings and when.
func (w *writer) raters() string {
	var out []string
	seen := map[string]bool{}
	for _, r := range w.reviews {
		if !w.compared(r.v) {
			continue
		}
		by := w.called(r.v.RatedBy)
		if by != "" {
			by = "by " + by
		}
		if s := joined(", ", r.v.On.Words(), by, r.v.How); !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return closed("Rated " + list(out))
}
