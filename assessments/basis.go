package assessments

// KindBasis is a consent or another lawful basis for one purpose, and for one recipient where something is shared.
const KindBasis Kind = "basis"

// Basis is who said yes or no to what. A basis other than consent names the clinician who relies on it and why, and shows
// any objection. Withdrawal keeps the record and adds WithdrawnOn and by whom; an earlier report stays lawful, a later one is not.
type Basis struct {
	Common
	Purpose     string `json:"purpose,omitempty" required:"true" enum:"assess-and-treat|share|photo|video|virtual|work-sample|student-present|referral-onward|survey|other" doc:"what it is for" class:"internal"`
	Recipient   string `json:"recipient,omitempty" enum:"school|nursery|parent|young-person|la|gp|health-visitor|icb|social-care|supplier|tribunal|other" doc:"for share: the role it covers" class:"internal"`
	Person      ID     `json:"person,omitempty" doc:"for share: the one person it covers, where it is not the whole role" class:"internal"`
	Who         string `json:"who,omitempty" doc:"for a recipient with no record of their own: who it is, in words" class:"internal"`
	Kind        string `json:"basis,omitempty" required:"true" enum:"consent|statutory-request|safeguarding|court-order" doc:"what it rests on" class:"internal"`
	Decision    string `json:"decision,omitempty" required:"true" enum:"given|refused" doc:"yes or no" class:"internal"`
	On          Date   `json:"on,omitempty" required:"true" doc:"date it was given or refused" class:"internal"`
	GivenBy     ID     `json:"given_by,omitempty" doc:"person record of who gave or refused it" class:"internal"`
	Authority   string `json:"authority,omitempty" enum:"parental-responsibility|local-authority|gillick-competent-child|young-person|court|statute" doc:"by what right they could" class:"internal"`
	WithdrawnOn Date   `json:"withdrawn_on,omitempty" doc:"date it was taken back" class:"internal"`
	WithdrawnBy ID     `json:"withdrawn_by,omitempty" doc:"person record of who took it back" class:"internal"`
	SignedName  string `json:"signed_name,omitempty" doc:"their name as they typed it, for a signature" class:"internal"`
	Words       string `json:"words,omitempty" doc:"what was said, and what was done about it" class:"internal"`
	Limits      string `json:"limits,omitempty" enum:"first-name-and-sizes" doc:"how much may be shared" class:"internal"`
	Interpreter string `json:"interpreter,omitempty" doc:"how it was interpreted" class:"internal"`
	Clinician   ID     `json:"clinician,omitempty" doc:"for a basis other than consent: the named clinician who decided" class:"internal"`
	Reason      string `json:"reason,omitempty" doc:"for a basis other than consent: why" class:"internal"`
	Objection   string `json:"objection,omitempty" doc:"any objection by family or child" class:"internal"`
	ApprovedBy  ID     `json:"approved_by,omitempty" doc:"for a basis other than consent: the lead who approved it" class:"internal"`
	ApprovedOn  Date   `json:"approved_on,omitempty" doc:"day the lead approved it" class:"internal"`
}

// RecordKind is KindBasis.
func (*Basis) RecordKind() Kind { return KindBasis }

// Check returns the problems of a basis: sharing names whom with; consent names who gave it and by what right; anything
// else names the clinician and the reason.
func (b *Basis) Check() Problems {
	var p Problems
	p.day("on", b.On, "Date of consent")
	p.day("withdrawn_on", b.WithdrawnOn, "Date of withdrawal")
	p.day("approved_on", b.ApprovedOn, "Date of approval")
	if b.Purpose == "share" && b.Recipient == "" && b.Person == "" && b.Who == "" {
		p.add("recipient", "Say whom it may be shared with: a role, a person, or who in words.")
	}
	if b.Kind == "consent" {
		if b.GivenBy == "" {
			p.add("given_by", "Say who gave or refused consent.")
		}
		p.need("authority", b.Authority, "Say by what right they could decide: parental responsibility, local authority, Gillick-competent child or young person.")
	} else if b.Kind != "" {
		if b.Clinician == "" {
			p.add("clinician", "Name the clinician who decided to rely on something other than consent.")
		}
		p.need("reason", b.Reason, "Give the reason for relying on something other than consent.")
	}
	if b.WithdrawnOn != "" && b.On != "" && b.WithdrawnOn < b.On {
		p.add("withdrawn_on", "Date of withdrawal must not be before the date it was given.")
	}
	if b.WithdrawnBy != "" && b.WithdrawnOn == "" {
		p.add("withdrawn_on", "Say on which day it was taken back.")
	}
	return p
}

// Holds reports whether the basis is a yes that stands on the given day.
func (b *Basis) Holds(at Date) bool {
	return b.Decision == "given" && b.On != "" && b.On <= at && (b.WithdrawnOn == "" || at < b.WithdrawnOn)
}

// Approved reports whether a lead has approved a basis other than consent by a day.
func (b *Basis) Approved(at Date) bool {
	return b.ApprovedBy != "" && b.ApprovedOn != "" && b.ApprovedOn <= at
}

// Unreviewed reports whether sharing without consent stands on a day and no lead has looked at it. To keep a child safe it went at once
// and is looked at afterwards; whatever else it rests on waits.
func (b *Basis) Unreviewed(at Date) bool {
	return b.Purpose == "share" && b.Kind != "consent" && b.Kind != "" && b.Holds(at) && !b.Approved(at)
}

// KindAlert is something staff must know before a visit and a family must not read over a shoulder.
const KindAlert Kind = "alert"

// Alert is shown only while it is pressed and held.
type Alert struct {
	Common
	Text   string   `json:"text,omitempty" required:"true" doc:"what to know" class:"internal"`
	Type   string   `json:"type,omitempty" enum:"child-protection|child-in-need|looked-after|risk-to-staff|contact-dispute|allergy|other" doc:"what sort" class:"internal"`
	Seers  []string `json:"may_see,omitempty" doc:"roles of staff who may see it: therapist, lead, assistant; empty means therapist and lead" class:"internal"`
	Since  Date     `json:"since,omitempty" doc:"known since" class:"internal"`
	Ended  Date     `json:"ended,omitempty" doc:"no longer true from" class:"internal"`
	Source string   `json:"source,omitempty" doc:"who said so, and when it was checked" class:"internal"`
}

// RecordKind is KindAlert.
func (*Alert) RecordKind() Kind { return KindAlert }

// Check returns the problems of an alert's own fields.
func (a *Alert) Check() Problems {
	var p Problems
	p.day("since", a.Since, "Known since")
	p.day("ended", a.Ended, "Ended")
	return p
}
