// Package csds writes what a service did in a month as tables of the Community Services Data Set (CSDS) v1.6, for the trust's
// data team to put into its own monthly submission. It is no submission file.
//
// Words: a table is one of the data set's, by its name (CYP201CareContact), with columns by the names of the NHS Data
// Dictionary; a column says what a value must look like; a fault is one value that does not, with its row and column. Only
// codes that the NHS Data Dictionary gives and the records can vouch for are filled: what is not known is left empty, never
// guessed.
package csds
