package service

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// TriagePlan is what a therapist has before them at triage: what the rules say, what to do first and what may be decided.
type TriagePlan struct {
	Decision Decision
	Steps    []Step
	Outcomes []string // as a referral's outcome
	Tiers    []string // levels the child may be given when accepted
	Words    string   // what the service says of triage, "" where it says nothing
}

// Triaging prepares the triage of a case. Steps are empty once the referral was triaged.
func Triaging(p *Pack, c Case) TriagePlan {
	plan := TriagePlan{Decision: Eligibility(p, c), Outcomes: referralWords("outcome")}
	if p.Triage != nil {
		plan.Outcomes, plan.Words = p.Triage.Outcomes, p.Triage.Words
	}
	for _, t := range p.Tiers {
		if t.Referral {
			plan.Tiers = append(plan.Tiers, t.Name)
		}
	}
	if c.Referral.TriagedOn.Valid() {
		return plan
	}
	plan.Steps = append(plan.Steps, asks(p, plan.Decision)...)
	if s := phone(p, c); s != nil {
		plan.Steps = append(plan.Steps, *s)
	}
	for _, k := range p.Clinics {
		if k.Sample && !c.Referral.Sample {
			plan.Steps = append(plan.Steps, Step{
				Rules: k.Rules, Key: "clinic." + k.Name + ".sample", Title: "Ask for a sample",
				Sentence: "Before the " + assessments.LowerFirst(k.Title) + " is booked, a sample of the problem must be there, such as handwriting.",
			})
		}
	}
	for _, o := range p.Offers {
		if o.Kind == "assessment" && len(o.With) > 0 && c.concern(o.Areas) {
			plan.Steps = append(plan.Steps, Step{Rules: o.Rules, Key: "offer." + o.Name, Title: o.Title, Sentence: o.Words})
		}
	}
	return plan
}

// asks turns what the rules ask for, and the choices that are open, into steps.
func asks(p *Pack, d Decision) []Step {
	var out []Step
	for _, r := range d.Of(Choose) {
		out = append(out, Step{Rules: r.Rules, Key: r.Key, Title: "The service must choose", Sentence: r.Sentence, Decide: true, First: true, Left: &r})
	}
	var questions []string
	var rules []int
	for _, r := range d.Of(Ask) {
		questions, rules = append(questions, r.WouldChange), append(rules, r.Rules...)
	}
	if len(questions) > 0 {
		if p.Triage != nil {
			rules = append(rules, p.Triage.Rules...)
		}
		slices.Sort(rules)
		out = append(out, Step{Rules: slices.Compact(rules), Key: "triage.more", Title: "Ask the referrer for more", Sentence: strings.Join(questions, " "), First: true})
	}
	return out
}

// phone is the call that the youngest get at the least, until it is written down.
func phone(p *Pack, c Case) *Step {
	t := p.PhoneTriage
	if t == nil || !c.concern(t.Areas) || c.answered(t.Template) {
		return nil
	}
	if age, ok := Age(c.Child.Born, c.day()); !ok || age >= t.Under {
		return nil
	}
	return &Step{Rules: t.Rules, Key: "triage.phone", Title: "Triage by telephone", Sentence: t.Words, First: true, Template: t.Template}
}

// CheckTriage says what stands against an outcome that is about to be written: an outcome the service does not have, a call that
// was not made, a level that is missing, or a refusal by the rules that nobody set aside.
func CheckTriage(p *Pack, c Case, r assessments.Referral) assessments.Problems {
	var out assessments.Problems
	add := func(field, format string, args ...any) {
		out = append(out, assessments.Problem{Field: field, Text: fmt.Sprintf(format, args...)})
	}
	c.Referral = r
	plan := Triaging(p, c)
	if !slices.Contains(plan.Outcomes, r.Outcome) {
		add("outcome", "Triage here ends in one of: %s.", strings.Join(plan.Outcomes, ", "))
	}
	if r.Outcome == "more-information-needed" {
		return out
	}
	if s := phone(p, c); s != nil {
		add("triaged_on", "%s Write down the call first.", s.Sentence)
	}
	if r.Outcome != "accepted" {
		return out
	}
	if len(plan.Tiers) > 0 && !slices.Contains(plan.Tiers, r.Tier) {
		add("tier", "Say at which level the child is accepted: %s.", strings.Join(plan.Tiers, " or "))
	}
	switch overridden := strings.TrimSpace(r.Override) != "" && r.OverrideBy != ""; {
	case plan.Decision.Outcome == Undecided:
		add("outcome", "%s %s", plan.Decision.Sentence(), plan.Decision.Of(Choose)[0].Sentence)
	case plan.Decision.Outcome == NotEligible && !overridden:
		add("override_reason", "%s To accept all the same, a named clinician writes down why.", plan.Decision.Of(Against)[0].Sentence)
	}
	return out
}
