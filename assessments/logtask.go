package assessments

import (
	"slices"
	"strings"
)

// A LogTask is a programme or a row of provision as it is logged, week by week: at a link, or copied from its paper twin.
type LogTask struct {
	ID          ID
	Title       string
	Minutes     int
	Sessions    float64 // a week
	First, Last Date
	Home        bool        // done at home, at weekends as well
	School      bool        // done where the child is taught
	Ask         []LogSample // what to count, with the goal it speaks to
}

// mostAsked is how many counts of one programme are asked for.
const mostAsked = 2

// LogTasks are what can be logged of a child's records: plans, and rows that say how much in a week.
func LogTasks(records []Record) []LogTask {
	var out []LogTask
	for _, r := range records {
		if entered(records, r.ID) {
			continue
		}
		switch v, _ := r.Read(); v := v.(type) {
		case *ActivityPlan:
			x := LogTask{ID: r.ID, Title: v.Title, Minutes: v.Minutes, First: v.Start, Last: v.End, Home: v.Place == "home", School: v.Place != "home", Ask: counts(records, r.ID)}
			x.Sessions, _ = v.Weekly()
			out = append(out, x)
		case *Provision:
			x := LogTask{ID: r.ID, Title: strings.TrimSpace(v.Ref + " " + v.Short), First: v.Start, Last: v.End, School: true}
			if x.Sessions, _ = v.Weekly(); x.Sessions == 0 {
				continue
			}
			x.Minutes = int(v.Doses[0].Minutes)
			if v.Monitoring != nil && v.Monitoring.Measure != "" {
				x.Ask = []LogSample{{What: v.Monitoring.Measure, Goal: goalOf(records, v.Outcomes)}}
			}
			out = append(out, x)
		}
	}
	return out
}

func entered(records []Record, id ID) bool {
	return slices.ContainsFunc(records, func(r Record) bool { return r.Kind == KindEnteredInError && r.Fields.Text("of") == string(id) })
}

// counts are what the activities of a plan say to count.
func counts(records []Record, plan ID) []LogSample {
	var out []LogSample
	for _, r := range records {
		if t, _ := r.Read(); r.Kind == KindActivity {
			if a := t.(*Activity); a.Plan == plan && a.CountBy != "" && len(out) < mostAsked {
				out = append(out, LogSample{What: a.CountBy, Goal: a.Goal})
			}
		}
	}
	return out
}

// goalOf is the one goal that serves some outcomes, "" for none or several.
func goalOf(records []Record, outcomes []ID) (goal ID) {
	for _, r := range records {
		if r.Kind != KindGoal || !slices.Contains(outcomes, ID(r.Fields.Text("outcome"))) {
			continue
		}
		if goal != "" {
			return ""
		}
		goal = r.ID
	}
	return goal
}

// Weeks are the Mondays of up to n weeks that may be entered on a day, the newest first.
func (t LogTask) Weeks(today Date, n int) []Date {
	var out []Date
	for i := range n {
		m := today.Monday().AddDays(-7 * i)
		if (!t.First.Valid() || m >= t.First.Monday()) && (!t.Last.Valid() || m <= t.Last) {
			out = append(out, m)
		}
	}
	return out
}

// Days are the days of a week that may be ticked on a day: at school Monday to Friday, and none that is still to come.
func (t LogTask) Days(monday, today Date) []Date {
	var out []Date
	for i := range 7 {
		if day := monday.AddDays(i); day <= today && (i < 5 || t.Home) {
			out = append(out, day)
		}
	}
	return out
}

// PaperLogID is the record of one week that was copied from paper: copied on two tablets it is one.
func PaperLogID(of ID, monday Date) ID { return DerivedID("log/paper/"+string(monday), of) }
