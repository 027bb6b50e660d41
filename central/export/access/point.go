package access

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/export/fhir"
)

// A Point is one part of the record to be looked at: a field of a record, or with no field the whole record.
type Point struct {
	Record assessments.ID   `json:"record"`
	Kind   assessments.Kind `json:"kind"`
	Field  string           `json:"field,omitempty"`
	Why    string           `json:"why"`
	Mark   string           `json:"mark"` // fingerprint of what it says
}

// key names a point in decisions. What has changed since somebody decided has another key: nobody has decided on it yet.
func (p Point) key() string { return string(p.Record) + "/" + p.Field + "/" + p.Mark }

// marked adds the fingerprint of the field, or of all the record.
func (p Point) marked(r assessments.Record) Point {
	raw := r.Fields[p.Field]
	if p.Field == "" {
		raw, _ = json.Marshal(r.Fields) // fields are JSON
	}
	p.Mark = "m" + assessments.MarkOf(raw) // a letter first: a spreadsheet makes a number of digits
	return p
}

// Part is the field in words, or that it is all of it.
func (p Point) Part() string {
	if p.Field == "" {
		return "all"
	}
	return p.Field
}

// The reasons. They tell whoever decides what to weigh.
const (
	otherPerson       = "It is about somebody else. Ask them, or weigh whether it is reasonable to give it without."
	saidBy            = "Somebody else said it, perhaps in confidence."
	otherChild        = "It names another child."
	namesSomebody     = "It names somebody around the child."
	harm              = "It could do serious harm, or tell who raised a concern. A health professional decides."
	workingNote       = "It is a working note; it may speak of others."
	confidence        = "It is marked confidential."
	askedInConfidence = "It was answered just for the therapist. Ask whoever answered, and think of who is asking: it never goes to somebody it was kept from."
	struckOut         = "It was entered in error and may be about another child."
	picture           = "Look at the picture: it may show others."
	otherBasis        = "It tells what was done without or against consent. A health professional decides."
)

// finder finds the points of a record.
type finder struct {
	child  assessments.ID
	struck map[string]bool
	names  []string // of people around the child who do not work with it
}

func newFinder(child assessments.ID, records []assessments.Record) *finder {
	f := &finder{child: child, struck: map[string]bool{}}
	for _, r := range records {
		switch {
		case r.Kind == assessments.KindEnteredInError:
			f.struck[r.Fields.Text("of")] = true
		case r.Kind == assessments.KindPerson && !works(r):
			if first := strings.FieldsFunc(r.Fields.Text("name"), notLetter); len(first) > 0 && len(first[0]) > 2 {
				f.names = append(f.names, first[0])
			}
		}
	}
	return f
}

// works reports whether a person works with the child: what they wrote and did at work is part of the record as any entry is.
func works(r assessments.Record) bool {
	return slices.Contains(fhir.Professions, r.Fields.Text("role"))
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' }

// points are those of one record; a point of the whole record stands for all its fields.
func (f *finder) points(r assessments.Record) []Point {
	whole := func(why string) []Point { return []Point{Point{r.ID, r.Kind, "", why, ""}.marked(r)} }
	switch {
	case f.struck[string(r.ID)] || r.Kind == assessments.KindEnteredInError:
		return whole(struckOut)
	case r.Fields.Text("confidential") == "true":
		return whole(confidence)
	case len(r.Fields.Text("other_names")) > len("[]"):
		return whole(otherChild)
	case r.Kind == assessments.KindAlert:
		return whole(harm)
	case r.Kind == assessments.KindPerson && !works(r):
		return whole(otherPerson)
	case r.Kind == assessments.KindAttachment && r.Fields.Text("type") != "document":
		return whole(picture)
	case r.Kind == assessments.KindBasis && r.Fields.Text("basis") != "consent":
		return whole(otherBasis)
	}
	var out []Point
	for _, name := range r.Fields.Names() {
		if why := f.field(r, name); why != "" {
			out = append(out, Point{r.ID, r.Kind, name, why, ""}.marked(r))
		}
	}
	return out
}

func (f *finder) field(r assessments.Record, name string) string {
	switch {
	case name == "private":
		return workingNote
	case name == inConfidence:
		return askedInConfidence
	case name == "safeguarding_check" || name == "objection" || r.Kind == assessments.KindBasis && name == "words":
		return harm
	case r.Kind == assessments.KindObservation && name == "text" && r.Fields.Text("type") == "said" && r.Fields.Text("said_by") != string(f.child):
		return saidBy
	case r.Kind == assessments.KindAnswers && name == "values" && (r.Fields.Text("by") != "" || r.Fields.Text("how") != "") && r.Fields.Text("by") != string(f.child):
		return saidBy
	case r.Kind == assessments.KindChild && (name == "name" || name == "family_name"), r.Kind == assessments.KindReport, name == "tree" || name == "pdf":
		return "" // the child's own name; and a signed report went to its readers in these words
	}
	words := strings.FieldsFunc(string(r.Fields[name]), notLetter)
	for _, n := range f.names {
		if slices.Contains(words, n) {
			return namesSomebody
		}
	}
	return ""
}
