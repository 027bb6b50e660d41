package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// found is what was seen, in the areas that matter in class, after the needs in plain words.
func (w *writer) found() {
	w.section("needs", "", "What is hard and why it matters", "")
	w.parts[len(w.parts)-1].NewPage = true
	for _, n := range w.needs {
		if n.v.Section == "B" && n.v.Statement != "" {
			t := Text{}
			if area := assessments.AreaWords(n.v.Area); area != "" {
				t = strong(area+". ", n.id)
			}
			w.put(string(n.id), &Para{Text: append(t, span(closed(n.v.Statement), n.id))})
		}
	}
	w.observed()
}

// schoolEquipment is how every piece is set and used, and the measurements behind it.
func (w *writer) schoolEquipment() {
	w.section("equipment", "", "Equipment and seating", "How it is set and used. Ask us before changing a setting")
	for i, e := range w.schoolKit() {
		w.put(string(e.id), w.equipmentCard(e, num(float64(i+1)), TabOpen))
	}
	for _, m := range w.measurements {
		w.put("measured/"+string(m.id), w.measured(m))
	}
}

// whoDoesWhat is every row that happens in or around school, whoever delivers it.
func (w *writer) whoDoesWhat() {
	w.section("who", "", "Who does what", "")
	t := &Table{Caption: "What is set out for " + w.child.Known(), Columns: []Column{{Title: "What", Share: 4}, {Title: "Who", Share: 5}, {Title: "How long, how often, when and where", Share: 6}}}
	for _, p := range w.schoolRows() {
		who := lines(w.deliverers(p))
		if who == nil {
			who = w.lacks(p.id, p.v.Missing, "who")
		}
		dose := gap(notRecorded(p.v.Missing["doses"]), p.id)
		if len(p.v.Doses) > 0 {
			dose = say(doseSpoken(p.v.Doses), p.id)
		}
		when := lines([]Text{dose, w.dates(p), say(assessments.UpperFirst(joined(", ", p.v.Ratio, w.lower(open(p.v.Where)))), p.id)})
		t.Rows = append(t.Rows, []Cell{{Text: strong(joined(". ", p.v.Ref, assessments.UpperFirst(rowName(p.v))), p.id)}, {Text: who}, {Text: when}})
	}
	if len(t.Rows) > 0 {
		w.put("table", t)
	}
	for _, p := range w.schoolRows() {
		if p.v.Training != "" {
			w.put("training/"+string(p.id), &Para{Text: append(strong("Training. ", p.id), span(closed(p.v.Training), p.id))})
		}
	}
}

// schoolRows are the rows that a school has to do with. What social care gives at home is the family's.
func (f *facts) schoolRows() []entry[*assessments.Provision] {
	var out []entry[*assessments.Provision]
	for _, p := range f.provision {
		if !strings.HasPrefix(p.v.Section, "H") {
			out = append(out, p)
		}
	}
	return out
}

// lines joins texts to one, for a cell.
func lines(ts []Text) Text {
	var out Text
	for _, t := range ts {
		if t.Words() == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, span(". "))
		}
		out = append(out, t...)
	}
	return out
}

// working is how anyone knows that it helps: the outcomes with where the child started, and how the rows are checked.
func (w *writer) working() {
	w.section("working", "", "How we will know it works", "")
	t := &Table{Caption: "Outcomes", Columns: []Column{{Title: "Outcome", Share: 6}, {Title: "At the start", Share: 5}, {Title: "Counted by", Share: 4}}}
	for _, o := range w.outcomes {
		now, by := w.lacks(o.id, o.v.Missing, "baseline"), w.lacks(o.id, o.v.Missing, "counted_by")
		if o.v.Baseline != "" {
			now = say(open(o.v.Baseline), o.id)
		}
		if c := w.countedBy(o.v); c != "" {
			by = say(c, o.id)
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(closed(o.v.Statement), o.id)}, {Text: now}, {Text: by}})
	}
	if len(t.Rows) > 0 {
		w.put("outcomes", t)
	}
	var items []Text
	var said []string
	for _, p := range w.schoolRows() {
		if m := w.monitored(p); m != nil && !told(said, m.Words()) {
			said = append(said, m.Words())
			items = append(items, Text{{Text: assessments.UpperFirst(closed(m.Words())), From: m[0].From}})
		}
	}
	items = append(items, w.reviewDates()...)
	if len(items) > 0 {
		w.put("checks", &List{Items: items})
	}
}

// told reports whether words stand in one of the lines above, which then need not be read twice.
func told(lines []string, words string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return holds(l, words) })
}

// others says which advice is not ours to give: the profession that owns a need, by its area. What the need is stays
// with that profession where it is one of health.
func (w *writer) others() {
	w.section("others", "", "Ask somebody else about", "")
	u := w.remits()
	for _, e := range w.schoolKit() {
		if e.v.UseSetBy != "" {
			u.add("How long the "+w.lower(e.v.Item)+" is used: "+w.lower(e.v.UseSetBy), e.id)
		}
	}
	if len(u.items) > 0 {
		w.put("list", &List{Items: u.items})
	}
}

// remits are the needs on which another profession advises.
func (w *writer) remits() unknowns {
	var u unknowns
	for _, n := range w.needs {
		if n.v.Owner != "" {
			u.add(remit(n.v.Area)+": "+w.profession(n.v.Owner), n.id)
		}
	}
	return u
}

// remit names an area as the profession that advises on it would.
func remit(area string) string {
	switch area {
	case "eating":
		return "Eating, drinking and swallowing"
	case "":
		return "Other needs"
	}
	return assessments.AreaWords(area)
}

// about is how the advice came about, how to work with the family, and what is not known.
func (w *writer) about() {
	w.section("about", "", "About this advice", "")
	var r rows
	r.need("Seen", gap("Not recorded: no visit by "+w.req.AsAt.Words()), w.seen()...)
	r.add("Age", w.ageLine())
	r.add("Language", w.language(), w.untranslated())
	if f := w.child.Format; f != "" {
		r.add("Letters home", say(assessments.UpperFirst(open(f)), w.childID))
	}
	if n := w.child.NextSetting; n != "" {
		r.add("Next", say(open(n), w.childID))
	}
	w.put("facts", &KeyValues{r})
	var u unknowns
	if w.child.UPN == "" {
		u.add("UPN: "+w.lower(notRecorded(w.child.Missing["upn"])), w.childID)
	}
	for _, e := range w.schoolKit() {
		u.noted(e.id, e.v.Item, e.v.Missing, undelivered(e.v)...)
	}
	w.unfilled(&u, w.schoolRows())
	if len(u.items) > 0 {
		w.must("unknown", &Callout{Style: CalloutGap, Title: "What we do not know", Items: u.items})
	}
}
