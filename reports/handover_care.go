package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// openNeeds are the needs as they stand, each with its section and whose advice it is.
func (w *writer) openNeeds() {
	w.section("needs", "", "Open needs", "")
	var items []Text
	for _, n := range w.needs {
		if n.v.Statement == "" {
			continue
		}
		t := w.need(n)
		if n.v.Section != "" {
			t = append(Text{{Text: n.v.Section + ". ", Strong: true, From: []assessments.ID{n.id}}}, t...)
		}
		items = append(items, t)
	}
	if len(items) > 0 {
		w.put("list", &List{Items: items})
	} else {
		w.must("none", &Para{Text: gap("No needs are recorded.")})
	}
}

// goalPart is the part of the goals, with where they stand.
func (w *writer) goalPart() {
	w.section("goals", "", "Goals", "")
	w.goalTables()
	if words := w.childsWords(); words.v != nil {
		w.put("words", w.quote(words))
	}
	if len(w.parts[len(w.parts)-1].Proposals) == 0 {
		w.put("none", &Para{Text: gap("No goals are recorded.")})
	}
}

// kitDue is a table of the equipment: where it is, how far, and which check comes next.
func (w *writer) kitDue() {
	w.section("equipment", "", "Equipment and its checks", "")
	t := &Table{Columns: []Column{{Title: "What", Share: 4}, {Title: "State", Share: 4.4}, {Title: "Checks", Share: 7}}}
	for _, e := range w.kit() {
		name := assessments.UpperFirst(open(e.v.Name()))
		if name == "" {
			continue
		}
		state := say(w.state(e.v), e.id)
		if w.state(e.v) == "" {
			state = w.lacks(e.id, e.v.Missing, "status")
		}
		if e.v.Place != "" {
			state = append(state, span(". "+assessments.UpperFirst(open(e.v.Place)), e.id))
		}
		checks := gap("None recorded", e.id)
		if t := w.checksOf(e); t != nil {
			checks = t
		}
		t.Rows = append(t.Rows, []Cell{{Text: strong(name, e.id)}, {Text: state}, {Text: checks}})
	}
	if len(t.Rows) > 0 {
		w.put("table", t)
	}
	if n := len(w.measurements); n > 0 {
		m := w.measurements[n-1]
		if t := w.sizesLine(m); len(t) > 0 {
			w.put("measured/"+string(m.id), &Para{Text: t})
		}
	}
}

// sizesLine is a measurement in one paragraph: whoever takes over measures again before anything is ordered.
func (w *writer) sizesLine(m entry[*assessments.Measurement]) Text {
	var sizes []string
	for _, r := range m.v.Rows {
		sizes = append(sizes, joined(" ", w.lower(joined(", ", r.What, r.Of)), r.Side, num(r.Value), r.Unit)+parens(r.Note))
	}
	if len(sizes) == 0 {
		return nil
	}
	t := append(strong("Sizes of "+m.v.On.Words()+". ", m.id), span(assessments.UpperFirst(strings.Join(sizes, "; "))+".", m.id))
	if m.v.RemeasureAfter != "" {
		t = append(t, span(" Measure again if anything is ordered after "+m.v.RemeasureAfter.Words()+".", m.id))
	}
	return t
}

// outsider reports whether somebody is a therapist of the team who has had nothing to do with this child.
func (w *writer) outsider(id assessments.ID) bool {
	switch w.people[id].Role {
	case "occupational-therapist", "physiotherapist", "speech-and-language-therapist":
	default:
		return false
	}
	for _, c := range w.contacts {
		if c.v.Clinician == id || slices.Contains(c.v.Joint, id) || slices.ContainsFunc(c.v.Participants, func(p assessments.Participant) bool { return p.Person == id }) {
			return false
		}
	}
	return !slices.ContainsFunc(w.referrals, func(r entry[*assessments.Referral]) bool { return r.v.From == id })
}

// whoIsWho is how to work with this family and this school: language, form of letters, and who is who.
func (w *writer) whoIsWho() {
	w.section("people", "", "Who is who, and how to work with them", "")
	var r rows
	r.add("Language", w.language())
	if f := w.child.Format; f != "" {
		r.add("Letters", say(assessments.UpperFirst(open(f)), w.childID))
	}
	r.add("Lives", w.lives())
	var family, others []Text
	for _, id := range w.personIDs() {
		p := w.people[id]
		name := w.person(id)
		if name == "" || id == w.req.Author || w.noVoice(id) || w.outsider(id) {
			continue
		}
		extra := ""
		if p.Responsibility == "yes" {
			extra = "parental responsibility"
		}
		if p.Interpreter == "every-contact" {
			extra = joined("; ", extra, "interpreter at every contact")
		}
		if p.Reads != "" {
			extra = joined("; ", extra, "reads "+p.Reads)
		}
		line := say(joined(". ", name, assessments.UpperFirst(extra), open(p.Phone)), id)
		if relation(p.Role) != "" || p.Responsibility == "yes" {
			family = append(family, line)
		} else {
			others = append(others, line)
		}
	}
	r.add("Family", family...)
	r.add("Others", others...)
	if len(r) > 0 {
		w.put("facts", &KeyValues{r})
	}
	if t := w.strengthLine(); t != nil {
		w.put("strengths", &Para{Text: t})
	}
}

// handoverLimits says what is not in it: a handover that looked complete would be trusted as if it were the record.
func (w *writer) handoverLimits() {
	w.section("limits", "", "Limits of this handover", "")
	items := []Text{
		say("It says what was known by " + w.req.AsAt.Words() + ". The record is the whole of it."),
		say("Consents, alerts and anything told in confidence are read in the record and not here."),
	}
	var refs []string
	var ids []assessments.ID
	for _, p := range w.provision {
		if strings.TrimSpace(p.v.Disputed) != "" {
			refs, ids = append(refs, tab(p.v.Ref, p.v.Section)), append(ids, p.id)
		}
	}
	if len(refs) > 0 {
		items = append(items, say("The placing of "+list(refs)+" in the plan is not settled.", ids...))
	}
	w.put("all", &List{Items: items})
}
