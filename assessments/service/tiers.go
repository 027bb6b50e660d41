package service

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// TiersFrom are the levels a child may move to from one, as the therapist judges. A service that says nothing of moves leaves all
// of its tiers open; one without tiers has none.
func TiersFrom(p *Pack, from string) []string {
	var out []string
	for _, t := range p.Tiers {
		if t.Name == from {
			continue
		}
		pair := func(b []string) bool { return slices.Contains(b, from) && slices.Contains(b, t.Name) }
		if p.Moves == nil || slices.ContainsFunc(p.Moves.Between, pair) {
			out = append(out, t.Name)
		}
	}
	return out
}

// CheckMove says what stands against a move that is about to be written.
func CheckMove(p *Pack, c Case, m assessments.TierMove) assessments.Problems {
	out := m.Check()
	add := func(field, format string, args ...any) {
		out = append(out, assessments.Problem{Field: field, Text: fmt.Sprintf(format, args...)})
	}
	from := c.Tier()
	if from == "" {
		from = "universal"
	}
	if m.From != "" && m.From != from {
		add("from", "The child is in the %s tier, not in %s.", from, m.From)
	}
	switch may := TiersFrom(p, from); {
	case m.To == "" || m.To == from:
	case slices.Contains(may, m.To):
		if t := p.tier(m.To); t != nil && t.Referral && c.Referred == "" {
			add("to", "The %s tier needs a referral.", m.To)
		}
	case p.tier(m.To) == nil:
		add("to", "This service has no %s tier.", m.To)
	case m.To == "universal":
		add("to", "Going on at the universal level is a discharge: record it as one.")
	default:
		add("to", "From %s a child comes to %s by a referral and its triage.", from, m.To)
	}
	if strings.TrimSpace(m.Reason) == "" {
		add("reason", "Give the clinical reason for the move.")
	}
	if m.DecidedBy == "" {
		add("decided_by", "Name the therapist who decided.")
	}
	return out
}

// tier returns a level by its name, or nil.
func (p *Pack) tier(name string) *Tier {
	for i := range p.Tiers {
		if p.Tiers[i].Name == name {
			return &p.Tiers[i]
		}
	}
	return nil
}
