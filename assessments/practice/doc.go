// Package practice invents children to practise on. They are plainly fictitious and the same for the same seed.
//
// Words: a story is what a kind of child is seen for, with what is observed, aimed at and provided, as a therapist would
// write it; a caseload is one story after another told of invented children at invented schools. Names come from lists
// that belong to nobody, and NHS numbers from the 999 range, which is never given to a patient.
package practice
