// Package slips is the list of notes that were written while the store was locked, each waiting to be told whose it is.
//
// Words: a slip is one such note; to file one is to make it a note of a child, at the time when it was written.
package slips
