package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// textMost is the longest answer in words that is taken.
const textMost = 2000

// An Ask is one question of a paper. Type is radios, checks, scale, textarea or text; Of is the round it stands in, for whoever hears it
// without seeing what it stands under. Said is its answer in words, as the screen shows it, "" for none. Fresh was brought
// up by another answer, and has none yet.
type Ask struct {
	Name, Label, Of, Help, Type, Mode, Value, Problem, Caution, Said string
	Chosen                                                           map[string]bool
	Options                                                          []Option
	Ends                                                             []string // what the first and the last step of a scale mean
	Fresh                                                            bool
}

// A Part is one section of a paper, or one round of it: the title and the help stand over the first round only. Top is for a page that has
// the section's title over it already: a round's name is then the next heading.
type Part struct {
	Title, Help, Round string
	Asks               []Ask
	Top                bool
}

// A Piece says which questions of a template stand on one page. Nil is all of them.
type Piece func(section string, round int) bool

func (on Piece) has(item template.Item) bool { return on == nil || on(item.Section, item.Round) }

// asks reports whether an answer is to a question of the piece, shown now or not: what a form brings of another page changes nothing there.
func (on Piece) asks(t template.Template, v assessments.Answer) bool {
	return on == nil || slices.ContainsFunc(t.Sections, func(s template.Section) bool {
		return on(s.ID, v.Round) && slices.ContainsFunc(s.Questions, func(q template.Question) bool { return q.ID == v.Question })
	})
}

// Paper lays a question template, or a piece of it, out as a form, as it stands with the answers so far. wrong is what is wrong by field;
// there the form shows what was typed.
func Paper(t template.Template, a assessments.Answers, on Piece, wrong map[string]string, typed map[string][]string) []Part {
	f := t.Form(a, nil)
	var out []Part
	last := ""
	for _, s := range f.Sections {
		if on != nil && !on(s.ID, s.Round) {
			continue
		}
		p := Part{Round: s.RoundName}
		if s.ID != last {
			p.Title, p.Help, last = s.Title, s.Help, s.ID
		}
		for _, item := range f.Items[s.First : s.First+s.Count] {
			x := askOf(item)
			x.Of, x.Problem = s.RoundName, wrong[x.Name]
			if given := typed[x.Name]; x.Problem != "" && len(given) > 0 {
				x.Value = given[0]
			}
			p.Asks = append(p.Asks, x)
		}
		out = append(out, p)
	}
	return out
}

func askOf(item template.Item) Ask {
	q := item.Question
	x := Ask{Name: askName(q.ID, item.Round), Label: q.Ask, Help: q.Help, Type: "text", Value: item.Answer.Value, Caution: item.Caution, Said: item.Words(), Fresh: q.ShowIf != nil && !item.Answered, Chosen: map[string]bool{}}
	for _, v := range append(item.Answer.Values, item.Answer.Value) {
		x.Chosen[v] = v != ""
	}
	switch q.Kind {
	case template.Text:
		if q.Lines != 1 {
			x.Type = "textarea"
		}
	case template.Number:
		x.Mode, x.Help = "numeric", strings.TrimSpace(x.Help+" In "+q.Unit+".")
	case template.YesNo:
		x.Type, x.Options = "radios", []Option{{Value: "yes", Text: "Yes"}, {Value: "no", Text: "No"}}
		if q.Unsure {
			x.Options = append(x.Options, Option{Value: "not-sure", Text: "Not sure"})
		}
		for _, o := range x.Options {
			if x.Chosen[o.Value] {
				x.Said = o.Text
			}
		}
	case template.Steps:
		x.Type, x.Ends = "scale", q.Ends
		for n := q.Scale[0]; n <= q.Scale[1]; n++ {
			x.Options = append(x.Options, Option{Value: strconv.Itoa(n), Text: strconv.Itoa(n)})
		}
		if len(q.Ends) == 2 { // said with the question, since the steps stand side by side
			x.Help = strings.TrimSpace(fmt.Sprintf("%s %d is %s, %d is %s.", q.Help, q.Scale[0], q.Ends[0], q.Scale[1], q.Ends[1]))
		}
	case template.OneOf, template.SomeOf:
		x.Type = map[string]string{template.OneOf: "radios", template.SomeOf: "checks"}[q.Kind]
		for _, c := range q.Choices {
			x.Options = append(x.Options, Option{Value: c.Is, Text: c.Say})
		}
	}
	return x
}

// askName is the field of a question in one round.
func askName(question string, round int) string { return "q-" + question + "-" + strconv.Itoa(round) }

// Answered reads a posted paper, or a piece of it, into the answers so far: what stood on the page is as it was posted, everything else stays.
// It says what is wrong by field, where the answer of before stays too, and whether a question came up that was not on the page.
func Answered(t template.Template, a assessments.Answers, on Piece, form map[string][]string) (_ assessments.Answers, wrong map[string]string, more bool) {
	wrong = map[string]string{}
	before := a.Values
	a.Values = slices.DeleteFunc(slices.Clone(a.Values), func(v assessments.Answer) bool {
		_, seen := form["seen-"+askName(v.Question, v.Round)]
		_, there := form[askName(v.Question, v.Round)]
		return (seen || there) && on.asks(t, v)
	})
	for range 5 { // an answer may bring up a question, which may bring up another
		asked := 0
		for _, item := range t.Form(a, nil).Items {
			name := askName(item.Question.ID, item.Round)
			given, there := form[name]
			if !there || item.Answered || wrong[name] != "" || !on.has(item) {
				continue
			}
			asked++
			for i, s := range given {
				if s = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")); utf8.RuneCountInString(s) > textMost {
					wrong[name] = "Make the answer shorter: up to 2,000 letters"
				}
				given[i] = strings.ReplaceAll(s, "\r\n", "\n")
			}
			if wrong[name] != "" || len(given) == 0 || given[0] == "" {
				continue
			}
			next, err := t.Set(a, item.Question.ID, item.Round, given...)
			if err != nil {
				wrong[name] = assessments.Sentence(err)
				continue
			}
			a = next
		}
		if asked == 0 {
			break
		}
	}
	for _, v := range before {
		if wrong[askName(v.Question, v.Round)] != "" {
			a.Values = append(a.Values, v)
		}
	}
	for _, item := range t.Form(a, nil).Items {
		// a paper without any radio chosen posts nothing for it, so that a question counts as seen by its hidden mark
		if _, seen := form["seen-"+askName(item.Question.ID, item.Round)]; !seen && on.has(item) {
			more = true
		}
	}
	return a, wrong, more
}

// Faults are the problems of a paper for the summary of its page, in the order of its questions.
func Faults(parts []Part) (out []Problem) {
	for _, part := range parts {
		for _, x := range part.Asks {
			if x.Problem != "" {
				out = append(out, Problem{Field: x.Name, Text: strings.TrimPrefix(fmt.Sprintf("%s: %s", x.Of, x.Problem), ": ")})
			}
		}
	}
	return out
}
