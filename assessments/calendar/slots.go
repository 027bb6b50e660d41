package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Slot is one day of a standing clinic or of a therapist at a school. A slot that falls away stays in the list and says why, so
// that nobody stands before a locked door.
type Slot struct {
	On       assessments.Date
	From, To assessments.Clock // "" where no hours are set
	Off      bool              // it falls away
	Known    bool              // false: at a school whose dates are missing for this day, so it may or may not take place
	Why      string            // why it falls away or is not known
}

// Words says the slot as a line: "Thursday 5 March 2026, 09:30 to 12:00", or with the reason why it falls away.
func (s Slot) Words() string {
	text := s.On.Weekday()
	if s.From != "" && s.To != "" {
		text += fmt.Sprintf(", %s to %s", s.From, s.To)
	}
	switch {
	case s.Off:
		return text + ": not held, " + s.Why
	case !s.Known:
		return text + ": not certain, " + s.Why
	}
	return text
}

// A Clinic is held on the nth weekdays of every month, such as the first and third Thursday, 09:30 to 12:00.
type Clinic struct {
	Weekday  time.Weekday
	Nth      []int // 1 to 5; a month without a fifth such day has none
	From, To assessments.Clock
}

// Slots returns the clinic's days from from to to, both included. One on a bank holiday falls away.
func (c Clinic) Slots(from, to assessments.Date) []Slot {
	var out []Slot
	if !from.Valid() || !to.Valid() {
		return nil
	}
	for d := next(from, c.Weekday); d.Valid() && d <= to; d = d.AddDays(7) {
		if slices.Contains(c.Nth, (d.Time().Day()+6)/7) {
			out = append(out, service(Slot{On: d, From: c.From, To: c.To, Known: true}))
		}
	}
	return out
}

// NthWeekdays returns the nth such weekdays of every month from from to to, without hours.
func NthWeekdays(weekday time.Weekday, nth []int, from, to assessments.Date) []Slot {
	return Clinic{Weekday: weekday, Nth: nth}.Slots(from, to)
}

// service marks a slot on a day when the service itself is closed.
func service(s Slot) Slot {
	if name := assessments.BankHoliday(s.On); name != "" {
		s.Off, s.Why = true, "bank holiday ("+name+")"
	}
	return s
}

// next is d, or the first such weekday after it.
func next(d assessments.Date, w time.Weekday) assessments.Date {
	return d.AddDays((int(w) - int(d.Time().Weekday()) + 7) % 7)
}

// SiteDays returns the days of a therapist's standing day at the school, from from to to, both included. In term time only, a day
// without school falls away, and a day of which nothing is known is marked so.
func (s School) SiteDays(day *assessments.SiteDay, from, to assessments.Date) []Slot {
	w, ok := weekdays[day.Weekday]
	if !ok || !day.First.Valid() || !from.Valid() || !to.Valid() {
		return nil
	}
	from = max(from, day.First)
	if day.Last.Valid() {
		to = min(to, day.Last)
	}
	var out []Slot
	for d := next(from, w); d.Valid() && d <= to; d = d.AddDays(7) {
		slot := service(Slot{On: d, From: day.From, To: day.To, Known: true})
		if at := s.Day(d); day.TermTime && !slot.Off {
			slot.Known, slot.Off = at.Known, at.Known && !at.School
			if !at.School {
				slot.Why = strings.TrimPrefix(strings.TrimPrefix(at.Words(), "no school: "), "not known: ")
			}
		}
		out = append(out, slot)
	}
	return out
}

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday,
}
