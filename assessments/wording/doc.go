// Package wording finds words that make provision in an Education, Health and Care plan unenforceable, so that the writer
// can say what will happen, how much, by whom and where. It never rewrites.
//
// Words: a phrase is one or more words to look for. A Finding is a phrase found in a text, with its place, how grave it
// is and the question to ask the writer. A Severity is High (the report waits until it is mended or overridden with a
// reason), Medium (a warning) or Low (a hint). An entry may be lifted by a dose ("sensory diet" is vague alone and is not
// where the same sentence says how many minutes) or eased by one grade ("support"). A List is what is looked for, Edits
// are a service's changes to it; a Checker is a list made ready. A fine phrase is one that would be a false alarm: "staff
// change", "groups of no more than 4". A rule is an entry whose phrases name kinds of words, such as @when, so that it finds the
// build of a sentence; a spare one is asked only where nothing graver is. A Gap is what only a whole Plan shows, such as a need without provision. A Placing
// is the section of the plan that a row belongs to, and why; a Dispute is a sort of row whose place is not settled.
//
// The graded list follows the cases on specificity (L v Clarke and Somerset; Worcestershire CC v SE [2020] UKUT 217) and
// the guidance of parents' advice services. Run Check and CheckRow on provision (sections F, G, H), CheckOutcome on
// outcomes, and CheckPerson and CheckNames on any text. Strengths and observations are never checked for vagueness.
package wording

import "sync"

var (
	provision = sync.OnceValue(func() *Checker { return mustCompile(Default()) })
	outcome   = sync.OnceValue(func() *Checker { return mustCompile(OutcomeList()) })
	person    = sync.OnceValue(func() *Checker { return mustCompile(PersonList()) })
)

// Check looks for vague wording in provision text with Fieldfare's own list. Findings are in the order of the text and
// never overlap.
func Check(text string) []Finding { return provision().Check(text) }

// CheckRow is Check for one provision row. If structured is true (the row's fields for minutes, sessions, weeks and who
// delivers are filled), phrases that a dose would lift are not reported, because the row prints the dose beside the text.
func CheckRow(text string, structured bool) []Finding { return provision().CheckRow(text, structured) }

// CheckOutcome finds provision written as an outcome, and words that nobody could count. An outcome says what the child
// will do, and how anybody sees it.
func CheckOutcome(text string) []Finding { return outcome().Check(text) }

// CheckPerson finds words that put the condition before the child, and offers what the NHS service manual writes instead.
// It may be used on any text except quotations.
func CheckPerson(text string) []Finding { return person().Check(text) }

// mustCompile is for the built-in lists only, which the tests compile.
func mustCompile(l List) *Checker {
	c, err := l.Compile()
	if err != nil {
		panic("wording: a built-in list is broken: " + err.Error())
	}
	return c
}
