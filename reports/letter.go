package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A letter says one thing to one reader: its title is that message. It speaks to the family and to a young person as
// "you", to everybody else about the child.

// letter writes the frame of a letter around what body puts into it. title is the message; about are the parts that a
// writer of a kind fills, between "Dear …" and the signature.
func (w *writer) letter(title string, body func()) {
	w.doc.Title = title
	w.doc.Band = Band{Label: "Letter", Service: w.serviceName()}
	w.doc.Running = w.running("Letter")
	w.doc.Footer = w.footer("Letter")
	w.doc.Letter = &Letterhead{To: w.address(), About: w.reference()}
	w.part("letter", "What the letter says", nil)
	w.must("dear", &Para{Text: say("Dear " + w.dear())})
	body()
	w.letterClose()
}

// toYou reports whether the reader is the young person.
func (w *writer) toYou() bool { return w.req.Recipient.Role == assessments.RoleYoungPerson }

// toFamily reports whether the letter is spoken to the family or the young person.
func (w *writer) toFamily() bool { return w.toYou() || w.req.Recipient.Role == assessments.RoleParent }

// kid is the child in the letter's voice: "you", or the name the child likes.
func (w *writer) kid() string {
	if w.toYou() {
		return "you"
	}
	return w.child.Known()
}

// kidIs begins a sentence about the child with the verb that goes with the voice: "You are", "Issy is".
func (w *writer) kidIs(you, name string) string {
	if w.toYou() {
		return "You " + you
	}
	return w.child.Known() + " " + name
}

// kids is whose something is: "your", "Issy’s".
func (w *writer) kids() string {
	if w.toYou() {
		return "your"
	}
	return possessive(w.child.Known())
}

// them is the child a second time in a sentence. Without a recorded pronoun it is the name again.
func (w *writer) them() string {
	switch {
	case w.toYou():
		return "you"
	case w.child.Pronoun == "she":
		return "her"
	case w.child.Pronoun == "he":
		return "him"
	case w.child.Pronoun == "they":
		return "them"
	}
	return w.child.Known()
}

// addressees are the people a letter goes to: the one who is named, else the child's own parents who live with them. A
// parent who lives apart gets a letter of their own, to an address of their own.
func (w *writer) addressees() []assessments.ID {
	if p := w.req.Recipient.Person; p != "" {
		return []assessments.ID{p}
	}
	var out []assessments.ID
	switch w.req.Recipient.Role {
	case assessments.RoleSchool, assessments.RoleNursery:
		if id := w.senco(); id != "" {
			return append(out, id)
		}
		return nil
	case assessments.RoleParent:
	default:
		return nil
	}
	for _, id := range w.personIDs() {
		p := w.people[id]
		if w.bases.RoleOf(id) == assessments.RoleParent && p.Responsibility == "yes" && p.Lives == "" && p.Name != "" &&
			w.bases.permit(Recipient{assessments.RoleParent, id}, w.req.sharedOn()).Decision == Allowed {
			out = append(out, id)
		}
	}
	return out
}

// dear is who is spoken to.
func (w *writer) dear() string {
	if w.toYou() {
		return w.child.Known()
	}
	var names []string
	for _, id := range w.addressees() {
		if p := w.people[id]; p != nil && p.Name != "" {
			names = append(names, p.Name)
		}
	}
	if len(names) > 0 {
		return list(names)
	}
	switch w.req.Recipient.Role {
	case assessments.RoleParent:
		return "parent or carer of " + w.child.Known()
	case assessments.RoleGP:
		return "Doctor"
	}
	return "colleague"
}

// atWork names a therapist with their job, without the pay band.
func (w *writer) atWork(id assessments.ID) string {
	p := w.people[id]
	if p == nil || p.Name == "" {
		return ""
	}
	unbanded := *p
	unbanded.Band = ""
	return joined(", ", p.Name, unbanded.JobWords())
}

// address is the block behind an envelope's window: who, where, and what of it is not known. A letter with a gap here can be
// handed over and cannot be posted.
func (w *writer) address() []Text {
	if w.toFamily() {
		return w.homeAddress()
	}
	var out []Text
	seen := map[string]bool{}
	add := func(s string, from ...assessments.ID) {
		if s = strings.TrimSpace(s); s != "" && !seen[s] {
			seen[s] = true
			out = append(out, say(s, from...))
		}
	}
	var rid assessments.ID
	if to := w.addressees(); len(to) > 0 {
		rid = to[0]
	}
	if p := w.people[rid]; p != nil {
		add(p.Name, rid)
		add(assessments.UpperFirst(p.JobWords()), rid)
		add(p.Organisation, rid)
	} else {
		add(assessments.UpperFirst(strings.TrimPrefix(roleWords(w.req.Recipient.Role), "the ")))
	}
	if sid, s := w.setting(); s != nil && (w.req.Recipient.Role == assessments.RoleSchool || w.req.Recipient.Role == assessments.RoleNursery) {
		add(s.Name, sid)
		for line := range strings.FieldsFuncSeq(s.Address, func(r rune) bool { return r == ',' || r == '\n' }) {
			add(line, sid)
		}
		if s.Address != "" {
			return out
		}
	}
	return append(out, gap("Address not recorded", rid))
}

// homeAddress is where the family lives. Where a parent who lives apart is written to, the child's address is not theirs.
func (w *writer) homeAddress() []Text {
	var out []Text
	apart := false
	for _, id := range w.addressees() {
		if p := w.people[id]; p != nil {
			out, apart = append(out, say(p.Name, id)), p.Lives != ""
		}
	}
	switch {
	case w.toYou():
		name := w.child.Name
		if name == "" {
			name = w.child.Known()
		}
		out = append(out[:0], say(name, w.childID))
	case len(out) == 0:
		out = append(out, say("Parent or carer of "+w.child.Known(), w.childID))
	}
	if apart {
		return append(out, gap("Address not recorded"))
	}
	lines := strings.FieldsFunc(w.child.Address, func(r rune) bool { return r == ',' || r == '\n' })
	for _, line := range lines {
		out = append(out, say(strings.TrimSpace(line), w.childID))
	}
	if len(lines) == 0 {
		out = append(out, gap("Address not recorded", w.childID))
	}
	if w.child.Postcode == "" {
		return append(out, gap("Postcode not recorded", w.childID))
	}
	return append(out, say(w.child.Postcode, w.childID))
}

// reference is the right of the letterhead: the day, and by what an office finds the child.
func (w *writer) reference() []Text {
	day := w.req.AsAt
	if w.req.Signed {
		day = w.req.SignedOn
	}
	out := []Text{say(day.Words())}
	name := w.child.Name
	if name == "" {
		name = w.child.Known()
	}
	out = append(out, say(name, w.childID))
	if w.child.Born.Valid() {
		out = append(out, say("Born "+w.child.Born.Words(), w.childID))
	}
	if n := w.child.NHSNumber; n != "" {
		return append(out, say("NHS "+assessments.FormatNHSNumber(n), w.childID))
	}
	return append(out, gap("NHS number not recorded", w.childID))
}

// letterPart opens a part of a letter under a heading of its own.
func (w *writer) letterPart(key, title string) {
	w.part(key, title, &Heading{Level: 2, Text: title})
}

// tell puts one paragraph unless there is nothing to say.
func (w *writer) tell(key string, t Text) {
	if strings.TrimSpace(t.Words()) != "" {
		w.put(key, &Para{Text: t})
	}
}

// listed puts a list unless it is empty.
func (w *writer) listed(key string, items []Text) {
	if len(items) > 0 {
		w.put(key, &List{Items: items})
	}
}
