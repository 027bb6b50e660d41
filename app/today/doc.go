// Package today is the first screen of a working day: whom to see and where, what is due, and what is still to finish.
//
// Words: a stop is a place with the contacts planned there; the next contact is the first planned one that has not
// started; a clock is something due by law or promise, with the working days left.
package today
