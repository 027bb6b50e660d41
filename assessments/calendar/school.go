// Package calendar knows when a school teaches and when a clinic is open.
//
// Words: a School is the calendar of one setting, made from the term dates that were imported for it. A day is known when the
// imported dates speak of it; what they do not speak of is "not known" and is never guessed. A school day is a known day on which
// children come. A Slot is one day of a standing clinic or of a therapist at a special school, or the reason why it falls away.
// Nth weekdays are days such as the first and third Thursday of each month.
//
// Term dates come in from CSV (ParseCSV) and from calendar files (ParseICS). Bank holidays are those of England.
package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// The reasons why children do not come on a day.
const (
	Weekend     = "weekend"
	BankHoliday = "bank holiday"
	Inset       = "inset"   // training of staff
	Closure     = "closure" // unplanned, such as snow
	Holiday     = "holiday" // planned, or between two terms
	NotKnown    = "not known"
)

// longestHoliday is how many days may lie between two imported terms for them to be a holiday. The long summer has up to
// seven weeks; a wider gap means that a term is missing from the file, and is not known.
const longestHoliday = 49

// A School is the calendar of one setting. The zero School knows nothing.
type School struct {
	terms  []assessments.Period
	closed []assessments.Closure
}

// New makes a School of imported term dates; nil gives the School that knows nothing. Terms and closures with days that do not
// exist or run backwards are left out: Terms.Check speaks of them.
func New(t *assessments.Terms) School {
	var s School
	if t == nil {
		return s
	}
	for _, p := range t.Terms {
		if p.First.Valid() && p.Last.Valid() && p.First <= p.Last {
			s.terms = append(s.terms, p)
		}
	}
	for _, c := range t.Closed {
		if c.To == "" {
			c.To = c.On
		}
		if c.On.Valid() && c.To.Valid() && c.On <= c.To {
			s.closed = append(s.closed, c)
		}
	}
	slices.SortStableFunc(s.terms, func(a, b assessments.Period) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
	})
	return s
}

// A Day says what is known of one day at a school.
type Day struct {
	On     assessments.Date
	Known  bool   // false: the imported dates do not speak of it
	School bool   // children come
	Why    string // why they do not: Weekend, BankHoliday, Inset, Closure, Holiday, NotKnown
	Name   string // the term of a school day, or what the closure is called
}

// Words says it in a few words: "school day (Autumn term)", "no school: INSET day", "not known: …".
func (d Day) Words() string {
	switch {
	case d.School:
		return "school day" + bracketed(d.Name)
	case !d.Known:
		return "not known: no term dates were imported for this day"
	case d.Why == Inset:
		return "no school: INSET day" + bracketed(d.Name)
	case d.Why == Closure:
		return "no school: closed" + bracketed(d.Name)
	}
	return "no school: " + d.Why + bracketed(d.Name)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// Day says whether d is a school day. Weekends and bank holidays are free whatever was imported; then the closures are asked,
// then the terms, then whether the day lies between two of them.
func (s School) Day(d assessments.Date) Day {
	if !d.Valid() {
		return Day{On: d, Why: NotKnown}
	}
	if w := d.Time().Weekday(); w == time.Saturday || w == time.Sunday {
		return Day{On: d, Known: true, Why: Weekend}
	}
	if name := assessments.BankHoliday(d); name != "" {
		return Day{On: d, Known: true, Why: BankHoliday, Name: name}
	}
	for _, c := range s.closed {
		if c.On <= d && d <= c.To {
			return Day{On: d, Known: true, Why: c.Kind, Name: c.Name}
		}
	}
	var before assessments.Date // last school day before d
	for _, p := range s.terms {
		if p.First <= d && d <= p.Last {
			return Day{On: d, Known: true, School: true, Name: p.Name}
		}
		if p.Last < d {
			before = max(before, p.Last)
			continue
		}
		if before != "" && p.First <= before.AddDays(longestHoliday+1) {
			return Day{On: d, Known: true, Why: Holiday}
		}
		break
	}
	return Day{On: d, Why: NotKnown}
}

// SchoolDaysAfter counts the school days after from, up to and with to. Known is false when a day between them is not known: the
// count is then only a floor, and Missing names the days.
func (s School) SchoolDaysAfter(from, to assessments.Date) (n int, known bool) {
	if !from.Valid() || !to.Valid() {
		return 0, false
	}
	known = true
	for d := from.AddDays(1); d <= to; d = d.AddDays(1) {
		day := s.Day(d)
		known = known && day.Known
		if day.School {
			n++
		}
	}
	return n, known
}

// AddSchoolDays returns the n-th school day after from; from itself does not count. When a day on the way is not known it
// returns that day and false: the first day for which dates are missing. For n of 0 or less it is from.
func (s School) AddSchoolDays(from assessments.Date, n int) (d assessments.Date, known bool) {
	if !from.Valid() {
		return from, false
	}
	for d = from; n > 0; {
		d = d.AddDays(1)
		day := s.Day(d)
		if !day.Known {
			return d, false
		}
		if day.School {
			n--
		}
	}
	return d, true
}

// Missing returns the stretches from from to to, both included, of which nothing is known; weekends and bank holidays inside a
// stretch do not break it.
func (s School) Missing(from, to assessments.Date) []assessments.Period {
	var out []assessments.Period
	open := false
	for d := from; d.Valid() && d <= to; d = d.AddDays(1) {
		day := s.Day(d)
		switch {
		case !day.Known && open:
			out[len(out)-1].Last = d
		case !day.Known:
			out, open = append(out, assessments.Period{Name: NotKnown, First: d, Last: d}), true
		case day.Why != Weekend && day.Why != BankHoliday:
			open = false
		}
	}
	return out
}

// MissingWords says which days are missing between two days, as a sentence, or "" when everything is known.
func (s School) MissingWords(from, to assessments.Date) string {
	missing := s.Missing(from, to)
	if len(missing) == 0 {
		return ""
	}
	text := "The school's dates are not known for "
	for i, p := range missing {
		if i > 0 {
			text += " and "
		}
		if p.First == p.Last {
			text += p.First.Words()
			continue
		}
		text += fmt.Sprintf("%s to %s", p.First.Words(), p.Last.Words())
	}
	return text + "; import its term dates."
}
