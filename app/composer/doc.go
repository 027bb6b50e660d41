// Package composer writes a report: evidence at the left, what the records propose at the right, and the author decides
// block by block. It checks wording and completeness, shows the pages, signs them and makes the next version.
//
// Words: a section is a line of the list, one or more parts of the report; a block is one proposal, which the author
// accepts, edits or leaves out, its choice; a source is the record a block rests on; a finding is a phrase nobody could
// be held to; a lack is what a reader would miss; to sign is to freeze tree and PDF as a version.
package composer
