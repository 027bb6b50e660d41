package service

import (
	"fmt"
	"math"

	"github.com/fieldfare/fieldfare/assessments"
)

// A programme is behind when the newest two logged weeks hold less than half of what was agreed. Logs older than this many days ask
// nothing any more: the school year went on.
const (
	behindWeeks = 2
	staleLog    = 28
)

// Logging asks for a look at each programme and each row of provision that the school or the family logs, and that is not happening
// as agreed. It says nothing of what nobody logs.
func Logging(c Case) []Step {
	if c.Discharged() != nil {
		return nil
	}
	var out []Step
	ask := func(id assessments.ID, what string, end assessments.Date, sessions float64) {
		if sessions == 0 || end.Valid() && end < c.Today {
			return
		}
		all := assessments.TallyLogs(c.Logs, id, c.Today)
		if all.Weeks < behindWeeks || all.Last < c.Today.AddDays(-staleLog) {
			return
		}
		before := assessments.TallyLogs(c.Logs, id, secondLast(c.Logs, id, all.Last).AddDays(-1))
		given, want := all.Sessions-before.Sessions, math.Round(behindWeeks*sessions)
		if float64(given)*2 >= want {
			return
		}
		out = append(out, Step{Key: "log.behind", Title: "Look at a programme", Record: id, By: all.Last.AddDays(14),
			Sentence: fmt.Sprintf("%s: the last 2 logged weeks had %d of %.0f sessions. Ask what stands in the way, and agree it anew.", what, given, want)})
	}
	for _, p := range c.Plans {
		sessions, _ := p.Is.Weekly()
		ask(p.ID, p.Is.Title, p.Is.End, sessions)
	}
	for _, p := range c.Provision {
		sessions, _ := p.Is.Weekly()
		ask(p.ID, p.Is.Ref+" "+p.Is.Short, p.Is.End, sessions)
	}
	return out
}

// secondLast is the Monday of the last logged week but one: the tally up to the day before leaves both out.
func secondLast(logs []*assessments.Log, of assessments.ID, last assessments.Date) (second assessments.Date) {
	for _, l := range logs {
		if l.Of == of && l.Week < last {
			second = max(second, l.Week)
		}
	}
	return second
}
