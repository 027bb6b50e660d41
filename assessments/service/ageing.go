package service

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
)

// ahead is how long before it a ceiling of age is spoken of: time enough to hand a young person over.
var ahead = clocks.Span{N: 12, Unit: clocks.Month}

// Limit is a day on which a child leaves a band of ages, and what the next band asks for.
type Limit struct {
	On    assessments.Date
	Age   int
	Then  string  // the bands that are left, in words; "" when none is
	Until *Reason // the choice that would move the day by a year, while it is open
}

// Limits are the ceilings of age that lie before a child, the nearest first.
func Limits(p *Pack, c Case) []Limit {
	if p.Ages == nil || !c.Child.Born.Valid() {
		return nil
	}
	var out []Limit
	for i, b := range p.Ages.Bands {
		l := Limit{On: end(c.Child.Born, b.To, b.Ends, c.Choices), Age: b.To}
		if l.On <= c.Today {
			continue
		}
		if b.Ends == "chosen" {
			if ch := p.choice(ageLimit); !ch.has(c.Choices[ageLimit]) {
				r := ch.Undecided()
				l.Until = &r
			}
		}
		for _, later := range p.Ages.Bands[i+1:] {
			if later.To > b.To {
				if l.Then != "" {
					l.Then += ", or "
				}
				l.Then += later.words()
			}
		}
		out = append(out, l)
	}
	return out
}

// Ageing asks for a plan when the next ceiling is less than a year away and the child is still with the service.
func Ageing(p *Pack, c Case) []Step {
	if c.Discharged() != nil || c.Referral.Outcome != "accepted" {
		return nil
	}
	limits := Limits(p, c)
	if len(limits) == 0 || limits[0].On > ahead.After(c.Today) {
		return nil
	}
	l := limits[0]
	s := Step{Rules: p.Ages.Rules, Key: "ages.limit", Title: "Plan for what comes after", By: l.On, Left: l.Until}
	s.Sentence = fmt.Sprintf("On %s the young person reaches the age limit of this service (%d).", l.On.Words(), l.Age)
	if l.Then != "" {
		s.Sentence += " From then on it sees: " + l.Then + "."
	} else {
		s.Sentence += " Agree with the family and adult services who goes on."
	}
	if l.Until != nil {
		s.Sentence += " " + l.Until.Sentence
	}
	return []Step{s}
}

// soon is how long before its day a review is spoken of.
const soon = 14

// Reviewing asks for the reviews of goals that are due within two weeks or overdue.
func Reviewing(p *Pack, c Case) []Step {
	if c.Discharged() != nil {
		return nil
	}
	var out []Step
	for _, g := range c.Goals {
		if g.Is.ClosedOn.Valid() || !g.Is.ReviewOn.Valid() || g.Is.ReviewOn > c.Today.AddDays(soon) || c.reviewed(g) {
			continue
		}
		out = append(out, Step{Key: "review.goal", Title: "Review a goal", Sentence: "The goal was to be looked at again on " + g.Is.ReviewOn.Words() + ".", Record: g.ID, By: g.Is.ReviewOn})
	}
	return out
}

// reviewed reports whether a goal was scored on its day of review or after it.
func (c Case) reviewed(g Entry[assessments.Goal]) bool {
	for _, r := range c.Reviews {
		if r.Is.Goal == g.ID && !r.Is.Baseline && r.Is.On >= g.Is.ReviewOn {
			return true
		}
	}
	return false
}
