package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// forbidden is the court order that keeps a report from everybody in the recipient's role, or nil. No consent outweighs it,
// however near: only a court's own yes does, to this person from the same day on, or to the role later. Somebody who was
// named in another role than their own stays in their own as well.
func (b Bases) forbidden(to Recipient, at assessments.Date) *assessments.Basis {
	roles := []string{string(to.Role), string(b.RoleOf(to.Person))}
	var against, named *assessments.Basis
	for _, x := range b.list {
		if v := x.v; v.Purpose == "share" && v.Kind == "court-order" && v.On != "" && v.On <= at && b.counts(v) {
			whole := v.Person == "" && v.Recipient != string(assessments.RoleOther) && slices.Contains(roles, v.Recipient)
			switch {
			case whole && v.Decision == "refused":
				against = v
			case whole && v.Holds(at):
				against = nil
			case v.Person != "" && v.Person == to.Person && v.Holds(at):
				named = v
			}
		}
	}
	if against != nil && named != nil && named.On >= against.On {
		return nil
	}
	return against
}

// ordered is the refusal that a court's order is, with its sentence.
func ordered(x *assessments.Basis, who string) Permission {
	return no("A court order of %s says that %s may not have this.", x.On.Words(), who)
}

// narrowed is a yes to the parents without a name, by right or because it was agreed for everybody in the role. A copy "for
// a parent" reaches whichever parent asks first, so where one of them may not have it, or not all of it, it is for the
// other by name. By right it is for holders of parental responsibility; everybody else counts who was refused by name.
func (b Bases) narrowed(yes Permission, at assessments.Date, agreed bool) Permission {
	to := Recipient{Role: assessments.RoleParent}
	var may, mayNot []assessments.ID
	for id, person := range b.people {
		one, parent := b.permit(Recipient{to.Role, id}, at), b.RoleOf(id) == to.Role
		counted := parent && (agreed || person.Responsibility == "yes")
		switch {
		case one.Decision == Allowed && (!one.Limited || yes.Limited):
			if counted {
				may = append(may, id)
			}
		case counted || b.refused(id, parent, at):
			mayNot = append(mayNot, id)
		}
	}
	slices.Sort(mayNot)
	switch {
	case len(may)+len(mayNot) == 0 && !agreed:
		return no("Nobody is recorded as holding parental responsibility for %s. Record who does, or choose the person.", b.child.Known())
	case len(mayNot) == 0:
		return yes
	case len(may) == 0 && !yes.Limited:
		yes.Limited = true // perhaps some of them may have the sizes
		return b.narrowed(yes, at, agreed)
	case len(may) == 0:
		return b.permit(Recipient{to.Role, mayNot[0]}, at)
	case len(may) > 1:
		return no("Several people may have this as %s, and one may not. Choose the person.", roleWords(to.Role))
	}
	only := b.permit(Recipient{to.Role, may[0]}, at)
	only.Person = may[0]
	return only
}

// refused reports whether somebody was told no as a parent by name. For a person who is recorded as something else only a
// court's no counts: a grandparent whose consent lapsed does not stand between the parents and their copy.
func (b Bases) refused(id assessments.ID, parent bool, at assessments.Date) bool {
	r := b.rule(at, func(x *assessments.Basis) bool {
		return x.Person == id && (parent || x.Recipient == string(assessments.RoleParent))
	})
	return r.against != nil && (parent || r.order)
}
