// Package keep holds records open on a screen: it makes every tap durable at once and every typed word within a second,
// and remembers how to take the change back.
//
// Words: a slot is one field of one record; a slot is due while its newest words are not on the disk yet; to leave a
// record is to turn what was typed in it into one change; a form is fields on screen bound to the slots of one record; a
// typist keeps a box whose screen writes for itself. A new record begins as slots alone: it becomes a record of its own
// as soon as nothing it must have is missing.
package keep
