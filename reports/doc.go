// Package reports turns records into reports.
//
// Words: a Document is a report as a tree of plain blocks; Draft proposes it from a child's records as at a date; Allow
// decides, field by field, what may go to whom; a Withheld is what it refused. The tree is written by reports/layout and
// reports/pdf (pages), by Text (plain text) and as JSON. Nothing here touches disk, network or clock.
package reports
