// Package more is the list of everything that is not a day's work.
//
// Words: a place is a screen that belongs to no child and to no root of the rail; a shelf is a few places of one sort.
package more
