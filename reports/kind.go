package reports

import "github.com/fieldfare/fieldfare/assessments"

// Kind is a kind of report, by the name the command line uses.
type Kind string

// The kinds that can be drafted.
const (
	EHCAdvice    Kind = "ehc-advice"
	SchoolAdvice Kind = "school-advice"
)

// Role is what a recipient is to the child; see assessments.Role for the list.
type Role = assessments.Role
