package goals

import (
	"context"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Store is what the goals read, and where words go while they are typed. *store.Store is one.
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
}

// review is one scoring as it stands in the store.
type review struct {
	rec assessments.Record
	r   assessments.GoalReview
}

// rated reports whether somebody answered one of the two questions.
func (v *review) rated() bool { return v.r.Performance > 0 || v.r.Satisfaction > 0 }

// goal is one goal with its reviews, oldest first.
type goal struct {
	rec     assessments.Record
	g       assessments.Goal
	reviews []*review
}

// person is somebody who may rate.
type person struct {
	id   assessments.ID
	name string
	role string
}

// A Book is the goals of one child.
type Book struct {
	Child assessments.ID

	store Store
	desk  Desk
	newID func() assessments.ID

	child  assessments.Child
	people []person
	logs   []*assessments.Log // oldest first
	goals  []*goal            // in the child's order
	rater  assessments.ID
	picked bool // the rater was chosen by hand
}

// NewBook makes a book; Open fills it.
func NewBook(s Store, d Desk, newID func() assessments.ID, child assessments.ID) *Book {
	return &Book{Child: child, store: s, desk: d, newID: newID}
}

func (b *Book) scope() assessments.Scope { return assessments.ChildScope(b.Child) }

// Open reads the child, the goals, their reviews and the people who may rate.
func (b *Book) Open(ctx context.Context) error {
	rec, err := b.store.Record(ctx, b.Child)
	if err != nil {
		return err
	}
	b.child = assessments.Child{}
	assessments.Decode(rec.Fields, &b.child)
	recs, err := b.store.Records(ctx, store.Filter{Child: b.Child,
		Kinds: []assessments.Kind{assessments.KindGoal, assessments.KindGoalReview, assessments.KindLog, assessments.KindPerson}})
	if err != nil {
		return err
	}
	b.goals, b.logs, b.people = nil, nil, []person{{id: b.Child, name: b.child.Known(), role: "child"}}
	if b.child.Setting != "" {
		scope := assessments.SettingScope(b.child.Setting)
		staff, err := b.store.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindPerson}})
		if err != nil {
			return err
		}
		recs = append(recs, staff...)
	}
	for _, r := range recs {
		switch r.Kind {
		case assessments.KindGoal:
			b.keepGoal(r)
		case assessments.KindLog:
			var l assessments.Log
			assessments.Decode(r.Fields, &l)
			b.logs = append(b.logs, &l)
		case assessments.KindPerson:
			var p assessments.Person
			assessments.Decode(r.Fields, &p)
			if name := p.CallName(); name != "" && p.Role != "child" {
				b.people = append(b.people, person{r.ID, name, p.Role})
			}
		}
	}
	for _, r := range recs {
		if r.Kind == assessments.KindGoalReview {
			b.keepReview(r)
		}
	}
	b.order()
	if !b.picked {
		b.rater = b.todaysRater()
	}
	return nil
}

func (b *Book) keepGoal(r assessments.Record) *goal {
	g := b.goal(r.ID)
	if g == nil {
		g = &goal{}
		b.goals = append(b.goals, g)
	}
	g.rec, g.g = r, assessments.Goal{}
	assessments.Decode(r.Fields, &g.g)
	return g
}

func (b *Book) keepReview(r assessments.Record) {
	v := &review{rec: r}
	assessments.Decode(r.Fields, &v.r)
	g := b.goal(v.r.Goal)
	if g == nil {
		return
	}
	for i, old := range g.reviews {
		if old.rec.ID == r.ID {
			g.reviews[i] = v
			return
		}
	}
	g.reviews = append(g.reviews, v)
	sort.SliceStable(g.reviews, func(i, j int) bool { return g.reviews[i].r.On < g.reviews[j].r.On })
}

func (b *Book) order() {
	sort.SliceStable(b.goals, func(i, j int) bool {
		x, y := b.goals[i], b.goals[j]
		if x.g.Order != y.g.Order {
			return before(x.g.Order, y.g.Order)
		}
		return x.rec.ID < y.rec.ID
	})
}

// before puts goals without a place after those that have one.
func before(a, b int) bool { return a != 0 && (b == 0 || a < b) }

func (b *Book) goal(id assessments.ID) *goal {
	for _, g := range b.goals {
		if g.rec.ID == id {
			return g
		}
	}
	return nil
}

// open lists the goals that are agreed and not closed.
func (b *Book) open() []*goal {
	var out []*goal
	for _, g := range b.goals {
		if g.g.ClosedOn == "" && !g.unfinished() {
			out = append(out, g)
		}
	}
	return out
}

// OpenCount is how many goals are agreed and not closed.
func (b *Book) OpenCount() int { return len(b.open()) }

// Unfinished is the newest goal that was begun and not agreed yet, "" for none.
func (b *Book) Unfinished() assessments.ID {
	var id assessments.ID
	for _, g := range b.goals {
		if g.unfinished() && g.g.ClosedOn == "" && g.rec.ID > id {
			id = g.rec.ID
		}
	}
	return id
}

// beingWritten is the reason that stands for the day of agreement while a goal is still being written.
const beingWritten = "being written"

func (g *goal) unfinished() bool { return g.g.SetOn == "" && g.g.Missing["set_on"] == beingWritten }

// start is the first review with a level, now the newest.
func (g *goal) start() *review {
	for _, v := range g.reviews {
		if v.r.Level != nil {
			return v
		}
	}
	return nil
}

func (g *goal) now() *review {
	for i := len(g.reviews) - 1; i >= 0; i-- {
		if g.reviews[i].r.Level != nil {
			return g.reviews[i]
		}
	}
	return nil
}

func (g *goal) on(day assessments.Date) *review {
	for _, v := range g.reviews {
		if v.r.On == day {
			return v
		}
	}
	return nil
}

// levelled is the scoring of a day, nil for none: one of several reviews has the level.
func (g *goal) levelled(day assessments.Date) *review {
	for _, v := range g.reviews {
		if v.r.On == day && v.r.Level != nil {
			return v
		}
	}
	return nil
}

func (g *goal) rung(level int) string {
	for _, r := range g.g.Rungs {
		if r.Level == level {
			return r.Text
		}
	}
	return ""
}
