package assessments

import (
	"strings"
	"testing"
)

func TestLog_AWeekHoldsItself(t *testing.T) {
	some := 3
	good := Log{Of: "01890a5d-ac96-774b-bcce-000000000001", Week: "2026-11-16", Days: []Date{"2026-11-16", "2026-11-20"}, Minutes: 10, Samples: []LogSample{{What: "letters", On: "2026-11-18", Prompts: &some}}}
	if p := good.Check(); len(p) > 0 {
		t.Errorf("a good week: %v", p)
	}
	for name, spoil := range map[string]func(*Log){
		"begins on a Monday":       func(l *Log) { l.Week = "2026-11-17" },
		"lie in the week":          func(l *Log) { l.Days = append(l.Days, "2026-11-23") },
		"stand once":               func(l *Log) { l.Days = append(l.Days, "2026-11-16") },
		"The day of a count":       func(l *Log) { l.Samples = []LogSample{{What: "x", On: "2026-11-15"}} },
		"A count must be":          func(l *Log) { n := -1; l.Samples = []LogSample{{What: "x", On: "2026-11-16", Count: &n}} },
		"up to 1,000 letters":      func(l *Log) { l.Comment = strings.Repeat("a", LogComment+1) },
		"Minutes each time must b": func(l *Log) { l.Minutes = 601 },
	} {
		bad := good
		bad.Days, bad.Samples = append([]Date(nil), good.Days...), append([]LogSample(nil), good.Samples...)
		spoil(&bad)
		if p := bad.Check(); len(p) == 0 || !strings.Contains(p[0].Text, name) {
			t.Errorf("%s: %v", name, p)
		}
	}
}

func TestDate_Monday(t *testing.T) {
	for day, want := range map[Date]Date{"2026-11-16": "2026-11-16", "2026-11-22": "2026-11-16", "2026-03-01": "2026-02-23", "2026-01-01": "2025-12-29"} {
		if got := day.Monday(); got != want {
			t.Errorf("the Monday of %s is %s, want %s", day, got, want)
		}
	}
}

// Two people of one school who log the same week do not make it two weeks, and what nobody logged is no week.
func TestTallyLogs(t *testing.T) {
	const plan, other = ID("plan"), ID("other")
	week := func(of ID, monday Date, minutes, days int) *Log {
		l := &Log{Of: of, Week: monday, Minutes: minutes}
		for i := range days {
			l.Days = append(l.Days, monday.AddDays(i))
		}
		return l
	}
	logs := []*Log{week(plan, "2026-11-02", 20, 3), week(plan, "2026-11-02", 20, 1), week(plan, "2026-11-16", 15, 2), week(plan, "2026-11-23", 15, 0), week(other, "2026-11-09", 60, 5)}
	if got := TallyLogs(logs, plan, "2026-11-20"); got != (Tally{Weeks: 2, Sessions: 5, Hours: 1.5, Last: "2026-11-16"}) {
		t.Errorf("by 20 November: %+v", got)
	}
	if got := TallyLogs(logs, plan, "2026-11-30"); got.Weeks != 3 || got.Sessions != 5 {
		t.Errorf("a week in which nothing was possible counts as one: %+v", got)
	}
	if got := TallyLogs(nil, plan, "2026-11-30"); got != (Tally{}) {
		t.Errorf("of nothing: %+v", got)
	}
}
