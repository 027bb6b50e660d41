// Package access makes what a family or young person is given who asks to see a child's record: the record as JSON, as one page
// to read, and its files.
//
// Words: a point is a part of the record that a person must look at before it goes, because it is about somebody else, was said
// in confidence, or could do harm; a decision settles a point: give it, leave it out, or other words in its place. As long as a
// point is open the pack is a draft and says so on every page. The package marks; it never decides.
package access
