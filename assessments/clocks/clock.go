// Package clocks counts days that matter: how long a service gives itself, and how long the law gives everybody.
//
// Words: a Clock is a value, made of plain facts each time it is looked at; nothing is stored but the facts. It starts on a day,
// is due on a day, and stops when what it waits for is done. A Span is how long: working days, days, weeks, months or school days.
// A Hold is a stretch of days that do not count; an open hold has no last day yet. A breached clock went past its due day. A Law is
// the statutory time limits in force on a day; a Rule is one of them.
//
// The day on which a clock starts does not count: five working days from a Monday end on the next Monday. Left is in working days
// of England, whatever the span is in, because that is what somebody has to work with.
package clocks

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Hold is a stretch of days on which a clock stands still, both ends included.
type Hold struct {
	From   assessments.Date
	To     assessments.Date // "" while it goes on
	Reason string
}

// HoldsOf returns the holds of one clock among a child's hold records.
func HoldsOf(records []*assessments.ClockHold, clock string) []Hold {
	var out []Hold
	for _, h := range records {
		if h.Clock == clock {
			out = append(out, Hold{h.From, h.To, h.Reason})
		}
	}
	return out
}

// A Stop is what ended a clock; the zero Stop says that it still runs.
type Stop struct {
	On assessments.Date
	By string // what was done: "triage outcome", "advice sent"
}

// A Clock is one count of days. Due is "" when it cannot be counted; Unknown then says why.
type Clock struct {
	Name      string // stable name: "triage", "ehc-advice"
	Title     string // what is waited for, for people: "Triage"
	Law       bool   // statute or regulation, not the service's own aim
	Started   assessments.Date
	Due       assessments.Date // with every closed hold counted in
	Stopped   assessments.Date
	StoppedBy string
	Holds     []Hold
	Source    string // where the time limit comes from
	Unknown   string // why there is no due date, as a sentence
	Note      string // what somebody should know besides, as a sentence
	fixed     bool   // holds do not move it
}

// Running reports whether the clock has started, has a due date, and nothing has stopped it.
func (c Clock) Running() bool { return c.Started.Valid() && c.Due.Valid() && !c.Stopped.Valid() }

// HeldBy returns the hold that keeps the clock still on a day, and whether there is one. A hold that begins after the due day
// does not undo a breach, and a clock of the law stands still for nobody.
func (c Clock) HeldBy(today assessments.Date) (Hold, bool) {
	if c.fixed || c.Stopped.Valid() && c.Stopped <= today {
		return Hold{}, false
	}
	for _, h := range c.Holds {
		if h.From.Valid() && h.From <= today && (h.To == "" || today <= h.To) && (c.Due == "" || h.From <= c.Due) {
			return h, true
		}
	}
	return Hold{}, false
}

// at is the day that counts for a clock looked at on today: the day it stopped, the last day before an open hold, or today.
func (c Clock) at(today assessments.Date) assessments.Date {
	if c.Stopped.Valid() && c.Stopped < today {
		today = c.Stopped
	}
	for _, h := range c.Holds {
		if !c.fixed && h.To == "" && h.From.Valid() && h.From <= today && h.From <= c.Due {
			today = h.From.AddDays(-1)
		}
	}
	return max(today, c.Started)
}

// Left is how many working days remain after today up to and with the due day, days held left out: 0 on the due day, less than 0
// by the working days it is over. It stays as it was when the clock stopped or stands still, and is 0 when there is no due date.
func (c Clock) Left(today assessments.Date) int {
	if !c.Due.Valid() || !today.Valid() {
		return 0
	}
	at := c.at(today)
	if at > c.Due {
		return -c.Due.WorkingDaysAfter(at)
	}
	n := 0
	for d := at.AddDays(1); d <= c.Due; d = d.AddDays(1) {
		if d.WorkingDay() && !held(c.counting(), d) {
			n++
		}
	}
	return n
}

// Breached reports whether the due day passed before the clock stopped, or has passed by today.
func (c Clock) Breached(today assessments.Date) bool {
	return c.Due.Valid() && today.Valid() && c.at(today) > c.Due
}

// DaysOver is how many calendar days the clock is, or was when it stopped, past its due day; 0 when it is not.
func (c Clock) DaysOver(today assessments.Date) int {
	if !c.Breached(today) {
		return 0
	}
	return between(c.Due, c.at(today))
}

// Aim is the working day to be done by: the due day, or the last working day before it when nobody works then.
func (c Clock) Aim() assessments.Date {
	aim := c.Due.OrWorkingDayBefore()
	if aim < c.Started {
		return c.Due
	}
	return aim
}

// Line says where the clock stands on a day, as a sentence.
func (c Clock) Line(today assessments.Date) string {
	line := c.Title + ": " + c.standing(today)
	if c.Note != "" {
		line += " " + c.Note
	}
	return line
}

func (c Clock) standing(today assessments.Date) string {
	held, isHeld := c.HeldBy(today)
	left, over := c.Left(today), c.DaysOver(today)
	switch {
	case !c.Due.Valid() && c.Unknown != "":
		return c.Unknown
	case !c.Due.Valid():
		return "not started."
	case c.Stopped.Valid() && c.Stopped <= today && over > 0:
		return fmt.Sprintf("done on %s%s, %s after it was due on %s.", c.Stopped.Words(), by(c.StoppedBy), count(over, "day"), c.Due.Words())
	case c.Stopped.Valid() && c.Stopped <= today:
		return fmt.Sprintf("done on %s%s; it was due on %s.", c.Stopped.Words(), by(c.StoppedBy), c.Due.Words())
	case isHeld && held.To == "":
		return fmt.Sprintf("stands still since %s%s, with %s left.", held.From.Words(), by(held.Reason), count(left, "working day"))
	case isHeld:
		return fmt.Sprintf("stands still until %s%s, with %s left; then it is due on %s.", held.To.Words(), by(held.Reason), count(left, "working day"), c.Due.Weekday())
	case over > 0 && left < 0:
		return fmt.Sprintf("was due on %s, %s (%s) ago.", c.Due.Weekday(), count(over, "day"), count(-left, "working day"))
	case over > 0:
		return fmt.Sprintf("was due on %s, %s ago.", c.Due.Weekday(), count(over, "day"))
	case today == c.Due:
		return fmt.Sprintf("due today, %s.", c.Due.Weekday())
	case left == 0:
		return fmt.Sprintf("due on %s, and no working day is left before it.", c.Due.Weekday())
	}
	return fmt.Sprintf("due on %s, %s left.", c.Due.Weekday(), count(left, "working day"))
}

func by(what string) string {
	if what = strings.TrimSpace(what); what == "" {
		return ""
	}
	return " (" + what + ")"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// between is the number of days from one to the other.
func between(from, to assessments.Date) int {
	return int(to.Time().Sub(from.Time()).Hours() / 24)
}
