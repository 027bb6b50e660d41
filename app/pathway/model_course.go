package pathway

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// A Level is a tier the child is in or may move to.
type Level struct {
	Name       string
	Definition string
	Since      assessments.Date
}

// Tier is the child's tier today.
func (p *Page) Tier() Level {
	l := Level{Name: p.Case.Tier(), Since: p.Case.Referral.TriagedOn}
	for _, m := range p.Case.Moves {
		if m.Is.On <= p.Today && m.Is.On >= p.Case.Referral.Received {
			l.Since = m.Is.On
		}
	}
	l.Definition = p.definition(l.Name)
	return l
}

func (p *Page) definition(tier string) string {
	for _, t := range p.Pack.Tiers {
		if t.Name == tier {
			return t.Definition
		}
	}
	return ""
}

// MovesTo are the tiers to which the therapist may move the child; going on at the universal level is a discharge and not among them.
func (p *Page) MovesTo() []Level {
	from := p.Case.Tier()
	if from == "" || p.Case.Discharged() != nil {
		return nil
	}
	var out []Level
	for _, to := range service.TiersFrom(p.Pack, from) {
		if to != "universal" {
			out = append(out, Level{Name: to, Definition: p.definition(to)})
		}
	}
	return out
}

// Move completes the move that is being written, or says what stands against it.
func (p *Page) Move(to, reason string, by assessments.ID) (assessments.Fields, []string) {
	m := assessments.TierMove{From: p.Case.Tier(), To: to, On: p.Today, Reason: reason, DecidedBy: by}
	if against := texts(service.CheckMove(p.Pack, p.Case, m)); len(against) > 0 {
		return nil, against
	}
	return fields("from", m.From, "to", to, "on", p.Today, "reason", reason, "decided_by", by), nil
}

// Moved are the moves so far in words, the newest first.
func (p *Page) Moved() []string {
	var out []string
	for i := len(p.Case.Moves) - 1; i >= 0; i-- {
		m := p.Case.Moves[i].Is
		words := m.On.Words() + ": " + m.From + " to " + m.To
		if m.From == "" {
			words = m.On.Words() + ": to " + m.To
		}
		if by := p.NameOf(m.DecidedBy); by != "" {
			words += ", " + by
		}
		out = append(out, words+". "+m.Reason)
	}
	return out
}

// Hold completes the hold of a clock that is being written, or says what stands against it.
func (p *Page) Hold(clock, reason string) (assessments.Fields, []string) {
	h := assessments.ClockHold{Clock: clock, From: p.Today, Reason: reason}
	rec := assessments.Record{Kind: assessments.KindClockHold, Scope: assessments.ChildScope(p.Child), Fields: assessments.Encode(&h)}
	var against []string
	if reason == "" {
		against = append(against, "Say what holds the clock.")
	}
	if against = append(against, texts(h.Check())...); len(against) > 0 {
		return nil, against
	}
	return rec.Fields, nil
}
