package reports

import (
	"cmp"
	"github.com/fieldfare/fieldfare/assessments"
)

// sources says how the advice was made: the question, every contact with day, place and people, who was consulted, and
// the interpreter. A contact that did not take place found nothing out, so it is no source.
func (w *writer) sources() {
	w.section("sources", "", "How this advice was made", "Everything here was known by "+w.req.AsAt.Words())
	var r rows
	for _, x := range w.referrals {
		r.add("Referred", w.referred(x))
		if x.v.Joint != "" {
			r.add("Joint work", say(assessments.UpperFirst(open(x.v.Joint)), x.id))
		}
		for _, q := range x.v.Questions {
			r.add("Question", say(closed(q), x.id))
		}
	}
	for _, x := range w.requests {
		if x.v.Questions != "" {
			r.add("Asked", say(closed(x.v.Questions), x.id))
		}
	}
	r.add("Consent", w.consented()...)
	r.add("Consulted", w.consulted()...)
	r.add("Interpreter", w.interpreted()...)
	if len(r) > 0 {
		w.put("how", &KeyValues{byKey(r)})
	}
	if t := w.contactTable(); t != nil {
		w.put("contacts", t)
	}
}

// byKey puts what stands under one label into one row: two referrals are two lines, and none is cut off.
func byKey(all rows) rows {
	var out rows
	at := map[string]int{}
	for _, kv := range all {
		if i, ok := at[kv.Key]; ok {
			out[i].Lines = append(out[i].Lines, kv.Lines...)
			continue
		}
		at[kv.Key] = len(out)
		out = append(out, kv)
	}
	return out
}

// consented says who agreed that the child is assessed, and when. The words in which they did stay in the record.
func (w *writer) consented() []Text {
	var out []Text
	for _, b := range w.bases.list {
		if b.v.Purpose != "assess-and-treat" || b.v.Kind != "consent" || !b.v.Holds(w.req.AsAt) || !w.tellable(b.v) {
			continue
		}
		if by := w.person(b.v.GivenBy); by != "" {
			out = append(out, say("To assess: "+joined(", ", by, b.v.On.Words()), b.v.GivenBy))
		}
	}
	return out
}

// referred gives the referrer's words as theirs: a question in them is no finding.
func (w *writer) referred(x entry[*assessments.Referral]) Text {
	t := say(x.v.Received.Words(), x.id)
	by := w.person(x.v.From)
	if by == "" {
		by = x.v.FromWho
	}
	if by != "" {
		t = append(t, span(", by "+by, x.id))
	}
	if x.v.Reason != "" {
		t = append(t, span(". The referrer wrote: “"+x.v.Reason+"”", x.id))
	}
	return t
}

// contactTable lists the contacts that took place. A visit that was missed or moved says nothing about the child, and why it
// was is the record's own.
func (w *writer) contactTable() *Table {
	t := &Table{Caption: "Contacts", Columns: []Column{{Title: "When", Share: 3}, {Title: "What", Share: 5}, {Title: "With", Share: 4}}}

	for _, c := range w.contacts {
		// Cancelled, moved and missed visits are the record's own; in an advice they would only be read as blame.
		if c.v.Status != "attended" {
			continue
		}
		what := contactKind(c.v)
		if c.v.Type != "call" && c.v.Type != "video" || c.v.Place != "phone" && c.v.Place != "video" {
			what = joined(", ", what, w.place(c.v.Place, c.v.Setting))
		}
		cell := say(closed(joined(": ", what, c.v.Purpose)), c.id)
		cell = appendSentence(cell, c.v.Summary, c.id)
		if c.v.Agreed && !holds(c.v.Summary, "agreed") {
			cell = appendSentence(cell, joined(" with ", "Findings and plan were agreed", w.familyAt(c.v)), c.id)
		}
		if c.v.Next != "" {
			cell = appendSentence(cell, "Next: "+w.lower(c.v.Next), c.id)
		}
		t.Rows = append(t.Rows, []Cell{{Text: say(c.v.On.Words(), c.id)}, {Text: cell}, {Text: say(w.present(c.v), c.id)}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// familyAt names who of the family was there to agree: who was not reached agreed to nothing.
func (w *writer) familyAt(c *assessments.Contact) string {
	var out []string
	for _, p := range c.Participants {
		who := w.people[p.Person]
		if p.Present != "yes" && p.Present != "part" || who == nil && p.Person != w.childID {
			continue
		}
		if p.Person == w.childID && w.bases.youngPerson(c.On) || who != nil && (relation(who.Role) != "" || who.Responsibility == "yes") && !w.unheard(p.Person) {
			out = append(out, w.called(p.Person))
		}
	}
	return list(out)
}

// contactKind heads a contact. Calls and meetings count as much as visits. Where it was is said beside it.
func contactKind(c *assessments.Contact) string {
	if c.Type == "visit" {
		return assessments.ContactNoun(c.Type)
	}
	return c.Title()
}

// present lists who was at a contact by the shortest name: clinicians first, then the others.
func (w *writer) present(c *assessments.Contact) string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	add(w.called(c.Clinician))
	for _, id := range c.Joint {
		add(w.called(id))
	}
	for _, p := range c.Participants {
		if p.Present == "not-reached" || p.Present == "declined" {
			continue
		}
		if p.Person == "" {
			add(p.Who)
		} else if !w.unheard(p.Person) {
			add(w.called(p.Person))
		}
	}
	return assessments.UpperFirst(list(out))
}

// consulted lists everybody who took part or whose words are on record, once, with what they are.
func (w *writer) consulted() []Text {
	var out []Text
	seen := map[string]bool{}
	add := func(s string, from ...assessments.ID) {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, say(s, from...))
		}
	}
	for _, c := range w.contacts {
		if c.v.Status != "attended" {
			continue
		}
		for _, id := range c.v.Joint {
			if id != w.req.Author {
				add(w.person(id), c.id, id)
			}
		}
		for _, p := range c.v.Participants {
			// Who was tried and not reached has not been consulted; that stands among what is not known.
			if p.Present == "not-reached" || p.Present == "declined" || p.Person == w.childID {
				continue
			}
			if p.Person == "" {
				add(p.Who, c.id)
			} else if !w.unheard(p.Person) {
				add(w.person(p.Person), c.id, p.Person)
			}
		}
	}
	for _, o := range w.said(func(o *assessments.Observation) bool { return !w.byChild(o) && o.SaidBy != "" }) {
		add(w.person(o.v.SaidBy), o.id, o.v.SaidBy)
	}
	for _, s := range w.scores {
		if s.v.Respondent != "" && s.v.Respondent != w.childID {
			add(w.person(s.v.Respondent), s.id, s.v.Respondent)
		}
	}
	return out
}

// interpreted says which language was interpreted at which contact, and how. Who stood in for an interpreter, or did
// not come, is for the record.
func (w *writer) interpreted() []Text {
	var out []Text
	if i := w.interpreter(); i != "" {
		out = append(out, say(closed(i), w.childID))
	}
	for _, c := range w.contacts {
		if t := w.interpretedAt(c); t != nil {
			out = append(out, t)
		}
	}
	return out
}

// interpretedAt says which language was interpreted at a contact, and how.
func (w *writer) interpretedAt(c entry[*assessments.Contact]) Text {
	i := c.v.Interpreter
	if c.v.Status != "attended" || i == nil || i.Outcome != "came" && i.Outcome != "replaced" {
		return nil
	}
	// The interpreter's number and what went wrong are for the record, not for whoever reads what was said.
	mode := cmp.Or(byWay(i.Mode), i.Mode)
	return say(joined(", ", c.v.On.Words(), joined(" ", i.Language, "interpreter", mode)), c.id)
}
