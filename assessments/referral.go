package assessments

import "strings"

// KindReferral is how a child came to the service and what was decided.
const KindReferral Kind = "referral"

// Referral is one request for help, with its triage.
type Referral struct {
	Common
	Received     Date       `json:"received,omitempty" required:"true" doc:"day it arrived; the triage clock starts here" class:"education"`
	From         ID         `json:"from,omitempty" doc:"person who referred" class:"education"`
	FromWho      string     `json:"from_who,omitempty" doc:"who referred, in words, where there is no person record" class:"education"`
	Channel      string     `json:"channel,omitempty" enum:"online-form|single-point-of-entry|care-coordination-centre|gp-system|downloaded-form|paper-form|letter|phone|email|self|walk-in|other" doc:"how it came" class:"internal"`
	Source       string     `json:"source,omitempty" enum:"parent|young-person|gp|health-visitor|school-nurse|community-clinician|hospital-clinician|paediatrician|physiotherapist|speech-and-language-therapist|occupational-therapist|educational-psychologist|teacher|senco|early-years|family-centre|social-care|local-authority|other" doc:"what the referrer is" class:"internal"`
	Pathway      string     `json:"pathway,omitempty" enum:"general|home-environment|drop-in|advice-clinic" doc:"way into the service; empty is general" class:"internal"`
	Urgency      string     `json:"urgency,omitempty" enum:"routine|soon|urgent" doc:"how soon the child must be seen" class:"internal"`
	Permission   Date       `json:"permission_on,omitempty" doc:"date of the family's permission to refer" class:"internal"`
	PermissionBy ID         `json:"permission_by,omitempty" doc:"who gave it" class:"internal"`
	Reason       string     `json:"reason,omitempty" required:"true" doc:"the referrer's words" class:"education"`
	Areas        []string   `json:"areas,omitempty" doc:"functional areas of concern" class:"education"`
	Conditions   []string   `json:"conditions,omitempty" doc:"conditions named by the referrer" class:"health"`
	Barriers     []string   `json:"barriers,omitempty" doc:"what the referrer thinks is in the way: cannot-do, not-yet-at-stage, emotional-or-behavioural, sensory, social-communication" class:"internal"`
	Excluding    []string   `json:"excluding,omitempty" doc:"facts a service may exclude by, in the words of its rules: short-term-acute, mental-health, rheumatology, sensory-integration" class:"internal"`
	GPArea       string     `json:"gp_area,omitempty" doc:"area of the GP practice the child is registered with" class:"internal"`
	SchoolArea   string     `json:"school_area,omitempty" doc:"area of the child's school" class:"internal"`
	HomeArea     string     `json:"home_area,omitempty" doc:"area the child lives in" class:"internal"`
	PlanOf       string     `json:"ehc_plan_of,omitempty" doc:"local authority that keeps the child's EHC plan" class:"internal"`
	InEducation  string     `json:"in_education,omitempty" enum:"yes|no|not-known" doc:"in statutory or full-time education" class:"internal"`
	InCurriculum bool       `json:"in_curriculum,omitempty" doc:"true: the therapy must happen within the curriculum" class:"internal"`
	LongTerm     string     `json:"long_term,omitempty" enum:"yes|no|not-known" doc:"long-term disability or chronic illness that affects access to the home" class:"internal"`
	AdviceTaken  string     `json:"advice_taken,omitempty" doc:"advice that was sought before the referral: family centre, class teacher" class:"internal"`
	Sample       bool       `json:"sample,omitempty" doc:"true: a sample of the problem came with it, such as handwriting" class:"internal"`
	Service      ID         `json:"service,omitempty" doc:"service record of the service it came to" class:"internal"`
	Eligibility  string     `json:"eligibility,omitempty" doc:"what makes the child eligible: lives in the county" class:"internal"`
	TriagedOn    Date       `json:"triaged_on,omitempty" doc:"day of triage" class:"internal"`
	WorkingDay   int        `json:"triage_working_day,omitempty" doc:"working day after receipt on which it was triaged" class:"internal"`
	WithinDays   int        `json:"triage_within_days,omitempty" doc:"working days in which the service triages" class:"internal"`
	Outcome      string     `json:"outcome,omitempty" enum:"accepted|advice-and-discharge|signposted|more-information-needed|declined" doc:"what triage decided" class:"education"`
	Tier         string     `json:"tier,omitempty" enum:"universal|targeted|specialist" doc:"level of service" class:"education"`
	EpisodeOn    Date       `json:"episode_opened_on,omitempty" doc:"day the episode of care was opened" class:"internal"`
	Joint        string     `json:"joint,omitempty" doc:"other profession it is shared with" class:"education"`
	Questions    []string   `json:"questions,omitempty" doc:"what the referrer asks" class:"education"`
	Decided      []string   `json:"decided_by_rules,omitempty" doc:"the rules that spoke at triage, each with its reason" class:"health"`
	Override     string     `json:"override_reason,omitempty" doc:"why a rule that excludes was set aside for this child" class:"internal"`
	OverrideBy   ID         `json:"override_by,omitempty" doc:"clinician who set it aside" class:"internal"`
	Signposts    []Signpost `json:"signposts,omitempty" doc:"where the family was pointed to" class:"education"`
	NextStep     string     `json:"next_step,omitempty" doc:"plan after triage or at discharge" class:"education"`
}

// A Signpost is somewhere else that can help.
type Signpost struct {
	To string `json:"to" doc:"service or page"`
	On Date   `json:"on,omitempty" doc:"day the family was told"`
	By string `json:"by,omitempty" doc:"how they were told"`
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
	if r.Override != "" && r.OverrideBy == "" {
		p.add("override_by", "Name the clinician who set the rule aside.")
	}
	return p
}

// Effects are what a rule does to the decision at triage, in the order in which a record keeps the reasons. Ask and choose leave
// it open; a note changes nothing.
var Effects = []string{"against", "choose", "ask", "for", "note"}

// DecidedLine is a reason as a line of Decided, with what it does to the decision in front: "Against: The child is over 19."
func DecidedLine(effect, reason string) string {
	return UpperFirst(effect) + ": " + reason
}

// DecidedReason takes such a line apart. The effect is "" for a line that was written before lines carried it.
func DecidedReason(line string) (effect, reason string) {
	for _, e := range Effects {
		if rest, ok := strings.CutPrefix(line, DecidedLine(e, "")); ok {
			return e, rest
		}
	}
	return "", line
}
