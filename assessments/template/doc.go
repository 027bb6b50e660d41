// Package template reads question templates and works out what to ask, what was answered and what a report might say.
//
// Words: a Template is a set of questions with a name and a version; a service may edit one without a new Fieldfare. A
// Section groups questions; a section with rounds is asked again for each round, such as each room or each step. A rule
// (show_if) says when a question is asked; a question that is not asked is hidden. What was answered to a hidden question
// is kept and is never reported. A Form is what stands on the screen at one moment. A Sentence is proposed for a report
// with its source; nothing is written into a report by itself. A default is last time's answer, offered and not yet given.
// A confidential question is one whose answer never leaves the record. An anonymous template asks nothing that could say
// who answered (rule 83).
//
// Files are TOML, decoded strictly: what is not known, missing or of the wrong type is a sentence with file and line.
// Everything here is a pure function of its arguments; files come from an fs.FS.
package template
