// Package wrong puts right what stands where it should not: an entry that should not be in any record is struck out with a
// reason, and one that belongs to another child is moved there.
//
// Words: an entry is a record of a child that can be struck or moved; to strike is to enter in error: the entry leaves lists and
// reports and stays readable in the history; to move is to strike it here and make it anew under the right child; a recall is a
// report that may hold words of a moved entry, which stays as it was signed until somebody replaces it.
package wrong
