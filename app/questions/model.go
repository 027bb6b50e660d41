package questions

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what sheets are read from. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// Sheet is one set of answers and the template that was asked.
type Sheet struct {
	T      template.Template
	ID     assessments.ID
	Kind   assessments.Kind // KindAnswers, or KindSurvey where nobody may know who answered
	Scope  assessments.Scope
	A      assessments.Answers
	Last   *assessments.Answers // the time before, for what is offered
	Form   template.Form
	Note   string // why these answers can only be read; "" while they can be changed
	Turned bool   // in the hands of whoever answers: what a report would say is not for them
	Month  string // of a survey
	People []Person
	Names  template.Names
}

// Open reads the sheet of a record.
func Open(ctx context.Context, r Reader, lib *template.Library, id assessments.ID) (*Sheet, error) {
	rec, err := r.Record(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &Sheet{ID: id, Kind: rec.Kind, Scope: rec.Scope}
	switch rec.Kind {
	case assessments.KindAnswers:
		assessments.Decode(rec.Fields, &s.A)
	case assessments.KindSurvey:
		var v assessments.Survey
		assessments.Decode(rec.Fields, &v)
		s.A, s.Month = assessments.Answers{Template: v.Template, Version: v.Version, Values: v.Values}, v.Month
	default:
		return nil, assessments.Errorf(assessments.NotFound, "questions.open", "These answers are not on this tablet.")
	}
	if s.T, s.Note, err = lib.Asked(s.A); err != nil {
		return nil, err
	}
	switch {
	case rec.Meta.Signed != nil:
		s.Note = "These answers are signed and stay as they are."
	case s.A.Theirs() && s.Note == "":
		s.Note = "They came by link and are shown word for word. They cannot be changed."
	}
	if s.Kind == assessments.KindAnswers {
		if err := s.around(ctx, r); err != nil {
			return nil, err
		}
	}
	s.settle()
	return s, nil
}

// around reads who may answer and what was answered the time before.
func (s *Sheet) around(ctx context.Context, r Reader) error {
	past, err := Asked(ctx, r, s.Scope, s.T.Name)
	if err != nil {
		return err
	}
	for _, p := range past {
		if p.A.On < s.A.On || p.A.On == s.A.On && p.ID < s.ID {
			s.Last = &p.A
			break
		}
	}
	if s.Scope.Type == assessments.ScopeChild {
		if s.People, err = People(ctx, r, s.Scope.ID); err != nil {
			return err
		}
		if rec, err := r.Record(ctx, s.Scope.ID); err == nil {
			var c assessments.Child
			assessments.Decode(rec.Fields, &c)
			s.Names.Child = c.Known()
		}
	}
	return nil
}

// settle works out anew what is asked, and what people are called in sentences.
func (s *Sheet) settle() {
	s.Form = s.T.Form(s.A, s.Last)
	s.Names.By = map[string]string{"parent": "the parent", "teacher": "the teacher", "young-person": s.Names.Child, "therapist": "the family"}[s.T.AskedOf]
	for _, p := range s.People {
		if p.ID == s.A.By {
			s.Names.By = p.Name
		}
	}
	if s.A.Who != "" {
		s.Names.By = s.A.Who
	}
}

// Set puts one answer in, or takes it out where no value is given.
func (s *Sheet) Set(question string, round int, values ...string) error {
	return s.change(s.T.Set(s.A, question, round, values...))
}

// Take takes last time's answer over.
func (s *Sheet) Take(item template.Item) error { return s.change(s.T.Take(s.A, item)) }

// AddRound begins another round of a section, DropRound takes one away.
func (s *Sheet) AddRound(section string) error { return s.change(s.T.AddRound(s.A, section)) }

// DropRound takes one round of a section away.
func (s *Sheet) DropRound(section string, round int) error {
	return s.change(s.T.DropRound(s.A, section, round))
}

func (s *Sheet) change(a assessments.Answers, err error) error {
	if err != nil {
		return err
	}
	s.A = a
	s.settle()
	return nil
}

// revert puts back what one change did, and leaves what was answered since.
func (s *Sheet) revert(now, was []assessments.Answer) error {
	find := func(list []assessments.Answer, like assessments.Answer) (assessments.Answer, bool) {
		i := slices.IndexFunc(list, func(x assessments.Answer) bool { return x.Question == like.Question && x.Round == like.Round })
		if i < 0 {
			return assessments.Answer{}, false
		}
		return list[i], true
	}
	same := func(a, b assessments.Answer) bool { return a.Value == b.Value && slices.Equal(a.Values, b.Values) }
	a := s.A
	a.Values = slices.Clone(a.Values)
	for _, v := range append(slices.Clone(now), was...) {
		before, had := find(was, v)
		after, has := find(now, v)
		if had == has && same(before, after) {
			continue
		}
		a.Values = slices.DeleteFunc(a.Values, func(x assessments.Answer) bool { return x.Question == v.Question && x.Round == v.Round })
		if had {
			a.Values = append(a.Values, before)
		}
	}
	return s.change(a, nil)
}

// Stored is the answers as the record keeps them. A survey keeps only what stands on the form: what was answered and
// then hidden must not say more than the person meant to.
func (s *Sheet) Stored() []assessments.Answer {
	if s.Kind != assessments.KindSurvey {
		return s.A.Values
	}
	v, err := s.T.Survey(s.A, s.Month)
	if err != nil {
		return nil
	}
	return v.Values
}

// Values is what was answered to one question of one round, as Set takes it.
func (s *Sheet) Values(question string, round int) []string {
	for _, v := range s.A.Values {
		if v.Question == question && v.Round == round {
			if len(v.Values) > 0 {
				return v.Values
			}
			if v.Value != "" {
				return []string{v.Value}
			}
		}
	}
	return nil
}

// Item is one question as it stands on the form now; false while it is not asked.
func (s *Sheet) Item(question string, round int) (template.Item, bool) {
	for _, i := range s.Form.Items {
		if i.Question.ID == question && i.Round == round {
			return i, true
		}
	}
	return template.Item{}, false
}

// A Person is somebody who may have answered.
type Person struct {
	ID   assessments.ID
	Name string
	Line string // what they are to the child
	kind string // parent, teacher, young-person
}

// Words are the name and, where there is room on a chip, what the person is to the child.
func (p Person) Words() string {
	if p.Line == "" || len(p.Name)+len(p.Line) >= 30 {
		return p.Name
	}
	return p.Name + ", " + p.Line
}

// People are the child and who is around the child: family first, then school, each as the records have them.
func People(ctx context.Context, r Reader, child assessments.ID) ([]Person, error) {
	rec, err := r.Record(ctx, child)
	if err != nil {
		return nil, err
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindPerson}})
	var family, school []Person
	for _, rec := range recs {
		var p assessments.Person
		assessments.Decode(rec.Fields, &p)
		who := Person{ID: rec.ID, Name: p.Name, Line: p.JobWords()}
		switch own := rec.Scope == assessments.ChildScope(child); {
		case own && slices.Contains([]string{"mother", "father", "parent", "carer", "grandparent", "relative"}, p.Role):
			who.kind = "parent"
			family = append(family, who)
		case (own || c.Setting != "" && rec.Scope == assessments.SettingScope(c.Setting)) && slices.Contains([]string{"teacher", "senco", "teaching-assistant", "key-person"}, p.Role):
			who.kind = "teacher"
			school = append(school, who)
		}
	}
	out := append(family, Person{ID: child, Name: c.Known(), Line: "the child", kind: "young-person"})
	return append(out, school...), err
}

// Fit are the people whom a template is asked of; all of them where the therapist fills it in.
func Fit(people []Person, askedOf string) []Person {
	if askedOf == "therapist" {
		return people
	}
	return slices.DeleteFunc(slices.Clone(people), func(p Person) bool { return p.kind != askedOf })
}

// Past is one earlier set of answers.
type Past struct {
	ID assessments.ID
	At string // when it was begun, as the record has it
	A  assessments.Answers
}

// Asked are the answers to a template within a scope, the newest first; with no name, to every template.
func Asked(ctx context.Context, r Reader, scope assessments.Scope, name string) ([]Past, error) {
	recs, err := r.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindAnswers}})
	var out []Past
	for _, rec := range recs {
		p := Past{ID: rec.ID, At: rec.Fields.Text("recorded_at")}
		assessments.Decode(rec.Fields, &p.A)
		if name == "" || p.A.Template == name {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Past) int {
		if c := strings.Compare(string(b.A.On), string(a.A.On)); c != 0 {
			return c
		}
		return strings.Compare(string(b.ID), string(a.ID))
	})
	return out, err
}
