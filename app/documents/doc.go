// Package documents is the root of Reports: what is due, what is being written, and what has been signed.
//
// Words: a request is a local authority's letter, which starts a clock of six weeks that never moves; in hand is a report
// that is not signed; a version is a signed one.
package documents
