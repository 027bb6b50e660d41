package reports

import (
	"regexp"

	"github.com/fieldfare/fieldfare/assessments"
)

var atHome = regexp.MustCompile(`(?i)\bhome\b`)

// measured is a table of readings: left and right of one thing share a line, and every value has its unit.
func (w *writer) measured(m entry[*assessments.Measurement]) *Table {
	t := &Table{Caption: joined(" ", "Measured", m.v.On.Words()), Note: w.measuredNote(m.v),
		Columns: []Column{{Title: "What", Share: 5}, {Title: "Reading", Share: 5}}}
	// One line for both sides: a reader compares left with right, and two rows apart hide a difference of 7 mm.
	type line struct {
		what, value string
	}
	var lines []line
	at := map[string]int{}
	for _, r := range m.v.Rows {
		if w.req.Kind == SchoolAdvice && atHome.MatchString(r.Of) {
			continue // how the bathroom at home is built is nothing to school
		}
		value := joined(" ", r.Side, num(r.Value), r.Unit) + parens(r.Note)
		what := joined(", ", r.What, r.Of)
		if what == "" {
			what = "Reading"
		}
		if i, ok := at[what]; ok && r.Side != "" {
			lines[i].value += ", " + value
			continue
		}
		at[what] = len(lines)
		lines = append(lines, line{what, value})
	}
	for _, l := range lines {
		t.Rows = append(t.Rows, []Cell{{Text: strong(l.what, m.id)}, {Text: say(assessments.UpperFirst(l.value), m.id)}})
	}
	if len(lines) == 0 {
		// A day of measuring without a reading is shown, or somebody drives out to measure again.
		t.Rows = [][]Cell{{{Text: strong("Readings", m.id)}, {Text: gap("Not recorded", m.id)}}}
	}
	return t
}

// measuredNote says how, by whom, at what age, and until when the readings may be used.
func (w *writer) measuredNote(m *assessments.Measurement) string {
	by := ""
	if n := w.names(m.By); n != "" {
		by = "by " + n
	}
	age := ""
	if a := w.age(m.On); a != "" {
		age = w.child.Known() + " was " + a
	}
	again := ""
	if m.RemeasureAfter != "" {
		again = "Measure again if anything is ordered after " + m.RemeasureAfter.Words()
	}
	return sentences(joined(", ", m.Position, by), age, m.Note, again)
}
