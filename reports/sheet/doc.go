// Package sheet writes the provision rows of a report as a table, for the provision map that a school keeps: tab-separated
// text to paste, or an XLSX file.
//
// Words: a Row is one row of provision, read from a card of the tree, so that what the reader may not have, and what the
// author left out, is not in it either. A column is one question that a stranger asks of a row. A gap stands in its cell
// with an open square. An armed cell begins as a formula would; it is disarmed, so that no program works it out.
package sheet
