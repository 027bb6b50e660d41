package template

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Form is what stands on the screen at one moment: the questions that are asked, in order, with what was answered.
type Form struct {
	Items    []Item
	Sections []FormSection
	Problems assessments.Problems // what must be answered or put right; Field is the question's id
	Next     int                  // index of the item to ask now, -1 when nothing is left
	Answered int                  // how many items have an answer
	Kept     []assessments.Answer // answered once, not asked now: kept, and never reported
}

// A FormSection is one section of a form, once for each of its rounds.
type FormSection struct {
	ID, Title, Help string
	Round           int
	RoundName       string
	First, Count    int    // its items
	More            string // after the last round of an open section: what to ask before another one
}

// An Item is one question as it stands on the screen.
type Item struct {
	Question Question
	Section  string
	Round    int
	Answer   assessments.Answer
	Answered bool
	Default  *assessments.Answer // last time's answer, offered while there is none yet
	LastOn   assessments.Date    // day of the default
	Warning  string              // a number outside what is plausible, a telling word in an anonymous text
	Caution  string              // what to say beside the question before it is answered
}

// Form works out what to ask. Last is the last contact's answers to the template of this name, at any version, or nil.
func (t Template) Form(a assessments.Answers, last *assessments.Answers) Form {
	s := t.stand(a)
	before := t.before(last)
	f := Form{Next: -1}
	for i, sec := range t.Sections {
		for round := range s.rounds[i] {
			part := FormSection{ID: sec.ID, Title: sec.Title, Help: sec.Help, Round: round, RoundName: s.roundName(i, round), First: len(f.Items)}
			for j := range sec.Questions {
				q := t.full(place{i, j})
				if s.shown[key{q.ID, round}] {
					f.add(s, q, sec.ID, round, before, last)
				}
			}
			if part.Count = len(f.Items) - part.First; part.Count == 0 {
				continue
			}
			if n := s.rounds[i]; sec.Repeat != "" && round == n-1 && n < sec.most() {
				part.More = sec.Repeat
			}
			f.Sections = append(f.Sections, part)
		}
	}
	// What is hidden now may be asked again after the next answer: it is kept, and shown to nobody as an answer.
	for _, v := range a.Values {
		if !s.shown[key{v.Question, v.Round}] && !empty(v) {
			f.Kept = append(f.Kept, v)
		}
	}
	f.next()
	return f
}

// add puts one question on the form.
func (f *Form) add(s state, q Question, section string, round int, before state, last *assessments.Answers) {
	item := Item{Question: q, Section: section, Round: round}
	v, ok := s.values[key{q.ID, round}]
	if ok && !empty(v) {
		item.Answer, item.Answered = v, true
		f.Answered++
		// Answers that came from an older version or another device may be none that this question can have.
		if got, fine := q.fits(v); !fine {
			f.Problems = append(f.Problems, assessments.Problem{Field: q.ID, Text: "Answer this again, because what was answered is none of its answers: " + q.Ask})
		} else {
			if item.Warning = q.doubt(got); item.Warning == "" {
				item.Warning = s.beyond(q, got)
			}
		}
	} else if q.Required {
		f.Problems = append(f.Problems, assessments.Problem{Field: q.ID, Text: "Answer this before you go on: " + q.Ask})
	}
	if s.t.Anonymous && q.Kind == Text {
		item.Caution = Caution
		if looksTelling.MatchString(v.Value) {
			item.Warning = "This may say who you are. Take out names, numbers and dates, please."
		}
	}
	// A default is offered and is no answer: what was true in March is not told in July because nobody looked.
	if q.FromLast && !item.Answered {
		if then, ok := before.answer(q.ID, round, s.t.at[q.ID].section); ok {
			if fit, ok := q.fits(then); ok {
				item.Default, item.LastOn = &fit, last.On
			}
		}
	}
	f.Items = append(f.Items, item)
}

// before is the state of the last contact's answers; answers to another template give no defaults.
func (t Template) before(last *assessments.Answers) state {
	if last == nil || last.Template != t.Name {
		return t.stand(assessments.Answers{})
	}
	return t.stand(*last)
}

// next finds the question to ask now: the first open one after the last that was answered, so that a question passed
// over on purpose does not hold the talk up, then a required one that was passed over.
func (f *Form) next() {
	after := 0
	for i, item := range f.Items {
		if item.Answered {
			after = i + 1
		}
	}
	if after < len(f.Items) {
		f.Next = after
		return
	}
	for i, item := range f.Items {
		if item.Question.Required && !item.Answered {
			f.Next = i
			return
		}
	}
}

// LastWords says a default for the screen: "Last time (12 March 2026): left".
func (i Item) LastWords() string {
	if i.Default == nil {
		return ""
	}
	return fmt.Sprintf("Last time (%s): %s", i.LastOn.Words(), i.Question.shown(*i.Default))
}

// Words is the answer as the screen says it, "" where there is none: chosen words as they stand beside their boxes, text as it was written.
func (i Item) Words() string {
	if !i.Answered || i.Question.Kind == Text {
		return i.Answer.Value
	}
	return i.Question.shown(i.Answer)
}
