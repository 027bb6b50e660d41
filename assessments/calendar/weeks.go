package calendar

import (
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Weeks counts the weeks, Monday to Sunday, with at least one school day from from to to, both included. Known is false when a day
// between them is not known: the count is then only a floor.
func (s School) Weeks(from, to assessments.Date) (n int, known bool) {
	if !from.Valid() || !to.Valid() {
		return 0, false
	}
	known = true
	var counted assessments.Date // Monday of the week counted last
	for d := from; d.Valid() && d <= to; d = d.AddDays(1) {
		day := s.Day(d)
		known = known && day.Known
		if monday := mondayOf(d); day.School && monday != counted {
			n, counted = n+1, monday
		}
	}
	return n, known
}

func mondayOf(d assessments.Date) assessments.Date {
	return d.AddDays(-(int(d.Time().Weekday()) + 6) % 7)
}

// YearWeeks counts the school weeks of the school year that begins in autumn of a year: 38 or 39 where nothing is missing. A school
// year ends where the first term after the next July begins (Education Act 1996, s.579(1)), so the summer after it is nobody's
// gap. It is known when the dates begin by mid-September, reach into July, and miss nothing in between.
func (s School) YearWeeks(autumn int) (n int, known bool) {
	first, last := dayOf(autumn, time.August, 1), dayOf(autumn+1, time.July, 31)
	var from, to assessments.Date
	for _, p := range s.terms {
		if p.Last < first || p.First > last {
			continue
		}
		if from == "" {
			from = max(p.First, first)
		}
		to = max(to, min(p.Last, last))
	}
	if from == "" {
		return 0, false
	}
	n, known = s.Weeks(from, to)
	return n, known && from <= dayOf(autumn, time.September, 15) && to >= dayOf(autumn+1, time.July, 1)
}

func dayOf(year int, month time.Month, day int) assessments.Date {
	return assessments.NewDate(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}
