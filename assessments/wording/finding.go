package wording

import "github.com/fieldfare/fieldfare/assessments"

// Severity grades a finding. Low is the zero value.
type Severity int

// The severities, so that a graver one is larger.
const (
	Low    Severity = iota // a hint
	Medium                 // a warning
	High                   // blocks until mended or overridden with a reason
)

var severityNames = [...]string{"L", "M", "H"}

// String returns "L", "M" or "H".
func (s Severity) String() string {
	if s < Low || s > High {
		return "?"
	}
	return severityNames[s]
}

// MarshalText writes "L", "M" or "H".
func (s Severity) MarshalText() ([]byte, error) {
	if s < Low || s > High {
		return nil, assessments.Errorf(assessments.Invalid, "wording.severity", "A grade must be H, M or L.")
	}
	return []byte(severityNames[s]), nil
}

// UnmarshalText reads "L", "M" or "H".
func (s *Severity) UnmarshalText(text []byte) error {
	for i, name := range severityNames {
		if string(text) == name {
			*s = Severity(i)
			return nil
		}
	}
	return assessments.Errorf(assessments.Invalid, "wording.severity", "A grade must be H, M or L, not %q.", text)
}

// Finding is a phrase found in a text. Phrase == text[From:To]: as it was written, with its own capitals and hyphens.
type Finding struct {
	Phrase     string   `json:"phrase"`
	From       int      `json:"from"` // byte offset of the first letter, always the start of a character
	To         int      `json:"to"`   // byte offset after the last letter
	Severity   Severity `json:"severity"`
	Rule       string   `json:"rule,omitempty"`       // the rule that found it, by which a service can stop it; "" for a phrase of the list
	Group      string   `json:"group"`                // what is wrong: "Not a promise"
	Question   string   `json:"question"`             // what to ask the writer
	Suggestion string   `json:"suggestion,omitempty"` // wording with gaps in [brackets] to offer; never put in unasked
}

// Blocks reports whether any finding is High.
func Blocks(findings []Finding) bool {
	for _, f := range findings {
		if f.Severity == High {
			return true
		}
	}
	return false
}
