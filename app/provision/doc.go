// Package provision builds what an EHC plan or a school's advice provides: rows that a stranger could deliver without
// asking a question, the outcomes they serve and the needs they answer.
//
// Words: a row is one piece of provision with its hours a year; its letter says the section of the plan it belongs to,
// and follows from whether it educates or trains the child; a gap is what a stranger would still have to ask; a finding
// is a phrase nobody could be held to, which is mended or kept with a reason.
package provision
