package service

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// BeforeFirst is what to do before the first appointment of a child who was accepted: the call, the interpreter, what to bring.
// It is empty once the child has been seen.
func BeforeFirst(p *Pack, c Case) []Step {
	if c.Referral.Outcome != "accepted" || c.seen() != nil || c.Discharged() != nil {
		return nil
	}
	var out []Step
	meeting := c.planned()
	if f := p.FirstCall; f != nil && !c.answered(f.Template) {
		out = append(out, Step{Rules: f.Rules, Key: "first.call", Title: "Ring the family first", Sentence: f.Words, Template: f.Template, By: dayBefore(meeting)})
	}
	if i := p.Interpreter; i != nil {
		out = append(out, interpreting(i, c, meeting)...)
	}
	if f := p.First; f != nil {
		out = append(out, Step{Rules: f.Rules, Key: "first.agenda", Title: "At the first appointment", Sentence: strings.Join(f.Agenda, "; ") + ".", Record: id(meeting)})
	}
	return out
}

// interpreting asks for the language where nobody has, and for a booking where an interpreter is needed. It never asks twice.
func interpreting(i *Interpreter, c Case, meeting *Entry[assessments.Contact]) []Step {
	lang := strings.TrimSpace(c.Child.Language)
	booked := meeting != nil && meeting.Is.Interpreter != nil
	switch {
	case strings.TrimSpace(c.Child.Interpreter) != "" && !booked:
		return []Step{{
			Rules: i.Rules, Key: "first.interpreter", Title: "Book an interpreter", By: dayBefore(meeting), Record: id(meeting),
			Sentence: "The family needs an interpreter: " + strings.TrimSuffix(c.Child.Interpreter, ".") + ". It can be " + strings.Join(i.Modes, ", ") + ".",
		}}
	case lang == "" && i.Ask:
		return []Step{{Rules: i.Rules, Key: "first.language", Title: "Ask for the family's language", Sentence: i.Words}}
	}
	return nil
}

// planned is the next contact that is planned, or nil.
func (c Case) planned() *Entry[assessments.Contact] {
	for i := range c.Contacts {
		if x := &c.Contacts[i]; x.Is.Status == "planned" && x.Is.On >= c.Today {
			return x
		}
	}
	return nil
}

// dayBefore is the last working day before a meeting, or "" while none is planned.
func dayBefore(meeting *Entry[assessments.Contact]) assessments.Date {
	if meeting == nil {
		return ""
	}
	return meeting.Is.On.AddDays(-1).OrWorkingDayBefore()
}

// id is the record of a meeting, or "" while none is planned.
func id(meeting *Entry[assessments.Contact]) assessments.ID {
	if meeting == nil {
		return ""
	}
	return meeting.ID
}

// CheckLength says when an appointment is shorter or longer than the service's are; "" when it is not, or the times are open.
func CheckLength(p *Pack, m assessments.Contact) string {
	a := p.Appointment
	if a == nil || m.From == "" || m.To == "" || !m.From.Valid() || !m.To.Valid() || m.Type == "meeting" {
		return ""
	}
	switch n := minutes(m.To) - minutes(m.From); {
	case n < a.Min:
		return plural(n, "minute") + " is shorter than this service's appointments, which last " + between(a.Min, a.Max) + " (" + ruleWords(a.Rules) + ")."
	case n > a.Max:
		return plural(n, "minute") + " is longer than this service's appointments, which last " + between(a.Min, a.Max) + " (" + ruleWords(a.Rules) + ")."
	}
	return ""
}

// minutes are those since midnight of a valid time of day.
func minutes(c assessments.Clock) int {
	s := string(c)
	return 600*int(s[0]-'0') + 60*int(s[1]-'0') + 10*int(s[3]-'0') + int(s[4]-'0')
}
