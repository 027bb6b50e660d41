// Package reports turns records into reports.
//
// Words: a Document is a report as a tree of plain blocks. Evidence is the records it is written from; as at a day it is
// what was known by then. A Basis is a consent or another ground for sharing, and Bases all of one child; Permit decides
// from them whether a report may go to a recipient, Allow decides field by field what may stand in it, and a Withheld is
// what Allow refused. Facts are what is left, and the only thing a sentence is made from. A Proposal is one block that
// Propose makes of them; Assemble puts the author's choices on the proposals; Draft is both. A gap is something that is
// not known, and is always said. Nothing a record does not hold is ever written, but for fixed connecting words.
//
// The tree is written by reports/layout and reports/pdf (pages), by Text (plain text) and as JSON. Nothing here touches
// disk, network or clock.
package reports
