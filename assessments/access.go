package assessments

import "time"

// KindAccess is the service's word of who has a child now, or of somebody who opened a child they do not have.
const KindAccess Kind = "access"

// Access is written by the service and by nobody else, when it happened. One of an opening lies with the child, for whoever has it; one
// of a hand-over lies with the team, because the tablet that has to know it hears nothing of the child any more. It names the
// child by its id alone.
type Access struct {
	Common
	What   string `json:"what,omitempty" required:"true" enum:"opened|handed-over" doc:"what happened: opened with a reason by somebody who does not have the child; care moved to somebody else" class:"internal"`
	Of     ID     `json:"of,omitempty" required:"true" doc:"child or setting" class:"internal"`
	Who    ID     `json:"who,omitempty" doc:"who opened it, or who has it now" class:"internal"`
	Name   string `json:"name,omitempty" required:"true" doc:"their name, as the service knows it" class:"internal"`
	At     string `json:"at,omitempty" required:"true" doc:"when, RFC 3339 in UTC" class:"internal"`
	Reason string `json:"reason,omitempty" enum:"danger|away|asked" doc:"for opened: somebody may come to harm, whoever has the child is away, an answer is needed now" class:"internal"`
	Words  string `json:"words,omitempty" doc:"for opened: why, in their words" class:"internal"`
}

// RecordKind is KindAccess.
func (*Access) RecordKind() Kind { return KindAccess }

// Check returns the problems of an access's own fields.
func (a *Access) Check() Problems {
	var p Problems
	p.moment("at", a.At, "Time of the access")
	if a.What == "opened" && a.Reason == "" {
		p.add("reason", "An opening needs its reason.")
	}
	return p
}

// Time is when it happened, zero for one that does not say.
func (a *Access) Time() time.Time { t, _ := time.Parse(time.RFC3339, a.At); return t }

// Because is why a child was opened, as the end of a sentence: "somebody was away: The school rang me."
func (a *Access) Because() string {
	why := map[string]string{"danger": "somebody might have come to harm", "away": "whoever has the child was away", "asked": "an answer was needed at once"}[a.Reason]
	if a.Words == "" {
		return why
	}
	return why + ": “" + a.Words + "”"
}
