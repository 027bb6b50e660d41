package template

import (
	"slices"
	"strings"
)

// fault reports a problem of one question; key is the word that its line is looked for by.
type fault func(key, format string, args ...any)

// question checks one question by itself; what it says about others is checked when all are known.
func (c *checker) question(p place, seen map[string]bool) {
	q := c.t.Sections[p.section].Questions[p.question]
	var bad fault = func(key, format string, args ...any) {
		c.inQuestion(p, key, format, args...)
	}
	switch {
	case !idShape.MatchString(q.ID):
		bad("id ", "A question needs an id of small letters, digits and hyphens; %q is none.", q.ID)
	case slices.Contains(given, q.ID):
		bad("id ", "A question cannot be called %q: {%s} means something else in a sentence.", q.ID, q.ID)
	case seen[q.ID]:
		bad("id ", "There are two questions called %q. Give one of them another id.", q.ID)
	}
	seen[q.ID] = true
	if strings.TrimSpace(q.Ask) == "" {
		bad("ask ", "ask is missing: write the words to say.")
	}
	if q.Kind == "" {
		bad("kind ", "kind is missing: one of %s.", strings.Join(Kinds(), ", "))
	} else if !slices.Contains(Kinds(), q.Kind) {
		bad("kind ", "kind must be one of %s; %q is not.", strings.Join(Kinds(), ", "), q.Kind)
	}
	c.shape(q, bad)
	c.choices(q, bad)
	c.belongs(bad, q.Report, q.Area)
	if q.Note != "" && !slices.Contains(notes, q.Note) {
		bad("note ", "note must be one of %s; %q is not.", strings.Join(notes, ", "), q.Note)
	}
	if c.t.Anonymous {
		c.nobody(q, bad)
	}
}

// shape checks that a question has the fields of its kind and no others.
func (c *checker) shape(q Question, bad fault) {
	only := func(key string, set bool, kinds ...string) {
		if set && !slices.Contains(kinds, q.Kind) {
			bad(key+" ", "%s belongs to a question of kind %s, not to one of kind %q.", key, strings.Join(kinds, " or "), q.Kind)
		}
	}
	only("unit", q.Unit != "", Number)
	only("plausible", len(q.Plausible) > 0, Number)
	only("counts", q.Counts != "", Number)
	only("out_of", q.OutOf != "", Number)
	only("reads", q.Reads != "", Number)
	only("scale", len(q.Scale) > 0, Steps)
	only("ends", len(q.Ends) > 0, Steps)
	only("lines", q.Lines != 0, Text)
	only("unsure", q.Unsure, YesNo)
	only("yes", q.Yes != "", YesNo)
	only("no", q.No != "", YesNo)
	only("choices", len(q.Choices) > 0, OneOf, SomeOf)
	only("sentence", q.Sentence != "", Text, OneOf, SomeOf, Number, Day, Steps, TimeDay)
	if q.Lines < 0 || q.Lines > 20 {
		bad("lines ", "lines must be from 1 to 20.")
	}
	switch q.Kind {
	case Number:
		c.number(q, bad)
	case Steps:
		if len(q.Scale) != 2 || q.Scale[0] >= q.Scale[1] || q.Scale[0] < 0 || q.Scale[1] > 10 {
			bad("scale ", "scale must be two whole numbers from 0 to 10, the smaller one first, such as [1, 5].")
		}
		if len(q.Ends) != 2 || q.Ends[0] == "" || q.Ends[1] == "" {
			bad("ends ", "ends must say what the first and the last step mean, such as [\"not at all\", \"a lot\"].")
		}
	}
}

// number checks the unit and the plausible range. Lengths are asked in mm only: two units for one thing is how a knee
// height of 285 mm becomes 28.5.
func (c *checker) number(q Question, bad fault) {
	switch {
	case q.Unit == "":
		bad("unit ", "unit is missing: say what the number counts, such as mm or minutes.")
	case slices.Contains([]string{"cm", "m", "in", "inches", "ft", "feet"}, q.Unit):
		bad("unit ", "Lengths are asked in mm; %q would let two units stand side by side.", q.Unit)
	}
	if len(q.Plausible) != 2 || !(q.Plausible[0] < q.Plausible[1]) {
		bad("plausible ", "plausible must be two numbers, the smaller one first: what lies outside is asked about, never refused.")
	}
	if q.Reads != "" && !slices.Contains([]string{"mm", "kg", "degrees"}, q.Unit) {
		bad("unit ", "A measurement is in mm, kg or degrees; %q is none of them.", q.Unit)
	}
	if q.Side != "" && q.Side != "left" && q.Side != "right" {
		bad("side ", "side must be left or right; %q is not.", q.Side)
	}
	if (q.Side != "" || q.Thing != "") && q.Reads == "" {
		bad("side ", "side and thing belong to a question that reads a measurement.")
	}
}

// choices checks the answers that may be chosen.
func (c *checker) choices(q Question, bad fault) {
	if q.Kind != OneOf && q.Kind != SomeOf {
		return
	}
	if len(q.Choices) < 2 || len(q.Choices) > maxChoices {
		bad("choices ", "A question of kind %s needs from 2 to %d choices.", q.Kind, maxChoices)
	}
	for i, x := range q.Choices {
		line := choiceLine(x)
		switch {
		case !idShape.MatchString(x.Is):
			bad(line, "A choice needs an is of small letters, digits and hyphens; %q is none.", x.Is)
		case slices.ContainsFunc(q.Choices[:i], func(y Choice) bool { return y.Is == x.Is }):
			bad(line, "There are two choices called %q.", x.Is)
		case strings.TrimSpace(x.Say) == "":
			bad(line, "The choice %q needs a say: the words on the screen.", x.Is)
		case x.Alone && q.Kind != SomeOf:
			bad(line, "alone belongs to a question of kind choices.")
		}
	}
}

// choiceLine is how the line of a choice begins in a file.
func choiceLine(x Choice) string { return `is = "` + x.Is + `"` }
