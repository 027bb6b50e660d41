package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// rowsOf are the rows of provision of one section, in order.
func (f *facts) rowsOf(section string) []entry[*assessments.Provision] {
	var out []entry[*assessments.Provision]
	for _, p := range f.provision {
		if p.v.Section == section {
			out = append(out, p)
		}
	}
	return out
}

// provisionParts are Sections F, G, H1 and H2: what is in the section and why, a glance table with the sum, and a card
// for each row.
func (w *writer) provisionParts() {
	known := w.child.Known()
	w.provisionPart("F", "Special educational provision", "Teaches or trains "+known+", so it belongs in Section F (Children and Families Act 2014, section 21(5))", TabFilled)
	w.provisionPart("G", "Health provision", "Reasonably required by "+possessive(known)+" needs; it does not teach or train", TabOpen)
	w.provisionPart("H1", "Social care provision", "For a child under 18, under section 2 of the Chronically Sick and Disabled Persons Act 1970", TabFooted)
	w.provisionPart("H2", "Other social care provision", "Reasonably required by the learning difficulties or disabilities", TabFooted)
}

// provisionPart is one section: a plan writer finds the row in the glance table and reads it in the card.
func (w *writer) provisionPart(section, title, note string, style TabStyle) {
	w.section("provision-"+strings.ToLower(section), section, title, note)
	rows := w.rowsOf(section)
	if len(rows) > 1 { // one row is glanced at in its card
		w.put("glance", w.glance(section, rows))
	}
	if len(rows) > 0 {
		if (section == "F" || len(w.rowsOf("F")) == 0) && section[0] != 'H' {
			w.put("sum", &Para{Text: say(sumNote(rows)), Note: true})
		}
	}
	for _, r := range rows {
		w.put(string(r.id), w.provisionCard(r, style))
	}
	for _, e := range w.equipment {
		if e.v.Section == section && strings.HasPrefix(section, "H") {
			w.put("equipment/"+string(e.id), w.equipmentCard(e, section, TabFooted))
		}
	}
	if section == "F" && len(rows) == 0 {
		w.must("none", &Para{Text: gap("No provision in Section F is recorded.")})
	}
}

// glance is the table before the cards. Its total is worked out from the minutes, not from the rounded rows. A section
// without any hours (equipment, adaptations) has no column of them.
func (w *writer) glance(section string, rows []entry[*assessments.Provision]) *Table {
	health, timed, total := section == "G", false, 0.0
	for _, r := range rows {
		timed = timed || len(r.v.Doses) > 0 || r.v.Mode != "equipment"
		total += r.v.Hours()
	}
	t := &Table{Caption: "Section " + section + " at a glance", Columns: []Column{{Title: "Row", Share: 1.2}, {Title: "What", Share: 5}}}
	if !health {
		t.Columns = append(t.Columns, Column{Title: "Dose", Share: 5.5})
	}
	if timed {
		t.Columns = append(t.Columns, Column{Title: "Hours a year", Right: true, Share: 2.6})
	}
	if health {
		t.Columns = append(t.Columns, Column{Title: "ICB agreement", Share: 5})
	}
	for _, r := range rows {
		what := r.v.Short
		if what == "" {
			what = r.v.What
		}
		cells := []Cell{{Text: strong(tab(r.v.Ref, section), r.id)}, {Text: say(open(what), r.id)}}
		if !health {
			cells = append(cells, Cell{Text: orGap(shortDose(r.v.Doses), "Equipment", r)})
		}
		if timed {
			hours := ""
			if len(r.v.Doses) > 0 {
				hours = assessments.HoursWords(r.v.Hours())
			}
			cells = append(cells, Cell{Text: orGap(hours, "None", r)})
		}
		if health {
			cells = append(cells, Cell{Text: icb(r, true)})
		}
		t.Rows = append(t.Rows, cells)
	}
	if !timed {
		return t
	}
	sum := Cell{Text: strong(assessments.HoursWords(total))}
	t.Total = []Cell{{Text: strong("Total")}, {Text: strong("Section " + section)}, {Text: say("")}, sum}
	if health {
		t.Total = []Cell{{Text: strong("Total")}, {Text: strong("Section " + section)}, sum, {Text: say("")}}
	}
	return t
}

// unsettled says that the row's place in the plan is open: a reader who finds out later trusts nothing else in it.
func unsettled(p entry[*assessments.Provision]) Text {
	switch {
	case p.v.Disputed != "":
		return gap("Placing not settled: "+open(p.v.Disputed), p.id)
	case p.v.Educates == "unsure":
		return gap("Placing not settled: whether it educates or trains is still open", p.id)
	}
	return nil
}

// orGap is a cell that was due; things are given and not timed, and say so in a word.
func orGap(s, thing string, r entry[*assessments.Provision]) Text {
	if s != "" {
		return say(s, r.id)
	}
	if r.v.Mode == "equipment" {
		return say(thing, r.id)
	}
	return gap(notRecorded(r.v.Missing["doses"]), r.id)
}

// provisionCard is one row, in the fixed order of its values. What is required and missing is a gap; what is optional
// and empty is left out.
func (w *writer) provisionCard(p entry[*assessments.Provision], style TabStyle) *Card {
	v := p.v
	// The order never changes from row to row: a plan writer copies twenty of them and must not have to look.
	c := &Card{Tab: tab(v.Ref, v.Section), Style: style, Title: say(open(v.What), p.id)}
	if v.What == "" {
		c.Title = w.lacks(p.id, v.Missing, "what")
	}
	var r rows
	if len(v.Doses) > 0 {
		c.Dose, c.Hours, c.Doses = doseWords(v.Doses), hoursAYear(v.Hours()), v.Doses
	} else if v.Mode != "equipment" {
		r.add("How much", w.lacks(p.id, v.Missing, "doses"))
	}
	if v.HoursNote != "" {
		r.add("Hours", say(open(v.HoursNote), p.id))
	}
	r.need("Who", w.lacks(p.id, v.Missing, "who"), w.deliverers(p)...)
	// Somebody named brings their own; a job title alone leaves open who may do it.
	if v.Qualification == "" && len(v.DeliveredBy) == 0 {
		r.add("Qualification", w.lacks(p.id, v.Missing, "qualification"))
	}
	r.need("With and where", w.lacks(p.id, v.Missing, "where"), w.withWhere(p)...)
	r.need("Dates", gap("Start date: "+w.lower(notRecorded(v.Missing["start"])), p.id), w.dates(p))
	var includes []Text
	for _, i := range v.Includes {
		includes = append(includes, say(open(i), p.id))
	}
	r.add("Includes", includes...)
	if v.Training != "" {
		r.add("Training", say(open(v.Training), p.id))
	}
	r.add("Needs", w.needed(p)...)
	r.need("Checked by", w.lacks(p.id, v.Missing, "monitoring"), w.monitored(p))
	r.need("Outcome", w.lacks(p.id, v.Missing, "outcomes"), w.outcomeWords(v.Outcomes))
	r.add("Evidence", w.evidence(v.Evidence, 3)...)
	why := Text(nil)
	if v.Why != "" {
		why = say(closed(v.Why), p.id)
	}
	if why == nil {
		why = w.lacks(p.id, v.Missing, "why")
	}
	r.add("Why "+v.Section, why, unsettled(p))
	if v.Section == "G" {
		r.add("ICB", icb(p, false))
	}
	c.Values = r
	return c
}
