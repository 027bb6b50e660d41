package assessments

// KindContact is one planned or actual meeting with or about the child.
const KindContact Kind = "contact"

// Contact is more than a visit: a call, message, meeting, walk-in or group counts too. "Was not brought" is said of a
// child, "did not attend" only of a young person who arranges their own appointments; neither ever discharges by itself.
type Contact struct {
	Common
	Type          string        `json:"type,omitempty" required:"true" enum:"visit|call|video|message|meeting|walk-in|group" doc:"what sort of contact" class:"education"`
	Purpose       string        `json:"purpose,omitempty" doc:"what it was for, in a few words" class:"education"`
	On            Date          `json:"on,omitempty" required:"true" doc:"day it is planned for or happened" class:"education"`
	From          Clock         `json:"from,omitempty" doc:"start" class:"education"`
	To            Clock         `json:"to,omitempty" doc:"end" class:"education"`
	Status        string        `json:"status,omitempty" required:"true" enum:"planned|started|attended|not-brought|did-not-attend|cancelled|rescheduled" doc:"what became of it" class:"education"`
	Place         string        `json:"place,omitempty" enum:"school|nursery|home|clinic|phone|video|other" doc:"where" class:"education"`
	Setting       ID            `json:"setting,omitempty" doc:"setting record, where it was at one" class:"education"`
	Clinician     ID            `json:"clinician,omitempty" doc:"therapist who leads it" class:"education"`
	Joint         []ID          `json:"joint,omitempty" doc:"clinicians who did it together" class:"education"`
	Participants  []Participant `json:"participants,omitempty" doc:"who was there, and who was tried and not reached" class:"education"`
	ChildPresent  string        `json:"child_present,omitempty" enum:"yes|no" doc:"whether the child was there" class:"education"`
	Interpreter   *Interpreting `json:"interpreter,omitempty" doc:"interpreter booked and what happened" class:"education"`
	Reason        string        `json:"reason,omitempty" doc:"for cancelled, rescheduled or not brought: why" class:"internal"`
	Reschedules   string        `json:"reschedules,omitempty" doc:"which reschedule of how many allowed: 1 of 2" class:"internal"`
	Replaces      ID            `json:"replaces,omitempty" doc:"contact that this one replaces" class:"internal"`
	Summary       string        `json:"summary,omitempty" doc:"what was discussed or agreed" class:"education"`
	Agreed        bool          `json:"agreed,omitempty" doc:"findings and plan agreed with the family" class:"education"`
	Safeguarding  string        `json:"safeguarding_check,omitempty" doc:"for not brought: whom was asked and what they said" class:"internal"`
	Decision      string        `json:"decision,omitempty" doc:"for not brought: what the named clinician decided and why" class:"internal"`
	DecidedBy     ID            `json:"decided_by,omitempty" doc:"who decided" class:"internal"`
	CountersignBy ID            `json:"countersign_by,omitempty" doc:"who countersigned an assistant's or student's entry" class:"internal"`
	CountersignOn Date          `json:"countersigned_on,omitempty" doc:"day of the countersignature" class:"internal"`
	Next          string        `json:"next,omitempty" doc:"next step" class:"education"`
}

// A Participant is somebody at a contact, or somebody who was tried.
type Participant struct {
	Person  ID     `json:"person,omitempty" doc:"person or child record"`
	Who     string `json:"who,omitempty" doc:"who, in words, where there is no record"`
	Present string `json:"present,omitempty" enum:"yes|part|not-reached|declined" doc:"whether they were there"`
	Note    string `json:"note,omitempty" doc:"first 10 minutes; spoken to"`
}

// Interpreting is what became of the interpreter at a contact.
type Interpreting struct {
	Language string `json:"language,omitempty" doc:"language interpreted"`
	Mode     string `json:"mode,omitempty" doc:"in person, phone, video"`
	Outcome  string `json:"outcome,omitempty" doc:"booked, came, did-not-come, refused, replaced"`
	Ref      string `json:"ref,omitempty" doc:"interpreter's reference"`
	Note     string `json:"note,omitempty" doc:"what happened"`
}

// RecordKind is KindContact.
func (*Contact) RecordKind() Kind { return KindContact }

// Check returns the problems of a contact: times in order, and what a missed one needs.
func (c *Contact) Check() Problems {
	var p Problems
	p.day("on", c.On, "Date of the contact")
	p.clock("from", c.From, "Start time")
	p.clock("to", c.To, "End time")
	if c.From != "" && c.To != "" && c.From.Valid() && c.To.Valid() && c.To < c.From {
		p.add("to", "End time must not be before the start time.")
	}
	if c.Status == "not-brought" && c.Decision != "" && c.DecidedBy == "" {
		p.add("decided_by", "Name the clinician who decided what happens after the child was not brought.")
	}
	for _, x := range c.Participants {
		if x.Present != "" && !oneOf(x.Present, []string{"yes", "part", "not-reached", "declined"}) {
			p.add("participants", "Present must be one of yes, part, not-reached, declined; %q is not.", x.Present)
		}
		if x.Person == "" && x.Who == "" {
			p.add("participants", "Each participant needs a person or who they were in words.")
		}
	}
	return p
}

// Seen reports whether the child was seen at this contact: a visit, video, walk-in or group that was attended.
func (c *Contact) Seen() bool {
	return c.Status == "attended" && c.ChildPresent != "no" && oneOf(c.Type, []string{"visit", "video", "walk-in", "group"})
}
