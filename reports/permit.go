package reports

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Permission is whether a report may go to a recipient at all, and on what it rests. Reason is a sentence for the
// author; Objection is what the family said against a basis that did not need their consent. Neither is ever printed.
type Permission struct {
	Decision  Decision
	Reason    string
	Basis     []assessments.ID
	Person    assessments.ID // the one person it covers, where the role named none
	Limited   bool           // first name and sizes only
	Objection string
}

// no is a refusal with its sentence.
func no(format string, args ...any) Permission {
	return Permission{Decision: Denied, Reason: fmt.Sprintf(format, args...)}
}

// Permit decides whether a report of a kind may go to a recipient on a day. Without a basis there is no document.
func Permit(b Bases, to Recipient, kind Kind, at assessments.Date) Permission {
	switch {
	case b.child == nil:
		return no("There is no record of this child on this device, so nothing can be shared.")
	case !assessments.ValidRole(to.Role):
		return no("Say who the report is for: school, nursery, parent, local authority or another role.")
	case !at.Valid():
		return no("Say as at which day the report is written.")
	}
	if to.Person != "" {
		if b.people[to.Person] == nil && to.Person != b.childID {
			return no("The person this report is for is not in the record of %s.", b.child.Known())
		}
		if role := b.RoleOf(to.Person); role != to.Role && !b.named(to, at) {
			return no("%s is recorded as %s, not as %s. Choose the right person or role.", b.name(to.Person), roleWords(role), roleWords(to.Role))
		}
	}
	p := b.permit(to, at)
	if info, _ := LookupKind(kind); p.Decision == Allowed && !info.Sizes && (to.Role == assessments.RoleSupplier || p.Limited) {
		return no("%s may have the first name and sizes only. Those go in an equipment recommendation, not in %s.", assessments.UpperFirst(b.words(to)), kindWords(kind))
	}
	return p
}

// named reports whether a basis speaks of this person in this role.
func (b Bases) named(to Recipient, at assessments.Date) bool {
	for _, x := range b.list {
		if x.v.Purpose == "share" && x.v.Person == to.Person && x.v.Recipient == string(to.Role) && x.v.On <= at {
			return true
		}
	}
	return false
}

// permit weighs what was said of the person, then of the role, then what the law gives by right.
func (b Bases) permit(to Recipient, at assessments.Date) Permission {
	if x := b.forbidden(to, at); x != nil {
		return ordered(x, b.words(to))
	}
	person := to.Person
	if to.Role == assessments.RoleYoungPerson && person == "" {
		person = b.childID // the role has one person: a word about them is a word about it
	}
	specific := b.rule(at, func(x *assessments.Basis) bool { return person != "" && x.Person == person })
	whole := b.rule(at, func(x *assessments.Basis) bool {
		return x.Person == "" && x.Recipient == string(to.Role) && to.Role != assessments.RoleOther
	})
	// What was said of one person is nearer than what was said of everybody in the role.
	for _, r := range []ruling{specific, whole} {
		if p, said := b.follow(r, to, at); said {
			if p.Decision == Allowed && to == (Recipient{Role: assessments.RoleParent}) {
				return b.narrowed(p, at, true)
			}
			return p
		}
	}
	if p, ok := b.onePerson(to, at); ok {
		return p
	}
	if to.Role == assessments.RoleParent || to.Role == assessments.RoleYoungPerson {
		return b.byRight(to, at)
	}
	return no("Nobody has agreed that %s may have a report about %s. Record consent, or another basis with a clinician and a reason, first.",
		b.words(to), b.child.Known())
}

// follow turns a ruling into a permission; said is false when the ruling is silent.
func (b Bases) follow(r ruling, to Recipient, at assessments.Date) (Permission, bool) {
	if r.against != nil && r.order {
		return ordered(r.against, b.words(to)), true
	}
	var consent, other []entry[*assessments.Basis]
	for _, x := range r.given {
		if x.v.Kind == "consent" {
			consent = append(consent, x)
		} else if x.v.Kind != "statutory-request" || to.Role == assessments.RoleLocalAuthority || to.Role == assessments.RoleTribunal {
			other = append(other, x) // a statutory request binds towards those who may make one (SEND Regulations 2014, reg 8)
		}
	}
	if len(other) == 0 && r.against != nil {
		return b.refusal(r.against, to), true
	}
	if len(other)+len(consent) == 0 {
		return Permission{}, false
	}
	p := Permission{Decision: Allowed}
	for _, x := range append(other, consent...) {
		p.Basis = append(p.Basis, x.id)
		p.Limited = p.Limited || x.v.Limits != ""
		if p.Objection == "" {
			p.Objection = x.v.Objection
		}
	}
	return p, true
}

// refusal is the sentence that says who has not agreed, and since when.
func (b Bases) refusal(x *assessments.Basis, to Recipient) Permission {
	who := b.name(x.GivenBy)
	if who == "" {
		who = "The family"
	}
	if x.WithdrawnOn != "" && x.Decision == "given" {
		ended := "Consent was taken back on" // whoever gave it need not be who ended it
		if by := b.name(x.WithdrawnBy); by != "" {
			ended = by + " took back consent on"
		}
		return no("%s %s: from that day nothing about %s goes to %s.", ended, x.WithdrawnOn.Words(), b.child.Known(), b.words(to))
	}
	return no("%s refused on %s: nothing about %s goes to %s.", who, x.On.Words(), b.child.Known(), b.words(to))
}

// byRight is for parents, who may have a report about their child unless somebody said no, and for the young person.
func (b Bases) byRight(to Recipient, at assessments.Date) Permission {
	if to.Role == assessments.RoleYoungPerson {
		if b.youngPerson(at) {
			return Permission{Decision: Allowed}
		}
		return no("%s is under %d. Record what was agreed about sharing the report with %s first.", b.child.Known(), youngPersonAge, b.child.Known())
	}
	if b.youngPerson(at) {
		return no("%s is %d or older and decides who has this. Record %s agreement for %s first.", b.child.Known(), youngPersonAge, possessive(b.child.Known()), b.words(to))
	}
	if to.Person != "" {
		if p := b.people[to.Person]; p != nil && p.Responsibility == "yes" {
			return Permission{Decision: Allowed}
		}
		return no("%s is not recorded as holding parental responsibility, and nobody has agreed to a copy.", b.name(to.Person))
	}
	return b.narrowed(Permission{Decision: Allowed}, at, false)
}

// onePerson lets a role stand for the one person in it who may have the report.
func (b Bases) onePerson(to Recipient, at assessments.Date) (Permission, bool) {
	if to.Person != "" {
		return Permission{}, false
	}
	// Parents have it by right, all of them; a consent for one of them, perhaps of a grandparent, does not take that away.
	if to.Role == assessments.RoleYoungPerson || to.Role == assessments.RoleParent && !b.youngPerson(at) && b.byRight(to, at).Decision == Allowed {
		return Permission{}, false
	}
	var only Permission
	seen := map[assessments.ID]bool{}
	for _, x := range b.list {
		if x.v.Purpose != "share" || x.v.Recipient != string(to.Role) || x.v.Person == "" || seen[x.v.Person] {
			continue
		}
		seen[x.v.Person] = true
		if p := b.permit(Recipient{to.Role, x.v.Person}, at); p.Decision == Allowed {
			if only.Person != "" {
				return no("Several people may have this as %s. Choose the person.", roleWords(to.Role)), true
			}
			only, only.Person = p, x.v.Person
		} else if len(seen) == 1 {
			only = p
		}
	}
	return only, only.Reason != "" || only.Person != ""
}

// words names a recipient in a sentence.
func (b Bases) words(to Recipient) string {
	if n := b.name(to.Person); n != "" {
		return n
	}
	return roleWords(to.Role)
}

// roleWords is a role in a sentence, with its article.
func roleWords(r Role) string {
	switch r {
	case assessments.RoleLocalAuthority:
		return "the local authority"
	case assessments.RoleGP:
		return "the GP"
	case assessments.RoleICB:
		return "the integrated care board"
	case assessments.RoleYoungPerson:
		return "the young person"
	case assessments.RoleHealthVisitor:
		return "the health visitor"
	case assessments.RoleSupplier:
		return "the equipment supplier"
	case assessments.RoleParent:
		return "a parent"
	case assessments.RoleSocialCare:
		return "social care"
	case assessments.RoleOther:
		return "somebody else"
	}
	return "the " + string(r)
}

// kindWords names a kind of report in a sentence.
func kindWords(k Kind) string {
	if info, ok := LookupKind(k); ok {
		return info.Words
	}
	if k == questions {
		return "questions about a child"
	}
	return "this report"
}
