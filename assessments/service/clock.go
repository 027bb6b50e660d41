package service

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
)

// The names of a service's own clocks, by which days may be held.
const (
	TriageClock = "triage"
	AimClock    = "first-contact"
)

// Clocks are what runs for a case: the service's own clocks, and those of the law. laws may be empty where only the service's own
// are wanted. A service that states no time has no clock: none is made up.
func Clocks(p *Pack, c Case, laws clocks.Laws) []clocks.Clock {
	out := own(p, c)
	for _, r := range c.Requests {
		out = append(out, legal(laws, r.Is.Received, clocks.EHCAdvice, func(l clocks.Law) clocks.Clock {
			return l.Advice(r.Is.Received, r.Is.SentOn, r.Is.Exception)
		}))
	}
	for _, m := range c.annualReviews() {
		asked := writtenOn(m.Is)
		out = append(out, legal(laws, asked, clocks.ReviewAdvice, func(l clocks.Law) clocks.Clock {
			return l.ReviewAdvice(asked, m.Is.On, c.adviceSent(asked, m.Is.On))
		}))
	}
	return out
}

// own are the clocks a service sets itself. They can be held; a held day is one that the service did not have.
func own(p *Pack, c Case) []clocks.Clock {
	if c.Referred == "" {
		return nil
	}
	r := c.Referral
	var out []clocks.Clock
	if t := p.Triage; t != nil && t.WorkingDays > 0 {
		k := clocks.WorkingDays(TriageClock, "Triage", r.Received, t.WorkingDays, clocks.HoldsOf(c.Holds, TriageClock), clocks.Stop{On: r.TriagedOn, By: "triage"})
		k.Source = "the service's rules (" + ruleWords(t.DayRules) + ")"
		out = append(out, k)
	}
	if a := p.Aim; a != nil {
		k := clocks.Weeks(AimClock, "First appointment, the service's own aim", r.Received, a.Weeks, clocks.HoldsOf(c.Holds, AimClock), c.met())
		k.Source = "the service's rules (" + ruleWords(a.Rules) + "); not the national clock from referral to treatment"
		out = append(out, k)
	}
	return out
}

// met is what stops the wait for the first appointment: that the child was seen, or that triage ended it.
func (c Case) met() clocks.Stop {
	if m := c.seen(); m != nil {
		return clocks.Stop{On: m.Is.On, By: "first seen"}
	}
	switch c.Referral.Outcome {
	case "advice-and-discharge", "signposted", "declined":
		return clocks.Stop{On: c.Referral.TriagedOn, By: "triage: " + strings.ReplaceAll(c.Referral.Outcome, "-", " ")}
	}
	if d := c.Discharged(); d != nil {
		return clocks.Stop{On: d.On, By: "discharge"}
	}
	return clocks.Stop{}
}

// legal asks the law of the day on which a clock started.
func legal(laws clocks.Laws, started assessments.Date, name string, run func(clocks.Law) clocks.Clock) clocks.Clock {
	law, err := laws.Law(started)
	if err != nil {
		return clocks.Clock{Name: name, Title: name, Law: true, Started: started, Unknown: assessments.Sentence(err)}
	}
	return run(law)
}

// annualReviews are the review meetings of an EHC plan, known by their purpose.
func (c Case) annualReviews() []Entry[assessments.Contact] {
	var out []Entry[assessments.Contact]
	for _, m := range c.Contacts {
		live := m.Is.Status == "planned" || m.Is.Status == "started" || m.Is.Status == "attended"
		if m.Is.Type == "meeting" && live && strings.Contains(strings.ToLower(m.Is.Purpose), "annual review") {
			out = append(out, m)
		}
	}
	return out
}

// writtenOn is the day a meeting was written down: from then on the advice for it was known to be wanted.
func writtenOn(m assessments.Contact) assessments.Date {
	if len(m.RecordedAt) >= len("2006-01-02") {
		if d := assessments.Date(m.RecordedAt[:10]); d.Valid() && d < m.On {
			return d
		}
	}
	return m.On
}

// adviceSent is the first day between two on which a report went to the school or to the authority.
func (c Case) adviceSent(from, to assessments.Date) assessments.Date {
	for _, r := range c.Reports {
		if slices.Contains([]assessments.Role{assessments.RoleSchool, assessments.RoleNursery, assessments.RoleLocalAuthority}, r.Is.Recipient) && r.Is.SentOn >= from && r.Is.SentOn <= to {
			return r.Is.SentOn
		}
	}
	return ""
}
