package practice

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// slots are the times of a day's visits, so that two children are not planned for the same minute.
var slots = [...][2]assessments.Clock{{"13:30", "14:15"}, {"09:15", "10:00"}, {"11:10", "11:55"}, {"14:30", "15:15"}, {"10:15", "11:00"}}

// visit plans and tells the contacts: at school, at home, a test or a review, and one that is still to come. Of every
// five children one was not brought to the second visit, and one had it moved.
func (x *telling) visit(i int) {
	place := map[string]string{"primary": "school", "nursery": "nursery"}[x.site.kind]
	first := schoolDay(x.received, 14)
	x.meet(first, "First visit", place, "", "09:20", "10:20")
	x.observe(x.visits[0], 0)
	home := schoolDay(first, x.between(9, 16))
	var instead assessments.ID
	switch i % 5 {
	case 1:
		instead, home = x.missed(home)
	case 3:
		moved := schoolDay(home, 5)
		instead = x.keep(home, &assessments.Contact{Common: x.by(home), Type: "visit", On: home, From: "15:45", Status: "rescheduled", Place: "home", Clinician: x.therapist,
			ChildPresent: "no", Reason: "Mum rang in the morning: a cold.", Reschedules: "1 of 2"})
		home = moved
	}
	if i%4 != 2 || instead != "" {
		x.meet(home, "At home", "home", instead, "15:50", "16:40")
		x.said(x.visits[len(x.visits)-1], x.adult, x.mother)
	}
	if review := schoolDay(home, x.between(40, 56)); i%3 != 1 && review < x.today {
		x.meet(review, "Review", place, "", "09:30", "10:15")
		x.observe(x.visits[len(x.visits)-1], 1)
	}
	next := schoolDay(x.today, x.between(3, 24))
	x.keep(x.today, &assessments.Contact{Common: x.by(x.received), Type: "visit", Purpose: "Goals scored again", On: next, From: slots[i%len(slots)][0], To: slots[i%len(slots)][1], Status: "planned",
		Place: place, Setting: x.site.id, Clinician: x.therapist})
}

func (x *telling) meet(on assessments.Date, purpose, place string, instead assessments.ID, from, to assessments.Clock) {
	c := &assessments.Contact{Common: x.by(on), Type: "visit", Purpose: purpose, On: on, From: from, To: to, Status: "attended", Place: place, Clinician: x.therapist, ChildPresent: "yes", Replaces: instead}
	with := assessments.Participant{Person: x.mother, Present: "yes"}
	if place != "home" {
		c.Setting, with = x.site.id, assessments.Participant{Person: x.site.assistantID, Present: "yes"}
	}
	c.Participants = []assessments.Participant{{Person: x.child, Present: "yes"}, with}
	x.visits = append(x.visits, visit{x.keep(on, c), on})
}

// missed tells of a visit to which the child was not brought: asked about, decided on, never a reason to discharge.
func (x *telling) missed(on assessments.Date) (assessments.ID, assessments.Date) {
	id := x.keep(on, &assessments.Contact{Common: x.by(on), Type: "visit", On: on, From: "10:00", Status: "not-brought", Place: "clinic", Clinician: x.therapist, ChildPresent: "no",
		Reason: "The bus did not run and the number on the letter was wrong.", Safeguarding: "Health visitor asked the next day: no concerns.",
		Decision: "Not discharged: seen at home instead, and the number was put right.", DecidedBy: x.therapist})
	return id, schoolDay(on, 7)
}

// observe notes what was seen, and at the first visit the strengths and the child's words. At a review (later is 1) the
// counts have moved most of the way.
func (x *telling) observe(v visit, later int) {
	for k, s := range x.sights {
		n := s.lo
		if later > 0 {
			n = s.lo + (s.hi-s.lo)*x.between(2, 4)/4
		}
		o := &assessments.Observation{Common: x.by(v.on), Contact: v.id, On: v.on, At: assessments.Clock(fmt.Sprintf("09:%02d", 32+7*k)), Area: s.area, Type: "fact",
			Text: x.fill(s.text, n, s.of), Help: s.help, Measures: []assessments.Count{{What: s.what, Value: float64(n), Of: float64(s.of), Unit: s.unit}}}
		id := x.keep(v.on, o)
		if later == 0 {
			x.seen = append(x.seen, id)
		}
	}
	if later > 0 {
		return
	}
	x.said(v, x.story.child, x.child)
	for _, s := range x.strengths {
		x.keep(v.on, &assessments.Observation{Common: x.by(v.on), Contact: v.id, On: v.on, Type: "strength", Text: s})
	}
	if x.score != nil {
		s := *x.score
		s.Common, s.On, s.Contact, s.By = x.by(v.on), v.on, v.id, x.therapist
		if s.Direction != "level" {
			s.Missing = map[string]string{"sem": "not noted, so no confidence interval"}
		}
		x.keep(v.on, &s)
	}
}

func (x *telling) said(v visit, words string, by assessments.ID) {
	x.keep(v.on, &assessments.Observation{Common: x.by(v.on), Contact: v.id, On: v.on, Type: "said", Text: words, SaidBy: by})
}

// aim sets the goals at the first visit and scores them there and at the last.
func (x *telling) aim() {
	first, last := x.visits[0], x.visits[len(x.visits)-1]
	for k, a := range x.aims {
		g := &assessments.Goal{Common: x.by(first.on), Title: a.title, Statement: x.fill(a.statement, 0, 0), WordsOf: "parent", Area: a.area, SetOn: first.on,
			ReviewOn: schoolDay(first.on, 84), Importance: a.importance, Difficulty: a.difficulty, Order: k + 1, RatingLabel: a.label}
		for level, text := range a.rungs {
			g.Rungs = append(g.Rungs, assessments.Rung{Level: level - 2, Text: text})
		}
		id := x.keep(first.on, g)
		x.goals = append(x.goals, id)
		before := -2 + x.below(2)
		x.rate(id, first, before, x.between(2, 4), true)
		if last.id != first.id {
			x.rate(id, last, before+x.between(1, 2), x.between(4, 8), false)
		}
	}
}

func (x *telling) rate(goal assessments.ID, v visit, level, mark int, baseline bool) {
	x.keep(v.on, &assessments.GoalReview{Common: x.by(v.on), Goal: goal, On: v.on, Baseline: baseline, Level: &level, Performance: mark, Satisfaction: max(mark-1, 1),
		RatedBy: x.mother, How: "in person", Contact: v.id})
}
