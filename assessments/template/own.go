package template

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// Settle gives what is new in a template the short names that records keep, and never another to what has one: a section, a question and
// an answer to choose are called after their words. taken are the names of other templates.
func (t *Template) Settle(taken []string) {
	if t.Name == "" && t.Title != "" {
		t.Name = unlike(slug(t.Title, "questions"), taken)
	}
	if t.Version == 0 {
		t.Version = OwnVersions
	}
	var sections, questions []string
	for _, s := range t.Sections {
		sections = append(sections, s.ID)
		for _, q := range s.Questions {
			questions = append(questions, q.ID)
		}
	}
	for i := range t.Sections {
		s := &t.Sections[i]
		if s.ID == "" {
			s.ID = unlike(slug(s.Title, "part"), sections)
			sections = append(sections, s.ID)
		}
		for k := range s.Questions {
			q := &s.Questions[k]
			if q.ID == "" {
				q.ID = unlike(slug(q.Ask, "question"), append(questions, given...))
				questions = append(questions, q.ID)
			}
			q.settle()
		}
	}
	t.index()
	for i := range t.Sections {
		t.waits(t.Sections[i].ShowIf)
		for _, q := range t.Sections[i].Questions {
			t.waits(q.ShowIf)
		}
	}
}

func (q *Question) settle() {
	var is []string
	for _, c := range q.Choices {
		is = append(is, c.Is)
	}
	for i := range q.Choices {
		if c := &q.Choices[i]; c.Is == "" {
			c.Is = unlike(slug(c.Say, "answer"), is)
			is = append(is, c.Is)
		}
	}
}

// waits lets a condition name an answer by the words on the screen.
func (t *Template) waits(x *Condition) {
	if x == nil {
		return
	}
	q, ok := t.Question(x.Question)
	if !ok {
		return
	}
	known := func(v string) string {
		if q.Kind == YesNo {
			return strings.ReplaceAll(strings.ToLower(v), " ", "-")
		}
		for _, c := range q.Choices {
			if c.Is != v && strings.EqualFold(c.Say, v) {
				return c.Is
			}
		}
		return v
	}
	x.Is, x.Isnt = known(x.Is), known(x.Isnt)
	for i := range x.Any {
		x.Any[i] = known(x.Any[i])
	}
}

// slug makes a short name of words: the first few of them in small letters.
func slug(words, otherwise string) string {
	var parts []string
	for _, w := range strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) || r > unicode.MaxASCII }) {
		if parts = append(parts, w); len(parts) == 5 {
			break
		}
	}
	s := strings.Join(parts, "-")
	if s = s[:min(len(s), 50)]; !idShape.MatchString(s) {
		return otherwise
	}
	return strings.TrimRight(s, "-")
}

func unlike(name string, taken []string) string {
	out := name
	for n := 2; slices.Contains(taken, out); n++ {
		out = fmt.Sprintf("%s-%d", name, n)
	}
	return out
}

// Same reports whether two editions ask the same in the same words, whatever their numbers are.
func Same(a, b Template) bool {
	a.Version, b.Version, a.at, b.at = 0, 0, nil, nil
	return reflect.DeepEqual(a, b)
}

// With is the library with a service's own templates laid over it: each of own is current under its name, those of earlier can still be
// read beside answers that were given to them, and those of without are not offered any more. What is not sound is left out.
func (l *Library) With(own, earlier []Template, without []string) *Library {
	out := &Library{list: slices.Clone(l.list), current: maps.Clone(l.current)}
	add := func(t Template) bool {
		if len(Check(&t)) > 0 || slices.ContainsFunc(out.list, func(x Template) bool { return x.Name == t.Name && x.Version == t.Version }) {
			return false
		}
		out.list = append(out.list, t)
		return true
	}
	for _, t := range own {
		if add(t) {
			out.current[t.Name] = len(out.list) - 1
		}
	}
	for _, t := range earlier {
		add(t)
	}
	for _, name := range without {
		delete(out.current, name)
	}
	return out
}
