package service

import (
	"cmp"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Step is something to be done next. It asks; it never does anything by itself.
type Step struct {
	Rules        []int
	Key          string // stable name, such as triage.phone
	Title        string // a few words for a list
	Sentence     string
	Decide       bool             // somebody has to decide, and Options says between what
	Clinician    bool             // the one who decides is a named clinician
	Safeguarding bool             // and only after a safeguarding check
	First        bool             // must be done before the child goes on
	Options      []string         // what may be decided
	Template     string           // question template to ask with
	Record       assessments.ID   // record it speaks of
	By           assessments.Date // day it should be done by; "" where none is set
	Left         *Reason          // why it cannot be said: a choice that is open
}

// Next gathers every step of a case for a day: what must come first before what can wait, then by the day it is due.
func Next(p *Pack, c Case) []Step {
	if c.Referred == "" {
		return nil
	}
	out := Absences(p, c)
	out = append(out, Triaging(p, c).Steps...)
	out = append(out, BeforeFirst(p, c)...)
	out = append(out, Rescheduling(p, c)...)
	out = append(out, Agreeing(p, c)...)
	out = append(out, Reviewing(p, c)...)
	out = append(out, Logging(c)...)
	out = append(out, Ageing(p, c)...)
	out = append(out, DischargePrompts(p, c)...)
	slices.SortStableFunc(out, func(a, b Step) int {
		return cmp.Or(first(b)-first(a), cmp.Compare(due(a), due(b)))
	})
	return out
}

// first orders steps: what touches safety, then what holds up the rest, then all else.
func first(s Step) int {
	switch {
	case s.Safeguarding:
		return 2
	case s.First:
		return 1
	}
	return 0
}

// due puts steps without a day after those with one.
func due(s Step) assessments.Date { return cmp.Or(s.By, "9999-12-31") }
