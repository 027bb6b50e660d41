package service

import (
	"cmp"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Offered is something the service does, and how it fits a child.
type Offered struct {
	Offer
	Fits    bool     // one of its areas or conditions is this child's; it is listed all the same when not
	Missing []string // what must be there first: consent to a video, a sample, measurements
}

// OffersFor lists what a service does at a child's level, what fits the child first. Without a level it lists everything: nothing
// is hidden from whoever triages.
func OffersFor(p *Pack, c Case) []Offered {
	tier := c.Tier()
	var out []Offered
	for _, o := range p.Offers {
		if tier != "" && o.Tier != "" && o.Tier != tier {
			continue
		}
		x := Offered{Offer: o, Fits: c.concern(o.Areas) || named(c.conditions(), o.Conditions) || o.Clock == "ehc-advice" && c.asked()}
		for _, n := range o.Needs {
			if !c.has(n) {
				x.Missing = append(x.Missing, n)
			}
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Offered) int { return cmp.Compare(fit(b), fit(a)) })
	return out
}

// fit orders what fits a child before what does not.
func fit(o Offered) int {
	if o.Fits {
		return 1
	}
	return 0
}

// asked reports whether a local authority waits for advice about the child.
func (c Case) asked() bool {
	return slices.ContainsFunc(c.Requests, func(r Entry[assessments.AdviceRequest]) bool { return !r.Is.SentOn.Valid() })
}

// has answers the needs of an offer that a case can answer; the others are left to whoever does the work.
func (c Case) has(need string) bool {
	switch need {
	case "video-consent":
		return slices.ContainsFunc(c.Bases, func(b Entry[assessments.Basis]) bool { return b.Is.Purpose == "video" && b.Is.Holds(c.Today) })
	case "sample":
		return c.Referral.Sample
	case "block":
		return len(c.Blocks) > 0
	case "permission":
		return c.Referral.Permission.Valid()
	}
	return false
}

// TierFor is the level that an offer belongs to, "" where the pack does not say.
func (p *Pack) TierFor(offer string) string {
	for _, o := range p.Offers {
		if o.Name == offer {
			return o.Tier
		}
	}
	return ""
}

// PlanOptions is what may follow the first appointment; any of it may, together. It is empty until the child has been seen and
// where the service's pages say nothing.
func PlanOptions(p *Pack, c Case) []Area {
	if p.Plan == nil || c.seen() == nil {
		return nil
	}
	return p.Plan.Options
}

// Share is one of those with whom the service shares, and what the family says to it.
type Share struct {
	Rules     []int
	Recipient string
	Answer    string // given, refused, withdrawn, or "" while nobody has asked
}

// SharesFor lists with whom the service would share its findings. Only given allows it.
func SharesFor(p *Pack, c Case) []Share {
	if p.Sharing == nil {
		return nil
	}
	var out []Share
	for _, w := range p.Sharing.With {
		s := Share{Rules: p.Sharing.Rules, Recipient: w}
		var newest assessments.Date
		for _, b := range c.Bases {
			if b.Is.Purpose != "share" || b.Is.Recipient != w || b.Is.On > c.Today || b.Is.On < newest {
				continue
			}
			newest, s.Answer = b.Is.On, b.Is.Decision
			if b.Is.Decision == "given" && !b.Is.Holds(c.Today) {
				s.Answer = "withdrawn"
			}
		}
		out = append(out, s)
	}
	return out
}

// Call is one family to be told that an appointment falls away.
type Call struct {
	Child       assessments.ID
	Contact     assessments.ID
	On          assessments.Date
	From        assessments.Clock
	Language    string
	Interpreter string
}

// ToTell lists the families whose appointments are planned between two days, both included: for a strike, or snow.
func ToTell(cases []Case, from, to assessments.Date) []Call {
	var out []Call
	for _, c := range cases {
		for _, m := range c.Contacts {
			if m.Is.Status == "planned" && m.Is.On >= from && m.Is.On <= to {
				out = append(out, Call{c.ID, m.ID, m.Is.On, m.Is.From, c.Child.Language, c.Child.Interpreter})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Call) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.From, b.From)) })
	return out
}
