package pathway

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// An Absence is a contact to which the child was not brought, and what has been decided.
type Absence struct {
	ID       assessments.ID
	V        assessments.Contact
	Title    string // "Was not brought on 5 March 2026"
	Words    string // what the rules ask for
	Rules    string
	Decided  bool
	Decision string
}

// Absence finds the absence of a contact; nil where the child came, or nothing is known of it.
func (p *Page) Absence(contact assessments.ID) *Absence {
	for _, m := range p.Case.Contacts {
		if m.ID != contact || m.Is.Status != "not-brought" && m.Is.Status != "did-not-attend" {
			continue
		}
		a := &Absence{ID: m.ID, V: m.Is, Title: "Was not brought on " + m.Is.On.Words(), Decision: m.Is.Decision}
		if service.AbsenceStatus(p.Pack, p.Case) == "did-not-attend" {
			a.Title = "Did not attend on " + m.Is.On.Words()
		}
		a.Decided = true
		for _, s := range service.Absences(p.Pack, p.Case) {
			if s.Record != m.ID || !s.Decide {
				continue
			}
			a.Decided, a.Words, a.Rules = false, s.Sentence, ruleTag(s.Rules)
		}
		return a
	}
	return nil
}

// Undecided is the first absence that nobody has decided about, "" when there is none.
func (p *Page) Undecided() assessments.ID {
	for _, s := range service.Absences(p.Pack, p.Case) {
		if s.Decide {
			return s.Record
		}
	}
	return ""
}

// A Way is one of the ways on after an absence.
type Way int

// The ways on. An absence never chooses one by itself.
const (
	Again    Way = iota // a new appointment
	Ask                 // ask the family what got in the way
	EndThere            // discharge by a named clinician
)

var wayWords = []string{"A new appointment", "Ask the family again", "Discharge, decided by a named clinician"}

var wayLines = []string{
	"The child still needs to be seen.", "Ring, and hear what got in the way, before anything else is decided.",
	"Only after the safeguarding check, with the reason for this child.",
}

// Decide is the decision after an absence, and the contact that follows it. Without a safeguarding check nothing is decided.
func (p *Page) Decide(a *Absence, way Way, check, why string, by assessments.ID, on assessments.Date) (set assessments.Fields, next *assessments.Contact, against []string) {
	if strings.TrimSpace(check) == "" {
		against = append(against, "Ask about the child's safety first, and write down whom you asked and what they said.")
	}
	if by == "" {
		against = append(against, "Name the clinician who decides.")
	}
	if way != EndThere && !on.Valid() {
		against = append(against, "Enter the day.")
	} else if way != EndThere && on < p.Today {
		against = append(against, "The day must be today or later.")
	}
	if len(against) > 0 {
		return nil, nil, against
	}
	decision := wayWords[way]
	if why = strings.TrimSpace(why); why != "" {
		decision += ": " + why
	}
	switch way {
	case Again:
		next = &assessments.Contact{Type: a.V.Type, Place: a.V.Place, Setting: a.V.Setting, Purpose: a.V.Purpose, Status: "planned", On: on, Clinician: by, Replaces: a.ID}
	case Ask:
		next = &assessments.Contact{Type: "call", Place: "phone", Purpose: "Ask the family what got in the way", Status: "planned", On: on, Clinician: by, ChildPresent: "no"}
	}
	return fields("safeguarding_check", check, "decision", decision, "decided_by", by), next, nil
}

// Prompts are the moments that make a clinician think about a discharge.
func (p *Page) Prompts() []Task {
	var out []Task
	for _, s := range service.DischargePrompts(p.Pack, p.Case) {
		out = append(out, task(s))
	}
	return out
}

// Reasons are the reasons for a discharge: those the rules suggest now first. Not brought is one only after an absence.
func (p *Page) Reasons(absence bool) []string {
	if absence {
		return []string{"not-brought"}
	}
	var out []string
	for _, s := range service.DischargePrompts(p.Pack, p.Case) {
		if len(s.Options) > 0 && !slices.Contains(out, s.Options[0]) {
			out = append(out, s.Options[0])
		}
	}
	for _, v := range values(assessments.KindDischarge, "reason") {
		if v != "not-brought" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// ReturnBy is the last day on which the family may come back, or why there is none.
func (p *Page) ReturnBy() (assessments.Date, Remark) {
	by, why := service.ReturnBy(p.Pack, p.Today, p.Case.Choices)
	if why != nil {
		return "", Remark{Effect: why.Effect, Words: why.Sentence, Rules: ruleTag(why.Rules)}
	}
	return by, Remark{Effect: service.For, Words: "The family may come back until " + by.Words() + " without a new referral by somebody else.", Rules: ruleTag(p.Pack.Return.Rules)}
}

// Discharge completes the discharge that is being written, or says what stands against it.
func (p *Page) Discharge(now assessments.Fields, a *Absence, check string, by assessments.ID) (assessments.Fields, []string) {
	var d assessments.Discharge
	assessments.Decode(now, &d)
	d.On, d.DecidedBy = p.Today, by
	d.ReturnBy, _ = p.ReturnBy()
	if a != nil {
		d.Reason, d.Contact, d.Safeguarding = "not-brought", a.ID, strings.TrimSpace(check)
	}
	var against []string
	if d.Reason == "" {
		against = append(against, "Choose the reason.")
	}
	if against = append(against, texts(service.CheckDischarge(p.Pack, p.Case, d))...); len(against) > 0 {
		return nil, against
	}
	return fields("on", d.On, "reason", d.Reason, "why", d.Why, "to", d.To, "decided_by", by, "contact", d.Contact,
		"safeguarding_check", d.Safeguarding, "told", d.Told, "return_by", d.ReturnBy), nil
}

// Discharged is the discharge that ended the present episode, with its record; an empty id while it is open.
func (p *Page) Discharged() (assessments.ID, *assessments.Discharge) {
	d := p.Case.Discharged()
	if d == nil {
		return "", nil
	}
	for _, x := range p.Case.Discharges {
		if x.Is.On == d.On && x.Is.Reason == d.Reason && x.Is.DecidedBy == d.DecidedBy {
			return x.ID, d
		}
	}
	return "", d
}
