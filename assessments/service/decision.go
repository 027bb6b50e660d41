package service

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Outcome is what the rules make of a referral.
type Outcome string

// The outcomes. Undecided means that a service has not yet chosen between two readings of its own rules.
const (
	Eligible        Outcome = "eligible"
	NotEligible     Outcome = "not-eligible"
	MoreInformation Outcome = "more-information"
	Undecided       Outcome = "undecided"
)

// Effect is what one reason does to a decision.
type Effect string

// The effects. A Note changes nothing and is for the therapist to know.
const (
	For     Effect = "for"
	Against Effect = "against"
	Ask     Effect = "ask"
	Choose  Effect = "choose"
	Note    Effect = "note"
)

// Reason is one rule's word on a case. One that speaks against says what would change it and where else help may be found.
type Reason struct {
	Rules       []int // numbers of the rules that spoke
	Key         string
	Effect      Effect
	Code        string // for lists and counts, such as over-19
	Sentence    string
	WouldChange string
	Signposts   []string
	Route       bool // about how the referral came, not about the child
}

// Line is the reason as one line of a record, with its rules.
func (r Reason) Line() string {
	line := r.Sentence
	if r.WouldChange != "" {
		line += " What would change it: " + r.WouldChange
	}
	if len(r.Rules) > 0 {
		line += " (" + ruleWords(r.Rules) + ")"
	}
	return line
}

// ruleWords names rules as a record does: "rule 17", "rules 3, 4".
func ruleWords(rules []int) string {
	words := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(rules)), ", "), "[]")
	if len(rules) == 1 {
		return "rule " + words
	}
	return "rules " + words
}

// Decision is an answer with its reasons, and with what the service's rules do not speak of.
type Decision struct {
	Outcome  Outcome
	Reasons  []Reason
	Untested []string // sections that the service's pages leave unstated
}

// decide puts reasons together: one against outweighs all, then a choice that is not made, then a question that is open.
func decide(reasons []Reason) Decision {
	d := Decision{Outcome: Eligible, Reasons: reasons}
	has := map[Effect]bool{}
	for _, r := range reasons {
		has[r.Effect] = true
	}
	switch {
	case has[Against]:
		d.Outcome = NotEligible
	case has[Choose]:
		d.Outcome = Undecided
	case has[Ask]:
		d.Outcome = MoreInformation
	}
	return d
}

// Of returns the reasons with one effect.
func (d Decision) Of(e Effect) []Reason {
	var out []Reason
	for _, r := range d.Reasons {
		if r.Effect == e {
			out = append(out, r)
		}
	}
	return out
}

// RouteOnly reports whether the only thing against the referral is how it came: the child may well be eligible.
func (d Decision) RouteOnly() bool {
	against := d.Of(Against)
	for _, r := range against {
		if !r.Route {
			return false
		}
	}
	return len(against) > 0
}

// Sentence says the outcome for people.
func (d Decision) Sentence() string {
	switch {
	case d.Outcome == Eligible:
		return "By the service's rules the child is eligible; a therapist triages."
	case d.Outcome == MoreInformation:
		return "More information is needed before the service's rules can be answered."
	case d.Outcome == Undecided:
		return "The service's rules can be read in two ways here. The service must choose before this can be decided."
	case d.RouteOnly():
		return "The referral cannot be taken as it came. Nothing is said against the child."
	}
	return "By the service's rules the child is not eligible as things stand."
}

// Lines are the reasons as lines of a record, those against the child first, each with its effect in front: a letter that tells
// a family why not must not take a note for a reason.
func (d Decision) Lines() []string {
	var out []string
	for _, e := range assessments.Effects {
		for _, r := range d.Of(Effect(e)) {
			out = append(out, assessments.DecidedLine(e, r.Line()))
		}
	}
	return out
}
