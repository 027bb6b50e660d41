package service

import (
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// DischargePrompts are the moments at which the service's rules make a clinician think about a discharge. None is given while an
// absence waits for its decision, and none discharges.
func DischargePrompts(p *Pack, c Case) []Step {
	if c.seen() == nil || c.Discharged() != nil || slices.ContainsFunc(Absences(p, c), func(s Step) bool { return s.Decide }) {
		return nil
	}
	var out []Step
	for _, e := range p.Discharges {
		why, record := c.ending(e.When)
		if why == "" {
			continue
		}
		s := Step{
			Rules: e.Rules, Key: "discharge." + e.When, Title: "Think about a discharge", Decide: true, Clinician: true, Record: record,
			Sentence: why + " " + e.Words, Options: []string{e.Reason, "go on"},
		}
		if e.To != "" {
			s.Sentence += " The child goes on with the " + e.To + "."
		}
		out = append(out, s)
	}
	return out
}

// ending says in a sentence that one of the moments has come, or "".
func (c Case) ending(when string) (why string, record assessments.ID) {
	open, closed := 0, 0
	for _, g := range c.Goals {
		switch {
		case g.Is.ClosedOn.Valid() && g.Is.ClosedOn <= c.Today && g.Is.ClosedOn >= c.Referral.Received:
			closed++
		case !g.Is.ClosedOn.Valid():
			open++
		}
	}
	block, left := c.block()
	running := block != nil && left > 0
	switch when {
	case "goals-closed":
		if open == 0 && closed > 0 {
			return fmt.Sprintf("Every goal of this episode is closed (%d).", closed), ""
		}
	case "sessions-done":
		if block != nil && left <= 0 {
			return fmt.Sprintf("The block of %s is done.", plural(block.Is.Sessions, "session")), block.ID
		}
	case "advice-after-assessment":
		if c.seenTimes() == 1 && open+closed == 0 && !running && c.planned() == nil {
			return "The child was assessed once, and neither a goal nor a next appointment is set.", c.seen().ID
		}
	case "no-further-new-advice":
		if c.seenTimes() > 1 && open == 0 && !running && c.planned() == nil {
			return "No goal is open and no appointment is planned. Is there new advice or assessment still to give?", ""
		}
	}
	return "", ""
}

// block is the newest block of sessions of the episode, with how many sessions are left; the last day ends it as well.
func (c Case) block() (b *Entry[assessments.Block], left int) {
	for i := range c.Blocks {
		if x := &c.Blocks[i]; x.Is.Start >= c.Referral.Received && x.Is.Start <= c.Today {
			b = x
		}
	}
	if b == nil {
		return nil, 0
	}
	left = b.Is.Sessions
	for _, m := range c.Contacts {
		if m.Is.Seen() && m.Is.On >= b.Is.Start && m.Is.On <= c.Today {
			left--
		}
	}
	if b.Is.End.Valid() && b.Is.End < c.Today {
		left = 0
	}
	return b, max(left, 0)
}

// seenTimes counts the contacts of this episode at which the child was seen.
func (c Case) seenTimes() int {
	n := 0
	for _, m := range c.Contacts {
		if m.Is.Seen() && m.Is.On >= c.Referral.Received && m.Is.On <= c.Today {
			n++
		}
	}
	return n
}

// CheckDischarge says what stands against a discharge that is about to be written: its own problems, and an absence that nobody
// has decided about.
func CheckDischarge(p *Pack, c Case, d assessments.Discharge) assessments.Problems {
	out := d.Check()
	if d.DecidedBy == "" {
		out = append(out, assessments.Problem{Field: "decided_by", Text: "Name the clinician who decided."})
	}
	for _, s := range Absences(p, c) {
		if s.Decide && d.Contact != s.Record {
			out = append(out, assessments.Problem{Field: "contact", Text: "An absence of this child has no decision yet. Decide about it first, with the safeguarding check."})
			break
		}
	}
	return out
}
