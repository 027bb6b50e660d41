package web

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// textMost is the longest answer in words that is taken.
const textMost = 2000

// An Ask is one question of a paper. Type is radios, checks, textarea or text; Of is the round it stands in, for whoever hears it
// without seeing what it stands under.
type Ask struct {
	Name, Label, Of, Help, Type, Mode, Value, Problem, Caution string
	Chosen                                                     map[string]bool
	Options                                                    []Option
}

// A Part is one section of a paper, or one round of it: the title and the help stand over the first round only.
type Part struct {
	Title, Help, Round string
	Asks               []Ask
}

// Paper lays a question template out as a form, as it stands with the answers so far; wrong is what is wrong by field.
func Paper(t template.Template, a assessments.Answers, wrong map[string]string) []Part {
	f := t.Form(a, nil)
	var out []Part
	last := ""
	for _, s := range f.Sections {
		p := Part{Round: s.RoundName}
		if s.ID != last {
			p.Title, p.Help, last = s.Title, s.Help, s.ID
		}
		for _, item := range f.Items[s.First : s.First+s.Count] {
			x := askOf(item)
			x.Of, x.Problem = s.RoundName, wrong[x.Name]
			p.Asks = append(p.Asks, x)
		}
		out = append(out, p)
	}
	return out
}

func askOf(item template.Item) Ask {
	q := item.Question
	x := Ask{Name: askName(q.ID, item.Round), Label: q.Ask, Help: q.Help, Type: "text", Value: item.Answer.Value, Caution: item.Caution, Chosen: map[string]bool{}}
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
	case template.Steps:
		x.Type = "radios"
		for n := q.Scale[0]; n <= q.Scale[1]; n++ {
			text := strconv.Itoa(n)
			if i := map[int]int{q.Scale[0]: 0, q.Scale[1]: 1}; (n == q.Scale[0] || n == q.Scale[1]) && len(q.Ends) == 2 {
				text += ", " + q.Ends[i[n]]
			}
			x.Options = append(x.Options, Option{Value: strconv.Itoa(n), Text: text})
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

// Answered reads a posted paper: the answers, what is wrong by field, and whether they brought up questions that were not there.
func Answered(t template.Template, form map[string][]string) (a assessments.Answers, wrong map[string]string, more bool) {
	wrong = map[string]string{}
	for range 5 { // an answer may bring up a question, which may bring up another
		asked := 0
		for _, item := range t.Form(a, nil).Items {
			name := askName(item.Question.ID, item.Round)
			given, there := form[name]
			if !there || item.Answered || wrong[name] != "" {
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
	for _, item := range t.Form(a, nil).Items {
		// a paper without any radio chosen posts nothing for it, so that a question counts as seen by its hidden mark
		if _, seen := form["seen-"+askName(item.Question.ID, item.Round)]; !seen {
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
