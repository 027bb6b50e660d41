// Package measure does the arithmetic of outcome measures: age on a test date, goal attainment, ratings, and standard
// scores on the normal curve. It embeds no publisher's items, norms or conversion tables: the therapist enters derived
// scores, and what is entered wins over what is estimated here.
//
// Words: an Age is completed years, months and days on a date, never rounded up. A Gestation is the completed weeks and
// days at birth. A level is a goal's attainment from -2 (much less than expected) to +2 (much more). A Scale is the mean
// and standard deviation a score is reported on. SEM is the standard error of measurement. Reliable change is a
// difference larger than measurement error alone would give; it says nothing about importance to the child. A Tool is one
// edition of a published assessment, which is recorded and never scored here; a band is the word its publisher gives to a
// range; a Line is one result in words; a Series is results that may be compared.
//
// Figures are returned unrounded and printed by the functions in format.go. Every error is an assessments.Error of kind
// Invalid whose sentence says what to enter instead.
package measure

import (
	"errors"

	"github.com/fieldfare/fieldfare/assessments"
)

// errNothing marks a figure that cannot exist, as opposed to one that was entered wrongly.
var errNothing = errors.New("not computable")

// NotComputable reports whether err says that there is nothing to compute from (no goal carries weight, no item was
// rated, the SEM is zero), so that a report prints "not computable" and not a fault.
func NotComputable(err error) bool { return errors.Is(err, errNothing) }

func notComputable(op, msg string) error {
	return assessments.Wrap(errNothing, assessments.Invalid, op, msg)
}

func invalid(op, format string, args ...any) error {
	return assessments.Errorf(assessments.Invalid, op, format, args...)
}
