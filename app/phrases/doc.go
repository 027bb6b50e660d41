// Package phrases is the therapist's own words: the tiles of the capture board in an order of their own, short ways of writing, phrases
// for reports, and words that the spelling check is to know. They are sealed with the store of one tablet and are sent nowhere; a
// text file carries them to another.
//
// Words: a heading is a column of the board; a tile is a phrase that is stamped with one tap; the library is what Fieldfare or the
// service brings; a blank stands in brackets where a name, a number or a day was; an abbreviation is written short and becomes its
// long form when the note is stamped.
package phrases
