package reports

import "github.com/fieldfare/fieldfare/assessments"

// A Recipient is who a report is for: a role, and the person where one is named.
type Recipient struct {
	Role   Role           `json:"role"`
	Person assessments.ID `json:"person,omitempty"`
}

// Withheld is one fact that Allow kept from a document, with the reason in words for its author. It never reaches the
// document's bytes.
type Withheld struct {
	Record assessments.ID
	Field  string
	Reason string
}
