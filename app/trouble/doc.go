// Package trouble makes a report of a problem that holds no health data: which Fieldfare this is, on what, how many records and changes
// there are, and the sentences that the program itself wrote into its log. Everything it holds is shown before it is saved.
//
// Words: the recent log is what the program has logged since it started, a few hundred lines, in memory alone; a line keeps the program's
// own fixed sentence and the few values that can name nobody; an account is what the person says happened.
package trouble
