// Package logs copies what a school or a family wrote by hand of a programme: the paper twin of the log that stands at a link.
//
// Words: a task is a programme or a row of provision that is logged, week by week; a week is one record, made by the first tick or
// letter, so that looking at a week says nothing of it.
package logs
