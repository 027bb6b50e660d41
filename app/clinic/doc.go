// Package clinic is the days on which a service is somewhere for whoever comes: drop-in clinics, booked clinics, and the
// standing days of therapists at special schools.
//
// Words: a board is one clinic day with the families on it; a walk-in is one family at a drop-in, without a booking and
// without a referral; the ticks of a walk-in are the answers to the drop-in template, so that board and form never differ; a
// slot is one day of a clinic or of a site day, or the reason why it falls away; a site day is a therapist's standing day at a
// school. A walk-in lies in the team's own scope until the family wants a record or has one.
package clinic
