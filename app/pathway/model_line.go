package pathway

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// A State is how far a station is.
type State int

// The states of a station.
const (
	Ahead State = iota
	Here
	Done
	Barred // the way does not go on there
)

// A Station is one step of the pathway.
type Station struct {
	Name  string
	Line  string // a date, or where it stands
	State State
}

// Stations are the seven steps with their dates. The first that is not done is where the child is.
func (p *Page) Stations() []Station {
	c, r := p.Case, p.Case.Referral
	seen := p.firstSeen()
	out := []Station{
		{Name: "Referred", Line: r.Received.Words()}, p.eligible(), {Name: "Triaged", Line: r.TriagedOn.Words()}, {Name: "Waiting"},
		{Name: "Seen", Line: seen.Words()}, {Name: "Tier"}, {Name: "Discharged"},
	}
	done := []bool{r.Received.Valid(), out[1].State == Done, r.TriagedOn.Valid(), seen.Valid(), seen.Valid(), false, false}
	if tier := c.Tier(); tier != "" && r.TriagedOn.Valid() {
		done[5], out[5].Line = true, label(tier)
	}
	switch d := c.Discharged(); {
	case d != nil:
		done[6], out[6].Line = true, d.On.Words()
	case ended(r.Outcome):
		out[2].State, out[2].Line = Barred, label(r.Outcome)
	}
	if r.TriagedOn.Valid() && !ended(r.Outcome) && r.Received.Valid() {
		until := p.Today
		if seen.Valid() {
			until = seen
		}
		out[3].Line = span(days(r.Received, until))
	}
	here := false
	for i := range out {
		switch {
		case out[i].State == Barred:
			here = true
		case done[i]:
			out[i].State = Done
		case !here && c.Referred != "":
			out[i].State, here = Here, true
			if out[i].Line == "" {
				out[i].Line = "Not yet"
			}
		}
	}
	if here && out[6].State == Here && seen.Valid() {
		out[6].State, out[5].State = Ahead, Here // the child is with the service, in a tier
	}
	return out
}

// Standing says in a few words where the child is.
func (p *Page) Standing() string {
	c, r := p.Case, p.Case.Referral
	seen := p.firstSeen()
	switch d := c.Discharged(); {
	case c.Referred == "":
		return "No referral yet"
	case d != nil:
		return "Discharged on " + d.On.Words()
	case r.TriagedOn.Valid() && ended(r.Outcome):
		return label(r.Outcome)
	case !r.TriagedOn.Valid() && !seen.Valid():
		return "Waits for triage"
	case !seen.Valid():
		return "Waits for the first appointment"
	case c.Tier() != "":
		return "Seen since " + seen.Words() + ", " + c.Tier()
	}
	return "Seen since " + seen.Words()
}

// eligible is the station of the decision: barred only while triage has not settled it.
func (p *Page) eligible() Station {
	s := Station{Name: "Eligible"}
	if p.Case.Referred == "" {
		return s
	}
	if p.Case.Referral.TriagedOn.Valid() {
		s.State = Done
		s.Line = "Yes"
		if p.Case.Referral.Override != "" {
			s.Line = "Rule set aside"
		} else if ended(p.Case.Referral.Outcome) {
			s.Line = ""
		}
		return s
	}
	if p.NoRules != "" {
		s.Line = "No rules"
		return s
	}
	switch service.Eligibility(p.Pack, p.Case).Outcome {
	case service.Eligible:
		s.State, s.Line = Done, "By the rules"
	case service.NotEligible:
		s.State, s.Line = Barred, "Not by the rules"
	case service.Undecided:
		s.Line = "Service must choose"
	default:
		s.Line = "More to ask"
	}
	return s
}

// ended reports whether an outcome of triage ends the way.
func ended(outcome string) bool {
	return slices.Contains([]string{"advice-and-discharge", "signposted", "declined"}, outcome)
}

// firstSeen is the day on which the child was first seen in this episode.
func (p *Page) firstSeen() assessments.Date {
	for _, m := range p.Case.Contacts {
		if m.Is.Seen() && m.Is.On >= p.Case.Referral.Received && m.Is.On <= p.Today {
			return m.Is.On
		}
	}
	return ""
}

// span says days as a person would: "5 days", "9 weeks".
func span(n int) string {
	if n < 7 {
		return count(n, "day")
	}
	return count(n/7, "week")
}

func days(from, to assessments.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }

// A Ticking is one clock of the child in words.
type Ticking struct {
	Name    string
	Title   string
	Words   string // "3 working days left", "Overdue by 2 days"
	Line    string // the whole sentence
	Source  string
	State   State // Done when it has stopped, Barred when it is overdue
	Held    bool
	CanHold bool
}

// Clocks are the clocks of the child in words, those that run first.
func (p *Page) Clocks() []Ticking {
	var out []Ticking
	for _, k := range service.Clocks(p.Pack, p.Case, p.laws) {
		out = append(out, ticking(k, p.Today))
	}
	slices.SortStableFunc(out, func(a, b Ticking) int { return rank(a.State) - rank(b.State) })
	return out
}

// rank puts what is overdue first and what has stopped last.
func rank(s State) int { return map[State]int{Barred: 0, Here: 1, Ahead: 2, Done: 3}[s] }

// ticking says a clock in words.
func ticking(k clocks.Clock, today assessments.Date) Ticking {
	t := Ticking{Name: k.Name, Title: k.Title, Line: k.Line(today), Source: k.Source, State: Here}
	if k.Title != "" {
		t.Line = strings.TrimPrefix(t.Line, k.Title+": ")
		t.Line = assessments.UpperFirst(t.Line)
	}
	_, t.Held = k.HeldBy(today)
	stopped := k.Stopped.Valid() && k.Stopped <= today
	t.CanHold = !k.Law && k.Running() && !t.Held
	left, over := k.Left(today), k.DaysOver(today)
	if k.Running() && !t.Held {
		t.Line = strings.TrimSpace("Due on " + k.Due.Weekday() + ". " + k.Note)
		if over > 0 {
			t.Line = strings.Replace(t.Line, "Due", "Was due", 1)
		}
	}
	switch {
	case !k.Due.Valid():
		t.Words, t.State = "Not counted", Ahead
	case stopped && over > 0:
		t.Words, t.State = "Done, "+count(over, "day")+" late", Done
	case stopped:
		t.Words, t.State = "Done in time", Done
	case over > 0:
		t.Words, t.State = "Overdue by "+count(over, "day"), Barred
	case t.Held:
		t.Words = "On hold, " + count(left, "working day") + " left"
	case today == k.Due:
		t.Words = "Due today"
	default:
		t.Words = count(left, "working day") + " left"
	}
	return t
}

// A Held is one hold of a clock, with its record.
type Held struct {
	ID    assessments.ID
	Clock string
	Line  string
	Open  bool
}

// Holds are the stretches in which clocks stood still, the newest first.
func (p *Page) Holds() []Held {
	var out []Held
	for id, h := range p.holds {
		line := "From " + h.From.Words()
		if h.To.Valid() {
			line += " to " + h.To.Words()
		}
		out = append(out, Held{ID: id, Clock: h.Clock, Line: fmt.Sprintf("%s: %s", line, h.Reason), Open: !h.To.Valid()})
	}
	slices.SortFunc(out, func(a, b Held) int { return strings.Compare(string(b.ID), string(a.ID)) })
	return out
}
