package assessments

// KindTierMove is a move of a child between tiers of the service.
const KindTierMove Kind = "tier_move"

// TierMove says from where to where, and why: the occupational therapist's judgement, never a rule's.
type TierMove struct {
	Common
	From      string `json:"from,omitempty" enum:"universal|targeted|specialist" doc:"tier before" class:"education"`
	To        string `json:"to,omitempty" required:"true" enum:"universal|targeted|specialist" doc:"tier from now on" class:"education"`
	On        Date   `json:"on,omitempty" required:"true" doc:"day of the move" class:"education"`
	Reason    string `json:"reason,omitempty" required:"true" doc:"clinical reason" class:"education"`
	DecidedBy ID     `json:"decided_by,omitempty" required:"true" doc:"therapist who decided" class:"education"`
}

// RecordKind is KindTierMove.
func (*TierMove) RecordKind() Kind { return KindTierMove }

// Check returns the problems of a move's own fields.
func (m *TierMove) Check() Problems {
	var p Problems
	p.day("on", m.On, "Date of the move")
	if m.From != "" && m.From == m.To {
		p.add("to", "The child is in this tier already.")
	}
	return p
}

// KindDischarge is the end of an episode of care.
const KindDischarge Kind = "discharge"

// Discharge is decided by a named clinician. After a child was not brought, it needs the safeguarding check as well: an absence
// is a question about the child, never an answer.
type Discharge struct {
	Common
	On           Date   `json:"on,omitempty" required:"true" doc:"day of the discharge" class:"education"`
	Reason       string `json:"reason,omitempty" required:"true" enum:"goals-met|no-further-new-advice|advice-given|fixed-sessions-done|moved-away|family-declined|aged-out|transferred|not-brought|other" doc:"why" class:"education"`
	Why          string `json:"why,omitempty" doc:"the reason in words" class:"education"`
	To           string `json:"to,omitempty" doc:"what the child goes on with: universal offer, another service" class:"education"`
	DecidedBy    ID     `json:"decided_by,omitempty" required:"true" doc:"clinician who decided" class:"education"`
	Contact      ID     `json:"contact,omitempty" doc:"for not brought: the contact" class:"internal"`
	Safeguarding string `json:"safeguarding_check,omitempty" doc:"for not brought: whom was asked and what they said" class:"internal"`
	Told         []ID   `json:"told,omitempty" doc:"people who were told" class:"internal"`
	ReturnBy     Date   `json:"return_by,omitempty" doc:"last day on which the family may come back without a new referral" class:"education"`
	ReopenedOn   Date   `json:"reopened_on,omitempty" doc:"day the episode was opened again" class:"education"`
}

// RecordKind is KindDischarge.
func (*Discharge) RecordKind() Kind { return KindDischarge }

// Check returns the problems of a discharge: days in order, and what one after an absence needs.
func (d *Discharge) Check() Problems {
	var p Problems
	p.day("on", d.On, "Date of discharge")
	p.day("return_by", d.ReturnBy, "Last day to come back")
	p.day("reopened_on", d.ReopenedOn, "Date it was opened again")
	if d.Reason == "not-brought" {
		p.need("safeguarding_check", d.Safeguarding, "Say whom you asked about the child's safety and what they said: a child who was not brought is never discharged without it.")
		p.need("why", d.Why, "Say why the discharge is right for this child.")
	}
	if d.Reason == "other" {
		p.need("why", d.Why, "Say why the child is discharged.")
	}
	return p
}

// KindClockHold is a stretch of days in which a clock stood still.
const KindClockHold Kind = "clock_hold"

// ClockHold pauses one clock of the child, with the reason. The clock of EHC advice cannot be held: its exceptions are recorded
// with the request.
type ClockHold struct {
	Common
	Clock  string `json:"clock,omitempty" required:"true" doc:"name of the clock, such as triage or first-contact" class:"internal"`
	From   Date   `json:"from,omitempty" required:"true" doc:"first day that does not count" class:"internal"`
	To     Date   `json:"to,omitempty" doc:"last day that does not count; empty while it goes on" class:"internal"`
	Reason string `json:"reason,omitempty" required:"true" doc:"what holds it" class:"internal"`
}

// RecordKind is KindClockHold.
func (*ClockHold) RecordKind() Kind { return KindClockHold }

// Check returns the problems of a hold's own fields.
func (h *ClockHold) Check() Problems {
	var p Problems
	p.day("from", h.From, "First day held")
	p.day("to", h.To, "Last day held")
	if h.From.Valid() && h.To.Valid() && h.To < h.From {
		p.add("to", "The last day held must not be before the first.")
	}
	if h.Clock == "ehc-advice" {
		p.add("clock", "The six weeks for EHC advice cannot be held. Record the exception with the request instead.")
	}
	return p
}

// KindBlock is a block of sessions agreed for one child.
const KindBlock Kind = "block"

// Block is a fixed number of sessions between two days, with the goals they serve.
type Block struct {
	Common
	Title    string `json:"title,omitempty" required:"true" doc:"what the block is for" class:"education"`
	Sessions int    `json:"sessions,omitempty" required:"true" doc:"how many sessions" class:"education"`
	Start    Date   `json:"start,omitempty" required:"true" doc:"first day" class:"education"`
	End      Date   `json:"end,omitempty" doc:"last day" class:"education"`
	Goals    []ID   `json:"goals,omitempty" doc:"goals it serves" class:"internal"`
	Reason   string `json:"reason,omitempty" doc:"why a block: an acquired condition, a new skill" class:"education"`
}

// RecordKind is KindBlock.
func (*Block) RecordKind() Kind { return KindBlock }

// Check returns the problems of a block's own fields.
func (b *Block) Check() Problems {
	var p Problems
	p.day("start", b.Start, "First day")
	p.day("end", b.End, "Last day")
	if b.Start.Valid() && b.End.Valid() && b.End < b.Start {
		p.add("end", "Last day must not be before the first day.")
	}
	p.whole("sessions", b.Sessions, 1, 200, "Sessions")
	return p
}
