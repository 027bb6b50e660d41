package childhome

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// pathway says in a line how far the child has come: the newest referral, its triage, the tier and a discharge.
func (m *Model) pathway(s shelf) {
	r := s.referral()
	if len(s.byKind[assessments.KindReferral]) == 0 {
		m.Pathway = "No referral recorded"
		return
	}
	tier, moved := r.Tier, assessments.Date("")
	for _, t := range s.byKind[assessments.KindTierMove] {
		if x := t.(*assessments.TierMove); x.On >= moved && x.On >= r.Received {
			tier, moved = x.To, x.On
		}
	}
	line := []string{"Referred " + r.Received.Words()}
	if r.TriagedOn != "" {
		line = append(line, "triaged "+r.TriagedOn.Words())
	} else {
		line = append(line, "not triaged yet")
	}
	if tier != "" {
		line = append(line, tier)
	}
	for _, t := range s.byKind[assessments.KindDischarge] {
		if x := t.(*assessments.Discharge); x.On >= r.Received && x.ReopenedOn == "" {
			line = append(line, "discharged "+x.On.Words())
		}
	}
	m.Pathway = strings.Join(line, ", ")
}

// referral is the newest one; an empty one where none is recorded.
func (s shelf) referral() *assessments.Referral {
	newest := new(assessments.Referral)
	for _, t := range s.byKind[assessments.KindReferral] {
		if x := t.(*assessments.Referral); x.Received >= newest.Received {
			newest = x
		}
	}
	return newest
}
