package details

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Reader is what a sheet reads.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// How an entry is asked.
type How int

// The ways to ask. Chips and Pick take the words of the field's own list; Person, Place and Me offer records.
const (
	Line How = iota
	Notes
	Lines
	Date
	Chips
	Pick
	Person
	Place
	Check
	Time // a time of day, in a short box
)

// An Entry is one field of a sheet.
type Entry struct {
	Field string
	Label string
	How   How
	Hint  string
}

// A Part is a group of entries.
type Part struct {
	Title   string
	Entries []Entry
}

// Model is one sheet.
type Model struct {
	Record assessments.Record // with no fields when it is new
	Title  string
	Parts  []Part
	People []Choice
	Places []Choice
}

// A Choice is a record that an entry can point to.
type Choice struct {
	ID    assessments.ID
	Words string
}

// Arg is the route's word for a sheet: the kind, and the record's id.
func Arg(kind assessments.Kind, id assessments.ID) assessments.ID {
	return assessments.ID(string(kind) + "/" + string(id))
}

// Parse reads a route's word back.
func Parse(arg assessments.ID) (assessments.Kind, assessments.ID, bool) {
	kind, id, ok := strings.Cut(string(arg), "/")
	return assessments.Kind(kind), assessments.ID(id), ok && sheets[assessments.Kind(kind)] != nil
}

// Open reads the record of a sheet, or begins a new one in the child's scope, its own (a child, a setting) or the team's.
func Open(ctx context.Context, r Reader, kind assessments.Kind, id, child assessments.ID) (Model, error) {
	m := Model{Parts: sheets[kind]}
	info, _ := assessments.LookupKind(kind)
	m.Title = info.Title
	rec, err := r.Record(ctx, id)
	switch {
	case err == nil:
		m.Record = rec
	case assessments.KindOf(err) == assessments.NotFound:
		m.Record = assessments.Record{ID: id, Kind: kind, Scope: scopeOf(kind, id, child), Fields: assessments.Fields{}}
	default:
		return m, err
	}
	m.People, err = choices(ctx, r, assessments.KindPerson, child)
	if err == nil {
		m.Places, err = choices(ctx, r, assessments.KindSetting, "")
	}
	return m, err
}

// scopeOf is the scope of a new record.
func scopeOf(kind assessments.Kind, id, child assessments.ID) assessments.Scope {
	switch {
	case kind == assessments.KindChild:
		return assessments.ChildScope(id)
	case kind == assessments.KindSetting:
		return assessments.SettingScope(id)
	case child == "":
		return assessments.TeamScope()
	}
	return assessments.ChildScope(child)
}

// choices lists people of the child, of any setting and of the team, or the settings.
func choices(ctx context.Context, r Reader, kind assessments.Kind, child assessments.ID) ([]Choice, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{kind}})
	var out []Choice
	for _, rec := range recs {
		if rec.Scope.Type == assessments.ScopeChild && rec.Scope.ID != child {
			continue // another family's people are nothing to this child
		}
		words := rec.Fields.Text("name")
		var p assessments.Person
		if kind == assessments.KindPerson {
			assessments.Decode(rec.Fields, &p)
			words += ", " + p.JobWords()
		}
		out = append(out, Choice{rec.ID, words})
	}
	return out, err
}

// New reports whether nothing of the record is kept yet but what is being typed.
func (m Model) New() bool { return m.Record.Meta.Seq == 0 && m.Record.Meta.Unsent == 0 }

// Options are the words and values of an entry's own list.
func (m Model) Options(e Entry) (words, values []string) {
	info, _ := assessments.LookupKind(m.Record.Kind)
	for _, f := range info.Fields() {
		if f.Name == e.Field {
			for _, v := range f.Enum {
				said := Words(v)
				if m.Record.Kind == assessments.KindContact && e.Field == "type" {
					said = assessments.ContactNoun(v)
				}
				words, values = append(words, said), append(values, v)
			}
		}
	}
	return words, values
}

// Words writes a value of a list for people: not-brought becomes Not brought. Names that are letters stay capital.
func Words(value string) string {
	switch value {
	case "la":
		return "LA SEND team"
	case "gp":
		return "GP"
	case "icb", "icb-officer":
		return strings.ReplaceAll(strings.Replace(value, "icb", "ICB", 1), "-", " ")
	case "senco":
		return "SENCo"
	}
	s := strings.ReplaceAll(value, "-", " ")
	return assessments.UpperFirst(s)
}

// Problems are what still stops the record from being kept, as sentences.
func (m Model) Problems(now assessments.Fields) []string {
	r := m.Record
	r.Fields = now
	var out []string
	for _, p := range assessments.Check(r) {
		out = append(out, p.Text)
	}
	return out
}
