package docx

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A Layout says which part of a report goes where in a council's form.
type Layout struct {
	File   string       `toml:"-"`    // what the layout is called in messages
	Name   string       `toml:"name"` // of the form, for a person
	Kind   reports.Kind `toml:"kind"` // the kind of report that the form takes
	Places []Place      `toml:"place"`
}

// A Place takes something of the report to one place of the form. The place is a Control, a Heading (what is taken goes
// under it), or the table row that holds the controls of Columns, which is repeated for each card.
type Place struct {
	Control string            `toml:"control"` // tag or title of a content control
	Heading string            `toml:"heading"` // words of a paragraph of the form
	Columns map[string]string `toml:"columns"` // control in a table row: tab, title, dose, hours, or a label of the card

	Section string   `toml:"section"` // letter or title; "top" is what stands before the first
	Blocks  []string `toml:"blocks"`  // only blocks of these types; all when it is left out
	Fact    string   `toml:"fact"`    // label of one value
	Value   string   `toml:"value"`   // name, title, subtitle, service, as-at or footer

	Line int `toml:"-"` // where it stands in the layout
}

// Top is the section of what stands before the first heading.
const Top = "top"

// The values that are no block of the tree.
var valueNames = []string{"name", "title", "subtitle", "service", "as-at", "footer"}

// blockNames are the types of block that a place may ask for.
var blockNames = []string{"heading", "para", "list", "table", "key-values", "card", "action", "callout", "quote", "strengths", "figure", "drawing", "chart",
	"steps", "beside", "tick-grid", "signature"}

// maxLayout is how large a layout may be: it is a page of text.
const maxLayout = 1 << 20

// ParseLayout reads a layout; file is what it is called in messages. It is all or nothing: the error lists every problem
// with its line.
func ParseLayout(file string, data []byte) (Layout, error) {
	const op = "docx.layout"
	if len(data) > maxLayout {
		return Layout{}, assessments.Errorf(assessments.TooLarge, op, "%s is larger than a layout can be (1 MiB).", file)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	c := &checker{found: assessments.FileProblems{File: file}, lines: strings.Split(string(data), "\n")}
	l := Layout{File: file}
	if !utf8.Valid(data) {
		c.say(1, "", "The file holds bytes that are not UTF-8 text. Save it as UTF-8.")
	} else if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&l); err != nil {
		c.decoder(err)
	} else {
		c.layout(&l)
	}
	if len(c.found.List) > 0 {
		slices.SortStableFunc(c.found.List, func(a, b assessments.FileProblem) int { return a.Line - b.Line })
		return Layout{}, &assessments.Error{Kind: assessments.Invalid, Op: op, Msg: c.found.Error(), Err: &c.found}
	}
	return l, nil
}

// A checker gathers what is wrong in a layout.
type checker struct {
	found assessments.FileProblems
	lines []string
}

// say adds one problem; they are sorted by line when all are known.
func (c *checker) say(line int, key, text string) {
	c.found.List = append(c.found.List, assessments.FileProblem{Line: line, Field: key, Text: text})
}

// decoder turns what the TOML reader found into sentences.
func (c *checker) decoder(err error) {
	var strict *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &strict):
		for _, e := range strict.Errors {
			line, _ := e.Position()
			c.say(line, strings.Join(e.Key(), "."), "There is no such key in a layout. Mend its spelling or remove the line.")
		}
	case errors.As(err, &bad):
		line, _ := bad.Position()
		c.say(line, strings.Join(bad.Key(), "."), "This cannot be read: a text stands in quotation marks, a list of them in square brackets, columns in curly ones.")
	default:
		c.say(1, "", "The file cannot be read as TOML.")
	}
}

// layout checks what the reader took for granted.
func (c *checker) layout(l *Layout) {
	if strings.TrimSpace(l.Name) == "" {
		c.say(1, "name", "Say which form this is, with the council's name.")
	}
	if _, ok := reports.LookupKind(l.Kind); !ok {
		c.say(c.line(-1, "kind"), "kind", fmt.Sprintf("There is no report of the kind %q.", l.Kind))
	}
	if len(l.Places) == 0 {
		c.say(1, "place", "The layout has no [[place]], so nothing would go into the form.")
	}
	seen := map[string]int{}
	for i := range l.Places {
		p := &l.Places[i]
		p.Line = c.line(i, "")
		c.place(i, p)
		key := p.Control + "\n" + fold(p.Heading)
		if was, twice := seen[key]; twice && len(p.Columns) == 0 {
			c.say(p.Line, "", fmt.Sprintf("This place stands in line %d as well. Take both to it at once, or one of them elsewhere.", was))
		}
		seen[key] = p.Line
	}
}

// place checks that a place says one thing of where, and one of what.
func (c *checker) place(i int, p *Place) {
	where := 0
	for _, given := range []bool{p.Control != "", p.Heading != "", len(p.Columns) > 0} {
		if given {
			where++
		}
	}
	if where != 1 {
		c.say(p.Line, "", "A place has exactly one of control, heading and columns.")
	}
	what := 0
	for _, given := range []bool{p.Value != "", p.Fact != "", p.Fact == "" && p.Section != ""} {
		if given {
			what++
		}
	}
	if what != 1 || p.Value != "" && p.Section != "" {
		c.say(p.Line, "", "A place takes exactly one thing: a section, a fact, or a value.")
	}
	if p.Value != "" && !slices.Contains(valueNames, p.Value) {
		c.say(c.line(i, "value"), "value", fmt.Sprintf("%q is none of %s.", p.Value, strings.Join(valueNames, ", ")))
	}
	for _, b := range p.Blocks {
		if !slices.Contains(blockNames, b) {
			c.say(c.line(i, "blocks"), "blocks", fmt.Sprintf("%q is none of %s.", b, strings.Join(blockNames, ", ")))
		}
	}
	if len(p.Columns) > 0 && (p.Section == "" || p.Fact != "" || len(p.Blocks) > 0) {
		c.say(p.Line, "columns", "Columns take the cards of a section: give the section and nothing else.")
	}
	for control, from := range p.Columns {
		if control == "" || from == "" {
			c.say(c.line(i, "columns"), "columns", "A column has the name of a control and what of the card goes into it.")
		}
	}
}

// line returns the line, from 1, of a key in the n-th place (-1: before the first), or of the place's own head.
func (c *checker) line(n int, key string) int {
	at, place := 1, -1
	for i, text := range c.lines {
		text = strings.Join(strings.Fields(text), "")
		if strings.HasPrefix(text, "[[place]]") {
			place++
			if place == n {
				at = i + 1
			}
			continue
		}
		if place == n && key != "" && strings.HasPrefix(text, key+"=") {
			return i + 1
		}
	}
	return at
}

// fold makes words comparable: a person who copies a heading into a layout does not see its spaces.
func fold(s string) string {
	return strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00A0", " ")), " ")), " :")
}
