package assessments

import "time"

// KindReceipt is what became of a share at its recipient's end.
const KindReceipt Kind = "receipt"

// Receipt is written by the service and by nobody else, when it happened and never before: what no receipt says has not been
// seen to happen. Only the answer to a question is added by the therapist.
type Receipt struct {
	Common
	Share      ID     `json:"share,omitempty" required:"true" doc:"share it is about" class:"internal"`
	What       string `json:"what,omitempty" required:"true" enum:"mailed|not-delivered|opened|downloaded|confirmed|question|locked|link-asked|answered" doc:"what happened: mail went, mail came back, opened with the PIN, copy taken, receipt confirmed, question asked, five wrong PINs, a new link asked for, questions answered" class:"internal"`
	At         string `json:"at,omitempty" required:"true" doc:"when, RFC 3339 in UTC" class:"internal"`
	By         string `json:"by,omitempty" doc:"who, as they said themselves, or the mailbox" class:"internal"`
	Format     string `json:"format,omitempty" doc:"for downloaded: the form" class:"internal"`
	Text       string `json:"text,omitempty" doc:"for question: their words; for not-delivered: why" class:"internal"`
	AnsweredOn Date   `json:"answered_on,omitempty" doc:"for question: day it was answered" class:"internal"`
	AnsweredBy ID     `json:"answered_by,omitempty" doc:"for question: who answered" class:"internal"`
	Answer     string `json:"answer,omitempty" doc:"for question: what was answered, and how" class:"internal"`
}

// RecordKind is KindReceipt.
func (*Receipt) RecordKind() Kind { return KindReceipt }

// Check returns the problems of a receipt's own fields.
func (r *Receipt) Check() Problems {
	var p Problems
	p.moment("at", r.At, "Time of the receipt")
	p.day("answered_on", r.AnsweredOn, "Day of the answer")
	if r.What == "question" && r.Text == "" {
		p.add("text", "A question needs its words.")
	}
	return p
}

// Time is when it happened, zero for one that does not say.
func (r *Receipt) Time() time.Time { t, _ := time.Parse(time.RFC3339, r.At); return t }
