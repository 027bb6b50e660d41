package scores

import (
	"context"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what these screens read. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// A Result is one tool on one day.
type Result struct {
	Rec assessments.Record
	V   assessments.Score
}

// A Group is the results of one tool in one edition, newest first, those without a day last.
type Group struct {
	Title   string // "Movement ABC-2, 2nd edition"
	Line    string // which way its numbers run
	Results []*Result
}

// A Person is somebody who may have answered.
type Person struct {
	ID   assessments.ID
	Name string
}

// A Book is the results of one child.
type Book struct {
	Born   assessments.Date
	Known  string
	Groups []*Group
	People []Person
}

// Read reads the results of a child.
func Read(ctx context.Context, r Reader, child assessments.ID) (*Book, error) {
	rec, err := r.Record(ctx, child)
	if err != nil {
		return nil, err
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	b := &Book{Born: c.Born, Known: c.Known()}
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindScore, assessments.KindPerson}})
	if err != nil {
		return nil, err
	}
	if c.Setting != "" {
		scope := assessments.SettingScope(c.Setting)
		staff, err := r.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindPerson}})
		if err != nil {
			return nil, err
		}
		recs = append(recs, staff...)
	}
	for _, rec := range recs {
		switch rec.Kind {
		case assessments.KindScore:
			x := &Result{Rec: rec}
			assessments.Decode(rec.Fields, &x.V)
			b.keep(x)
		case assessments.KindPerson:
			var p assessments.Person
			if assessments.Decode(rec.Fields, &p); p.Name != "" {
				b.People = append(b.People, Person{rec.ID, p.CallName()})
			}
		}
	}
	b.order()
	return b, nil
}

// keep puts a result into the group of its tool and edition.
func (b *Book) keep(x *Result) {
	title, line := heading(&x.V)
	for _, g := range b.Groups {
		if strings.EqualFold(g.Title, title) {
			g.Results = append(g.Results, x)
			return
		}
	}
	b.Groups = append(b.Groups, &Group{Title: title, Line: line, Results: []*Result{x}})
}

// heading names tool and edition together, and says which way the numbers run. What the catalogue does not know stays as
// it was written; an edition that was not recorded is said to be so and joins no other.
func heading(s *assessments.Score) (title, direction string) {
	t, _, ok := measure.Find(s.Tool, s.Edition)
	if ok {
		title, direction = t.Key(), measure.DirectionWords(t.Direction)
		if t.Reads != "" {
			direction = t.Reads
		}
		if t.Open && t.Edition == "" && s.Edition != "" {
			title += ", " + s.Edition
		}
		return title, direction
	}
	switch {
	case s.Tool == "":
		title = "Tool not named yet"
	case strings.TrimSpace(s.Edition) == "":
		title = s.Tool + ", edition not recorded"
	default:
		title = s.Tool + ", " + s.Edition
	}
	return title, measure.DirectionWords(s.Direction)
}

func (b *Book) order() {
	for _, g := range b.Groups {
		sort.SliceStable(g.Results, func(i, j int) bool { return g.Results[i].V.On > g.Results[j].V.On })
	}
	sort.SliceStable(b.Groups, func(i, j int) bool {
		x, y := b.Groups[i], b.Groups[j]
		if p, q := x.Results[0].V.On, y.Results[0].V.On; p != q {
			return p > q // what was tested last stands first
		}
		return x.Title < y.Title
	})
}

// Find is a result and its group by the result's record, nil when the child has no such result.
func (b *Book) Find(id assessments.ID) (*Group, *Result) {
	for _, g := range b.Groups {
		for _, x := range g.Results {
			if x.Rec.ID == id {
				return g, x
			}
		}
	}
	return nil, nil
}

// Day is when a result was found, in words.
func (x *Result) Day() string {
	if x.V.On == "" {
		return "No day recorded"
	}
	return x.V.On.Words()
}

// Line is a result in a list: the whole test where it has a total, else its parts.
func (x *Result) Line() string {
	var parts []string
	for _, p := range x.V.Parts {
		s := p.Name + " " + p.Value
		if p.Name == "Level" || len(x.V.Parts) == 1 && p.Name == "Total" {
			s = p.Name + " " + p.Value
		}
		if p.Side != "" {
			s = p.Name + ", " + p.Side + " " + p.Value
		}
		if p.Total && len(x.V.Parts) > 1 {
			return s
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return "Nothing entered yet"
	}
	return strings.Join(parts, ", ")
}
