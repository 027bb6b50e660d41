// Package scores keeps the results of assessment tools: they are entered from the manual, never worked out, and read back
// in words.
//
// Words: a result is one tool on one day, with its parts; a group holds the results of one tool in one edition, because
// results of two editions answer two questions; a row is one part while it is entered, also before anything stands in it;
// a reading is a part in words; a trend is one part over the days of its group.
package scores
