// Package handoff gives what was signed to the trust's own patient record, which stays master: as words to paste, as PDF, and with a
// file that says what it is.
//
// Words: an entry is a signed contact or report, a correction of one, or word that one was entered in error; a parcel is an entry as
// files under one name; a receiver takes parcels for the other system and brings its answers back; an answer says that a parcel was
// filed, under which reference, or why it was refused. An entry is listed until it is filed. One that nobody may hand over is held,
// with a sentence that says what to put right. The same parcel may be put twice and is one: a process that died in the middle does it
// again, and the other system files by the parcel's name.
package handoff
