package service

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
)

// returning asks whether a family comes back in time after a discharge.
func (q asking) returning(row Referrer, choices map[string]string) []Reason {
	r := Reason{Rules: row.Rules, Key: "return", Code: "return", Route: true}
	before := q.lastDischarge()
	if before == nil {
		r.Effect, r.Sentence = Against, "The service takes referrals from "+people(q.c.Referral.Source)+" only within a set time after a discharge, and none is recorded."
		r.WouldChange = "A referral by somebody else on the service's list, or the day of the earlier discharge."
		return []Reason{r}
	}
	return q.p.read(q.returnChoice(), choices, func(choices map[string]string) []Reason {
		last := q.p.returnBy(before.On, choices)
		if q.c.day() <= last {
			r.Effect, r.WouldChange = For, ""
			r.Sentence = "The family comes back in time after the discharge on " + before.On.Words() + "."
		} else {
			r.Effect, r.Code = Against, "return-late"
			r.Sentence = "The time to come back after the discharge on " + before.On.Words() + " is over."
			if by, open := ReturnBy(q.p, before.On, q.c.Choices); open == nil {
				r.Sentence += " It ended on " + by.Words() + "."
			}
			r.WouldChange = "A referral by somebody else on the service's list."
		}
		return []Reason{r}
	})
}

// lastDischarge is the newest discharge up to the day of the referral, reopened or not: the time to come back runs from it.
func (q asking) lastDischarge() *assessments.Discharge {
	for i := len(q.c.Discharges) - 1; i >= 0; i-- {
		if d := &q.c.Discharges[i].Is; d.On <= q.c.day() {
			return d
		}
	}
	return nil
}

// returnChoice is the choice between lengths of that time, or "" where the pack has only one.
func (q asking) returnChoice() string {
	if q.p.Return != nil && len(q.p.Return.Windows) > 0 {
		return q.p.Return.Windows[0].Choice
	}
	return ""
}

// returnBy is the last day under some choices, or "" where none of the lengths stands under them.
func (p *Pack) returnBy(discharged assessments.Date, choices map[string]string) assessments.Date {
	if p.Return == nil {
		return ""
	}
	for _, w := range p.Return.Windows {
		if w.stands(choices) {
			return clocks.Span{N: w.Months, Unit: clocks.Month}.After(discharged)
		}
	}
	return ""
}

// ReturnBy is the last day on which the family may come back without a new referral by somebody else. It is empty, with the
// reason, while the service has not chosen between two lengths of that time or states none.
func ReturnBy(p *Pack, discharged assessments.Date, choices map[string]string) (assessments.Date, *Reason) {
	if p.Return == nil {
		return "", &Reason{Key: "return", Effect: Note, Sentence: "The service states no time within which a family may come back without a new referral."}
	}
	if name := (asking{p: p}).returnChoice(); name != "" {
		if ch := p.choice(name); ch != nil && !ch.has(choices[name]) {
			r := ch.Undecided()
			return "", &r
		}
	}
	return p.returnBy(discharged, choices), nil
}
