package template

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Names are the words that sentences put in for people. Child is the name the child goes by in reports, By is who
// answered: "Mum", "Mrs Nettlefold, class teacher".
type Names struct{ Child, By string }

// A Source is where a proposal comes from: one answer in one record.
type Source struct {
	Answers  assessments.ID
	Question string
	Round    int
	Also     []string // other questions whose answers stand in it
}

// A Sentence is proposed for a report. A person takes it over, changes it or leaves it.
type Sentence struct {
	Text   string
	Report string // one of ReportSections
	Area   string // one of assessments.Areas, or empty
	Source Source
}

// placeholder is a word in braces.
var placeholder = regexp.MustCompile(`\{([a-z][a-z0-9-]*)\}`)

// holes are the placeholders of a sentence.
func holes(text string) []string {
	var out []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

func sortedKeys(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Sentences proposes report sentences in the order of the form. Id is the record that holds the answers. Nothing is proposed
// for a question that is unanswered, hidden or confidential, for a default that was not taken over, or for an answer that
// is none of the question's.
func (t Template) Sentences(id assessments.ID, a assessments.Answers, names Names) []Sentence {
	var out []Sentence
	t.each(a, func(s state, q Question, v assessments.Answer) {
		for _, pattern := range q.patterns(v) {
			if text, also, ok := s.fill(pattern, q, v, a, names); ok {
				// Every sentence keeps its source, so that a reader of the draft can open the answer it stands on.
				out = append(out, Sentence{text, q.Report, q.Area, Source{id, q.ID, v.Round, also}})
			}
		}
	})
	return out
}

// each calls f for every answer that may be reported, in the order of the form.
func (t Template) each(a assessments.Answers, f func(state, Question, assessments.Answer)) {
	s := t.stand(a)
	for i, sec := range t.Sections {
		for round := range s.rounds[i] {
			for j := range sec.Questions {
				q := t.full(place{i, j})
				v, ok := s.answer(q.ID, round, i)
				if !ok || q.Confidential || t.Anonymous {
					continue
				}
				if fit, fine := q.fits(v); fine {
					f(s, q, fit)
				}
			}
		}
	}
}

// patterns are the sentences that an answer calls for. Chosen words with a sentence of their own give one each; the rest
// share the question's.
func (q Question) patterns(v assessments.Answer) []string {
	switch q.Kind {
	case YesNo:
		return some(map[string]string{"yes": q.Yes, "no": q.No}[v.Value])
	case OneOf:
		if c, ok := q.choice(v.Value); ok && c.Sentence != "" {
			return some(c.Sentence)
		}
	case SomeOf:
		var out []string
		shared := false
		for _, x := range v.Values {
			if c, ok := q.choice(x); ok && c.Sentence != "" {
				out = append(out, c.Sentence)
			} else {
				shared = true
			}
		}
		if shared {
			out = append(some(q.Sentence), out...)
		}
		return out
	}
	return some(q.Sentence)
}

// some drops what is empty or only a dash: a choice whose sentence is "-" says nothing on purpose.
func some(text string) []string {
	if text == "" || text == "-" {
		return nil
	}
	return []string{text}
}

// fill puts words into a sentence. It is not ok when another answer that the sentence needs was not given. Answers are put
// in once and never searched again, so that braces in what somebody said stay what they said.
func (s state) fill(pattern string, q Question, v assessments.Answer, a assessments.Answers, names Names) (string, []string, bool) {
	var b strings.Builder
	var also []string
	here := s.t.at[q.ID].section
	people := strings.NewReplacer("{name}", or(names.Child, "the child"), "{by}", or(names.By, "the person who answered"))
	expand := func(q Question, word string) string {
		if q.Kind == OneOf || q.Kind == SomeOf {
			return people.Replace(word) // the template's own words
		}
		return word
	}
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(pattern, -1) {
		b.WriteString(pattern[at:m[0]])
		at = m[1]
		word := ""
		switch hole := pattern[m[2]:m[3]]; hole {
		case "answer":
			word = expand(q, q.shared(v))
		case "number":
			word = v.Value
		case "name":
			word = or(names.Child, "the child")
		case "by":
			word = or(names.By, "the person who answered")
		case "on":
			word = a.On.Words()
		case "round":
			word = s.roundName(here, v.Round)
		default:
			other, _ := s.t.Question(hole)
			x, ok := s.answer(hole, v.Round, here)
			if !ok {
				return "", nil, false
			}
			word, also = expand(other, other.said(x)), append(also, hole)
		}
		if word == "" {
			return "", nil, false
		}
		if strings.HasPrefix(pattern[at:], ".") {
			word = strings.TrimRight(word, ".")
		}
		b.WriteString(word)
	}
	b.WriteString(pattern[at:])
	return assessments.UpperFirst(stopped(b.String())), also, true
}

// stopped puts a full stop behind a quotation that ends a sentence and has no stop of its own.
func stopped(s string) string {
	if quote, ok := strings.CutSuffix(s, "”"); ok && !strings.HasSuffix(quote, ".") && !strings.HasSuffix(quote, "!") && !strings.HasSuffix(quote, "?") {
		return s + "."
	}
	return s
}

func or(word, otherwise string) string {
	if word == "" {
		return otherwise
	}
	return word
}
