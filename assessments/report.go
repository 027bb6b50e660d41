package assessments

// KindReport is one version of a report, frozen when it is signed.
const KindReport Kind = "report"

// Report holds the choices an author made and, once signed, exactly what was signed: the tree, the PDF and their hashes.
type Report struct {
	Common
	ReportKind string            `json:"report_kind,omitempty" required:"true" doc:"kind of report, such as ehc-advice" class:"internal"`
	Recipient  Role              `json:"recipient,omitempty" required:"true" doc:"role of who it is for" class:"internal"`
	Person     ID                `json:"person,omitempty" doc:"person it is for" class:"internal"`
	About      ID                `json:"about,omitempty" doc:"the one record it is about: a visit, a plan, an appointment" class:"internal"`
	AsAt       Date              `json:"as_at,omitempty" doc:"nothing later than this day is in it" class:"internal"`
	Version    int               `json:"version,omitempty" doc:"1, 2, …" class:"internal"`
	Replaces   ID                `json:"replaces,omitempty" doc:"report record of the version before" class:"internal"`
	Difference string            `json:"difference,omitempty" doc:"what changed since the version before, in one sentence" class:"internal"`
	Choices    map[string]string `json:"choices,omitempty" doc:"author's choices: block key to accept, leave-out or the edited words" class:"internal"`
	Overrides  []Override        `json:"wording_kept,omitempty" doc:"wording findings kept, each with a reason" class:"internal"`
	SignedBy   ID                `json:"signed_by,omitempty" doc:"who signed" class:"internal"`
	SignedOn   Date              `json:"signed_on,omitempty" doc:"day of signing" class:"internal"`
	Tree       string            `json:"tree,omitempty" doc:"the signed tree as JSON text" class:"internal"`
	TreeHash   string            `json:"tree_sha256,omitempty" doc:"SHA-256 of the tree, hex" class:"internal"`
	PDF        string            `json:"pdf,omitempty" doc:"the signed PDF, base64" class:"internal"`
	PDFHash    string            `json:"pdf_sha256,omitempty" doc:"SHA-256 of the PDF, hex" class:"internal"`
	SentOn     Date              `json:"sent_on,omitempty" doc:"day it went" class:"internal"`
}

// RecordKind is KindReport.
func (*Report) RecordKind() Kind { return KindReport }

// Check returns the problems of a report's own fields.
func (r *Report) Check() Problems {
	var p Problems
	if r.Recipient != "" && !ValidRole(r.Recipient) {
		p.add("recipient", "The recipient's role is not one that Fieldfare knows: %q.", string(r.Recipient))
	}
	p.day("as_at", r.AsAt, "As-at date")
	p.day("signed_on", r.SignedOn, "Date of signing")
	return p
}

// KindAmendment is a correction of something that was written: the old words stay readable.
const KindAmendment Kind = "amendment"

// Amendment says what was wrong. Was and Now never reach a report; the amended record already holds Now.
type Amendment struct {
	Common
	Of     ID     `json:"of,omitempty" required:"true" doc:"record that was corrected" class:"internal"`
	Field  string `json:"of_field,omitempty" doc:"field that was corrected" class:"internal"`
	Was    string `json:"was,omitempty" doc:"what stood there" class:"internal"`
	Now    string `json:"now,omitempty" doc:"what stands there now" class:"internal"`
	Reason string `json:"reason,omitempty" required:"true" doc:"why" class:"internal"`
	By     ID     `json:"by,omitempty" doc:"who corrected it" class:"internal"`
	On     Date   `json:"on,omitempty" doc:"day" class:"internal"`
	At     Clock  `json:"at,omitempty" doc:"time of day" class:"internal"`
}

// RecordKind is KindAmendment.
func (*Amendment) RecordKind() Kind { return KindAmendment }

// Check returns the problems of an amendment's own fields.
func (a *Amendment) Check() Problems {
	var p Problems
	p.day("on", a.On, "Date of the correction")
	p.clock("at", a.At, "Time of the correction")
	return p
}

// KindEnteredInError strikes a record out: it leaves reports and lists, and both it and the reason stay readable.
const KindEnteredInError Kind = "entered_in_error"

// EnteredInError says which record should never have been written, and where it went if it was filed under the wrong child.
// MovedFields tells apart what was carried over from what was still written under the wrong child later.
type EnteredInError struct {
	Common
	Of          ID                `json:"of,omitempty" required:"true" doc:"record that is struck out" class:"internal"`
	Reason      string            `json:"reason,omitempty" required:"true" doc:"why" class:"internal"`
	By          ID                `json:"by,omitempty" doc:"who struck it out" class:"internal"`
	On          Date              `json:"on,omitempty" doc:"day" class:"internal"`
	MovedTo     ID                `json:"moved_to,omitempty" doc:"record under the right child that holds the same content" class:"internal"`
	MovedFields map[string]string `json:"moved_fields,omitempty" doc:"field to fingerprint of the value that was carried over, or was looked at since" class:"internal"`
}

// RecordKind is KindEnteredInError.
func (*EnteredInError) RecordKind() Kind { return KindEnteredInError }

// Check returns the problems of the entry's own fields.
func (e *EnteredInError) Check() Problems {
	var p Problems
	p.day("on", e.On, "Date")
	return p
}
