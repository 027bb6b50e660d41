package assessments

// KindReferral is how a child came to the service and what was decided.
const KindReferral Kind = "referral"

// Referral is one request for help, with its triage.
type Referral struct {
	Common
	Received     Date     `json:"received,omitempty" required:"true" doc:"day it arrived; the triage clock starts here" class:"education"`
	From         ID       `json:"from,omitempty" doc:"person who referred" class:"education"`
	FromWho      string   `json:"from_who,omitempty" doc:"who referred, in words, where there is no person record" class:"education"`
	Channel      string   `json:"channel,omitempty" enum:"online-form|single-point-of-entry|letter|phone|email|self|other" doc:"how it came" class:"internal"`
	Permission   Date     `json:"permission_on,omitempty" doc:"date of the family's permission to refer" class:"internal"`
	PermissionBy ID       `json:"permission_by,omitempty" doc:"who gave it" class:"internal"`
	Reason       string   `json:"reason,omitempty" required:"true" doc:"the referrer's words" class:"education"`
	Areas        []string `json:"areas,omitempty" doc:"functional areas of concern" class:"education"`
	Service      ID       `json:"service,omitempty" doc:"service record of the service it came to" class:"internal"`
	Eligibility  string   `json:"eligibility,omitempty" doc:"what makes the child eligible: lives in the county" class:"internal"`
	TriagedOn    Date     `json:"triaged_on,omitempty" doc:"day of triage" class:"internal"`
	WorkingDay   int      `json:"triage_working_day,omitempty" doc:"working day after receipt on which it was triaged" class:"internal"`
	WithinDays   int      `json:"triage_within_days,omitempty" doc:"working days in which the service triages" class:"internal"`
	Outcome      string   `json:"outcome,omitempty" enum:"accepted|advice-and-discharge|signposted|more-information-needed|declined" doc:"what triage decided" class:"education"`
	Tier         string   `json:"tier,omitempty" enum:"universal|targeted|specialist" doc:"level of service" class:"education"`
	EpisodeOn    Date     `json:"episode_opened_on,omitempty" doc:"day the episode of care was opened" class:"internal"`
	Joint        string   `json:"joint,omitempty" doc:"other profession it is shared with" class:"education"`
	Questions    []string `json:"questions,omitempty" doc:"what the referrer asks" class:"education"`
	NextStep     string   `json:"next_step,omitempty" doc:"plan after triage or at discharge" class:"education"`
}

// RecordKind is KindReferral.
func (*Referral) RecordKind() Kind { return KindReferral }

// Check returns the problems of a referral's own fields.
func (r *Referral) Check() Problems {
	var p Problems
	p.day("received", r.Received, "Date received")
	p.day("triaged_on", r.TriagedOn, "Date of triage")
	p.day("permission_on", r.Permission, "Date of permission")
	p.day("episode_opened_on", r.EpisodeOn, "Date the episode was opened")
	if r.TriagedOn != "" && r.Received != "" && r.TriagedOn < r.Received {
		p.add("triaged_on", "Date of triage must not be before the referral was received.")
	}
	return p
}
