package childhome

import (
	"context"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/groups"
	"github.com/fieldfare/fieldfare/app/leaving"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/same"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// Reader is what the home reads.
type Reader interface {
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Links(ctx context.Context, child assessments.ID) ([]store.Linked, error)
	leaving.Reader
}

// Quote is something the child said.
type Quote struct{ Words, By string }

// Goal is a goal with where it started and where it is.
type Goal struct {
	ID          assessments.ID
	Title, Line string
	Start, Now  int
	Scored      bool
}

// Event is one line of the timeline.
type Event struct {
	ID    assessments.ID
	Place string // picks the icon; "report", "plan" for what is no contact
	When  string
	What  string
	More  string
	Open  bool // a contact that is planned or running
	Runs  bool // a contact that was started and not finished
	Asks  bool // an absence about which nobody has decided
	Kind  assessments.Kind
	on    assessments.Date
}

// Share is who may have what.
type Share struct {
	Key        assessments.ID // of the matter, for its page
	Who, State string
	Standing   reports.Standing
}

// Item is a row of a shelf.
type Item struct {
	ID          assessments.ID
	Kind        assessments.Kind
	Title, Line string
	Trailing    string
	Needs       bool
}

// Model is a child's home as values.
type Model struct {
	Known     string
	Setting   assessments.ID
	Said      *Quote
	Goals     []Goal
	GoalDates [2]string // of the first and the newest scoring
	Rater     *Rater    // nil where nobody has rated
	Timeline  []Event
	Runs      []Event // contacts that were begun and not finished, the oldest first
	Next      *Event  // the next that is planned
	Absences  []Event // those about which nobody has decided
	Sharing   []Share
	Chair     []Item // settings in mm, for the card "Chair as set"
	Equipment []Item
	Measures  []Item
	Plans     []Item
	Scores    []Item
	Pictures  string // how many photos and drawings, in a line
	Pathway   string // where the child stands, in a line
	Reports   []Item
	People    []Item
	Alerts    []Item       // their words; to be shown after a press and hold only
	Leaves    *leaving.Row // the child's care moved to a colleague
	Same      []Item       // children of whom a lead said that they may be this one; ID is "" for one who is not on this tablet
}

// Build reads a child as at today.
func Build(ctx context.Context, r Reader, child assessments.ID, today assessments.Date) (Model, error) {
	var m Model
	recs, err := r.Records(ctx, store.Filter{Child: child})
	if err != nil {
		return m, err
	}
	all := shelves(recs)
	if all.lib, err = questions.Library(ctx, r); all.lib == nil {
		return m, err
	}
	m.Known, m.Setting = all.child.Known(), all.child.Setting
	m.said(all)
	m.goals(all)
	m.rater(all, child)
	m.timeline(all, today)
	lines, err := consent.Standings(ctx, r, child, today)
	if err != nil {
		return m, err
	}
	m.sharing(lines)
	sent, err := share.ListSent(ctx, r, child, today)
	if err != nil {
		return m, err
	}
	m.shared(sent)
	sessions, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindGroupSession}})
	if err != nil {
		return m, err
	}
	m.elsewhere(all, groups.Places(sessions, today))
	m.things(all)
	m.pathway(all)
	m.pictures(all)
	m.alerts(all, today)
	if m.Leaves, err = leaving.Of(ctx, r, child); err != nil {
		return m, err
	}
	links, err := r.Links(ctx, child)
	m.linked(links)
	return m, err
}

// linked notes who else may be this child. It says so and no more: nothing of the other child's record is here.
func (m *Model) linked(links []store.Linked) {
	for _, l := range links {
		it := Item{ID: l.Other, Kind: assessments.KindChild, Title: "May be the same child as " + l.Name, Line: same.Why(l.Reason) + ". Two records, nothing was merged"}
		if l.Name == "" {
			it.ID, it.Title = "", "May be the same child as one who is not on this tablet"
		}
		m.Same = append(m.Same, it)
	}
}

// shelf is the child's records by kind, read into their types.
type shelf struct {
	childID assessments.ID
	child   assessments.Child
	names   map[assessments.ID]string
	ids     map[assessments.Typed]assessments.ID
	byKind  map[assessments.Kind][]assessments.Typed
	lib     *template.Library // of questions
}

func shelves(recs []assessments.Record) shelf {
	s := shelf{names: map[assessments.ID]string{}, ids: map[assessments.Typed]assessments.ID{}, byKind: map[assessments.Kind][]assessments.Typed{}}
	for _, r := range recs {
		t, _ := r.Read()
		if t == nil {
			continue // made by a newer Fieldfare: kept, not shown
		}
		s.ids[t] = r.ID
		s.byKind[r.Kind] = append(s.byKind[r.Kind], t)
		switch t := t.(type) {
		case *assessments.Child:
			s.childID, s.child = r.ID, *t
		case *assessments.Person:
			s.names[r.ID] = t.Name
		}
	}
	return s
}

// said finds the newest words of the child.
func (m *Model) said(s shelf) {
	var best *assessments.Observation
	for _, t := range s.byKind[assessments.KindObservation] {
		o := t.(*assessments.Observation)
		byChild := o.Type == "said" && (o.SaidBy == s.childID || strings.EqualFold(o.SaidWho, "child"))
		if byChild && !o.Confidential && (best == nil || o.On > best.On || (o.On == best.On && o.At > best.At)) {
			best = o
		}
	}
	if best != nil {
		m.Said = &Quote{best.Text, m.Known + ", " + best.On.Words()}
	}
}

func (m *Model) goals(s shelf) {
	type scored struct{ first, last *assessments.GoalReview }
	reviews := map[assessments.ID]scored{}
	var first, last assessments.Date
	for _, t := range s.byKind[assessments.KindGoalReview] {
		g := t.(*assessments.GoalReview)
		if g.Level == nil {
			continue
		}
		x := reviews[g.Goal]
		if x.first == nil || g.On < x.first.On {
			x.first = g
		}
		if x.last == nil || g.On > x.last.On {
			x.last = g
		}
		reviews[g.Goal] = x
		if first == "" || g.On < first {
			first = g.On
		}
		last = max(last, g.On)
	}
	if first != "" {
		m.GoalDates[0] = first.Time().Format("2 January")
	}
	if last != "" && last != first {
		m.GoalDates[1] = last.Time().Format("2 January")
	}
	goals := s.byKind[assessments.KindGoal]
	sort.SliceStable(goals, func(i, j int) bool {
		return goals[i].(*assessments.Goal).Order < goals[j].(*assessments.Goal).Order
	})
	for _, t := range goals {
		g := t.(*assessments.Goal)
		if g.ClosedOn != "" {
			continue
		}
		row := Goal{ID: s.ids[t], Title: g.Title, Line: "Not scored yet"}
		if x := reviews[s.ids[t]]; x.last != nil {
			row.Start, row.Now, row.Scored = *x.first.Level, *x.last.Level, true
			row.Line = levelWords(row.Now) + " on " + x.last.On.Time().Format("2 January")
		}
		m.Goals = append(m.Goals, row)
	}
}

// levelWords says a rung in words; the number alone means nothing to a parent.
func levelWords(level int) string {
	switch {
	case level <= -2:
		return "Much less than expected"
	case level == -1:
		return "Less than expected"
	case level == 0:
		return "As expected"
	case level == 1:
		return "More than expected"
	}
	return "Much more than expected"
}
