package service

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Reflections are the questions to think about that a referral has not answered: those whose barrier it does not name.
func Reflections(p *Pack, c Case) []Area {
	if p.Reflect == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Reflect.Prompts), func(x Area) bool { return among(c.Referral.Barriers, x.Name) })
}

// ResourcesFor lists what may be had without a referral about any of some areas; of nothing named, all of it.
func ResourcesFor(p *Pack, about []string) []Resource {
	if len(about) == 0 {
		return p.Resources
	}
	var out []Resource
	for _, r := range p.Resources {
		if slices.ContainsFunc(r.About, func(a string) bool { return among(about, a) }) {
			out = append(out, r)
		}
	}
	return out
}

// CallBack is the day by which a message left on the advice line is answered: the next working day on which it is staffed.
func (a AdviceLine) CallBack(left assessments.Date) assessments.Date {
	for d := left.AddDays(1); d.Valid() && d <= left.AddDays(14); d = d.AddDays(1) {
		if d.WorkingDay() && slices.ContainsFunc(a.Days, func(w string) bool { return weekdays[w] == d.Time().Weekday() }) {
			return d
		}
	}
	return ""
}

// Agreeing asks that the findings and the plan be agreed with the family, for each appointment of the episode at which the child
// was seen and nothing says that they were.
func Agreeing(p *Pack, c Case) []Step {
	if p.Agreement == nil {
		return nil
	}
	var out []Step
	for _, m := range c.Contacts {
		if m.Is.Seen() && !m.Is.Agreed && m.Is.On >= c.Referral.Received && m.Is.On <= c.Today {
			out = append(out, Step{Rules: p.Agreement.Rules, Key: "agree", Title: "Agree the plan with the family", Sentence: p.Agreement.Words, Record: m.ID})
		}
	}
	return out
}

// CheckRegistration says when a therapist of a service has no registration number on record; "" when all is well.
func CheckRegistration(p *Pack, x assessments.Person) string {
	if p.Registration == nil || x.Role != "occupational-therapist" || x.HCPC != "" {
		return ""
	}
	return "The " + p.Registration.With + " registration number of this therapist is not recorded."
}
