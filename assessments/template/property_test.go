package template

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// anyValue is an answer that q can have. Texts carry a mark that says whose answer they are.
func anyValue(r *rand.Rand, q Question, round int) []string {
	switch q.Kind {
	case YesNo:
		return []string{[]string{"yes", "no"}[r.IntN(2)]}
	case OneOf:
		return []string{q.Choices[r.IntN(len(q.Choices))].Is}
	case SomeOf:
		var out []string
		for _, c := range q.Choices {
			if !c.Alone && r.IntN(2) == 0 {
				out = append(out, c.Is)
			}
		}
		return out
	case Number:
		return []string{fmt.Sprint(r.IntN(2000))}
	case Steps:
		return []string{fmt.Sprint(q.Scale[0] + r.IntN(q.Scale[1]-q.Scale[0]+1))}
	case Day:
		return []string{"2026-03-12"}
	case TimeDay:
		return []string{"09:05"}
	}
	return []string{fmt.Sprintf("mark<%s#%d>", q.ID, round)}
}

// fillIn answers at random: questions that are asked, and some that are not, as an import or an older version may hold them.
func fillIn(r *rand.Rand, x Template) assessments.Answers {
	a := assessments.Answers{Template: x.Name, Version: x.Version, On: "2026-03-12"}
	for _, sec := range x.Sections {
		for round := range 1 + r.IntN(3) {
			for _, q := range sec.Questions {
				if r.IntN(4) == 0 {
					continue
				}
				v, why := q.value(anyValue(r, q, round))
				if why == "" && !empty(v) {
					v.Round = round
					a.Values = append(a.Values, v)
				}
			}
		}
	}
	r.Shuffle(len(a.Values), func(i, j int) { a.Values[i], a.Values[j] = a.Values[j], a.Values[i] })
	return a
}

// TestProperty_HiddenAndConfidentialStaySilent fills in every template at random, hidden questions included, and looks for
// any of their words in what is proposed.
func TestProperty_HiddenAndConfidentialStaySilent(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	silent, spoken := 0, 0
	for _, x := range append(shipped(t).List(), sampleTemplate(t)) {
		for range 200 {
			a := fillIn(r, x)
			f := x.Form(a, nil)
			may := map[string]bool{}
			for _, i := range f.Items {
				if i.Answered && !i.Question.Confidential && !x.Anonymous {
					may[fmt.Sprintf("%s#%d", i.Question.ID, i.Round)] = true
				}
			}
			sources := func(s Source, text string) {
				if !may[fmt.Sprintf("%s#%d", s.Question, s.Round)] {
					t.Fatalf("%s: %q comes of %s, which is hidden, confidential or unanswered", x.Name, text, s.Question)
				}
				for _, v := range a.Values {
					mark := fmt.Sprintf("mark<%s#%d>", v.Question, v.Round)
					if !may[fmt.Sprintf("%s#%d", v.Question, v.Round)] && strings.Contains(text, mark) {
						t.Fatalf("%s: %q tells %s, which is hidden or confidential", x.Name, text, v.Question)
					}
				}
			}
			for _, s := range x.Sentences(recordID, a, Names{"Sol", "Dad"}) {
				sources(s.Source, s.Text)
				if strings.ContainsAny(s.Text, "{}") || !slices.Contains(ReportSections(), s.Report) {
					t.Fatalf("%s: %q still has a placeholder, or goes to %q", x.Name, s.Text, s.Report)
				}
				spoken++
			}
			for _, p := range x.Observations(recordID, a, Names{"Sol", "Dad"}) {
				sources(p.Source, p.Observation.Text)
				if bad := p.Observation.Check(); len(bad) > 0 || p.Observation.Text == "" {
					t.Fatalf("%s: the note of %s breaks its own rules: %s", x.Name, p.Source.Question, bad.Error())
				}
			}
			silent += len(f.Kept)
		}
	}
	if silent < 1000 || spoken < 1000 {
		t.Errorf("%d hidden answers and %d sentences are too few to show anything", silent, spoken)
	}
}

// TestProperty_EveryTalkEnds answers the question that the form says comes next until none is left, whatever is answered:
// no question is asked twice, and nothing that must be answered is left open.
func TestProperty_EveryTalkEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, x := range append(shipped(t).List(), sampleTemplate(t)) {
		for range 40 {
			a := assessments.Answers{On: "2026-03-12"}
			seen := map[key]bool{}
			for {
				f := x.Form(a, nil)
				if f.Next < 0 {
					if len(f.Problems) > 0 {
						t.Fatalf("%s: nothing comes next, and still: %s", x.Name, f.Problems.Error())
					}
					break
				}
				i := f.Items[f.Next]
				k := key{i.Question.ID, i.Round}
				if seen[k] {
					t.Fatalf("%s: %s is asked twice", x.Name, i.Question.ID)
				}
				seen[k] = true
				v := anyValue(r, i.Question, i.Round)
				for len(v) == 0 {
					v = anyValue(r, i.Question, i.Round)
				}
				a = set(t, x, a, i.Question.ID, i.Round, v...)
			}
		}
	}
}

// TestProperty_OrderOfAnswersDoesNotMatter: a record that was merged from two devices reads the same.
func TestProperty_OrderOfAnswersDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, x := range shipped(t).List() {
		for range 20 {
			a := fillIn(r, x)
			b := a
			b.Values = slices.Clone(a.Values)
			r.Shuffle(len(b.Values), func(i, j int) { b.Values[i], b.Values[j] = b.Values[j], b.Values[i] })
			fa, fb := x.Form(a, nil), x.Form(b, nil)
			if !cmp.Equal(fa.Items, fb.Items) || !cmp.Equal(texts(x, a), texts(x, b)) {
				t.Fatalf("%s reads otherwise when its answers are shuffled", x.Name)
			}
		}
	}
}

func FuzzTemplate(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(head + q("a", "yes-no", `show_if = { question = "b", is = "yes" }`) + q("b", "yes-no", `show_if = { question = "a", is = "yes" }`)))
	f.Add([]byte(head + q("a", "choice", two) + q("b", "number", `unit = "mm"`, `plausible = [1, 2]`, `show_if = { or = [ { question = "a", any = ["a", "b"] } ] }`)))
	f.Add([]byte("section = [ { id = \"a\", question = [ { id = \"a\" } ] } ]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		x, problems := decode("x.toml", data)
		for _, p := range problems.List {
			if p.Line < 1 || p.Line > strings.Count(string(data), "\n")+1 || p.Text == "" {
				t.Fatalf("a problem on line %d of a file with %d lines: %q", p.Line, strings.Count(string(data), "\n")+1, p.Text)
			}
		}
		if len(problems.List) > 0 {
			return
		}
		// What was read must be askable: every talk ends, the form prints, and hidden answers stay silent.
		r := rand.New(rand.NewPCG(uint64(len(data)), 7))
		a := fillIn(r, x)
		form := x.Form(a, &a)
		if form.Next >= len(form.Items) {
			t.Fatalf("the next question is %d of %d", form.Next, len(form.Items))
		}
		for _, s := range x.Sentences(recordID, a, Names{"Sol", "Dad"}) {
			if q, ok := x.Question(s.Source.Question); !ok || q.Confidential || s.Report == "" {
				t.Fatalf("%q comes of a question that may not speak", s.Text)
			}
		}
		x.Observations(recordID, a, Names{})
		x.Measurement(a)
		if len(x.Lines()) < 3 {
			t.Fatal("the paper form is empty")
		}
	})
}
