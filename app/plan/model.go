package plan

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Store is what the plan reads, and where words go while they are typed. *store.Store is one.
type Store interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Typed(ctx context.Context, d store.Draft) error
	Fold(ctx context.Context, record assessments.ID) error
}

// A Desk is where a change is written, with who and when. *session.Session is one.
type Desk interface {
	Today() assessments.Date
	Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit
	Change(r assessments.Record, t assessments.Typed) (assessments.Edit, bool)
	Write(ctx context.Context, edits ...assessments.Edit) bool
	Try(ctx context.Context, edits ...assessments.Edit) error
}

// activity is one activity as it stands in the store.
type activity struct {
	rec assessments.Record
	a   assessments.Activity
}

// A Sheet is one activity plan being written.
type Sheet struct {
	Child assessments.ID
	ID    assessments.ID // of the plan; made ahead for a new one

	store Store
	desk  Desk
	newID func() assessments.ID

	made       bool // the plan is in the store
	rec        assessments.Record
	plan       assessments.ActivityPlan
	child      assessments.Child
	people     []named
	goals      []named
	where      map[assessments.ID]string // place of a goal, where its words say so
	activities []*activity
}

// named is a record with what a chip calls it.
type named struct {
	id   assessments.ID
	name string
}

// NewSheet makes the sheet of a plan, or with an empty id of a new one; Open fills it.
func NewSheet(s Store, d Desk, newID func() assessments.ID, child, id assessments.ID) *Sheet {
	return &Sheet{Child: child, ID: id, store: s, desk: d, newID: newID}
}

func (s *Sheet) scope() assessments.Scope { return assessments.ChildScope(s.Child) }

// Open reads the plan, its activities, and the people and goals it may name.
func (s *Sheet) Open(ctx context.Context) error {
	rec, err := s.store.Record(ctx, s.Child)
	if err != nil {
		return err
	}
	assessments.Decode(rec.Fields, &s.child)
	recs, err := s.store.Records(ctx, store.Filter{Child: s.Child,
		Kinds: []assessments.Kind{assessments.KindActivityPlan, assessments.KindActivity, assessments.KindPerson, assessments.KindGoal}})
	if err != nil {
		return err
	}
	if s.child.Setting != "" {
		scope := assessments.SettingScope(s.child.Setting)
		staff, err := s.store.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindPerson}})
		if err != nil {
			return err
		}
		recs = append(recs, staff...)
	}
	s.people, s.goals, s.activities, s.made, s.where = nil, nil, nil, false, map[assessments.ID]string{}
	if s.ID == "" {
		s.ID = s.unfinished(recs)
	}
	for _, r := range recs {
		switch r.Kind {
		case assessments.KindActivityPlan:
			if r.ID == s.ID {
				s.keepPlan(r)
			}
		case assessments.KindActivity:
			s.keepActivity(r)
		case assessments.KindPerson:
			s.keepPerson(r)
		case assessments.KindGoal:
			var g assessments.Goal
			if assessments.Decode(r.Fields, &g); g.ClosedOn == "" && g.Title != "" {
				s.goals = append(s.goals, named{r.ID, g.Title})
				s.where[r.ID] = placeOf(g.Statement + " " + g.Title)
			}
		}
	}
	if s.ID == "" {
		s.ID = s.newID()
	}
	return nil
}

// unfinished is a plan that was begun and has no first day yet: opening a new one goes on with it, so that the same plan
// is there after a kill. One that has activities counts on the day it was begun only.
func (s *Sheet) unfinished(recs []assessments.Record) (id assessments.ID) {
	busy := map[assessments.ID]bool{}
	for _, r := range recs {
		if r.Kind == assessments.KindActivity {
			busy[assessments.ID(r.Fields.Text("plan"))] = true
		}
	}
	for _, r := range recs {
		if r.Kind != assessments.KindActivityPlan || r.Fields.Text("start") != "" || r.ID <= id {
			continue
		}
		if !busy[r.ID] || strings.HasPrefix(r.Fields.Text("recorded_at"), string(s.desk.Today())) {
			id = r.ID
		}
	}
	return id
}

func (s *Sheet) keepPlan(r assessments.Record) {
	s.rec, s.plan, s.made = r, assessments.ActivityPlan{}, true
	assessments.Decode(r.Fields, &s.plan)
}

func (s *Sheet) keepActivity(r assessments.Record) {
	a := &activity{rec: r}
	assessments.Decode(r.Fields, &a.a)
	if a.a.Plan != s.ID {
		return
	}
	if old := s.activity(r.ID); old != nil {
		*old = *a
	} else {
		s.activities = append(s.activities, a)
	}
	sort.SliceStable(s.activities, func(i, j int) bool { return s.activities[i].a.Order < s.activities[j].a.Order })
}

// keepPerson keeps whoever may do a plan: family and school, not the child and not another service.
func (s *Sheet) keepPerson(r assessments.Record) {
	var p assessments.Person
	assessments.Decode(r.Fields, &p)
	name := p.Name
	switch p.Role {
	case "mother":
		name = "Mum"
	case "father":
		name = "Dad"
	case "parent", "carer", "grandparent", "relative", "teacher", "teaching-assistant", "senco", "key-person":
	default:
		return
	}
	if name != "" {
		s.people = append(s.people, named{r.ID, name})
	}
}

func (s *Sheet) activity(id assessments.ID) *activity {
	for _, a := range s.activities {
		if a.rec.ID == id {
			return a
		}
	}
	return nil
}

// Plan is the plan as it stands.
func (s *Sheet) Plan() assessments.ActivityPlan { return s.plan }

// Known is the name the child likes.
func (s *Sheet) Known() string { return s.child.Known() }

// Made reports whether the plan is in the store.
func (s *Sheet) Made() bool { return s.made }

// Hours is the dose in words: "10 min × 1 a day × 5 days × 6 weeks = 5.0 hours", or what is still missing.
func (s *Sheet) Hours() (figure, line string) {
	p := s.plan
	var missing []string
	for _, x := range []struct {
		n    int
		what string
	}{{p.Minutes, "minutes"}, {p.TimesADay, "times a day"}, {p.DaysAWeek, "days a week"}, {p.Weeks, "weeks"}} {
		if x.n == 0 {
			missing = append(missing, x.what)
		}
	}
	if len(missing) > 0 {
		return "", "Hours follow once these are filled in: " + strings.Join(missing, ", ")
	}
	return fmt.Sprintf("%.1f", p.Hours()), fmt.Sprintf("%d min × %d a day × %d days a week × %d weeks", p.Minutes, p.TimesADay, p.DaysAWeek, p.Weeks)
}

// Set changes the plan; the first change makes its record. It answers what puts it back, nil when nothing was written.
func (s *Sheet) Set(ctx context.Context, turn func(p *assessments.ActivityPlan)) (undo func()) {
	return s.setBy(ctx, s.desk.Write, turn)
}

// Try is Set for what is typed: it answers why nothing was written, and tells nobody.
func (s *Sheet) Try(ctx context.Context, turn func(p *assessments.ActivityPlan)) (undo func(), err error) {
	undo = s.setBy(ctx, func(ctx context.Context, edits ...assessments.Edit) bool {
		err = s.desk.Try(ctx, edits...)
		return err == nil
	}, turn)
	return undo, err
}

func (s *Sheet) setBy(ctx context.Context, put func(context.Context, ...assessments.Edit) bool, turn func(p *assessments.ActivityPlan)) (undo func()) {
	rec, next := s.rec, s.plan
	turn(&next)
	if !s.made {
		if next.Title == "" {
			next.Title = "Activity plan for " + s.Known()
		}
		if next.Version == 0 {
			next.Version = 1
		}
		if put(ctx, s.desk.Create(s.ID, s.scope(), &next)) {
			s.reread(ctx, s.ID)
		}
		return nil
	}
	edit, ok := s.desk.Change(rec, &next)
	if !ok || !put(ctx, edit) {
		return nil
	}
	s.reread(ctx, s.ID)
	return s.back(ctx, rec, edit)
}

// back answers what puts the fields of an edit to what they were in a record, and nothing else.
func (s *Sheet) back(ctx context.Context, was assessments.Record, e assessments.Edit) func() {
	undo := assessments.Edit{Record: e.Record, Kind: e.Kind, Scope: e.Scope, Op: e.Op, Set: assessments.Fields{}}
	for name := range e.Set {
		if v, ok := was.Fields[name]; ok {
			undo.Set[name] = v
		} else {
			undo.Set[name] = []byte("null")
		}
	}
	return func() {
		if s.desk.Write(ctx, undo) {
			s.reread(ctx, e.Record)
		}
	}
}

// reread takes a record as the store now holds it, after a write.
func (s *Sheet) reread(ctx context.Context, id assessments.ID) {
	r, err := s.store.Record(ctx, id)
	if err != nil {
		return
	}
	switch r.Kind {
	case assessments.KindActivityPlan:
		s.keepPlan(r)
	case assessments.KindActivity:
		s.keepActivity(r)
	}
}
