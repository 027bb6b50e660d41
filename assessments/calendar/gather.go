package calendar

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// maxFile is the most bytes a file of term dates may have: ten years of a busy school's calendar have a tenth of it.
const maxFile = 4 << 20

// longestTerm is how many days a stretch of term may have. The longest in England have sixteen weeks; more means that a year or a
// month was mistyped.
const longestTerm = 140

// A gatherer collects what a file says, and every problem with its line.
type gatherer struct {
	problems assessments.FileProblems
	terms    []lined[assessments.Period]
	closed   []lined[assessments.Closure]
}

// lined is a value with the line of the file that it stands on.
type lined[T any] struct {
	line int
	is   T
}

func (g *gatherer) problem(line int, field, format string, args ...any) {
	g.problems.List = append(g.problems.List, assessments.FileProblem{Line: line, Field: field, Text: fmt.Sprintf(format, args...)})
}

// read returns a file's text without the mark that Excel puts in front. Text in the older Windows alphabet is taken as such.
func (g *gatherer) read(r io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	switch {
	case err != nil:
		return "", assessments.Wrap(err, assessments.Unavailable, "calendar.read", "The file "+g.problems.File+" could not be read.")
	case len(data) > maxFile:
		return "", assessments.Errorf(assessments.TooLarge, "calendar.read", "%s is too large for a file of term dates (more than 4 MiB).", g.problems.File)
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		g.problem(1, "", "The file was saved as \"Unicode text\". Save it as \"CSV UTF-8\" and import it again.")
		return "", g.err()
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return string(data), nil
	}
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String(), nil
}

// term and closure take one line in. A closing day before the first is the problem of that line.
func (g *gatherer) term(line int, p assessments.Period) {
	switch days := int(p.Last.Time().Sub(p.First.Time()).Hours()/24) + 1; {
	case p.Last < p.First:
		g.problem(line, "last", "This term ends on %s, before it starts on %s.", p.Last.Words(), p.First.Words())
	case days > longestTerm:
		g.problem(line, "last", "This term has %d days, %s to %s; none is longer than %d. Look at the year and the month.", days, p.First.Words(), p.Last.Words(), longestTerm)
	default:
		g.terms = append(g.terms, lined[assessments.Period]{line, p})
	}
}

func (g *gatherer) closure(line int, c assessments.Closure) {
	if c.To == c.On {
		c.To = ""
	}
	if c.To != "" && c.To < c.On {
		g.problem(line, "last", "This ends on %s, before it starts on %s.", c.To.Words(), c.On.Words())
		return
	}
	g.closed = append(g.closed, lined[assessments.Closure]{line, c})
}

// result checks the whole and returns the term dates in order of their days, or every problem at once.
func (g *gatherer) result() (*assessments.Terms, error) {
	slices.SortStableFunc(g.terms, func(a, b lined[assessments.Period]) int {
		return cmp.Or(cmp.Compare(a.is.First, b.is.First), cmp.Compare(a.is.Last, b.is.Last))
	})
	slices.SortStableFunc(g.closed, func(a, b lined[assessments.Closure]) int { return cmp.Compare(a.is.On, b.is.On) })
	t := &assessments.Terms{Source: g.problems.File}
	for i, p := range g.terms {
		if i > 0 && g.terms[i-1].is.Last >= p.is.First {
			g.problem(p.line, "first", "This term starts on %s, before the one on line %d ends on %s.", p.is.First.Words(), g.terms[i-1].line, g.terms[i-1].is.Last.Words())
		}
		t.Terms = append(t.Terms, p.is)
	}
	for _, c := range g.closed {
		t.Closed = append(t.Closed, c.is)
	}
	if len(t.Terms) == 0 && len(g.problems.List) == 0 {
		g.problem(1, "", "The file holds no term: at least one stretch of school days is needed.")
	}
	if err := g.err(); err != nil {
		return nil, err
	}
	return t, nil
}

// err lists every problem in the order of the lines, or is nil. The *assessments.FileProblems can be had with errors.As.
func (g *gatherer) err() error {
	if len(g.problems.List) == 0 {
		return nil
	}
	slices.SortStableFunc(g.problems.List, func(a, b assessments.FileProblem) int { return a.Line - b.Line })
	return &assessments.Error{Kind: assessments.Invalid, Op: "calendar.import", Msg: g.problems.Error() + "\nNothing was taken in.", Err: &g.problems}
}
