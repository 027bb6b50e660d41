package reports

import (
	"regexp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// school writes the advice for a school or nursery: page one is the whole message for Monday morning, the pages behind
// it are for whoever wants to know more. It speaks of taking part, never of health.
func (w *writer) school() {
	known, place, label := w.child.Known(), "in class", "School"
	switch {
	case w.nursery():
		place, label = "at nursery", "Nursery"
	case w.placeWord() == "college":
		place, label = "at college", "College"
	}
	w.doc.Title = "What helps " + known + " " + place
	w.doc.Band = Band{Label: label, Service: w.serviceName(), Right: w.addressee()}
	w.doc.Running = w.running(label + " advice")
	w.doc.Footer = w.footer(label + " advice")
	w.doc.Subtitle = w.schoolLines()
	w.pageOne()
	w.found()
	w.programmes()
	w.schoolEquipment()
	w.whoDoesWhat()
	w.working()
	w.others()
	w.about()
	w.signature()
}

// addressee is who it is for: the person, the SENCo of the setting, or the setting.
func (w *writer) addressee() string {
	if p := w.people[w.req.Recipient.Person]; p != nil && p.Name != "" {
		return "For " + w.person(w.req.Recipient.Person)
	}
	if role := w.req.Recipient.Role; role != assessments.RoleSchool && role != assessments.RoleNursery {
		return "For " + roleWords(role)
	}
	if id := w.senco(); id != "" {
		return "For " + w.person(id)
	}
	return "Confidential"
}

// schoolLines stand under the title: who it is about, and who wrote it when.
func (w *writer) schoolLines() Text {
	born, nhs := "", ""
	if w.child.Born.Valid() {
		born = "born " + w.child.Born.Words()
	}
	if w.child.NHSNumber != "" {
		nhs = "NHS " + assessments.FormatNHSNumber(w.child.NHSNumber)
	}
	name := w.child.Name
	if name == "" {
		name = w.child.Known()
	}
	lines := Text{span(joined(", ", name, born, nhs), w.childID)}
	if s := joined(". ", w.schoolLine().Words(), w.hand()); s != "" {
		lines = append(lines, span(s, w.childID))
	}
	by := "Author not recorded"
	if a := w.author(); a != nil {
		by = "Written by " + joined(", ", a.Name, a.JobWords())
	}
	// A draft is dated by what it knows, a signed advice by the day somebody answers for it.
	day := w.req.AsAt
	if w.req.Signed {
		day = w.req.SignedOn
	}
	return append(lines, span(joined(", ", by, day.Words()), w.req.Author))
}

// pageOne is the whole message: strengths, the child's words, at most five things to do, and when to ring.
func (w *writer) pageOne() {
	w.part("one", "Page one", nil)
	if s := w.strengthWords(3); len(s) > 0 {
		w.put("strengths", &Strengths{s})
	}
	if o := w.childsWords(); o.v != nil {
		w.put("words", &Quote{Words: o.v.Text, By: w.speaker(o.v), Source: []assessments.ID{o.id}})
	}
	actions := w.actions()
	head := &Section{Title: thingsToDo(len(actions))}
	if day := w.nextReview(); day != "" {
		head.Aside = "Review " + day.Words()
	}
	w.part("actions", head.Title, head)
	for i, a := range actions {
		a.action.Number = i + 1
		w.put(a.key, a.action)
	}
	// A page one without anything to do is still sent: the teacher sees that it is not an oversight.
	if len(actions) == 0 {
		w.must("none", &Para{Text: gap("Nothing to do here is recorded yet.")})
	}
	w.part("ring", "When to ring", nil)
	w.put("if", w.ringIf())
}

var onChange = regexp.MustCompile(`(?i)\s*\b(of|after|on|following) (a|any|each|every) (staff change|change of staff)$`)

// newStaff words what follows when staff change as something to ring about.
func newStaff(clause string) string {
	clause = strings.TrimPrefix(clause, "training ")
	return "Staff change (training " + onChange.ReplaceAllString(clause, "") + ")"
}

// ringIf says when the school rings: what the rows, training and measurements give as triggers, as one sentence, so that
// it stays on page one. Whom to ring when something breaks stands with the equipment.
func (w *writer) ringIf() *Callout {
	var u unknowns
	for _, p := range w.schoolRows() {
		if m := p.v.Monitoring; m != nil {
			u.add(m.Trigger, p.id)
		}
	}
	for _, p := range w.schoolRows() {
		for _, clause := range strings.FieldsFunc(p.v.Training, func(r rune) bool { return r == ';' || r == '.' }) {
			if clause = strings.TrimSpace(clause); holds(clause, "change") || holds(clause, "again") || holds(clause, "repeat") {
				u.add(newStaff(w.lower(clause)), p.id)
			}
		}
	}
	for _, m := range w.measurements {
		if m.v.RemeasureAfter != "" {
			u.add("Anything is ordered after "+m.v.RemeasureAfter.Words()+": measure again first", m.id)
		}
	}
	body := Text{{Text: "When to ring the OT: ", Strong: true}}
	for i, t := range u.items {
		end := "; "
		if i == len(u.items)-1 {
			end = "."
		}
		body = append(body, span(w.lower(open(t.Words()))+end, t[0].From...))
	}
	if len(u.items) == 0 {
		body = append(body, gap("When to ring is not recorded.")...)
	}
	// The number stands where the reason to ring stands; nobody turns the page with a crying child beside them.
	if s := w.service; s != nil && s.Phone != "" {
		body = appendSentence(body, joined(", ", s.Phone, s.Hours), w.serviceID)
	}
	return &Callout{Style: CalloutDo, Body: body}
}
