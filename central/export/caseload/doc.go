// Package caseload writes a service's children as one CSV file, a row for each, and takes such a file: the way in from whatever
// list a service kept before, and the way out to a spreadsheet.
//
// Words: a column is known by its heading, in any order; a cell that a spreadsheet would take for a formula is made harmless
// with an apostrophe before it, which is taken off again on the way in; a mistake names its line and column. A file is taken as a
// whole or not at all.
package caseload
