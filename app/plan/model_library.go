package plan

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// A Shelf is the library as a picker shows it: a topic, words to look for, and what answers both.
type Shelf struct {
	Topic string // "" for all topics
	Words string

	lib *library.Library
}

// NewShelf opens the library with everything on it.
func NewShelf(lib *library.Library) *Shelf { return &Shelf{lib: lib} }

// Topics are the chips above the list, "All" first, with the one that is chosen.
func (s *Shelf) Topics() (words []string, chosen int) {
	words = []string{"All"}
	for i, t := range library.Topics() {
		words = append(words, t.Words())
		if string(t) == s.Topic {
			chosen = i + 1
		}
	}
	return words, chosen
}

// PickTopic narrows the list to a chip of Topics.
func (s *Shelf) PickTopic(i int) {
	s.Topic = ""
	if i > 0 && i <= len(library.Topics()) {
		s.Topic = string(library.Topics()[i-1])
	}
}

// Found are the activities that answer topic and words, best first.
func (s *Shelf) Found() []library.Activity {
	return s.lib.Find(library.Query{Topic: library.Topic(s.Topic), Words: s.Words})
}

// Suits are the activities for a goal, best first, by its area and its words; at most n.
func (s *Shelf) Suits(area, words string, n int) []library.Activity {
	all := s.lib.Find(library.Query{Area: area, Words: words})
	if len(all) == 0 {
		all = s.lib.Find(library.Query{Area: area})
	}
	return all[:min(n, len(all))]
}

// AddFrom puts an activity of the library into the plan, serving a goal ("" for none), with what must stop it and what
// keeps it safe. The plan is made with it where it is new. It answers what takes everything back, nil when nothing was
// written.
func (s *Sheet) AddFrom(ctx context.Context, a library.Activity, goal assessments.ID) (id assessments.ID, undo func()) {
	if !s.made {
		s.Set(ctx, func(*assessments.ActivityPlan) {})
	}
	if !s.made {
		return "", nil
	}
	next := a.Record(s.ID, goal)
	next.Order = 1
	if n := len(s.activities); n > 0 {
		next.Order = s.activities[n-1].a.Order + 1
	}
	id = s.newID()
	if !s.desk.Write(ctx, s.desk.Create(id, s.scope(), &next)) {
		return "", nil
	}
	s.reread(ctx, id)
	guard := s.Set(ctx, func(p *assessments.ActivityPlan) {
		p.StopIf, p.Warnings = slices.Clone(p.StopIf), slices.Clone(p.Warnings)
		a.Guard(p)
		if place := s.where[goal]; p.Place == "" && place != "" {
			p.Place = place // setting follows the goal (rule 59)
		}
	})
	return id, func() {
		if guard != nil {
			guard()
		}
		s.Remove(ctx, id)
	}
}

// Has reports whether an activity of the library is in the plan already, by its title.
func (s *Sheet) Has(a library.Activity) bool {
	return slices.ContainsFunc(s.activities, func(x *activity) bool { return strings.EqualFold(x.a.Title, a.Title) })
}

// GoalWords are area and words of a goal, to look for what suits it.
func (s *Sheet) GoalWords(ctx context.Context, id assessments.ID) (area, words string) {
	rec, err := s.store.Record(ctx, id)
	if err != nil {
		return "", ""
	}
	var g assessments.Goal
	assessments.Decode(rec.Fields, &g)
	return g.Area, g.Title + " " + g.Situation + " " + g.RatingLabel
}
