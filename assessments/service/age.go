package service

import (
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Birthday is the day on which somebody completes so many years. One born on 29 February completes them on 1 March in a
// year without that day, so that nobody is taken for older than they are.
func Birthday(born assessments.Date, years int) assessments.Date {
	if !born.Valid() {
		return ""
	}
	t := born.Time()
	return assessments.NewDate(time.Date(t.Year()+years, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC))
}

// Age is the years completed on a day; ok is false when the day of birth is not known or lies after it.
func Age(born, on assessments.Date) (years int, ok bool) {
	if !born.Valid() || !on.Valid() || on < born {
		return 0, false
	}
	years = on.Time().Year() - born.Time().Year()
	if on < Birthday(born, years) {
		years--
	}
	return years, true
}

// end is the first day that no longer belongs to a band of ages: the birthday of To, or the next where the year counts.
func end(born assessments.Date, to int, ends string, choices map[string]string) assessments.Date {
	if ends == "year" || ends == "chosen" && choices[ageLimit] == "year" {
		to++
	}
	return Birthday(born, to)
}
