package service

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestLogging_AsksWhenTwoWeeksHeldLessThanHalf(t *testing.T) {
	week := func(monday assessments.Date, days int) *assessments.Log {
		l := &assessments.Log{Of: "plan", Week: monday, Minutes: 10}
		for i := range days {
			l.Days = append(l.Days, monday.AddDays(i))
		}
		return l
	}
	plan := assessments.ActivityPlan{Title: "Hand skills", Minutes: 10, TimesADay: 1, DaysAWeek: 5, Start: "2026-11-02"}
	c := Case{Today: "2026-11-20", Plans: []Entry[assessments.ActivityPlan]{{"plan", plan}},
		Logs: []*assessments.Log{week("2026-11-02", 5), week("2026-11-09", 1), week("2026-11-16", 3)}}
	got := Logging(c)
	if len(got) != 1 || got[0].Record != "plan" || !strings.Contains(got[0].Sentence, "Hand skills: the last 2 logged weeks had 4 of 10 sessions.") {
		t.Fatalf("4 of 10: %+v", got)
	}
	for name, change := range map[string]func(*Case){
		"half is enough":        func(c *Case) { c.Logs[1] = week("2026-11-09", 2) },
		"one week is no habit":  func(c *Case) { c.Logs = c.Logs[1:2] },
		"long ago":              func(c *Case) { c.Today = "2026-12-20" },
		"it has ended":          func(c *Case) { c.Plans[0].Is.End = "2026-11-19" },
		"nothing was agreed":    func(c *Case) { c.Plans[0].Is.DaysAWeek = 0 },
		"another plan's log":    func(c *Case) { c.Plans[0].ID = "another" },
		"nobody logs, no claim": func(c *Case) { c.Logs = nil },
	} {
		again := c
		again.Plans, again.Logs = append([]Entry[assessments.ActivityPlan](nil), c.Plans...), append([]*assessments.Log(nil), c.Logs...)
		change(&again)
		if got := Logging(again); len(got) != 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	// A row of provision asks in the same way.
	row := assessments.Provision{Ref: "F1", Short: "hand skills", Doses: []assessments.Dose{{Minutes: 20, Sessions: 3, Per: "week", Weeks: 38}}}
	c.Plans, c.Provision = nil, []Entry[assessments.Provision]{{"plan", row}}
	c.Logs = []*assessments.Log{week("2026-11-09", 0), week("2026-11-16", 2)}
	if got := Logging(c); len(got) != 1 || !strings.Contains(got[0].Sentence, "F1 hand skills: the last 2 logged weeks had 2 of 6 sessions.") {
		t.Errorf("a row: %+v", got)
	}
}
