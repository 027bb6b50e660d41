package reports

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// letterClose is how every letter ends: other forms of it, how to reach us, who signs, and who gets a copy.
func (w *writer) letterClose() {
	w.part("close", "How to reach us", nil)
	if t := w.untranslated(); t != nil && w.toFamily() {
		w.must("language", &Para{Text: t})
	}
	t := say("We can send this letter in larger print or another language, or read it to you.")
	w.put("forms", &Para{Text: append(t, w.telephone()...)})
	if a := w.author(); a != nil && w.req.Signed {
		unbanded := *a
		unbanded.Band = "" // a pay band says nothing to a family
		s := &Signature{Name: a.Name, Job: assessments.UpperFirst(unbanded.JobWords())}
		if a.HCPC != "" {
			s.Registration = "HCPC " + a.HCPC
		}
		w.must("signature", s)
	}
	w.put("copies", &Para{Text: w.copies(), Note: true})
}

// telephone is how to reach the service, or that nobody recorded how: a letter that asks for an answer must say where to.
func (w *writer) telephone() Text {
	s := w.service
	switch {
	case s == nil:
		return append(say(" "), gap("How to reach us is not recorded.")...)
	case s.Phone == "" && s.Email == "":
		return append(say(" "), gap("Our telephone number is not recorded.", w.serviceID)...)
	}
	var how []string
	if s.Phone != "" {
		how = append(how, "ring "+joined(", ", s.Phone, s.Hours))
	}
	if s.Email != "" {
		how = append(how, "write to "+s.Email)
	}
	return say(" To reach us, "+strings.Join(how, ", or ")+".", w.serviceID)
}

// copies names the usual readers of such a letter who may have it. A parent is named only where somebody agreed to a copy for
// just them: what is theirs by right is sent to them, not copied past the other.
func (w *writer) copies() Text {
	info, _ := LookupKind(w.req.Kind)
	var who []string
	elsewhere := w.req.Kind == LetterAppointment && !w.atSetting()
	for _, x := range w.distribution() {
		if taught := x.to.Role == assessments.RoleSchool || x.to.Role == assessments.RoleNursery; taught && elsewhere {
			continue // school need not know of a visit at home
		}
		self := x.to == w.req.Recipient || x.to.Role == w.req.Recipient.Role && w.req.Recipient.Person == ""
		agreed := x.to.Role != assessments.RoleParent || holds(x.why, "consent")
		if !self && agreed && slices.Contains(info.For, x.to.Role) {
			who = append(who, x.who)
		}
	}
	if !w.toFamily() {
		who = append(w.familyCopies(), who...)
	}
	t := "Copy to: nobody."
	if len(who) > 0 {
		t = "Copy to: " + strings.Join(who, "; ") + "."
	}
	return Text{{Text: t, Soft: true}}
}

// familyCopies names the family, or the one parent who may have the letter where another may not: whoever posts the copies reads
// this line, and not the court's order.
func (w *writer) familyCopies() []string {
	p := Permit(w.bases, Recipient{Role: assessments.RoleParent}, w.req.Kind, w.req.sharedOn())
	if p.Decision != Allowed {
		return nil
	}
	who := "family"
	if one := w.bases.people[p.Person]; one != nil {
		who = cmp.Or(relation(one.Role), "parent")
	}
	return []string{possessive(w.child.Known()) + " " + who}
}

// atSetting reports whether the appointment is where the child is taught.
func (w *writer) atSetting() bool {
	c := w.planned()
	return c != nil && (c.v.Place == "school" || c.v.Place == "nursery" || c.v.Setting != "" && c.v.Setting == w.child.Setting)
}

// readsLanguage is the language in which the family reads, where it is not English and the record says so: what the person
// reads, else what is spoken at home where an interpreter is needed.
func (f *facts) readsLanguage() (string, assessments.ID) {
	people := f.personIDs()
	if p := f.req.Recipient.Person; p != "" && f.bases.RoleOf(p) == assessments.RoleParent {
		people = []assessments.ID{p}
	}
	for _, id := range people {
		p := f.people[id]
		if p == nil || f.bases.RoleOf(id) != assessments.RoleParent {
			continue
		}
		if l := otherLanguage(p.Reads); l != "" {
			return l, id
		}
		if p.Reads == "" && p.Interpreter == "every-contact" {
			if l := otherLanguage(p.Language); l != "" {
				return l, id
			}
		}
	}
	// Who is written to may read English though another language is spoken at home.
	if p := f.people[f.req.Recipient.Person]; p != nil && (p.Reads != "" || p.Interpreter == "no") {
		return "", ""
	}
	if f.interpreter() != "" {
		if l := otherLanguage(f.child.Language); l != "" {
			return l, f.childID
		}
	}
	return "", ""
}

// otherLanguage is the first language of a note such as "Somali; little English", or "" for English and signs of none.
func otherLanguage(note string) string {
	l, _, _ := strings.Cut(note, ";")
	l, _, _ = strings.Cut(l, ",")
	l, _, _ = strings.Cut(l, "(")
	l = open(l)
	if l == "" || holds(l, "english") || noInterpreter.MatchString(l) {
		return ""
	}
	return l
}

// untranslated says in which language the family reads, and whether a translation of this report has been received; nil where
// the family reads English or nobody recorded another language.
func (f *facts) untranslated() Text {
	return f.translatedInto(f.readsLanguage())
}

// translatedInto says whether a translation of this report into a language has been received; from is where the language is
// recorded.
func (f *facts) translatedInto(l string, from assessments.ID) Text {
	if l == "" {
		return nil
	}
	for _, x := range f.translated {
		if x.Language != x.Lang && !strings.EqualFold(x.Language, l) && !strings.HasPrefix(strings.ToLower(l), strings.ToLower(x.Language)) {
			continue
		}
		if x.Other {
			return gap(l+" translation: received for an earlier report, not yet for this one.", from)
		}
		if x.Stale {
			return gap(l+" translation: received for an earlier version, not yet for this one.", from)
		}
		return say(l+" translation received on "+x.On.Words()+".", from)
	}
	return gap(l+" translation not yet received.", from)
}
