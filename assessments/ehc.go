package assessments

// KindNeed is one need in the words of an EHC plan.
const KindNeed Kind = "need"

// Need is what is hard and why it matters: Section B (special educational), C (health) or D (social care).
type Need struct {
	Common
	Section   string `json:"section,omitempty" required:"true" enum:"B|C|D" doc:"section of the plan" class:"education"`
	Area      string `json:"area,omitempty" doc:"functional area" class:"education"`
	Statement string `json:"statement,omitempty" required:"true" doc:"the need in one or two sentences" class:"education"`
	Evidence  []ID   `json:"evidence,omitempty" doc:"records it rests on" class:"internal"`
	Owner     string `json:"owner,omitempty" doc:"profession that advises on it where that is not occupational therapy" class:"education"`
	Order     int    `json:"order,omitempty" doc:"place in the list" class:"internal"`
}

// RecordKind is KindNeed.
func (*Need) RecordKind() Kind { return KindNeed }

// Check returns the problems of a need's own fields.
func (n *Need) Check() Problems { return nil }

// KindOutcome is one outcome of Section E.
const KindOutcome Kind = "outcome"

// Outcome is a difference to the child, never a service: what, by when, how it is counted and by whom.
type Outcome struct {
	Common
	Ref          string `json:"ref,omitempty" required:"true" doc:"E1, E2, …" class:"education"`
	Statement    string `json:"statement,omitempty" required:"true" doc:"by when, who does what, how well, how often" class:"education"`
	By           Date   `json:"by,omitempty" doc:"day it is to be reached" class:"education"`
	Baseline     string `json:"baseline,omitempty" doc:"where the child is now" class:"education"`
	BaselineFrom []ID   `json:"baseline_from,omitempty" doc:"records the baseline rests on" class:"internal"`
	CountedBy    string `json:"counted_by,omitempty" doc:"who counts, and how" class:"education"`
	Needs        []ID   `json:"needs,omitempty" doc:"needs it answers" class:"internal"`
	Words        ID     `json:"words,omitempty" doc:"observation with the child's or parent's words" class:"internal"`
}

// RecordKind is KindOutcome.
func (*Outcome) RecordKind() Kind { return KindOutcome }

// Check returns the problems of an outcome's own fields.
func (o *Outcome) Check() Problems {
	var p Problems
	p.day("by", o.By, "Date of the outcome")
	return p
}

// KindAdviceRequest is a local authority's request for EHC advice.
const KindAdviceRequest Kind = "advice_request"

// adviceDays is how long a body has to send EHC advice: six weeks (SEND Regulations 2014, reg 8(1)).
const adviceDays = 42

// AdviceRequest starts the six-week clock on the day the request was received. The due date never moves; exceptions and
// reuse are recorded beside it.
type AdviceRequest struct {
	Common
	From         string   `json:"from,omitempty" required:"true" doc:"who asks" class:"education"`
	LetterDate   Date     `json:"letter_dated,omitempty" doc:"date on the letter" class:"internal"`
	Received     Date     `json:"received,omitempty" required:"true" doc:"day the request was received" class:"education"`
	Reference    string   `json:"reference,omitempty" doc:"their reference" class:"education"`
	Questions    string   `json:"questions,omitempty" doc:"what they ask" class:"education"`
	RoughLine    string   `json:"rough_line,omitempty" doc:"the setting's own rough wording for the advice, as it came; kept so that the change to it can be explained, never printed" class:"internal"`
	RoughBy      ID       `json:"rough_line_by,omitempty" doc:"person who wrote it" class:"internal"`
	RoughWho     string   `json:"rough_line_who,omitempty" doc:"who wrote it, in words, where there is no person record" class:"internal"`
	RoughNote    string   `json:"rough_line_note,omitempty" doc:"why it was or was not usable, and what was meant" class:"internal"`
	SentOn       Date     `json:"sent_on,omitempty" doc:"day the advice was sent" class:"education"`
	Exception    string   `json:"exception,omitempty" enum:"none|school-closed-four-weeks|family-absent-four-weeks|missed-appointment|exceptional-circumstances" doc:"exception of reg 8(2) that is claimed" class:"internal"`
	ExceptionWhy string   `json:"exception_reason,omitempty" doc:"what happened" class:"internal"`
	ReuseOf      ID       `json:"reuse_of,omitempty" doc:"earlier report to be used again under reg 6(4)" class:"internal"`
	ReuseAgreed  []string `json:"reuse_agreed_by,omitempty" doc:"who agreed: author, authority, family; all three are needed" class:"internal"`
}

// RecordKind is KindAdviceRequest.
func (*AdviceRequest) RecordKind() Kind { return KindAdviceRequest }

// Due is the day the advice is due: receipt plus 42 days. It is never moved.
func (a *AdviceRequest) Due() Date {
	if !a.Received.Valid() {
		return ""
	}
	return a.Received.AddDays(adviceDays)
}

// Aim is the working day to send the advice by: the due date, or the working day before it when it falls on a weekend or a
// bank holiday in England.
func (a *AdviceRequest) Aim() Date { return a.Due().OrWorkingDayBefore() }

// Check returns the problems of a request's own fields.
func (a *AdviceRequest) Check() Problems {
	var p Problems
	p.day("letter_dated", a.LetterDate, "Date of the letter")
	p.day("received", a.Received, "Date received")
	p.day("sent_on", a.SentOn, "Date sent")
	if a.Exception != "" && a.Exception != "none" {
		p.need("exception_reason", a.ExceptionWhy, "Say what happened for the exception to apply.")
	}
	for _, who := range a.ReuseAgreed {
		if !oneOf(who, []string{"author", "authority", "family"}) {
			p.add("reuse_agreed_by", "Reuse is agreed by author, authority and family; %q is none of them.", who)
		}
	}
	if a.ReuseOf != "" && len(a.ReuseAgreed) < 3 {
		p.add("reuse_agreed_by", "An earlier report can be used again only when author, authority and family all agree (reg 6(4)).")
	}
	return p
}
