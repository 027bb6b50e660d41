package reports

import (
	"math"

	"github.com/fieldfare/fieldfare/assessments"
)

// logged is what whoever does a programme or a row has logged of it, against what was to be done in those weeks: of weeks that nobody
// logged nothing is claimed. It is nil where nothing was logged.
func (f *facts) logged(of assessments.ID, sessions, hours float64) Text {
	var all []*assessments.Log
	var from []assessments.ID
	for _, l := range f.logs {
		if l.v.Of == of {
			all, from = append(all, l.v), append(from, l.id)
		}
	}
	t := assessments.TallyLogs(all, of, f.req.AsAt)
	if t.Weeks == 0 {
		return nil
	}
	s := "In the " + count(float64(t.Weeks), "week") + " that were logged: " + count(float64(t.Sessions), "session")
	if t.Weeks == 1 {
		s = "In the 1 week that was logged: " + count(float64(t.Sessions), "session")
	}
	if want := math.Round(sessions * float64(t.Weeks)); want > 0 {
		s += " of " + num(want)
	}
	if t.Hours > 0 {
		s += ", " + assessments.HoursWords(t.Hours)
		if want := hours * float64(t.Weeks); want > 0 {
			s += " of " + assessments.HoursWords(want)
		}
		s += " hours"
	}
	return say(closed(s), from...)
}

func (f *facts) loggedRow(p entry[*assessments.Provision]) Text {
	sessions, hours := p.v.Weekly()
	return f.logged(p.id, sessions, hours)
}

func (f *facts) loggedPlan(p entry[*assessments.ActivityPlan]) Text {
	sessions, hours := p.v.Weekly()
	return f.logged(p.id, sessions, hours)
}
