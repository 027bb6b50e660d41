package consent

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// A Store is what consent reads. *store.Store is one.
type Store interface {
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// A Desk is where a decision is written, with who and when. *session.Session is one.
type Desk interface {
	Today() assessments.Date
	Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit
	Change(r assessments.Record, t assessments.Typed) (assessments.Edit, bool)
	Write(ctx context.Context, edits ...assessments.Edit) bool
}

// A Line is a matter with how it stands today.
type Line struct {
	Matter
	Title    string           // "School", "Dr Crabtree-Moss, GP", "Photos"
	Standing reports.Standing // what it all comes to
	Word     string           // Agreed, Agreed with limits, Not asked, Refused, Ended …
	Said     string           // "Róisín O'Thistlewood, mother, 12 March 2026"
	Covers   string           // what a yes covers
	Wants    string           // what still keeps a yes from being used
	Newest   assessments.ID   // the basis that speaks
	Past     []Past           // newest first
	standing []assessments.ID // the consents that stand
}

// Past is one thing that was said.
type Past struct {
	ID          assessments.ID
	When, Words string // "12 March 2026", "Agreed, Róisín O'Thistlewood, mother"
	More        string
	on          assessments.Date
}

// A Giver is somebody who can decide, and by what right.
type Giver struct {
	ID        assessments.ID
	Name      string // "Róisín O'Thistlewood, mother"
	Authority string
}

// Book is a child's consents.
type Book struct {
	Child assessments.ID

	store Store
	desk  Desk
	newID func() assessments.ID

	records []assessments.Record
	bases   reports.Bases
	child   assessments.Child
	setting assessments.Setting
	people  map[assessments.ID]assessments.Person
	order   []assessments.ID        // people in order of id
	given   []basis                 // newest last
	signed  map[assessments.ID]bool // bases that were signed by hand
}

type basis struct {
	rec assessments.Record
	v   assessments.Basis
}

// NewBook makes the book of a child; Open fills it.
func NewBook(s Store, d Desk, newID func() assessments.ID, child assessments.ID) *Book {
	return &Book{Child: child, store: s, desk: d, newID: newID}
}

// Open reads the child, the people around and every basis.
func (b *Book) Open(ctx context.Context) error {
	recs, err := Evidence(ctx, b.store, b.Child)
	if err != nil {
		return err
	}
	b.people, b.order, b.given = map[assessments.ID]assessments.Person{}, nil, nil
	b.signed = map[assessments.ID]bool{}
	b.child, b.setting = assessments.Child{}, assessments.Setting{}
	struck := map[assessments.ID]bool{}
	for _, r := range recs {
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	for _, r := range recs {
		if struck[r.ID] {
			continue
		}
		switch r.Kind {
		case assessments.KindChild:
			assessments.Decode(r.Fields, &b.child)
		case assessments.KindPerson:
			var p assessments.Person
			assessments.Decode(r.Fields, &p)
			b.people[r.ID] = p
			b.order = append(b.order, r.ID)
		case assessments.KindSetting:
			assessments.Decode(r.Fields, &b.setting)
		case assessments.KindAttachment:
			b.signed[assessments.ID(r.Fields.Text("of"))] = true
		case assessments.KindBasis:
			x := basis{rec: r}
			assessments.Decode(r.Fields, &x.v)
			b.given = append(b.given, x)
		}
	}
	slices.Sort(b.order)
	slices.SortStableFunc(b.given, func(x, y basis) int {
		return strings.Compare(string(x.v.On)+string(x.rec.ID), string(y.v.On)+string(y.rec.ID))
	})
	b.records, b.bases = recs, reports.ReadBases(recs)
	return nil
}

// Known is the name the child likes.
func (b *Book) Known() string { return b.child.Known() }

// Name is a person's name with what they are to the child; the child's own name for the child.
func (b *Book) Name(id assessments.ID) string {
	if id == b.Child && id != "" {
		return b.Known()
	}
	p, ok := b.people[id]
	if !ok {
		return ""
	}
	return p.Name + ", " + lowerUnlessLetters(p.JobWords())
}

// Givers are the people who can decide about this child: who holds parental responsibility, who may, and the child.
func (b *Book) Givers() []Giver {
	var out []Giver
	for _, want := range []string{"yes", "not-known", ""} {
		for _, id := range b.order {
			p := b.people[id]
			if p.Responsibility == want && (want == "yes" || family(p.Role)) {
				out = append(out, Giver{id, b.Name(id), "parental-responsibility"})
			}
		}
	}
	right := "gillick-competent-child"
	if a, err := measure.AgeAt(b.child.Born.Time(), b.desk.Today().Time()); err == nil && b.child.Born.Valid() && a.Years >= 16 {
		right = "young-person"
	}
	return append(out, Giver{b.Child, b.Known(), right})
}

func family(role string) bool {
	return slices.Contains([]string{"mother", "father", "parent", "carer"}, role)
}

// Leads are the therapists of the team, one of whom approves sharing without consent.
func (b *Book) Leads(me assessments.ID) (ids []assessments.ID, names []string) {
	for _, r := range b.records {
		if r.Kind == assessments.KindPerson && r.Scope.Type == assessments.ScopeTeam && r.ID != me {
			ids, names = append(ids, r.ID), append(names, r.Fields.Text("name"))
		}
	}
	return ids, names
}

func lowerUnlessLetters(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' && s != "SENCo" {
		return assessments.LowerFirst(s)
	}
	return s
}

// Evidence reads what decides about sharing: the child's records, those of the school or nursery, and the team's people.
func Evidence(ctx context.Context, s Store, child assessments.ID) ([]assessments.Record, error) {
	recs, err := s.Records(ctx, store.Filter{Child: child, Struck: true})
	if err != nil {
		return nil, err
	}
	scopes := []assessments.Scope{assessments.TeamScope()}
	for _, r := range recs {
		if at := assessments.ID(r.Fields.Text("setting")); r.Kind == assessments.KindChild && at != "" {
			scopes = append(scopes, assessments.SettingScope(at))
		}
	}
	for _, sc := range scopes {
		more, err := s.Records(ctx, store.Filter{Scope: &sc, Kinds: []assessments.Kind{assessments.KindPerson, assessments.KindSetting}})
		if err != nil {
			return nil, err
		}
		recs = append(recs, more...)
	}
	return recs, nil
}

// Standings are the matters of a child about which something was said, and what is somebody's by right, as they stand on a day: for a page that
// shows them and changes nothing.
func Standings(ctx context.Context, s Store, child assessments.ID, on assessments.Date) ([]Line, error) {
	b := NewBook(s, reader{on: on}, nil, child)
	if err := b.Open(ctx); err != nil {
		return nil, err
	}
	var out []Line
	sharing, other := b.Lines()
	for _, l := range append(sharing, other...) {
		if len(l.Past) > 0 || l.Standing == reports.ByRight {
			out = append(out, l)
		}
	}
	return out, nil
}

// A reader is a desk at which nothing is written.
type reader struct {
	Desk
	on assessments.Date
}

func (r reader) Today() assessments.Date { return r.on }
