package clinic

import (
	"context"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// A Candidate is one child of the caseload and a booked clinic.
type Candidate struct {
	Child assessments.ID
	Name  string
	May   bool
	Tag   string // "May be booked", "Sample missing"
	Lines []string
}

// caseKinds are the records that the rules of a booking look at.
var caseKinds = []assessments.Kind{assessments.KindChild, assessments.KindReferral, assessments.KindContact, assessments.KindTierMove,
	assessments.KindDischarge, assessments.KindSetting, assessments.KindBasis, assessments.KindEnteredInError}

// Candidates says of each child with a referral whether it may be booked into a clinic, and what is missing, whoever may be
// booked first. A clinic without referrals has no candidates: anybody may ask.
func Candidates(ctx context.Context, r Reader, p *service.Pack, choices map[string]string, k service.Clinic, today assessments.Date) ([]Candidate, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: caseKinds})
	if err != nil {
		return nil, err
	}
	kids, err := r.Children(ctx)
	if err != nil {
		return nil, err
	}
	var out []Candidate
	for _, kid := range kids {
		c := service.ForChild(recs, kid.ID, today)
		c.Pack, c.Choices = p.Name, choices
		if c.Referred == "" || c.Discharged() != nil {
			continue
		}
		out = append(out, candidate(kid, service.Booking(p, c, k, "")))
	}
	sort.SliceStable(out, func(i, j int) bool {
		return out[i].May && !out[j].May || out[i].May == out[j].May && out[i].Name < out[j].Name
	})
	return out, nil
}

func candidate(kid store.ChildRow, d service.Decision) Candidate {
	out := Candidate{Child: kid.ID, Name: kid.Name, May: true, Tag: "May be booked"}
	for _, r := range d.Reasons {
		switch r.Effect {
		case service.Against:
			out.May, out.Tag = false, "Not here"
		case service.Ask, service.Choose:
			if out.May {
				out.Tag = "Something is missing"
			}
			out.May = false
		case service.For:
			continue
		}
		out.Lines = append(out.Lines, r.Sentence)
		if r.WouldChange != "" {
			out.Lines = append(out.Lines, r.WouldChange)
		}
	}
	return out
}

// NeedsReferral tells whether a clinic is for children with a referral; a way in of its own may need none (rule 46).
func NeedsReferral(p *service.Pack, k service.Clinic) bool {
	for _, w := range p.Pathways {
		if w.Name == k.Pathway {
			return !w.NoReferral
		}
	}
	return true
}

// Plan is a session of a booked clinic, to be filled in among the groups: who takes part and what to bring come from the rules.
func Plan(k service.Clinic, on assessments.Date, me assessments.ID) *assessments.GroupSession {
	g := &assessments.GroupSession{Type: "clinic", Title: k.Title, On: on, From: assessments.Clock(k.From), To: assessments.Clock(k.To), Place: assessments.UpperFirst(k.Place)}
	if me != "" {
		g.Leaders = []assessments.ID{me}
	}
	for _, w := range k.Professions {
		if w != "occupational therapy" {
			g.With = append(g.With, w)
		}
	}
	if k.Sample {
		g.PreWork = "A sample of the problem"
	}
	return g
}
