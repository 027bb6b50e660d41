package logs

import (
	"context"
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Weeks is how many weeks back a paper may be copied: it comes home at the end of a term.
const Weeks = 14

// A Reader is what the log is read from. *store.Store is one.
type Reader interface {
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// Model is one week of one task, as copied from paper.
type Model struct {
	Tasks []assessments.LogTask
	Task  assessments.LogTask
	Weeks []assessments.Date // Mondays that may be copied, the newest first
	Week  assessments.Date
	Days  []assessments.Date // of that week
	Rec   assessments.Record // without fields while nothing was copied
	V     assessments.Log
	Came  []*assessments.Log // of the same week, by link
	known map[assessments.Date]int
}

// Read reads a week of a task; without one the first, and without a week the newest.
func Read(ctx context.Context, r Reader, child, of assessments.ID, week, today assessments.Date) (Model, error) {
	var m Model
	recs, err := r.Records(ctx, store.Filter{Child: child})
	if err != nil {
		return m, err
	}
	m.Tasks = assessments.LogTasks(recs)
	if len(m.Tasks) == 0 {
		return m, nil
	}
	m.Task = m.Tasks[max(slices.IndexFunc(m.Tasks, func(t assessments.LogTask) bool { return t.ID == of }), 0)]
	m.Weeks = m.Task.Weeks(today, Weeks)
	if len(m.Weeks) == 0 {
		return m, nil
	}
	m.Week = m.Weeks[max(slices.Index(m.Weeks, week), 0)]
	m.Days = m.Task.Days(m.Week, today)
	scope := assessments.ChildScope(child)
	m.Rec = assessments.Record{ID: assessments.PaperLogID(m.Task.ID, m.Week), Kind: assessments.KindLog, Scope: scope, Fields: assessments.Fields{}}
	m.known = map[assessments.Date]int{}
	for _, rec := range recs {
		t, _ := rec.Read()
		l, ok := t.(*assessments.Log)
		if !ok || l.Of != m.Task.ID {
			continue
		}
		m.known[l.Week] = max(m.known[l.Week], len(l.Days))
		switch {
		case rec.ID == m.Rec.ID:
			m.Rec, m.V = rec, *l
		case l.Week == m.Week && l.Share != "":
			m.Came = append(m.Came, l)
		}
	}
	return m, nil
}

// First is a new week with what is known of it.
func (m *Model) First() *assessments.Log {
	return &assessments.Log{Of: m.Task.ID, Week: m.Week, Minutes: m.Task.Minutes}
}

// WeekWords are the weeks in words, with what is known of each.
func (m *Model) WeekWords() []string {
	out := make([]string, len(m.Weeks))
	for i, w := range m.Weeks {
		out[i] = "Week of " + w.Time().Format("2 January")
		if n, ok := m.known[w]; ok {
			out[i] += ", " + DaysWords(n)
		}
	}
	return out
}

// DaysWords is how often something was done in a week.
func DaysWords(n int) string {
	if n == 1 {
		return "done on 1 day"
	}
	return fmt.Sprintf("done on %d days", n)
}

// Line says how much a week of the task holds: "3 times a week, 10 minutes each".
func (m *Model) Line() string {
	line := ""
	if m.Task.Sessions > 0 {
		line = fmt.Sprintf("%g times a week", m.Task.Sessions)
	}
	if m.Task.Minutes > 0 {
		line += fmt.Sprintf(", %d minutes each", m.Task.Minutes)
	}
	return line
}

// CameWords say that the week came by link as well, so that nobody copies it for nothing.
func (m *Model) CameWords() string {
	if len(m.Came) == 0 {
		return ""
	}
	l := m.Came[0]
	words := "This week came by link as well: " + DaysWords(len(l.Days))
	if l.By != "" {
		words += ", by " + l.By
	}
	return words + ". Of two the one with more days counts."
}

// Ticked puts a day among the days, or takes it out.
func Ticked(days []assessments.Date, day assessments.Date, on bool) []assessments.Date {
	out := slices.DeleteFunc(slices.Clone(days), func(d assessments.Date) bool { return d == day })
	if on {
		out = append(out, day)
	}
	slices.Sort(out)
	return out
}

// Sample is what was counted of one thing, or an empty one to begin with: on the newest day that was ticked.
func (m *Model) Sample(l assessments.Log, ask assessments.LogSample) assessments.LogSample {
	for _, s := range l.Samples {
		if s.What == ask.What {
			return s
		}
	}
	ask.On = m.Days[len(m.Days)-1]
	if n := len(l.Days); n > 0 {
		ask.On = l.Days[n-1]
	}
	return ask
}

// Counted puts a sample in; one without any number is none.
func Counted(list []assessments.LogSample, s assessments.LogSample) []assessments.LogSample {
	out := slices.DeleteFunc(slices.Clone(list), func(x assessments.LogSample) bool { return x.What == s.What })
	if s.Count != nil || s.Prompts != nil {
		out = append(out, s)
	}
	return out
}
