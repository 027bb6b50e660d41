package service

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Rescheduled counts how often the family has moved the appointment that is still to come: since the child was last seen in this
// episode. A change by the service has the status cancelled and does not count.
func Rescheduled(c Case) int {
	n := 0
	for _, m := range c.Contacts {
		switch {
		case m.Is.On < c.Referral.Received:
		case m.Is.Seen():
			n = 0
		case m.Is.Status == "rescheduled":
			n++
		}
	}
	return n
}

// RescheduleWords is the count as a contact has it, "1 of 2", or "" where the service sets no limit or nothing was moved.
func RescheduleWords(p *Pack, c Case) string {
	n := Rescheduled(c)
	if p.Reschedule == nil || n == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", n, p.Reschedule.Limit)
}

// Rescheduling asks for a decision once the family has moved an appointment more often than the service allows. What is decided
// is open: a limit of a page is no reason to leave a child alone.
func Rescheduling(p *Pack, c Case) []Step {
	n := Rescheduled(c)
	if p.Reschedule == nil || n <= p.Reschedule.Limit || c.Discharged() != nil {
		return nil
	}
	return []Step{{
		Rules: p.Reschedule.Rules, Key: "reschedule", Title: "Moved once too often: decide", Decide: true, Clinician: true,
		Sentence: fmt.Sprintf("The family has moved the appointment %s; this service allows %d. Ask what gets in the way, then decide.", times(n), p.Reschedule.Limit),
		Options:  []string{"offer another appointment", "offer another place, time or way to meet", "speak with the referrer", "a named clinician considers a discharge"},
	}}
}

// absence is what holds for every service, whatever its pages say or leave unsaid.
var absence = NotBrought{
	Child: "not-brought", Own: "did-not-attend", OwnFrom: 16,
	Decision: "An absence is a question about the child. A named clinician asks about the child's safety, writes down whom they asked and what was said, and decides what happens next.",
}

// absence is what a service says about absences, or what holds where it says nothing. Safety is not left to a page.
func (p *Pack) absence() NotBrought {
	if p.NotBrought != nil {
		return *p.NotBrought
	}
	return absence
}

// AbsenceStatus is the word for an absence of this child: not-brought, or did-not-attend for a young person who arranges their
// own appointments.
func AbsenceStatus(p *Pack, c Case) string {
	a := p.absence()
	if c.ArrangesOwn(a.OwnFrom) {
		return a.Own
	}
	return a.Child
}

// Absences asks for a decision about each absence that has none: by a named clinician, after a safeguarding check. A discharge is
// among what may be decided and never follows by itself, even where a service's page says so.
func Absences(p *Pack, c Case) []Step {
	a := p.absence()
	var out []Step
	n := 0
	for _, m := range c.Contacts {
		status := m.Is.Status
		if status != a.Child && status != a.Own || m.Is.On < c.Referral.Received {
			continue
		}
		n++
		if status == a.Own && AbsenceStatus(p, c) == a.Child {
			out = append(out, Step{
				Rules: a.Rules, Key: "absence.word", Title: "Write: was not brought", Record: m.ID,
				Sentence: "A child does not decide to stay away. Say \"was not brought\" unless the young person arranges their own appointments.",
			})
		}
		if settled(m.Is) {
			continue
		}
		s := Step{
			Rules: a.Rules, Key: "absence", Title: "Was not brought: decide", Record: m.ID, Decide: true, Clinician: true, Safeguarding: true, First: true,
			Sentence: fmt.Sprintf("Absence %d of this episode, on %s. %s", n, m.Is.On.Words(), a.Decision),
			Options:  []string{"offer another appointment", "speak with the family", "speak with the school or the referrer", "make a safeguarding referral", "discharge, with the reason for this child"},
		}
		if AbsenceStatus(p, c) == a.Own {
			s.Title = "Did not attend: decide"
		}
		if a.Page != "" {
			s.Sentence += " " + a.Page + " Nobody is discharged for that alone."
		}
		out = append(out, s)
	}
	return out
}

// settled reports whether an absence has its decision, the clinician who made it, and the safeguarding check before it.
func settled(m assessments.Contact) bool {
	return strings.TrimSpace(m.Decision) != "" && m.DecidedBy != "" && strings.TrimSpace(m.Safeguarding) != ""
}
