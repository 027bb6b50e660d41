// Package london tells the day and the hour that people mean: records hold UTC, and every page, letter and export speaks of the day in
// London, which in summer begins an hour earlier.
package london

import (
	"time"
	_ "time/tzdata" // a server may have no time zones of its own

	"github.com/fieldfare/fieldfare/assessments"
)

// Zone is where people's days begin.
var Zone = func() *time.Location {
	l, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // it is in the program
	}
	return l
}()

// Day is the day that it is there at a moment.
func Day(t time.Time) assessments.Date { return assessments.NewDate(t.In(Zone)) }
