package reports

import (
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A datedRow is a row of a table with the day that puts it in its place.
type datedRow struct {
	on    assessments.Date
	cells []Cell
}

// inOrder orders rows by their days and keeps the order of writing on one day.
func inOrder(rows []datedRow) {
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].on < rows[j].on })
}

// A sized is one size of the body: one value, or left and right of it.
type sized struct {
	what  string
	note  string
	place int // in landmarks, or -1
	rows  []assessments.Reading
}

// sizes is the newest measurement: the drawing, the table whose letters it shows, and what else was measured.
func (w *writer) sizes() {
	n := len(w.measurements) - 1
	for n > 0 && len(bodySizes(w.measurements[n].v)) == 0 {
		n-- // a day on which only furniture was measured does not hide the child's own sizes
	}
	if n < 0 {
		w.section("sizes", "", "Sizes", "")
		w.must("none", &Para{Text: gap("No measurements are recorded.")})
		return
	}
	m := w.measurements[n]
	w.section("sizes", "", "Measured on "+m.v.On.Words(), w.sizesNote(m.v))
	all := bodySizes(m.v)
	letters, names := map[int]string{}, map[int]string{}
	for _, s := range all {
		if s.place >= 0 {
			letters[s.place], names[s.place] = string(rune('A'+len(letters))), s.what
		}
	}
	if len(letters) > 0 {
		w.put("drawing/"+string(m.id), sittingBody(letters, names, m.id))
	}
	if t := w.sizesTable(m, all, letters, n); t != nil {
		w.put("table/"+string(m.id), t)
	}
	if len(m.v.Rows) == 0 {
		w.must("empty", &Para{Text: gap("No reading of that day is recorded.", m.id)})
	}
	// What was measured besides stands with until when any of it may be used.
	t := w.otherSizes(m)
	if m.v.RemeasureAfter != "" {
		t = append(t, Span{Text: gapAfter(t) + "Measure again if anything is ordered after " + m.v.RemeasureAfter.Words() + ".", Strong: true, From: []assessments.ID{m.id}})
	}
	if len(t) > 0 {
		w.must("others/"+string(m.id), &Para{Text: t})
	}
}

// gapAfter is the space before a sentence that follows others.
func gapAfter(t Text) string {
	if len(t) == 0 {
		return ""
	}
	return " "
}

// sizesNote says how old the child was, how they sat, and who measured.
func (w *writer) sizesNote(m *assessments.Measurement) string {
	age, by := "", ""
	if a := w.age(m.On); a != "" {
		age = "Aged " + a
	}
	if n := w.names(m.By); n != "" {
		by = "By " + n
	}
	position := open(m.Position)
	if age != "" {
		position = w.lower(position)
	}
	return sentences(joined(", ", age, position), by, m.Note)
}

// bodySizes are the child's own sizes in the order of the drawing, then those that it cannot show; sides share one.
// Sizes of things and weight are told below the table.
func bodySizes(m *assessments.Measurement) []sized {
	var out []sized
	for _, r := range m.Rows {
		if r.Of != "" || r.Unit != "mm" || strings.EqualFold(r.Note, "lying") {
			continue
		}
		i := 0
		for i < len(out) && (out[i].what != r.What || r.Side == "" || out[i].rows[0].Side == "") {
			i++
		}
		if i == len(out) {
			out = append(out, sized{what: r.What, place: placeOf(r.What)})
		}
		out[i].rows = append(out[i].rows, r)
		if r.Note != "" && !holds(out[i].note, r.Note) {
			out[i].note = joined(", ", out[i].note, r.Note)
		}
	}
	taken := map[int]bool{}
	for i := range out {
		if taken[out[i].place] {
			out[i].place = -1 // two readings of one place: the drawing shows the first
		}
		taken[out[i].place] = out[i].place >= 0
	}
	sort.SliceStable(out, func(i, j int) bool { return uint(out[i].place) < uint(out[j].place) }) // -1 comes last
	return out
}

// sizesTable has a row for each size under its letter, with what changed since it was last measured.
func (w *writer) sizesTable(m entry[*assessments.Measurement], all []sized, letters map[int]string, n int) *Table {
	if len(all) == 0 {
		return nil
	}
	t := &Table{Columns: []Column{{Title: "Letter", Share: 1.7}, {Title: "What", Share: 4.4}, {Title: "Size", Share: 6.3}, {Title: "Since last", Right: true, Share: 2.6}}}
	earlier := map[assessments.Date]bool{}
	for _, s := range all {
		var values, changes []string
		ids := []assessments.ID{m.id}
		for _, r := range s.rows {
			values = append(values, joined(" ", r.Side, num(r.Value), r.Unit))
			change := "first"
			if before, old := w.before(r, n); old.id != "" {
				ids = append(ids, old.id)
				earlier[old.v.On] = true
				change = joined(" ", r.Side, difference(r.Value-before.Value))
			}
			changes = append(changes, change)
		}
		if len(changes) == 2 && changes[0] == changes[1] {
			changes = changes[:1] // "first" is said once
		}
		letter := letters[s.place]
		if letter == "" {
			letter = "–"
		}
		size := Text{{Text: assessments.UpperFirst(strings.Join(values, ", ")), Strong: true, From: []assessments.ID{m.id}}}
		if s.note != "" {
			size = append(size, span(" ("+s.note+")", m.id))
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(letter, m.id)}, {Text: say(assessments.UpperFirst(s.what), m.id)}, {Text: size}, {Text: say(strings.Join(changes, ", "), ids...)}})
	}
	if len(earlier) == 1 {
		for day := range earlier {
			t.Note = "Since last: since " + day.Words()
		}
	}
	return t
}

// before is the same reading in the newest earlier measurement.
func (w *writer) before(r assessments.Reading, n int) (assessments.Reading, entry[*assessments.Measurement]) {
	for i := n - 1; i >= 0; i-- {
		for _, x := range w.measurements[i].v.Rows {
			if strings.EqualFold(x.What, r.What) && x.Side == r.Side && x.Unit == r.Unit && x.Of == r.Of {
				return x, w.measurements[i]
			}
		}
	}
	return assessments.Reading{}, entry[*assessments.Measurement]{}
}

// difference is a change in mm with its sign.
func difference(mm float64) string {
	switch {
	case mm > 0:
		return "+" + num(tenth(mm)) + " mm"
	case mm < 0:
		return "−" + num(tenth(-mm)) + " mm"
	}
	return "no change"
}

// otherSizes tells the readings that are no size of a sitting body: weight, length, and the furniture as it was found.
func (w *writer) otherSizes(m entry[*assessments.Measurement]) Text {
	var out Text
	for _, r := range m.v.Rows {
		if r.Of == "" && r.Unit == "mm" && !strings.EqualFold(r.Note, "lying") {
			continue // in the table
		}
		if w.classroom() && atHome.MatchString(r.Of) {
			continue // how a room at home is built is nothing to school
		}
		what := r.What
		if r.Of != "" {
			what = fitted(r.Of, w.lower(r.What))
		}
		out = appendSentence(out, assessments.UpperFirst(joined(" ", what, r.Side, num(r.Value), r.Unit)+parens(r.Note)), m.id)
	}
	return out
}
