package goals

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Each review has one respondent, and what two people say of one goal stands in two reviews: a change counts only between answers of the same
// person, and nobody's answer becomes another's because the next one was asked.

// Raters are the people who may rate, for chips; chosen is the index of the one who does, -1 for none yet.
func (b *Book) Raters() (words []string, ids []assessments.ID, chosen int) {
	chosen = -1
	add := func(p person) {
		if p.id == b.rater {
			chosen = len(ids)
		}
		words, ids = append(words, p.name), append(ids, p.id)
	}
	rank := func(role string) int {
		switch role {
		case "mother", "father", "parent", "carer", "grandparent", "relative":
			return 0
		case "child":
			return 1
		case "teacher", "teaching-assistant", "senco", "key-person":
			return 2
		}
		return 3
	}
	for r := range 3 {
		for _, p := range b.people {
			if rank(p.role) == r || r == 2 && p.id == b.rater && rank(p.role) == 3 {
				add(p)
			}
		}
	}
	return words, ids, chosen
}

// SetRater says who rates from now on. Ratings of today that are nobody's yet become theirs; whoever gave the others keeps them.
func (b *Book) SetRater(ctx context.Context, id assessments.ID) {
	b.rater, b.picked = id, true
	for _, v := range b.ratedToday() {
		if v.r.RatedBy == "" {
			b.score(ctx, b.goal(v.r.Goal), v, func(r *assessments.GoalReview) { r.RatedBy = id })
		}
	}
}

// With says who rates before anything is rated here.
func (b *Book) With(id assessments.ID) {
	if id != "" {
		b.rater, b.picked = id, true
	}
}

// todaysRater is who gave the ratings of today, "" before anybody is named and where several gave some. Who rated last time is no answer: a
// mother's view must not be written down as hers because nobody looked.
func (b *Book) todaysRater() assessments.ID {
	by := assessments.ID("")
	for _, v := range b.ratedToday() {
		if by != "" && v.r.RatedBy != "" && v.r.RatedBy != by {
			return ""
		}
		if v.r.RatedBy != "" {
			by = v.r.RatedBy
		}
	}
	return by
}

// raterOf is who gave a goal's newest ratings of today, "" for nobody yet.
func (b *Book) raterOf(g *goal) (by assessments.ID) {
	for _, v := range b.ratedToday() {
		if g != nil && v.r.Goal == g.rec.ID {
			by = v.r.RatedBy
		}
	}
	return by
}

// Unsaid reports whether a rating of today stands there without whose it is.
func (b *Book) Unsaid() bool {
	return slices.ContainsFunc(b.ratedToday(), func(v *review) bool { return v.r.RatedBy == "" })
}

// unsaid is Unsaid for one goal.
func (b *Book) unsaid(g *goal) bool {
	return slices.ContainsFunc(b.ratedToday(), func(v *review) bool { return v.r.RatedBy == "" && v.r.Goal == g.rec.ID })
}

// ratedToday are the ratings of today of goals that are not closed, also of one that is being written.
func (b *Book) ratedToday() (out []*review) {
	for _, g := range b.goals {
		for _, v := range g.reviews {
			if g.g.ClosedOn == "" && v.r.On == b.desk.Today() && v.rated() {
				out = append(out, v)
			}
		}
	}
	return out
}

// mine is the review of today that takes the answers of whoever rates now: their own, else one that is nobody's yet; nil for none.
func (b *Book) mine(g *goal) (of *review) {
	if g == nil {
		return nil
	}
	for _, v := range g.reviews {
		switch {
		case v.r.On != b.desk.Today():
		case v.r.RatedBy == b.rater && v.rated():
			return v
		case v.r.RatedBy == "" && of == nil:
			of = v
		}
	}
	return of
}

// others says what was answered today by people who do not rate now, so that no answer seems lost while somebody else is asked.
func (b *Book) others(g *goal) string {
	var out []string
	for _, v := range g.reviews {
		if v.r.On != b.desk.Today() || !v.rated() || v.r.RatedBy == "" || v.r.RatedBy == b.rater {
			continue
		}
		var said []string
		for q, label := range []string{"how well", "how happy"} {
			if a := v.answer(Question(q)); a.Value > 0 {
				said = append(said, fmt.Sprint(label, " ", a.Value))
			}
		}
		who := b.personName(v.r.RatedBy)
		if who == "" {
			who = "Somebody else"
		}
		out = append(out, who+" today: "+strings.Join(said, ", "))
	}
	return strings.Join(out, ". ")
}

// answer is what a review says to a question.
func (v *review) answer(q Question) Answer {
	return Answer{[]int{v.r.Performance, v.r.Satisfaction}[q], v.r.Missing[q.field()] == notAsked}
}
