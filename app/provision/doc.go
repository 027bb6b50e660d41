// Package provision builds what an EHC plan or a school's advice provides: rows that a stranger could deliver without
// asking a question, the outcomes they serve and the needs they answer.
//
// Words: a row is one piece of provision with its hours a year; its letter says the section of the plan it belongs to,
// and follows from four questions, of which the one about teaching has the last word; a mixed row holds provision for
// more than one section, and is split; what is not settled is shown to a lead; a gap is what a stranger would still
// have to ask; a finding is a phrase nobody could be held to, which is mended or kept with a reason.
package provision
