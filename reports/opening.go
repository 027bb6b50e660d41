package reports

import "github.com/fieldfare/fieldfare/assessments"

// opening writes what stands around the pages, and the lines under the title that say whom it is about and who wrote it.
func (w *writer) opening(label, title string) {
	info, _ := LookupKind(w.req.Kind)
	w.doc.Title = title
	w.doc.Band = Band{Label: label, Service: w.serviceName(), Right: w.addressee()}
	w.doc.Running = w.running(info.Title)
	w.doc.Footer = w.footer(info.Title)
	w.doc.Subtitle = w.schoolLines()
}

// subtitled adds a line under the title, where there is something to say.
func (w *writer) subtitled(t Text) {
	if t.Words() != "" {
		w.doc.Subtitle = append(w.doc.Subtitle, span(t.Words(), t[0].From...))
	}
}

// classroom reports whether the reader works in school or nursery: what happens at night is nothing they can act on.
func (f *facts) classroom() bool {
	return f.req.Recipient.Role == assessments.RoleSchool || f.req.Recipient.Role == assessments.RoleNursery
}

// quotable reports whether somebody's words may stand in a report for this reader: what the family says at home is not told
// in class, where the child spends the day. The family tells school what it wants school to know.
func (f *facts) quotable(o *assessments.Observation) bool {
	if !f.classroom() || f.byChild(o) {
		return true
	}
	p := f.people[o.SaidBy]
	return p != nil && professional(p.Role)
}

// seenInLine are the days on which the child was seen, in one line.
func (f *facts) seenInLine() Text {
	var t Text
	for i, x := range f.seen() {
		if i > 0 {
			t = append(t, span("; "))
		}
		t = append(t, x...)
	}
	return t
}

// newestWords are the child's words that were said last, by the report's day.
func (f *facts) newestWords() entry[*assessments.Observation] {
	all := f.said(f.byChild)
	if len(all) == 0 {
		return entry[*assessments.Observation]{}
	}
	return all[len(all)-1]
}

// ahead lists what is planned after the report's day: contacts, and the days on which goals are scored again.
func (w *writer) ahead() []Text {
	var out []Text
	for _, c := range w.contacts {
		if c.v.Status != "planned" || c.v.On <= w.req.AsAt {
			continue
		}
		t := say(closed(assessments.UpperFirst(joined(", ", c.v.On.Words(), at(w.place(c.v.Place, c.v.Setting))))), c.id)
		out = append(out, appendSentence(appendSentence(t, assessments.UpperFirst(c.v.Purpose), c.id), assessments.UpperFirst(c.v.Next), c.id))
	}
	for _, g := range w.goals {
		if g.v.ReviewOn > w.req.AsAt && g.v.Title != "" {
			out = append(out, say(closed(g.v.ReviewOn.Words()+": “"+open(g.v.Title)+"” is scored again"), g.id))
		}
	}
	return out
}

// next is the part of what lies ahead; that nothing is planned is said.
func (w *writer) next() {
	w.section("next", "", "What happens next", "")
	if items := w.ahead(); len(items) > 0 {
		w.put("days", &List{Items: items})
		return
	}
	w.put("none", &Para{Text: gap("No further contact is planned yet.")})
}

// unknownCallout closes the page-one message: what a reader must not take for known.
func (w *writer) unknownCallout(u unknowns) {
	if len(u.items) > 0 {
		w.must("unknown", &Callout{Style: CalloutGap, Title: "What we do not know", Items: u.items})
	}
}

// askOthers is the part of the advice that is another profession's to give, whatever equipment there is.
func (w *writer) askOthers() {
	w.section("others", "", "Ask somebody else about", "")
	if u := w.remits(); len(u.items) > 0 {
		w.put("list", &List{Items: u.items})
	}
}
