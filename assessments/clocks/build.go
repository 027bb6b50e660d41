package clocks

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
)

// A Rule is one time limit: how long, of whom, and by what right.
type Rule struct {
	Name           string
	Title          string
	Starts         string           // what starts it: "the authority's request is received"
	Stops          string           // what stops it: "advice sent"
	Who            string           // who has to do it
	Within         Span             // after the start
	Before         Span             // before an appointment, instead of Within
	Set            bool             // a day that somebody sets, instead of either
	CountsFirstDay bool             // the first day is day one: "12 months starting with the date"
	Hold           bool             // a rule of the law: days can be held
	From           assessments.Date // a rule of the law: in force from this day
	Source         string           // statute or regulation
	Law            bool             // not the service's own aim, nor what an authority expects
}

// Run starts a clock by a rule. A start that is not a day gives a clock that has not started.
func (r Rule) Run(start assessments.Date, holds []Hold, stop Stop) Clock {
	c := r.clock(start, holds, stop)
	if start.Valid() && r.Within.N > 0 {
		c.Due = due(r.Within, start, c.counting())
		if r.CountsFirstDay {
			c.Due = max(c.Due.AddDays(-1), start)
		}
	}
	return c
}

func (r Rule) clock(start assessments.Date, holds []Hold, stop Stop) Clock {
	c := Clock{Name: r.Name, Title: r.Title, Law: r.Law, Source: r.Source, fixed: r.Law && !r.Hold}
	c.Holds = slices.Clone(holds)
	slices.SortStableFunc(c.Holds, func(a, b Hold) int { return cmp.Compare(a.From, b.From) })
	if start.Valid() {
		c.Started = start
	}
	if stop.On.Valid() {
		c.Stopped, c.StoppedBy = stop.On, stop.By
	}
	if c.fixed && len(holds) > 0 {
		c.Note = "No hold moves this date: it is the law's."
	}
	return c
}

// counting returns the holds that move the due date: none for a date of the law.
func (c Clock) counting() []Hold {
	if c.fixed {
		return nil
	}
	return c.Holds
}

// WorkingDays is a service's own clock of n working days.
func WorkingDays(name, title string, start assessments.Date, n int, holds []Hold, stop Stop) Clock {
	return Rule{Name: name, Title: title, Within: Span{n, WorkingDay}}.Run(start, holds, stop)
}

// Weeks is a service's own clock of n weeks, such as the aim to see a child within 18 weeks.
func Weeks(name, title string, start assessments.Date, n int, holds []Hold, stop Stop) Clock {
	return Rule{Name: name, Title: title, Within: Span{n, Week}}.Run(start, holds, stop)
}

// SchoolDays is a clock of n school days of one school. Where the school's dates run out before the n-th day there is no due
// date, and the clock says which dates are missing.
func SchoolDays(name, title string, start assessments.Date, n int, school calendar.School, holds []Hold, stop Stop) Clock {
	c := Rule{Name: name, Title: title, Within: Span{n, SchoolDay}}.clock(start, holds, stop)
	if !start.Valid() {
		return c
	}
	d := start
	for n > 0 {
		d = d.AddDays(1)
		day := school.Day(d)
		if !day.Known {
			c.Unknown = fmt.Sprintf("the due day is not known, because the school's dates are not known from %s on.", d.Words())
			return c
		}
		if day.School && !held(c.Holds, d) {
			n--
		}
	}
	c.Due = d
	return c
}

// OnDay is a clock whose due day somebody set, such as a tribunal or a school. A due day before the start counts as the start.
func OnDay(name, title string, start, due assessments.Date, stop Stop) Clock {
	c := Rule{Name: name, Title: title, Set: true}.clock(start, nil, stop)
	c.setDue(due)
	return c
}

// setDue sets a day that was reckoned from elsewhere. Nobody can be late before they were asked: an earlier day becomes the start.
func (c *Clock) setDue(due assessments.Date) {
	if !c.Started.Valid() || !due.Valid() {
		return
	}
	if due < c.Started {
		c.Note = fmt.Sprintf("It was asked for on %s, after the day it should have been there, %s.", c.Started.Words(), due.Words())
		due = c.Started
	}
	c.Due = due
}

// due counts a span from start, leaving out the days of closed holds. Spans in calendar units are counted out first, and then
// each day held adds a day; working days are counted one by one. Open holds wait: nobody knows yet how many days they take.
func due(s Span, start assessments.Date, holds []Hold) assessments.Date {
	if s.Unit != WorkingDay {
		end := s.After(start)
		return addUnheld(start, between(start, end), holds, func(assessments.Date) bool { return true })
	}
	return addUnheld(start, s.N, holds, assessments.Date.WorkingDay)
}

// addUnheld returns the n-th day after start that counts and is not held.
func addUnheld(start assessments.Date, n int, holds []Hold, counts func(assessments.Date) bool) assessments.Date {
	d := start
	for n > 0 && d.Valid() {
		d = d.AddDays(1)
		for _, h := range holds { // in order of their first days, so one pass leaves every hold behind
			if h.To.Valid() && h.From <= d && d <= h.To {
				d = h.To.AddDays(1)
			}
		}
		if counts(d) {
			n--
		}
	}
	return d
}

// held reports whether a closed hold covers d.
func held(holds []Hold, d assessments.Date) bool {
	return slices.ContainsFunc(holds, func(h Hold) bool { return h.To.Valid() && h.From <= d && d <= h.To })
}
