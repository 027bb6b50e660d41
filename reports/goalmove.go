package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// A goalMove is a goal with its first and its newest level, and its first and newest ratings; the newest is empty while there
// is only one.
type goalMove struct {
	goal           entry[*assessments.Goal]
	first, last    entry[*assessments.GoalReview]
	rated, rerated entry[*assessments.GoalReview]
}

// twice reports whether the level was set on two days, so that there is a move to show.
func (m goalMove) twice() bool {
	return levelled(m.first) && levelled(m.last)
}

// levelled reports whether a scoring has a level of the scale; one from an import may have another, which no chart can show.
func levelled(r entry[*assessments.GoalReview]) bool {
	return r.v != nil && r.v.Level != nil && *r.v.Level >= measure.Worst && *r.v.Level <= measure.Best
}

// goalMoves are the goals that have a name, in their order.
func (f *facts) goalMoves() []goalMove {
	var out []goalMove
	for _, g := range f.goals {
		if g.v.Title != "" {
			m := goalMove{goal: g}
			m.first, m.last = f.scored(g.id)
			m.rated, m.rerated = f.rates(g.id)
			if m.rerated.v == nil && m.last.v != nil && m.last.v.On > m.rated.v.On {
				m.rerated = saidBy(f.rater(g.id), m.last) // the ratings were not asked on that day, which is said
			}
			out = append(out, m)
		}
	}
	return out
}

// scoredTwice are the goals that have a move to show.
func scoredTwice(moves []goalMove) []goalMove {
	return slices.DeleteFunc(slices.Clone(moves), func(m goalMove) bool { return !m.twice() })
}

// moveHeadline is the message of the chart: how many goals moved, and which way. It counts and does not praise.
func moveHeadline(moves []goalMove) string {
	both := scoredTwice(moves)
	var up, same, down int
	for _, m := range both {
		switch was, is := *m.first.v.Level, *m.last.v.Level; {
		case is > was:
			up++
		case is < was:
			down++
		default:
			same++
		}
	}
	n, of := len(both), "goals"
	if n < len(moves) {
		of = "goals that were scored again"
	}
	some := func(k int, did string) string {
		switch {
		case n == 1 && n == len(moves):
			return "The goal " + did
		case n == 1:
			return "The goal that was scored again " + did
		case k == n && n == 2:
			return "Both " + of + " " + did
		case k == n && n > 2:
			return "All " + smallNumber(n) + " " + of + " " + did
		}
		return assessments.UpperFirst(smallNumber(k)) + " of " + smallNumber(n) + " " + of + " " + did
	}
	var out []string
	for _, x := range []struct {
		k   int
		did string
	}{{up, "moved up"}, {down, "moved down"}, {same, map[bool]string{true: "is where it was", false: "are where they were"}[same == 1]}} {
		switch {
		case x.k > 0 && len(out) == 0:
			out = append(out, some(x.k, x.did))
		case x.k > 0:
			out = append(out, smallNumber(x.k)+" "+x.did)
		}
	}
	return strings.Join(out, ", ")
}

// smallNumber writes a count up to five in words, as a sentence does.
func smallNumber(n int) string {
	if n > 0 && n < len(smallNumbers) {
		return strings.ToLower(smallNumbers[n])
	}
	return num(float64(n))
}

// moveChart draws the goals that were scored twice: a ring before, a dot after. Its words for a reader who does not see it
// name each level and not the number, because the number means nothing without the scale beside it.
func moveChart(known string, moves []goalMove) *Chart {
	both := scoredTwice(moves)
	if len(both) == 0 {
		return nil
	}
	c := &Chart{Style: ChartMoves, Caption: "Where " + known + " was on each goal", Note: "Open ring: the first scoring. Full dot: the newest",
		Scale: []Tick{{At: -2, Text: signed(-2), Words: "further off"}, {At: -1, Text: signed(-1)}, {At: 0, Text: "0", Words: "the goal", Goal: true},
			{At: 1, Text: signed(1)}, {At: 2, Text: signed(2), Words: "beyond it"}}}
	sameDays := true
	var alt []string
	for _, m := range both {
		was, is := m.first.v, m.last.v
		sameDays = sameDays && was.On == both[0].first.v.On && is.On == both[0].last.v.On
		c.Lines = append(c.Lines, ChartLine{Name: open(m.goal.v.Title), Points: []ChartPoint{{On: was.On, At: float64(*was.Level)}, {On: is.On, At: float64(*is.Level)}}})
		alt = append(alt, open(m.goal.v.Title)+": "+levelWords(was)+", then "+levelWords(is))
		c.Source = append(c.Source, m.goal.id, m.first.id, m.last.id)
	}
	if sameDays {
		c.Note = "Open ring: " + both[0].first.v.On.Words() + ". Full dot: " + both[0].last.v.On.Words()
	}
	c.Alt = sentences(alt...)
	return c
}

// levelWords is a scoring in words: "less than expected on 24 March 2026".
func levelWords(r *assessments.GoalReview) string {
	return measure.LevelWords(*r.Level) + " on " + r.On.Words()
}
