package today

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/app/clinic"
	"github.com/fieldfare/fieldfare/app/groups"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// An Event is something of the day for several people: a group, a training, a meeting, a drop-in clinic.
type Event struct {
	Type string // picks the icon
	Time string
	Name string
	What string // "12 expected", "3 here, 5 gone"
	Go   Way
	to   assessments.Clock

	since bool // Time is when the first family came: the rules name none
}

// walkIns are the families at drop-ins: of today those here and gone, and of earlier days those nobody finished.
type walkIns struct {
	here, gone int
	from       assessments.Clock // when the first family of today came
	left       map[assessments.Date]int
}

// take counts a walk-in, and tells whether it was one that has no place among the visits: a family without a record, or one
// still at a board.
func (w *walkIns) take(c store.ContactRow, day assessments.Date) bool {
	if c.Type != "walk-in" {
		return false
	}
	open := c.Status == "started" || c.Status == "planned"
	if c.On == day && c.From != "" && (w.from == "" || c.From < w.from) {
		w.from = c.From
	}
	switch {
	case c.On == day && open:
		w.here++
	case c.On == day:
		w.gone++
	case open:
		if w.left == nil {
			w.left = map[assessments.Date]int{}
		}
		w.left[c.On]++
	}
	return c.Child == "" || open
}

// unfinished are the boards on which families were left, the oldest first.
func (w *walkIns) unfinished() []Unfinished {
	var out []Unfinished
	for on, n := range w.left {
		line := "1 family not finished on the board"
		if n > 1 {
			line = fmt.Sprintf("%d families not finished on the board", n)
		}
		out = append(out, Unfinished{"Drop-in, " + on.Time().Format("2 January"), line, Way{session.Clinic, "", assessments.ID(on)}})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Go.Arg < out[j].Go.Arg })
	return out
}

// events are the sessions and drop-ins of a day. A clinic on a bank holiday is not held, and a drop-in that the rules do not
// know shows as soon as somebody came to it.
func events(ctx context.Context, r Reader, p *service.Pack, walks walkIns, day assessments.Date) ([]Event, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindGroupSession}})
	if err != nil {
		return nil, err
	}
	var out []Event
	for _, rec := range recs {
		var g assessments.GroupSession
		if assessments.Decode(rec.Fields, &g); g.On != day {
			continue
		}
		e := Event{Type: g.Type, Time: string(g.From), Name: g.Title, Go: Way{session.Group, "", rec.ID}, to: g.To}
		if e.Name == "" {
			e.Name = "New session"
		}
		e.What = strings.Join(some(g.Place, expected(g.Register)), ". ")
		out = append(out, e)
	}
	return append(out, dropIns(p, walks, day)...), nil
}

func expected(list []assessments.Attendee) string {
	t := groups.Total(list)
	switch {
	case len(list) == 0:
		return "Nobody on the register yet"
	case t.Unknown == len(list):
		return fmt.Sprintf("%d expected", t.Unknown)
	}
	return t.Words()
}

func dropIns(p *service.Pack, walks walkIns, day assessments.Date) []Event {
	came := ""
	if n := walks.here + walks.gone; n > 0 {
		came = fmt.Sprintf("%d here, %d gone", walks.here, walks.gone)
	}
	way := Way{session.Clinic, "", assessments.ID(day)}
	if p != nil {
		for _, k := range p.Clinics {
			for _, s := range k.Dates(day, day) {
				if k.WalkIn && (!s.Off || came != "") {
					return []Event{{Type: "clinic", Time: k.From, Name: k.Title, What: strings.Join(some("Until "+k.To, came), ". "), Go: way, to: assessments.Clock(k.To)}}
				}
			}
		}
	}
	if came == "" {
		return nil
	}
	return []Event{{Type: "clinic", Time: string(walks.from), Name: "Drop-in", What: came, Go: way, since: true}}
}

// siteDays are the schools where the therapist has a standing day today. Without term dates it is said that nobody knows whether
// children come; nothing is guessed (rule 64).
func siteDays(ctx context.Context, r Reader, shipped Shipped, me assessments.ID, day assessments.Date) ([]Event, error) {
	if me == "" {
		return nil, nil
	}
	sites, err := clinic.ReadSites(ctx, r, shipped.Services, day)
	if err != nil {
		return nil, err
	}
	var out []Event
	for _, s := range sites.List {
		for _, d := range s.Days {
			if d.V.Therapist != me || len(d.Next) == 0 || d.Next[0].On != day || d.Next[0].State == clinic.FallsAway {
				continue
			}
			until, doubt := "", ""
			if d.V.To != "" {
				until = "Until " + string(d.V.To)
			}
			if d.Next[0].State == clinic.NotKnown {
				doubt = "Term dates are not known"
			}
			out = append(out, Event{Type: "site", Time: string(d.V.From), Name: s.Name, What: strings.Join(some(until, doubt), ". "), Go: Way{session.Clinic, "", "sites"}, to: d.V.To})
		}
	}
	return out, nil
}

// merge puts the events of the day among its stops by time. The next visit is no longer next while an event comes before it.
func merge(stops []Stop, events []Event, now assessments.Clock) []Stop {
	var today, later []Stop
	for _, e := range events {
		s := Stop{Place: e.Type, Title: e.Name, Today: true, Event: &e, from: e.Time}
		if e.since {
			s.from = ""
		}
		today = append(today, s)
	}
	for _, s := range stops {
		if !s.Today {
			later = append(later, s)
			continue
		}
		today = append(today, s)
	}
	sort.SliceStable(today, func(i, j int) bool { return today[i].from < today[j].from })
	// What has no time of its own, as a drop-in that began when somebody came, stands behind the first stop: it must not push the one thing to do now below the edge
	// of a phone.
	if n := slices.IndexFunc(today, func(s Stop) bool { return s.from != "" }); n > 0 {
		first := today[n]
		today = slices.Insert(slices.Delete(today, n, n+1), 0, first)
	}
	before := false
	for i := range today {
		if e := today[i].Event; e != nil {
			before = before || string(now) < e.Time
		}
		for j := range today[i].Visits {
			v := &today[i].Visits[j]
			if rest, ok := strings.CutPrefix(v.Countdown, "Next,"); ok && before {
				v.Countdown = "Then," + rest
			}
		}
	}
	return append(today, later...)
}

func some(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
