package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// adopted reports whether rows may be called the plan's, or agreed: the plan is final, and the board agreed to those of Section
// G. Until then a row is what we advised, and a reader who takes it for an agreement is misled.
func (w *writer) adopted(rows []entry[*assessments.Provision]) bool {
	return w.child.EHCPlan == "final" && !slices.ContainsFunc(rows, func(p entry[*assessments.Provision]) bool {
		return p.v.Section == "G" && p.v.ICB != "agreed"
	})
}

// promise is the word for what some rows are: "agreed" or "advised".
func (w *writer) promise(rows []entry[*assessments.Provision]) string {
	if w.adopted(rows) {
		return "agreed"
	}
	return "advised"
}

// reviewRows is what was advised or agreed and what was delivered, section by section.
func (w *writer) reviewRows() {
	for _, s := range []struct {
		letter, title string
		style         TabStyle
	}{{"F", "Special educational provision", TabFilled}, {"G", "Health provision", TabOpen}, {"H1", "Social care provision", TabFooted}, {"H2", "Other social care provision", TabFooted}} {
		rows := w.rowsOf(s.letter)
		w.section("provision-"+strings.ToLower(s.letter), s.letter, s.title, "What was "+w.promise(rows)+", and what was delivered as far as it is recorded")
		if len(rows) > 1 {
			w.put("glance", w.delivery(s.letter, rows))
		}
		for _, p := range rows {
			w.put(string(p.id), w.reviewRow(p, s.style))
		}
	}
}

// reviewChanges has a line for each row that the therapist fills: whether it stays, grows, shrinks or ends is a decision, and
// nothing in a record makes it. One place for all of them is what a meeting reads out.
func (w *writer) reviewChanges() {
	w.section("changes", "", "What should change", "Row by row")
	for _, p := range w.provision {
		w.put(string(p.id), &Para{Text: append(strong(joined(". ", tab(p.v.Ref, p.v.Section), assessments.UpperFirst(rowName(p.v)))+": ", p.id), gap("not decided yet.", p.id)...)})
	}
}

// delivery is the glance table of a section: advised or agreed, against delivered.
func (w *writer) delivery(section string, rows []entry[*assessments.Provision]) *Table {
	word := w.promise(rows)
	t := &Table{Caption: "Section " + section + ": " + word + " and delivered", Columns: []Column{{Title: "Row", Share: 1.2}, {Title: "What", Share: 4}, {Title: assessments.UpperFirst(word), Share: 4.5}, {Title: "Delivered", Share: 5}}}
	for _, p := range rows {
		t.Rows = append(t.Rows, []Cell{{Text: strong(tab(p.v.Ref, section), p.id)}, {Text: say(assessments.UpperFirst(rowName(p.v)), p.id)}, {Text: w.promisedDose(p)}, {Text: w.delivered(p)[0]}})
	}
	return t
}

// promisedDose is how much the row promises, with the hours a year so that the sum can be redone.
func (w *writer) promisedDose(p entry[*assessments.Provision]) Text {
	if len(p.v.Doses) == 0 {
		return orGap("", "Equipment", p)
	}
	return say(shortDose(p.v.Doses)+parens(hoursAYear(p.v.Hours())), p.id)
}

// delivered is what is recorded of a row's delivery; it is never empty. What the school logged is told as that. Nothing is worked out
// from visits: which row a visit belonged to is not recorded, and a number of hours that nobody counted would be believed.
func (w *writer) delivered(p entry[*assessments.Provision]) []Text {
	if p.v.Start > w.req.AsAt {
		return []Text{say("Not started: from "+p.v.Start.Words(), p.id)}
	}
	var out []Text
	for _, id := range p.v.Equipment {
		if e := find(w.equipment, id); e != nil {
			out = append(out, say(closed(joined(": ", assessments.UpperFirst(e.Name()), w.lower(w.state(e)))), p.id, id))
		}
	}
	if len(p.v.Doses) == 0 && len(out) > 0 {
		return out
	}
	if t := w.loggedRow(p); t != nil {
		return append(out, t)
	}
	if w.bySchool(p.v) {
		return append(out, gap("Sessions given: not recorded, "+w.placeWord()+" to say", p.id))
	}
	return append(out, gap("Sessions given: not counted in our record", p.id))
}

// reviewRow is one row, read down: what it promises, what came of it, how far the outcome is, and what is still open.
func (w *writer) reviewRow(p entry[*assessments.Provision], style TabStyle) *Card {
	full := w.provisionCard(p, style)
	c := &Card{Tab: full.Tab, Style: full.Style, Title: full.Title, Dose: full.Dose, Hours: full.Hours}
	var r rows
	for _, kv := range full.Values {
		if slices.Contains([]string{"How much", "Who", "Dates", "Includes", "Training", "ICB"}, kv.Key) {
			r.add(kv.Key, kv.Lines...)
		}
	}
	r.add("Delivered", w.delivered(p)...)
	if t := w.outcomeWords(p.v.Outcomes); t != nil {
		r.add("Outcome", t)
	}
	if p.v.Start <= w.req.AsAt { // what moved before a row began did not move because of it
		r.add("How far", w.howFar(p)...)
	}
	r.add("Still open", w.stillOpen(p)...)
	c.Values = r
	return c
}

// howFar is the newest scoring of each goal on the way to the outcomes that a row serves.
func (w *writer) howFar(p entry[*assessments.Provision]) []Text {
	var out []Text
	for _, m := range w.goalMoves() {
		if m.goal.v.Outcome != "" && slices.Contains(p.v.Outcomes, m.goal.v.Outcome) && levelled(m.last) {
			out = append(out, say("Goal “"+open(m.goal.v.Title)+"”: "+levelWords(m.last.v), m.goal.id, m.last.id))
		}
	}
	return out
}

// stillOpen is what the meeting has to settle about a row, whoever decides: what a stranger would have to ask, the placing,
// an end that has passed. The board's agreement has a line of its own.
func (w *writer) stillOpen(p entry[*assessments.Provision]) []Text {
	var out []Text
	var missing []string
	for _, x := range p.v.Gaps() {
		missing = append(missing, w.lower(fieldName(x.Field)))
	}
	if len(missing) > 0 {
		out = append(out, gap("Not recorded: "+list(missing), p.id))
	}
	if t := unsettled(p); t != nil {
		out = append(out, t)
	}
	if p.v.End.Valid() && p.v.End < w.req.AsAt {
		out = append(out, gap("It ended on "+p.v.End.Words(), p.id))
	}
	for _, id := range p.v.Equipment {
		if e := find(w.equipment, id); e != nil && w.overdue(e) {
			out = append(out, gap(e.Name()+": its examination was due by "+e.ExamineBy.Words(), p.id, id))
		}
	}
	return out
}
