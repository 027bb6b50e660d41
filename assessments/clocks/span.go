package clocks

import (
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Unit is what a Span counts.
type Unit string

// The units. Days are calendar days. A working day is a weekday that is no bank holiday in England. A school day needs the term
// dates of a school.
const (
	Day        Unit = "day"
	Week       Unit = "week"
	Month      Unit = "month"
	WorkingDay Unit = "working day"
	SchoolDay  Unit = "school day"
)

// longestSpan keeps a slip of the keyboard ("500 weeks") out of a pack.
const longestSpan = 366

// A Span is how long a clock runs: 6 weeks, 5 working days.
type Span struct {
	N    int
	Unit Unit
}

// ParseSpan reads "6 weeks", "1 month" or "5 working days".
func ParseSpan(s string) (Span, error) {
	number, unit, _ := strings.Cut(strings.TrimSpace(s), " ")
	unit = strings.TrimSuffix(strings.Join(strings.Fields(unit), " "), "s")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > longestSpan {
		return Span{}, assessments.Errorf(assessments.Invalid, "clocks.span", "%q is not a length of time: write a whole number from 1 to %d and what it counts, such as \"6 weeks\" or \"5 working days\"", s, longestSpan)
	}
	switch u := Unit(unit); u {
	case Day, Week, Month, WorkingDay, SchoolDay:
		return Span{n, u}, nil
	}
	return Span{}, assessments.Errorf(assessments.Invalid, "clocks.span", "%q is not a length of time: it counts days, weeks, months, working days or school days, such as \"6 weeks\"", s)
}

// UnmarshalText reads a Span from a pack.
func (s *Span) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSpan(string(text))
	return err
}

// MarshalText writes a Span as Words.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.Words()), nil }

// Words returns "6 weeks", or "" for no span.
func (s Span) Words() string {
	if s.N == 0 {
		return ""
	}
	return count(s.N, string(s.Unit))
}

// After returns the day a span after d ends on. School days need a School: see Count. A month ends on the same day of the month,
// or on the last day of a shorter month (31 December and 2 months: 28 February), which is how a notice in months is counted.
func (s Span) After(d assessments.Date) assessments.Date {
	switch s.Unit {
	case Day:
		return d.AddDays(s.N)
	case Week:
		return d.AddDays(7 * s.N)
	case Month:
		return addMonths(d, s.N)
	case WorkingDay:
		return d.AddWorkingDays(s.N)
	}
	return ""
}

// Before returns the day a span before d, for clocks that run towards an appointment: 2 weeks before the meeting.
func (s Span) Before(d assessments.Date) assessments.Date {
	switch s.Unit {
	case Day:
		return d.AddDays(-s.N)
	case Week:
		return d.AddDays(-7 * s.N)
	case Month:
		return addMonths(d, -s.N)
	case WorkingDay:
		for n := s.N; d.Valid() && n > 0; {
			if d = d.AddDays(-1); d.WorkingDay() {
				n--
			}
		}
		return d
	}
	return ""
}

func addMonths(d assessments.Date, n int) assessments.Date {
	if !d.Valid() {
		return ""
	}
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return assessments.NewDate(first.AddDate(0, 0, min(t.Day(), last)-1))
}
