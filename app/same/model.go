package same

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Store is what is read, and where links are made and taken back. *store.Store is one.
type Store interface {
	Children(ctx context.Context) ([]store.ChildRow, error)
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Links(ctx context.Context, child assessments.ID) ([]store.Linked, error)
	Link(ctx context.Context, a, b assessments.ID, reason string, by assessments.ID) (assessments.ID, error)
	Unlink(ctx context.Context, a, b, by assessments.ID) error
}

// Reasons are what may speak for a link, in the order of the choices.
var Reasons = []string{"nhs-number", "name-and-birth", "address", "family-says", "other"}

// Why is a reason in words.
func Why(reason string) string {
	switch reason {
	case "nhs-number":
		return "The NHS numbers agree"
	case "name-and-birth":
		return "Name and day of birth agree"
	case "address":
		return "The addresses agree"
	case "family-says":
		return "The family says so"
	}
	return "Your lead has a reason"
}

// A Twin is another child, with what speaks for its being this one.
type Twin struct {
	ID     assessments.ID
	Name   string
	Line   string
	Sign   string // a reason, "" for none
	Linked bool
}

// A Lead is somebody who may decide.
type Lead struct {
	ID   assessments.ID
	Name string
}

// Model is one child with everybody who may be the same.
type Model struct {
	Child assessments.ID
	Known string
	Twins []Twin // linked ones first, then those for whom something speaks, then the others by name
	Leads []Lead
	store Store
}

// Open reads the children of this tablet and the links of one of them.
func Open(ctx context.Context, s Store, child, me assessments.ID) (*Model, error) {
	m := &Model{Child: child, store: s}
	rec, err := s.Record(ctx, child)
	if err != nil {
		return nil, err
	}
	var mine assessments.Child
	assessments.Decode(rec.Fields, &mine)
	m.Known = mine.Known()
	links, err := s.Links(ctx, child)
	if err != nil {
		return nil, err
	}
	kids, err := s.Children(ctx)
	if err != nil {
		return nil, err
	}
	for _, k := range kids {
		if k.ID == child {
			continue
		}
		t := Twin{ID: k.ID, Name: k.Name, Sign: sign(&mine, k), Line: strings.Trim("Born "+k.Born.Words()+". "+k.SettingName, ". ")}
		if i := slices.IndexFunc(links, func(l store.Linked) bool { return l.Other == k.ID }); i >= 0 {
			t.Linked, t.Sign = true, links[i].Reason
		}
		m.Twins = append(m.Twins, t)
	}
	slices.SortStableFunc(m.Twins, func(a, b Twin) int { return a.rank() - b.rank() })
	team := assessments.TeamScope()
	people, err := s.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindPerson}})
	for _, p := range people {
		if p.ID != me {
			m.Leads = append(m.Leads, Lead{p.ID, p.Fields.Text("name")})
		}
	}
	return m, err
}

func (t Twin) rank() int {
	switch {
	case t.Linked:
		return 0
	case t.Sign != "":
		return 1
	}
	return 2
}

// sign is what the two records themselves say for their being of one child, "" for nothing.
func sign(mine *assessments.Child, other store.ChildRow) string {
	if a, b := plain(mine.NHSNumber), plain(other.NHS); a != "" && a == b {
		return "nhs-number"
	}
	if mine.Born == "" || mine.Born != other.Born {
		return ""
	}
	names := words(mine.Name + " " + mine.KnownAs)
	for _, w := range words(other.Name + " " + other.KnownAs) {
		if slices.Contains(names, w) {
			return "name-and-birth"
		}
	}
	return ""
}

func plain(s string) string { return strings.ReplaceAll(s, " ", "") }

func words(s string) []string { return strings.Fields(strings.ToLower(s)) }

// Find are the children whose name holds what was typed.
func (m *Model) Find(typed string) []Twin {
	var out []Twin
	for _, t := range m.Twins {
		if !t.Linked && (t.Sign == "" || typed != "") && strings.Contains(strings.ToLower(t.Name), strings.ToLower(strings.TrimSpace(typed))) {
			out = append(out, t)
		}
	}
	return out
}

// Twin is the other child of a pair.
func (m *Model) Twin(id assessments.ID) (Twin, bool) {
	i := slices.IndexFunc(m.Twins, func(t Twin) bool { return t.ID == id })
	if i < 0 {
		return Twin{}, false
	}
	return m.Twins[i], true
}

// Link links the pair by a lead's decision; undo takes it back.
func (m *Model) Link(ctx context.Context, other assessments.ID, reason string, lead assessments.ID) (undo func() error, err error) {
	if lead == "" {
		return nil, assessments.Errorf(assessments.Invalid, "same.link", "Choose the lead who decided it. Two records are linked by a lead.")
	}
	if _, err := m.store.Link(ctx, m.Child, other, reason, lead); err != nil {
		return nil, err
	}
	return func() error { return m.store.Unlink(context.WithoutCancel(ctx), m.Child, other, lead) }, nil
}

// Unlink takes a link back: they are two children. undo links them again.
func (m *Model) Unlink(ctx context.Context, other assessments.ID, lead assessments.ID) (undo func() error, err error) {
	if lead == "" {
		return nil, assessments.Errorf(assessments.Invalid, "same.unlink", "Choose the lead who decided it. A link is taken back by a lead.")
	}
	t, _ := m.Twin(other)
	if err := m.store.Unlink(ctx, m.Child, other, lead); err != nil {
		return nil, err
	}
	return func() error {
		_, err := m.store.Link(context.WithoutCancel(ctx), m.Child, other, t.Sign, lead)
		return err
	}, nil
}
