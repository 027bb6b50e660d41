// Package history shows who changed what and when: of one record word by word, and of a child as a whole. An older value can be
// put back, which is a change like any other.
//
// Words: a step is one change of a record as people read it; a turn is one field of a step, with what stood there before and
// after; to put back is to write the value from before a step once more; a held record is one that a family must not read over a
// shoulder, so its words show only after a press and hold.
package history
