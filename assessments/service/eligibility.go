package service

import (
	"slices"
	"strings"
)

// localOffer is where a family can always be pointed to: each authority in England publishes one (Children and Families Act
// 2014, section 30).
const localOffer = "the Local Offer of the family's local authority"

// Eligibility asks each of a service's rules about a case. It decides nothing for anybody: a therapist triages, and may know
// more than the rules.
func Eligibility(p *Pack, c Case) Decision {
	q := asking{p, c}
	var reasons []Reason
	name := c.Referral.Pathway
	if name == "" || name == "general" {
		reasons = q.general()
	} else if way := p.pathway(name); way != nil {
		reasons = q.pathway(way)
	} else {
		reasons = []Reason{{
			Key: "pathway", Effect: Against, Code: "no-such-pathway", Route: true,
			Sentence:    "This service has no pathway named " + strings.ReplaceAll(name, "-", " ") + ".",
			WouldChange: "A referral to the service in general, or to a service that has one.",
		}}
	}
	for i, r := range reasons {
		if r.Effect == Against {
			reasons[i].Signposts = q.signposts(r.Code, name)
		}
	}
	d := decide(reasons)
	for _, s := range []string{"ages", "catchment", "exclusion", "referrer", "channels", "consent"} {
		if slices.Contains(p.Unstated, s) {
			d.Untested = append(d.Untested, s)
		}
	}
	return d
}

// codeElsewhere marks the reason of a band that asks for something in the place of the catchment.
const codeElsewhere = "in-place-of-catchment"

// asking is a pack and a case that it is asked about.
type asking struct {
	p *Pack
	c Case
}

// general asks everything about a referral to the service as such. All rules are asked even when one has already spoken against
// the child: whoever refers again should not meet the next no.
func (q asking) general() []Reason {
	ages, elsewhere := q.ages()
	out := ages
	if !elsewhere {
		out = append(out, q.catchment(q.p.Catchment)...)
	}
	out = append(out, q.exclusions()...)
	out = append(out, q.needs()...)
	out = append(out, q.referrer()...)
	out = append(out, q.channel()...)
	return append(out, q.before()...)
}

// ages asks the bands. Elsewhere is true when the only band that fits asks for something in the place of the catchment.
func (q asking) ages() (reasons []Reason, elsewhere bool) {
	a := q.p.Ages
	if a == nil {
		return nil, false
	}
	if _, ok := Age(q.c.Child.Born, q.c.day()); !ok {
		return []Reason{{Rules: a.Rules, Key: "ages", Effect: Ask, Sentence: "The date of birth is not known, or lies after the referral.", WouldChange: "Enter the child's date of birth."}}, false
	}
	reasons = q.p.read(ageLimit, q.c.Choices, func(choices map[string]string) []Reason {
		var open []Reason
		for _, b := range a.Bands {
			r, fits := q.band(b, choices)
			if fits && r.Effect == For {
				if b.NoCatchment {
					r.Code = codeElsewhere
				}
				return []Reason{r}
			}
			if fits && r.Effect == Ask {
				open = append(open, r)
			}
		}
		if len(open) > 0 {
			return open
		}
		return []Reason{q.outside(choices)}
	})
	return reasons, decide(reasons).Outcome == Eligible && reasons[0].Code == codeElsewhere
}

// band asks one band; fits is false when the child's age or another plain fact lies outside it.
func (q asking) band(b Band, choices map[string]string) (r Reason, fits bool) {
	born, on, ref := q.c.Child.Born, q.c.day(), q.c.Referral
	if on < Birthday(born, b.From) || on >= end(born, b.To, b.Ends, choices) {
		return r, false
	}
	r = Reason{Rules: q.p.Ages.Rules, Key: "ages", Effect: For, Sentence: "The child's age is within the service's: " + b.words() + "."}
	ask := func(sentence, change string) {
		r.Effect, r.Sentence, r.WouldChange = Ask, sentence, change
	}
	if b.InEducation {
		switch ref.InEducation {
		case "no":
			return r, false
		case "yes":
		default:
			ask("From this age it matters whether the young person is in education, and that is not known.", "Say whether they are in statutory or full-time education.")
		}
	}
	if len(b.PlanOf) > 0 {
		switch {
		case ref.PlanOf == "" && q.c.Child.EHCPlan != "none":
			ask("From this age it matters which authority keeps the EHC plan, and that is not known.", "Say whose EHC plan it is, or that there is none.")
		case !among(b.PlanOf, ref.PlanOf):
			return r, false
		}
	}
	if len(b.SchoolIn) > 0 {
		switch area := q.schoolArea(); {
		case area == "":
			ask("From this age it matters where the young person is educated, and that is not known.", "Say in which area the school or college is.")
		case !among(b.SchoolIn, area):
			return r, false
		}
	}
	return r, true
}

// outside is the reason against a child whom no band takes, by the ceiling that applies where one is named.
func (q asking) outside(choices map[string]string) Reason {
	a := q.p.Ages
	r := Reason{Rules: a.Rules, Key: "ages", Effect: Against, Code: "age", Sentence: "The child's age is outside the service's: " + q.p.AgeWords() + "."}
	var more []string
	for _, b := range a.Bands {
		more = append(more, b.words())
	}
	r.WouldChange = "Being within " + strings.Join(more, ", or ") + "."
	for _, x := range a.Ceilings {
		past := q.c.day() >= end(q.c.Child.Born, x.Over, "chosen", choices)
		if past && !(x.Unless == "in-education" && q.c.Referral.InEducation == "yes") {
			r.Rules, r.Code, r.Sentence = x.Rules, x.Code, x.Words
		}
	}
	return r
}

// schoolArea is the area as the referral has it, else as the school's own record has it.
func (q asking) schoolArea() string {
	if q.c.Referral.SchoolArea != "" {
		return q.c.Referral.SchoolArea
	}
	return q.c.Setting.Area
}

// signposts are the places to point to for one reason: those that the pack keeps for it, or those for anything.
func (q asking) signposts(topics ...string) []string {
	var fit, any []string
	topics = append(topics, q.c.Stage())
	for _, s := range q.p.Signposts {
		if len(s.For) == 0 {
			any = append(any, s.To)
		} else if slices.ContainsFunc(topics, func(t string) bool { return among(s.For, t) }) {
			fit = append(fit, s.To)
		}
	}
	return append(append(fit, any...), localOffer)
}
