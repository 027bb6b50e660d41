package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// rated is the part of the two ratings: what somebody who lives or works with the child makes of each goal. Only what was
// asked on both days is compared, and no change is called large or small.
func (w *writer) rated(moves []goalMove) {
	given := func(r entry[*assessments.GoalReview]) bool { return r.v != nil && asked(r.v) }
	if !slices.ContainsFunc(moves, func(m goalMove) bool { return given(m.rated) || given(m.rerated) }) {
		return
	}
	w.section("ratings", "", w.ratedTitle(), "How well it goes, and how happy with it, from 1 to 10")
	t := &Table{Caption: "Ratings", Note: w.ratedWhen(), Columns: []Column{{Title: "Goal", Share: 4}, {Title: "How well", Share: 4}, {Title: "How happy", Share: 4}}}
	for _, m := range moves {
		name := m.goal.v.RatingLabel
		if name == "" {
			name = m.goal.v.Title
		}
		performance := func(r *assessments.GoalReview) int { return r.Performance }
		satisfaction := func(r *assessments.GoalReview) int { return r.Satisfaction }
		t.Rows = append(t.Rows, []Cell{{Text: strong(assessments.UpperFirst(open(name)), m.goal.id)}, {Text: ratedCell(m, performance)}, {Text: ratedCell(m, satisfaction)}})
	}
	w.put("table", t)
	w.ratedByOthers(moves)
}

// ratedByOthers says what anybody else makes of the goals, each person's newest answer to each goal: a child's own view belongs beside their
// mother's, and no change is counted between the two.
func (w *writer) ratedByOthers(moves []goalMove) {
	for _, m := range moves {
		var who []assessments.ID
		newest := map[assessments.ID]entry[*assessments.GoalReview]{}
		for _, r := range w.reviews {
			by := r.v.RatedBy
			if r.v.Goal != m.goal.id || !asked(r.v) || w.compared(r.v) {
				continue
			}
			if was, before := newest[by]; !before || r.v.On >= was.v.On {
				newest[by] = r
			}
			if !slices.Contains(who, by) {
				who = append(who, by)
			}
		}
		for _, by := range who {
			r := newest[by]
			name := w.called(by)
			if name == "" {
				name = "somebody else who knows the child"
			}
			words := assessments.UpperFirst(name) + " rated “" + open(m.goal.v.Title) + "” on " + r.v.On.Words() + ": "
			var said []string
			if n := r.v.Performance; n > 0 {
				said = append(said, "how well it goes "+num(float64(n)))
			}
			if n := r.v.Satisfaction; n > 0 {
				said = append(said, "how happy with it "+num(float64(n)))
			}
			w.put("other/"+string(r.id), &Para{Text: say(words+list(said)+".", m.goal.id, r.id)})
		}
	}
}

// ratedTitle names who rated, where it was always the same person and the reader may know who.
func (w *writer) ratedTitle() string {
	who, one := "", true
	for _, r := range w.reviews {
		if !w.compared(r.v) {
			continue
		}
		name := w.called(r.v.RatedBy)
		one = one && (who == "" || who == name) && name != ""
		who = name
	}
	if who == "" || !one {
		return "How the goals were rated"
	}
	return "How " + who + " rates the goals"
}

// ratedWhen are the days of rating, and how the ratings were given on each.
func (w *writer) ratedWhen() string {
	var days []string
	for _, r := range w.reviews {
		if !w.compared(r.v) {
			continue
		}
		day := r.v.On.Words()
		if r.v.How != "" {
			day += parens(w.lower(open(r.v.How)))
		}
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return list(days)
}

// ratedCell is one rating then and now: "3 to 6", or the one that there is and that the other was not asked.
func ratedCell(m goalMove, of func(*assessments.GoalReview) int) Text {
	value := func(r entry[*assessments.GoalReview]) int {
		if r.v == nil {
			return 0
		}
		return of(r.v)
	}
	was, is := value(m.rated), value(m.rerated)
	switch {
	case was > 0 && is > 0:
		return say(num(float64(was))+" to "+num(float64(is)), m.rated.id, m.rerated.id)
	case was > 0 && m.rerated.v == nil:
		return say(num(float64(was)), m.rated.id)
	case was > 0:
		return append(say(num(float64(was))+". ", m.rated.id), gap("Not asked "+laterIn(m.rated.v.On, m.rerated.v.On), m.rerated.id)...)
	case is > 0:
		return append(say("Now "+num(float64(is))+". ", m.rerated.id), gap("Not asked at the start")...)
	}
	return gap("Not asked", m.goal.id)
}

// forTherapists is what therapists compare, in one line of small print: T scores, and the means of what was rated on both
// days.
func (w *writer) forTherapists(moves []goalMove) {
	w.part("therapists", "For therapists", nil)
	if t := append(tScores(moves), w.ratedMeans(moves)...); len(t) > 0 {
		w.put("line", &Para{Text: append(Text{{Text: "For therapists.", Strong: true}}, t...), Note: true})
	}
}

// tScores are the T scores of both days. One of some of the goals would be taken for one of all, so it needs a level for
// every goal.
func tScores(moves []goalMove) Text {
	var before, after []int
	var weights []float64
	var from []assessments.ID
	for _, m := range moves {
		if !levelled(m.first) {
			return nil
		}
		before, weights, from = append(before, *m.first.v.Level), append(weights, float64(m.goal.v.Weight())), append(from, m.goal.id, m.first.id)
		if m.twice() {
			after, from = append(after, *m.last.v.Level), append(from, m.last.id)
		}
	}
	start, err := measure.GAS(before, weights)
	if err != nil || len(moves) == 0 {
		return nil
	}
	words := " T score " + measure.Tenths(start) + " at the start"
	if c, err := measure.CompareGAS(before, after, weights); err == nil {
		words += ", " + measure.Tenths(c.Now) + " at the newest scoring, change " + measure.SignedTenths(c.Change)
	} else if len(after) > 0 {
		words += "; none since, because not every goal was scored again"
	}
	return say(words+". T is 50 when goals are reached as expected; it depends on how they were set.", from...)
}

// laterIn is the later of two days as short as it can be said: by its month where that is another one.
func laterIn(before, after assessments.Date) string {
	if before.Time().Format("2006-01") == after.Time().Format("2006-01") {
		return "on " + after.Time().Format("2 January")
	}
	return "in " + after.Time().Format("January")
}

// ratedMeans compares the means of what was rated on both days, each person's apart: the mean of a mother's view of one goal and a teacher's
// of another is nobody's. Without anything rated twice there is no line.
func (w *writer) ratedMeans(moves []goalMove) Text {
	by := map[assessments.ID][]goalMove{}
	var who []assessments.ID
	for _, m := range moves {
		if m.rated.v == nil || m.rerated.v == nil {
			continue
		}
		p := m.rated.v.RatedBy
		if by[p] == nil {
			who = append(who, p)
		}
		by[p] = append(by[p], m)
	}
	if len(who) == 1 {
		return meanOf("", by[who[0]], len(moves))
	}
	var out Text
	for _, p := range who {
		if name := w.called(p); name != "" && len(by[p]) > 1 { // one goal has no mean
			out = append(out, meanOf(" by "+name, by[p], len(moves))...)
		}
	}
	return out
}

// meanOf compares the means of goals that one person rated on both days, among all there are.
func meanOf(who string, moves []goalMove, all int) Text {
	var before, after []measure.Rating
	var from []assessments.ID
	for _, m := range moves {
		id := string(m.goal.id)
		before = append(before, measure.Rating{Item: id, Performance: m.rated.v.Performance, Satisfaction: m.rated.v.Satisfaction})
		after = append(after, measure.Rating{Item: id, Performance: m.rerated.v.Performance, Satisfaction: m.rerated.v.Satisfaction})
		from = append(from, m.rated.id, m.rerated.id)
	}
	performance, satisfaction, err := measure.CompareRatings(before, after)
	if err != nil || !performance.Computable() || !satisfaction.Computable() {
		return nil
	}
	mean := func(what string, c measure.RatingChange) string {
		return what + " " + measure.Tenths(c.Before) + " to " + measure.Tenths(c.After) + parens(measure.SignedTenths(c.Change))
	}
	// A mean of two goals must not be read as one of three.
	of := func(c measure.RatingChange) string {
		if n := len(c.Items); n < all {
			return " of the " + smallNumber(n) + " rated on both days"
		}
		return ""
	}
	if slices.Equal(performance.Items, satisfaction.Items) {
		return say(" Mean rating"+who+of(performance)+": "+mean("how well", performance)+", "+mean("how happy", satisfaction)+".", from...)
	}
	return say(" Mean rating"+who+": "+mean("how well", performance)+of(performance)+", "+mean("how happy", satisfaction)+of(satisfaction)+".", from...)
}
