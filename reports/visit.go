package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// visit writes the summary of one contact, for somebody who was not there: what was agreed and what comes next before
// what was seen.
func (w *writer) visit() {
	c := w.theContact()
	title := "Visit summary"
	if c.v != nil {
		title = contactTitle(c.v)
	}
	w.opening("Visit", title)
	w.doc.Subtitle = say("What was seen and agreed", w.childID)
	w.visitHead(c)
	if c.v != nil {
		w.visitMessage(c)
		w.visitSeen(c)
		w.visitMeasured(c)
		w.visitPictures(c)
		w.visitBefore(c)
	}
	w.askOthers()
	w.next()
	w.visitUnknown(c)
	w.signature()
}

// theContact is the one that the request names, else the newest that took place.
func (w *writer) theContact() entry[*assessments.Contact] {
	var newest entry[*assessments.Contact]
	for _, c := range w.contacts {
		if c.id == w.req.About {
			return c
		}
		if c.v.Status == "attended" && c.v.On <= w.req.AsAt {
			newest = c
		}
	}
	if w.req.About != "" {
		// Another contact than the one that was asked for would be read as that one.
		return entry[*assessments.Contact]{}
	}
	// A call counts where there was nothing else; a summary of a visit is about the visit.
	for _, c := range slices.Backward(w.contacts) {
		if c.v.Seen() && c.v.On <= w.req.AsAt {
			return c
		}
	}
	return newest
}

// contactTitle heads the summary: "Visit on 12 March 2026".
func contactTitle(c *assessments.Contact) string {
	return joined(" ", contactKind(c), onWords(c.On))
}

// onWords is a day behind its preposition, or nothing.
func onWords(d assessments.Date) string {
	if d == "" {
		return ""
	}
	return "on " + d.Words()
}

// visitHead says who, when, where, with whom and what for.
func (w *writer) visitHead(c entry[*assessments.Contact]) {
	w.part("identity", "Who and when", nil)
	var r rows
	named := w.named()
	if w.child.Name == "" {
		named = w.lacks(w.childID, w.child.Missing, "name")
	}
	r.add("Child", named)
	born := Text(nil)
	if w.child.Born.Valid() {
		born = say(w.child.Born.Words(), w.childID)
		if c.v != nil {
			if a := w.age(c.v.On); a != "" {
				born = append(born, span(". Aged "+a+" on the day", w.childID, c.id))
			}
		}
	}
	r.need("Born", w.lacks(w.childID, w.child.Missing, "born"), born)
	r.add("NHS number", w.nhs())
	lines := []Text{w.language()}
	if c.v != nil {
		lines = append(lines, w.interpretedAt(c))
	}
	r.add("Language", lines...)
	r.need(assessments.UpperFirst(w.placeWord()), w.lacks(w.childID, w.child.Missing, "setting"), w.schoolLine())
	if c.v == nil {
		r.add("Contact", gap("Not recorded: no contact by "+w.req.AsAt.Words()))
	} else {
		r.need("When", gap("Not recorded", c.id), w.contactWhen(c))
		r.need("With", gap("Not recorded", c.id), say(list(append(w.staffAt(c.v), w.metAt(c.v)...)), c.id))
		r.add("For", say(assessments.UpperFirst(open(c.v.Purpose)), c.id))
	}
	r.add("Written by", w.writtenBy()...)
	w.must("facts", &KeyValues{r})
}

// contactWhen is day, times and place, and that it did not take place where it did not.
func (w *writer) contactWhen(c entry[*assessments.Contact]) Text {
	times := string(c.v.From)
	if c.v.From != "" && c.v.To != "" {
		times += " to " + string(c.v.To)
	}
	t := say(joined(", ", c.v.On.Words(), times, at(w.place(c.v.Place, c.v.Setting))), c.id)
	switch c.v.Status {
	case "attended", "started", "":
		return t
	case "planned":
		return append(t, span(". Planned", c.id))
	}
	return append(append(t, span(". ")), gap("It did not take place", c.id)...)
}

// visitMessage is page one's message: the child's words, what was agreed, and the next step.
func (w *writer) visitMessage(c entry[*assessments.Contact]) {
	w.part("words", "In the child’s words", nil)
	if o := w.wordsBy(c); o.v != nil {
		w.put("child", w.quote(o))
	}
	w.section("agreed", "", "What was agreed", "")
	var t Text
	t = appendSentence(t, assessments.UpperFirst(c.v.Summary), c.id)
	if c.v.Agreed && !holds(c.v.Summary, "agreed") {
		t = appendSentence(t, joined(" with ", "Findings and plan were agreed", w.familyAt(c.v)), c.id)
	}
	if c.v.Next != "" {
		t = appendSentence(t, "Next: "+w.lower(c.v.Next), c.id)
	}
	if len(t) > 0 {
		w.put("all", &Para{Text: t})
		return
	}
	w.put("none", &Para{Text: gap("What was agreed is not recorded.", c.id)})
}

// wordsBy are the child's words of the contact, else the newest from before it, which carry their own day.
func (w *writer) wordsBy(c entry[*assessments.Contact]) entry[*assessments.Observation] {
	var newest entry[*assessments.Observation]
	for _, o := range w.said(w.byChild) {
		if o.v.Contact == c.id {
			return o
		}
		if o.v.On <= c.v.On {
			newest = o
		}
	}
	return newest
}

// notesOf are the notes of one sort that belong to a contact.
func (w *writer) notesOf(c entry[*assessments.Contact], kind string) []entry[*assessments.Observation] {
	var out []entry[*assessments.Observation]
	for _, o := range w.observations {
		if o.v.Contact == c.id && o.v.Type == kind && o.v.Text != "" {
			out = append(out, o)
		}
	}
	return out
}

// visitSeen is what was seen by area, what it may mean apart from it, what went well, and what was said.
func (w *writer) visitSeen(c entry[*assessments.Contact]) {
	w.section("seen", "", "What was seen", "Seen or counted. What it may mean stands apart.")
	if t := w.seenTable(c); len(t.Rows) > 0 {
		w.put("table", t)
	} else {
		w.put("none", &Para{Text: gap("No observations are recorded.", c.id)})
	}
	var means Text
	for _, o := range w.notesOf(c, "opinion") {
		means = appendSentence(means, o.v.Text, o.id)
	}
	if len(means) > 0 {
		w.put("means", &Para{Text: append(strong("What this means. "), means...)})
	}
	w.section("strengths", "", "What went well", "")
	var items []Text
	for _, o := range w.notesOf(c, "strength") {
		items = append(items, say(closed(w.noted(o.v)), o.id))
	}
	if len(items) > 0 {
		w.put("all", &List{Items: items})
	}
	w.section("views", "", "What was said", "Exactly as said")
	first := w.wordsBy(c)
	for _, o := range w.notesOf(c, "said") {
		if o.id != first.id && w.quotable(o.v) {
			w.put("words/"+string(o.id), w.quote(o))
		}
	}
}

// seenTable has a row for each area, in the order of reports, with the time of each note.
func (w *writer) seenTable(c entry[*assessments.Contact]) *Table {
	t := &Table{Caption: joined(" ", "Seen", onWords(c.v.On)), Columns: []Column{{Title: "Area", Share: 3}, {Title: "What was seen or counted", Share: 8}}}
	facts := w.notesOf(c, "fact")
	for _, area := range w.areas() {
		if area == "sleep" && w.classroom() {
			continue
		}
		var cell Text
		for _, o := range facts {
			if o.v.Area != area {
				continue
			}
			cell = appendSentence(cell, w.noted(o.v), o.id)
			if o.v.At.Valid() {
				cell = append(cell, Span{Text: " At " + string(o.v.At) + ".", Soft: true})
			}
		}
		name := assessments.AreaWords(area)
		if name == "" {
			name = "Other notes"
		}
		if len(cell) > 0 {
			t.Rows = append(t.Rows, []Cell{{Text: strong(name, cell[0].From...)}, {Text: cell}})
		}
	}
	return t
}

// visitUnknown are the gaps of this contact; those of who the child is stand at the top.
func (w *writer) visitUnknown(c entry[*assessments.Contact]) {
	w.part("about", "What is not known", nil)
	var u unknowns
	if c.v != nil {
		u.noted(c.id, "", c.v.Missing)
		for _, p := range c.v.Participants {
			if who := strings.TrimSpace(joined("", w.person(p.Person), p.Who)); p.Present == "not-reached" && who != "" && !w.noVoice(p.Person) {
				u.add(who+", was not reached on "+c.v.On.Words(), c.id, p.Person)
			}
		}
	}
	w.unknownCallout(u)
}
