package template

import (
	"fmt"
	"slices"
	"strings"
)

// given are the placeholders of a sentence that name no question.
var given = []string{"answer", "number", "name", "on", "by", "round"}

// rules checks what questions say of each other: skip rules, sentences, and what a number is out of. It runs only on a
// template whose questions are sound one by one.
func (c *checker) rules() {
	// A circle is named first and by itself: its members would otherwise only be told that they ask about something later.
	c.circles()
	for s, sec := range c.t.Sections {
		if sec.ShowIf != nil {
			c.condition(*sec.ShowIf, place{s, -1}, 1, func(format string, args ...any) {
				c.inSection(s, "show_if", format, args...)
			})
		}
		for i, q := range sec.Questions {
			p := place{s, i}
			bad := func(key string) func(string, ...any) {
				return func(format string, args ...any) { c.inQuestion(p, key, format, args...) }
			}
			if q.ShowIf != nil {
				c.condition(*q.ShowIf, p, 1, bad("show_if"))
			}
			if q.OutOf != "" {
				if w, ok := c.t.Question(q.OutOf); !ok || w.Kind != Number {
					bad("out_of")("out_of must name a question of kind number; %q is none.", q.OutOf)
				} else {
					c.reach(q.OutOf, p, bad("out_of"))
				}
			}
			c.sentences(p, bad)
		}
	}
}

// condition checks one rule of the question or section at p.
func (c *checker) condition(x Condition, p place, depth int, bad func(string, ...any)) {
	tests := 0
	for _, set := range []bool{x.Is != "", x.Isnt != "", len(x.Any) > 0, x.Over != nil || x.Under != nil} {
		if set {
			tests++
		}
	}
	lists := len(x.And) > 0 || len(x.Or) > 0
	switch {
	case depth > maxDepth: // nobody who edits a template could follow it any further
		bad("Conditions may lie at most %d deep.", maxDepth)
		return
	case lists && (x.Question != "" || tests > 0 || len(x.And) > 0 && len(x.Or) > 0):
		bad("A condition is one test of one question, or one list under and, or one list under or.")
		return
	case lists:
		for _, y := range append(slices.Clone(x.And), x.Or...) {
			c.condition(y, p, depth+1, bad)
		}
		return
	case x.Question == "" || tests != 1:
		bad("A condition names one question and one test: is, isnt, any, or over and under.")
		return
	}
	q, ok := c.t.Question(x.Question)
	if !ok {
		bad("The rule names the question %q, and there is none of that name.", x.Question)
		return
	}
	if c.reach(x.Question, p, bad) {
		c.fits(x, q, bad)
	}
}

// fits checks that a test can be met by the answers of its question.
func (c *checker) fits(x Condition, q Question, bad func(string, ...any)) {
	if x.Over != nil || x.Under != nil {
		if q.Kind != Number && q.Kind != Steps {
			bad("over and under ask about a number or a scale; %q is of kind %s.", q.ID, q.Kind)
		}
		return
	}
	for _, v := range x.values() {
		var ok bool
		switch q.Kind {
		case YesNo:
			ok = v == "yes" || v == "no" || v == "not-sure" && q.Unsure
		case OneOf, SomeOf:
			_, ok = q.choice(v)
		default:
			bad("is, isnt and any ask about a choice or about yes and no; %q is of kind %s.", q.ID, q.Kind)
			return
		}
		if !ok {
			bad("The rule waits for the answer %q, which the question %q cannot have.", v, q.ID)
		}
	}
}

// values are the answers a condition speaks of.
func (x Condition) values() []string {
	out := slices.Clone(x.Any)
	for _, v := range []string{x.Is, x.Isnt} {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

// reach checks that the question at p may speak of the question id: it comes earlier, and stands in the same rounds or in
// none.
func (c *checker) reach(id string, p place, bad func(string, ...any)) bool {
	to := c.t.at[id]
	switch {
	case to.section == p.section && p.question < 0:
		bad("A section cannot wait for an answer of its own question %q.", id)
	case to.section > p.section, to.section == p.section && to.question > p.question:
		bad("%q is asked later. Only what was asked before can be known: move it up.", id)
	case to.section != p.section && c.t.Sections[to.section].rounds():
		bad("%q is asked in rounds, so that its answer is not known outside its own section.", id)
	default:
		return true
	}
	return false
}

// circles names rules that wait for each other.
func (c *checker) circles() {
	waits := map[string][]string{}
	for s, sec := range c.t.Sections {
		for q, question := range sec.Questions {
			waits[question.ID] = append(c.t.Sections[s].Questions[q].ShowIf.questions(), sec.ShowIf.questions()...)
		}
	}
	done := map[string]bool{}
	var walk func(id string, trail []string)
	walk = func(id string, trail []string) {
		if i := slices.Index(trail, id); i >= 0 {
			ring := append(slices.Clone(trail[i:]), id)
			p := c.t.at[id]
			const circle = "These questions wait for each other in a circle: %s. None of them would ever be asked."
			if c.t.full(p).ShowIf == nil { // it waits with its whole section
				c.inSection(p.section, "show_if", circle, strings.Join(ring, ", "))
			} else {
				c.inQuestion(p, "show_if", circle, strings.Join(ring, ", "))
			}
			return
		}
		if _, known := c.t.at[id]; !known || done[id] {
			return
		}
		for _, next := range waits[id] {
			walk(next, append(slices.Clone(trail), id))
		}
		done[id] = true
	}
	for _, sec := range c.t.Sections {
		for _, q := range sec.Questions {
			walk(q.ID, nil)
		}
	}
}

// questions are the questions that a condition speaks of.
func (x *Condition) questions() []string {
	if x == nil {
		return nil
	}
	var out []string
	if x.Question != "" {
		out = append(out, x.Question)
	}
	for _, y := range append(slices.Clone(x.And), x.Or...) {
		out = append(out, y.questions()...)
	}
	return out
}

// sentences checks a question's proposed sentences: each goes to a section of the report, and its placeholders are known.
func (c *checker) sentences(p place, bad func(key string) func(string, ...any)) {
	q := c.t.full(p)
	texts := map[string]string{"sentence": q.Sentence, "yes": q.Yes, "no": q.No}
	for _, x := range q.Choices {
		texts[`is = "`+x.Is+`"`] = x.Sentence
	}
	for _, key := range sortedKeys(texts) {
		text := texts[key]
		if text == "" {
			continue
		}
		if q.Report == "" {
			bad(key)("A sentence needs a report section: one of %s.", strings.Join(ReportSections(), ", "))
		}
		if q.Confidential {
			bad(key)("The answer is confidential and never goes into a report: take the sentence out.")
		}
		if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
			bad(key)("A placeholder is a word in small letters in braces, such as {answer}.")
		}
		for _, hole := range holes(text) {
			if why := c.hole(hole, p); why != "" {
				bad(key)("%s", why)
			}
		}
	}
	for _, x := range q.Choices {
		if slices.ContainsFunc(holes(x.Words), func(h string) bool { return h != "name" && h != "by" }) {
			bad(`is = "` + x.Is + `"`)("words may hold {name} and {by}, and no other placeholder.")
		}
	}
	if q.Note != "" && q.Confidential {
		bad("note")("The answer is confidential and becomes no note: take note out.")
	}
	if q.Note != "" && q.Note != "said" && q.Sentence == "" && q.Yes == "" && q.No == "" && !slices.ContainsFunc(q.Choices, func(x Choice) bool { return x.Sentence != "" }) {
		bad("note")("A note of this sort needs a sentence.")
	}
	if q.Note == "said" && q.Kind != Text {
		bad("note")("Only a text can be somebody's own words.")
	}
}

// hole says what is wrong with a placeholder.
func (c *checker) hole(hole string, p place) string {
	if slices.Contains(given, hole) {
		if k := c.t.full(p).Kind; hole == "number" && k != Number && k != Steps {
			return "{number} belongs to a number or a scale."
		}
		if hole == "round" && !c.t.Sections[p.section].rounds() {
			return "{round} belongs to a section with rounds."
		}
		return ""
	}
	q, ok := c.t.Question(hole)
	if !ok {
		return fmt.Sprintf("{%s} is neither a question nor one of {answer}, {number}, {name}, {on}, {by} and {round}.", hole)
	}
	if q.Confidential {
		return fmt.Sprintf("{%s} is confidential and never goes into a report.", hole)
	}
	why := ""
	c.reach(hole, p, func(format string, args ...any) { why = fmt.Sprintf(format, args...) })
	return why
}
