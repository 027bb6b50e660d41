package wrong

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what is read and put right. *store.Store is one.
type Store interface {
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
	Apply(ctx context.Context, edits []assessments.Edit) ([]store.Applied, error)
	Move(ctx context.Context, m store.Move) (store.Moved, error)
}

// Desk says who works and when. *session.Session is one.
type Desk interface {
	Today() assessments.Date
	Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit
}

// An Entry is one record that can be put right.
type Entry struct {
	ID      assessments.ID
	Kind    assessments.Kind
	Title   string
	Line    string // its words; "" where a family must not read them
	Signed  bool
	Picked  bool
	Contact assessments.ID
	day     string
}

// A Child is one to whom entries can be moved.
type Child struct {
	ID   assessments.ID
	Name string
	Line string
	key  string
}

// A Report is one that may hold words of an entry.
type Report struct {
	ID      assessments.ID
	Title   string
	Line    string
	Certain bool
}

// Model is what is being put right under one child.
type Model struct {
	Child   assessments.ID
	Name    string
	Entries []Entry
	Kids    []Child
	store   Store
	desk    Desk
	me      assessments.ID
	newID   func() assessments.ID
	reports []assessments.Record
	sent    map[assessments.ID]assessments.Date // reports that went to somebody, and when last
}

// NewModel makes a model; Read fills it.
func NewModel(s Store, d Desk, me assessments.ID, newID func() assessments.ID, child assessments.ID) *Model {
	return &Model{Child: child, store: s, desk: d, me: me, newID: newID}
}

// Read reads the child's entries, the newest first, with those picked that are named or were picked in this model before, and the
// children to whom they could go.
func (m *Model) Read(ctx context.Context, named assessments.ID) error {
	recs, err := m.store.Records(ctx, store.Filter{Child: m.Child})
	if err != nil {
		return err
	}
	lib, err := questions.Library(ctx, m.store)
	if lib == nil {
		return err
	}
	picked := map[assessments.ID]bool{named: true}
	for _, e := range m.Entries {
		picked[e.ID] = e.Picked
	}
	of := titles(recs)
	m.Entries, m.reports, m.sent = nil, nil, map[assessments.ID]assessments.Date{}
	for _, r := range recs {
		if r.Kind == assessments.KindReport {
			m.reports = append(m.reports, r)
		}
		if r.Kind == assessments.KindShare {
			var v assessments.Share
			assessments.Decode(r.Fields, &v)
			m.sent[v.Report] = max(m.sent[v.Report], assessments.NewDate(v.SentTime().In(session.London)))
		}
		if r.Kind.MayMove() {
			m.Entries = append(m.Entries, entry(r, of, lib, picked[r.ID] || named != "" && assessments.ID(r.Fields.Text("contact")) == named))
		}
	}
	slices.SortStableFunc(m.Entries, func(a, b Entry) int {
		if a.day != b.day {
			return strings.Compare(b.day, a.day)
		}
		return strings.Compare(string(b.ID), string(a.ID))
	})
	kids, err := m.store.Children(ctx)
	m.Kids = nil
	for _, k := range kids {
		if k.ID == m.Child {
			m.Name = called(k)
			continue
		}
		m.Kids = append(m.Kids, Child{k.ID, called(k), strings.Trim("Born "+k.Born.Words()+", "+k.SettingName, ", "), strings.ToLower(k.Name + " " + k.KnownAs)})
	}
	return err
}

func called(k store.ChildRow) string {
	if k.KnownAs != "" && !strings.HasPrefix(k.Name, k.KnownAs+" ") {
		return k.Name + ", known as " + k.KnownAs
	}
	return k.Name
}

// Pick turns an entry on or off. The notes of a visit go with it: a visit under the wrong child has its notes there too.
func (m *Model) Pick(id assessments.ID) {
	on := false
	for i := range m.Entries {
		if e := &m.Entries[i]; e.ID == id {
			e.Picked = !e.Picked
			on = e.Picked
		}
	}
	for i := range m.Entries {
		if e := &m.Entries[i]; e.Contact == id && id != "" {
			e.Picked = on
		}
	}
}

// pickAs picks of the entries that another model has too those which are picked there.
func (m *Model) pickAs(other *Model) {
	there := map[assessments.ID]bool{}
	for _, e := range other.Entries {
		there[e.ID] = e.Picked
	}
	for i := range m.Entries {
		if picked, ok := there[m.Entries[i].ID]; ok {
			m.Entries[i].Picked = picked
		}
	}
}

// Picked are the entries that are turned on.
func (m *Model) Picked() []Entry {
	return slices.DeleteFunc(slices.Clone(m.Entries), func(e Entry) bool { return !e.Picked })
}

// Counted says how many entries there are.
func Counted(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// Chosen says how many entries are picked.
func (m *Model) Chosen() string { return strconv.Itoa(len(m.Picked())) + " chosen" }

// Find keeps the children whose names have every word.
func (m *Model) Find(words string) []Child {
	want := strings.Fields(strings.ToLower(words))
	return slices.DeleteFunc(slices.Clone(m.Kids), func(k Child) bool {
		return slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(k.key, w) })
	})
}

// Reasons are the reasons for striking out that are offered.
var Reasons = []string{"Written twice", "Wrong day or time", "Did not happen", "Only a try"}

// Strike strikes the picked entries out in one change for all, and answers what takes it back.
func (m *Model) Strike(ctx context.Context, reason string) (undo func(context.Context) error, err error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return nil, assessments.Errorf(assessments.Invalid, "wrong.strike", "Say why. The reason stays beside the entry for whoever reads the history.")
	}
	var edits, back []assessments.Edit
	for _, e := range m.Picked() {
		x := assessments.EnteredInError{Of: e.ID, Reason: reason, By: m.me, On: m.desk.Today()}
		id := m.newID()
		self, _ := json.Marshal(id) // an id always can be
		edits = append(edits, m.desk.Create(id, assessments.ChildScope(m.Child), &x))
		// Taken back, the striking strikes itself: both stay in the history.
		back = append(back, assessments.Edit{Record: id, Set: assessments.Fields{"of": self}})
	}
	if _, err := m.store.Apply(ctx, edits); err != nil {
		return nil, err
	}
	return func(ctx context.Context) error {
		_, err := m.store.Apply(ctx, back)
		return err
	}, nil
}
