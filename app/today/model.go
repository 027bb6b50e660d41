package today

import (
	"context"
	"fmt"
	"sort"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/store"
)

// Reader is what Today reads.
type Reader interface {
	Contacts(ctx context.Context, from, to assessments.Date) ([]store.ContactRow, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// aheadDays is how far Today looks for the next visits, and behindDays how far back for contacts left open.
const (
	aheadDays  = 60
	behindDays = 30
)

// A Visit is one row of Today.
type Visit struct {
	Contact, Child assessments.ID
	Time           string // "09:30", or the day when it is not today
	Name           string // as the child is called, with the family name
	What           string
	Age            string
	Sharing        string // "School agreed", or ""
	Next           bool
	Countdown      string // "Next, in 18 minutes"
	Last           string // "Last visit 14 July: …"
}

// A Stop is a place with its visits in order.
type Stop struct {
	Place  string // home, school, …: picks the icon
	Title  string
	Line   string
	Today  bool
	Visits []Visit
}

// A Clock is something due.
type Clock struct {
	Child assessments.ID
	Title string
	When  string
	Left  string
	Gone  float32 // 0 to 1
}

// An Unfinished contact was started or is past and has no end yet.
type Unfinished struct {
	Contact, Child assessments.ID
	Title, Line    string
}

// A Seen contact of today has its end: it took place, or it is said what became of it.
type Seen struct {
	Child assessments.ID
	Time  string
	Name  string
	What  string
	Came  string // "Seen", "Was not brought"
	Good  bool   // it took place
}

// Model is Today as values.
type Model struct {
	Title    string
	Subtitle string
	Stops    []Stop
	Seen     []Seen
	Clocks   []Clock
	ToFinish []Unfinished
}

// Build reads the day that now falls on, in zone.
func Build(ctx context.Context, r Reader, now time.Time) (Model, error) {
	day := assessments.NewDate(now)
	m := Model{Title: now.Format("Monday 2 January")}
	rows, err := r.Contacts(ctx, day.AddDays(-behindDays), day.AddDays(aheadDays))
	if err != nil {
		return m, err
	}
	kids, err := childrenByID(ctx, r)
	if err != nil {
		return m, err
	}
	last, err := lastNotes(ctx, r)
	if err != nil {
		return m, err
	}
	var open []store.ContactRow
	for _, c := range rows {
		switch {
		case c.Status == "started" || (c.Status == "planned" && c.On < day):
			m.ToFinish = append(m.ToFinish, unfinished(c))
		case c.Status == "planned":
			open = append(open, c)
		case c.On == day:
			m.Seen = append(m.Seen, seen(c))
		}
	}
	sort.SliceStable(m.Seen, func(i, j int) bool { return m.Seen[i].Time < m.Seen[j].Time })
	sort.SliceStable(open, func(i, j int) bool { return before(open[i], open[j]) })
	m.Stops = stops(open, kids, last, now)
	m.Subtitle = subtitle(open, len(m.Seen), day)
	m.Clocks, err = clocks(ctx, r, kids, day)
	return m, err
}

func before(a, b store.ContactRow) bool {
	if a.On != b.On {
		return a.On < b.On
	}
	return a.From < b.From
}

func childrenByID(ctx context.Context, r Reader) (map[assessments.ID]store.ChildRow, error) {
	rows, err := r.Children(ctx)
	out := make(map[assessments.ID]store.ChildRow, len(rows))
	for _, c := range rows {
		out[c.ID] = c
	}
	return out, err
}

// lastNotes finds, for each child, the first fact of the newest attended visit: the line that brings a child back to mind.
func lastNotes(ctx context.Context, r Reader) (map[assessments.ID]assessments.Observation, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindObservation}})
	out := map[assessments.ID]assessments.Observation{}
	for _, rec := range recs {
		var o assessments.Observation
		assessments.Decode(rec.Fields, &o)
		was, ok := out[rec.Scope.ID]
		if o.Type != "fact" || o.Confidential || (ok && (o.On < was.On || (o.On == was.On && o.At >= was.At))) {
			continue
		}
		out[rec.Scope.ID] = o
	}
	return out, err
}

func unfinished(c store.ContactRow) Unfinished {
	line := "Started " + string(c.From) + ", not finished"
	if c.Status == "planned" {
		line = "Planned, and not yet said what became of it"
	}
	return Unfinished{c.ID, c.Child, short(c) + ", " + c.On.Time().Format("2 January"), line}
}

// short is how a child is called in a list: the liked name and what follows the first name.
func short(c store.ContactRow) string { return Called(c.ChildName, c.KnownAs) }

// Called joins the liked name with the rest of the whole name, in the name's own order.
func Called(name, known string) string {
	if known == "" {
		return name
	}
	for i, r := range name {
		if r == ' ' {
			rest := name[i+1:]
			if j := lastSpace(rest); j >= 0 {
				rest = rest[j+1:]
			}
			return known + " " + rest
		}
	}
	return known
}

func lastSpace(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return i
		}
	}
	return -1
}

// becameWords says what became of a contact.
var becameWords = map[string]string{"attended": "Seen", "not-brought": "Was not brought", "did-not-attend": "Did not attend",
	"cancelled": "Cancelled", "rescheduled": "Rescheduled"}

func seen(c store.ContactRow) Seen {
	return Seen{c.Child, string(c.From), short(c), c.Purpose, becameWords[c.Status], c.Status == "attended"}
}

func subtitle(open []store.ContactRow, done int, day assessments.Date) string {
	n := 0
	for _, c := range open {
		if c.On == day {
			n++
		}
	}
	switch {
	case n == 0 && done == 1:
		return "The visit of today is done"
	case n == 0 && done > 1:
		return fmt.Sprintf("All %d visits of today are done", done)
	case done > 0:
		return fmt.Sprintf("%d of %d visits done, the others ready offline", done, n+done)
	case n == 1:
		return "1 visit today, ready offline"
	case n > 1:
		return fmt.Sprintf("%d visits today, all ready offline", n)
	case len(open) > 0:
		return "No visits today. The next ones are below, ready offline"
	}
	return "No visits planned"
}

// ageWords is the age on a day, or "" where the birthday is not known.
func ageWords(born, on assessments.Date) string {
	if !born.Valid() || !on.Valid() {
		return ""
	}
	a, err := measure.AgeAt(born.Time(), on.Time())
	if err != nil {
		return ""
	}
	return a.Words()
}
