// Package finder finds a child, a place or command of the app, or words in a record, from wherever one is.
//
// Words: a command is something the app does or a place it goes to, found by its name or by other words for it; a hit is a record
// that holds the words. What an alert says is never a hit, and of what is marked as confidential no word shows: somebody may be
// looking on.
package finder
