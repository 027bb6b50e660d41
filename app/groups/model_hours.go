package groups

import (
	"fmt"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Trained is one attendee's training.
type Trained struct {
	Name, Role string
	Hours      string // "4.5 hours"
	Line       string // "3 events since September, last 24 November 2026"
	minutes    int
}

// yearStart is the first day of the school year that a day is in.
func yearStart(d assessments.Date) assessments.Date {
	t := d.Time()
	y := t.Year()
	if t.Month() < 9 {
		y--
	}
	return assessments.Date(fmt.Sprintf("%04d-09-01", y))
}

// Training adds up the hours of training of everybody in this school year, most first. A person without a record is told
// apart by name and role alone.
func Training(sessions []assessments.GroupSession, n Names, today assessments.Date) []Trained {
	type sum struct {
		Trained
		events, noTime int
		last           assessments.Date
	}
	sums := map[string]*sum{}
	for _, g := range sessions {
		if g.Type != "training" || g.On < yearStart(today) || g.On > today {
			continue
		}
		for _, a := range g.Register {
			if !was(a) || a.Child != "" {
				continue
			}
			key := string(a.Person)
			if key == "" {
				key = strings.ToLower(a.Who + "," + a.Role)
			}
			if sums[key] == nil {
				sums[key] = new(sum)
				sums[key].Name, sums[key].Role = n.Who(a)
			}
			s := sums[key]
			s.events++
			s.minutes += a.Minutes
			s.last = max(s.last, g.On)
			if a.Minutes == 0 {
				s.noTime++
			}
		}
	}
	out := make([]Trained, 0, len(sums))
	for _, s := range sums {
		s.Hours = hours(s.minutes)
		s.Line = fmt.Sprintf("%d events since September, last %s", s.events, s.last.Words())
		if s.events == 1 {
			s.Line = "1 event since September, " + s.last.Words()
		}
		if s.noTime > 0 {
			s.Line += fmt.Sprintf(", %d without a time", s.noTime)
		}
		out = append(out, s.Trained)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return a.minutes > b.minutes || a.minutes == b.minutes && (a.Name < b.Name || a.Name == b.Name && a.Role < b.Role)
	})
	return out
}

// Contacts are what a group gave each child who was there: a contact of the child's own, since the register is the team's. A
// child whose record already has a contact of that session is left alone.
func Contacts(g *assessments.GroupSession, me assessments.ID, had func(child assessments.ID) bool) map[assessments.ID]*assessments.Contact {
	out := map[assessments.ID]*assessments.Contact{}
	for _, a := range g.Register {
		if a.Child == "" || a.Came == "" || had(a.Child) {
			continue
		}
		c := &assessments.Contact{Type: "group", Purpose: g.Title, On: g.On, From: g.From, To: g.To, Status: "attended", Setting: g.Setting, Clinician: me, ChildPresent: "yes"}
		if len(g.Leaders) > 0 {
			c.Clinician, c.Joint = g.Leaders[0], g.Leaders[1:]
		}
		if a.Came == "part" {
			c.Summary = strings.TrimSpace(fmt.Sprintf("There for part of the session. %s", a.Note))
		} else {
			c.Summary = a.Note
		}
		if !was(a) {
			continue // what became of a child who was not brought is a clinician's to write
		}
		out[a.Child] = c
	}
	return out
}
