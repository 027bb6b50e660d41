package clinic

import (
	"errors"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
)

// A Taking is what was made of pasted term dates.
type Taking struct {
	Terms    *assessments.Terms // nil while there is a problem
	Problems []string           // sentences, each with its line
	Summary  string             // "3 terms, 2 INSET days. From 2 September 2026 to 21 July 2027"
	Lines    []string           // each term and closure
	LeftOut  []string           // events whose words leave it open what they mean
}

// TakeTerms reads pasted term dates: a calendar file when it looks like one, else a table. source is where they come from.
func TakeTerms(text, source string, today assessments.Date) Taking {
	var t Taking
	if strings.TrimSpace(text) == "" {
		return t
	}
	terms, left, err := parse(text)
	var list *assessments.FileProblems
	switch {
	case errors.As(err, &list):
		for _, p := range list.List {
			t.Problems = append(t.Problems, problemWords(p))
		}
		return t
	case err != nil:
		t.Problems = []string{assessments.Sentence(err)}
		return t
	}
	for _, p := range left {
		t.LeftOut = append(t.LeftOut, problemWords(p))
	}
	if source = strings.TrimSpace(source); source == "" {
		source = "Typed in by hand"
	}
	terms.Source, terms.ImportedOn = source, today
	t.Terms = terms
	t.describe()
	return t
}

func parse(text string) (*assessments.Terms, []assessments.FileProblem, error) {
	r := strings.NewReader(text)
	if strings.Contains(strings.ToUpper(text), "BEGIN:VCALENDAR") {
		return calendar.ParseICS("the pasted calendar", r)
	}
	terms, err := calendar.ParseCSV("the pasted table", r)
	return terms, nil, err
}

func problemWords(p assessments.FileProblem) string {
	if p.Line > 0 {
		return fmt.Sprintf("Line %d: %s", p.Line, p.Text)
	}
	return p.Text
}

// describe says what was understood, so that a therapist can see it before it is taken over.
func (t *Taking) describe() {
	counts := map[string]int{}
	var first, last assessments.Date
	for _, p := range t.Terms.Terms {
		if first == "" || p.First < first {
			first = p.First
		}
		last = max(last, p.Last)
		t.Lines = append(t.Lines, strings.Join(some(p.Name, span(p.First, p.Last)), ": "))
	}
	for _, c := range t.Terms.Closed {
		counts[c.Kind]++
		t.Lines = append(t.Lines, strings.Join(some(c.Name, closureWords[c.Kind]+", "+span(c.On, c.To)), ": "))
	}
	words := []string{plural(len(t.Terms.Terms), "stretch of school days", "stretches of school days")}
	for _, k := range []struct{ kind, one, many string }{{"inset", "INSET day", "INSET days"}, {"holiday", "holiday", "holidays"}, {"closure", "closure", "closures"}} {
		if n := counts[k.kind]; n > 0 {
			words = append(words, plural(n, k.one, k.many))
		}
	}
	t.Summary = list(words, "and")
	if first.Valid() && last.Valid() {
		t.Summary += ", from " + first.Words() + " to " + last.Words()
	}
}

var closureWords = map[string]string{"inset": "INSET", "closure": "closed", "holiday": "holiday"}

func span(first, last assessments.Date) string {
	if last == "" || last == first {
		return first.Words()
	}
	return first.Words() + " to " + last.Words()
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
