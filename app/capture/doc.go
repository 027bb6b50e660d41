// Package capture is the board a therapist stands at: phrases to stamp, a note box, counters and an interval timer, and
// the check at the end of a contact.
//
// Words: a note is one observation of the contact, stamped with the minute it was made; a domain is one of the seven
// headings of the board and holds tiles; a tile is a phrase that becomes a note at one tap; a tally counts one thing
// and is kept as one note; a mark is one answer of the interval timer; the stream is the notes with the newest on top;
// to strike out is to enter a note in error, which leaves it readable in History.
package capture
