package reports

import (
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// tests is the part of the scores of function: a table for each test with parts, one table for the rest.
func (w *writer) tests() {
	head := &Section{Letter: "B", Title: "Tests and what they show"}
	w.part("tests", "B. "+head.Title, head)
	w.scoreTables(func(s *assessments.Score) bool { return !Medical(s.Class, s.Tool) })
	p := &w.parts[len(w.parts)-1]
	for _, x := range p.Proposals {
		if t, ok := x.Block.(*Table); ok && strips(t) {
			head.Note = "Bar: the middle half of children of that age, 25th to 75th centile. Dot: " + w.child.Known()
		}
	}
}

// strips reports whether a table has a centile drawn beside a number, which then needs its key.
func strips(t *Table) bool {
	for _, r := range t.Rows {
		for _, c := range r {
			if c.Centile > 0 {
				return true
			}
		}
	}
	return false
}

// scoreTables writes the scores that a test picks into the open part.
func (w *writer) scoreTables(pick func(*assessments.Score) bool) {
	single := &Table{Caption: "Questionnaires and levels", Columns: []Column{{Title: "Tool", Share: 3}, {Title: "Result", Share: 3}, {Title: "When and by whom", Share: 5}}}
	var after []Proposal
	for _, s := range w.scores {
		if !pick(s.v) || len(s.v.Parts) == 0 {
			continue
		}
		means := w.reading(s)
		if len(s.v.Parts) > 1 {
			w.put(string(s.id), w.scoreTable(s))
			if len(means) > 0 {
				w.put("means/"+string(s.id), &Para{Text: means})
			}
			continue
		}
		single.Rows = append(single.Rows, []Cell{{Text: strong(w.toolName(s.v), s.id)}, {Text: say(w.singleResult(s.v), s.id)}, {Text: say(w.tested(s.v), s.id)}})
		if len(means) > 0 {
			after = append(after, Proposal{Key: "means/" + string(s.id), Block: &Para{Text: append(Text{{Text: s.v.Tool + ". ", Strong: true}}, means...)}})
		}
	}
	if len(single.Rows) > 0 {
		w.put("single/"+w.parts[len(w.parts)-1].Key, single)
	}
	for _, x := range after {
		w.put(x.Key, x.Block)
	}
}

// scoreTable is the table of one test: parts, numbers as written, centile with its strip.
func (w *writer) scoreTable(s entry[*assessments.Score]) *Table {
	var has struct{ centile, scaled bool }
	kind := s.v.Parts[0].Type
	for _, p := range s.v.Parts {
		has.centile = has.centile || p.Centile > 0
		has.scaled = has.scaled || p.Scaled != ""
		if p.Type != kind {
			kind = ""
		}
	}
	t := &Table{Caption: w.toolName(s.v), Note: w.tested(s.v), Columns: []Column{{Title: "Part", Share: 4}, {Title: scaleWords(kind), Right: true, Share: 3}}}
	if has.scaled {
		t.Columns = append(t.Columns, Column{Title: "Scaled score", Right: true, Share: 3})
	}
	if s.v.SEM > 0 && numeric(s.v) {
		t.Columns = append(t.Columns, Column{Title: "95% interval", Right: true, Share: 3})
	}
	if has.centile {
		t.Columns = append(t.Columns, Column{Title: "Centile", Share: 5})
	}
	for _, p := range s.v.Parts {
		cell := func(x string) Cell { return Cell{Text: Text{{Text: x, Strong: p.Total, From: []assessments.ID{s.id}}}} }
		value := valueWords(p)
		if kind == "" && p.Type != "" {
			value += parens(assessments.LowerFirst(scaleWords(p.Type)))
		}
		r := []Cell{{Text: strong(joined(", ", p.Name, p.Side)+parens(p.Zone), s.id)}, cell(value)}
		if has.scaled {
			r = append(r, cell(orDash(p.Scaled)))
		}
		if s.v.SEM > 0 && numeric(s.v) {
			r = append(r, cell(interval(p, s.v.SEM)))
		}
		if has.centile {
			c := cell(orDash(centile(p.Centile)))
			c.Centile = min(p.Centile, 99)
			r = append(r, c)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

// orDash fills a cell in which nothing was due: a test need not give every part a centile.
func orDash(s string) string {
	if s == "" {
		return "none given"
	}
	return s
}

// interval is a 95% confidence interval from the manual's standard error, or a dash where the score is no number.
func interval(p assessments.ScorePart, sem float64) string {
	x, err := strconv.ParseFloat(p.Value, 64)
	if err != nil {
		return orDash("")
	}
	i, err := measure.IntervalAround(x, sem, measure.Confidence95)
	if err != nil {
		return orDash("")
	}
	return measure.Tenths(i.Low) + " to " + measure.Tenths(i.High)
}

// toolName is the tool with edition and form; an unknown edition is among what is not known.
func (w *writer) toolName(s *assessments.Score) string {
	return joined(", ", s.Tool, s.Edition, s.Form)
}

// tested says where, when and by whom, who answered, and how old the child was.
func (w *writer) tested(s *assessments.Score) string {
	where := ""
	if c := find(w.contacts, s.Contact); c != nil {
		where = at(w.place(c.Place, c.Setting))
	}
	by := ""
	if s.ByWho != "" {
		by = "by the " + w.profession(s.ByWho)
	}
	if n := w.called(s.By); n != "" {
		by = "by " + n
	}
	line := assessments.UpperFirst(joined(", ", where, s.On.Words(), by))
	if s.On == "" {
		line = assessments.UpperFirst(joined(", ", by, w.lower(notRecordedDay(s))))
	}
	answered := ""
	if n := w.called(s.Respondent); n != "" {
		answered = "Answered by " + n
	}
	answered = joined(", ", answered, w.lower(open(s.How)))
	age := ""
	if a := w.age(s.On); a != "" {
		age = w.child.Known() + " was " + a
	}
	return sentences(line, answered, age)
}

// notRecordedDay is the gap of a result without a day; levels such as GMFCS are often handed on without one.
func notRecordedDay(s *assessments.Score) string { return notRecorded(s.Missing["on"]) }

// singleResult is the one result of a tool.
func (w *writer) singleResult(s *assessments.Score) string {
	p := s.Parts[0]
	name := p.Name
	if p.Total || strings.EqualFold(name, "level") || strings.EqualFold(name, "total") || strings.EqualFold(name, "score") {
		name = ""
	}
	words := joined(" ", name, valueWords(p))
	if p.Type == "level" || s.Direction == "level" && p.Type == "" {
		words = joined(" ", name, "level", p.Value)
	}
	if p.Side != "" {
		words += ", " + p.Side
	}
	if p.Zone != "" {
		words += " (" + p.Zone + ")"
	}
	if c := centile(p.Centile); c != "" {
		words += ", " + c + " centile"
	}
	if p.Scaled != "" {
		words += ", scaled " + p.Scaled
	}
	return assessments.UpperFirst(words)
}

// reading is how to read a score: which way the numbers run, what it means, and what must not be read into it. No
// score is a diagnosis, and none is called by a word that its tool does not use.
func (w *writer) reading(s entry[*assessments.Score]) Text {
	var t Text
	if !Medical(s.v.Class, s.v.Tool) {
		switch s.v.Direction {
		case "high-is-better":
			t = appendSentence(t, "Low means more difficulty", s.id)
		case "low-is-better":
			t = appendSentence(t, "High means more difficulty", s.id)
		}
		if len(t) > 0 && !holds(s.v.Means+s.v.Limits, "not a diagnosis") {
			t = appendSentence(t, "Not a diagnosis", s.id)
		}
	}
	if m := s.v.Means; m != "" && !(holds(m, "low") && holds(m, "more difficulty")) {
		if len(t) > 0 {
			t = append(t, span(" "))
		}
		t = append(t, Span{Text: "What this means. ", Strong: true}, span(closed(s.v.Means), s.id))
	}
	if s.v.Limits != "" {
		t = appendSentence(t, s.v.Limits, s.id)
	}
	return t
}

// scaleWords heads a column of scores of one type.
func scaleWords(kind string) string {
	switch kind {
	case "standard":
		return "Standard score"
	case "scaled":
		return "Scaled score"
	case "T":
		return "T score"
	case "raw":
		return "Raw score"
	case "percent":
		return "Percent"
	case "level":
		return "Level"
	}
	return "Score"
}

// valueWords is a result as it was written, with what it is out of.
func valueWords(p assessments.ScorePart) string {
	v := p.Value
	if p.Of != "" {
		v += " of " + p.Of
	}
	if p.Type == "percent" && !strings.HasSuffix(v, "%") {
		v += "%"
	}
	return v
}

// centile is "5th", or "".
func centile(c float64) string {
	if c <= 0 {
		return ""
	}
	return strings.TrimSuffix(measure.Centile(c), " centile")
}
