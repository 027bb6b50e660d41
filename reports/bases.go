package reports

import (
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// Bases is what decides about sharing: the consents and other bases of one child, the people they name, and the names
// of other children that may never leave. It is read once and never changed.
type Bases struct {
	list    []entry[*assessments.Basis]
	people  map[assessments.ID]*assessments.Person
	child   *assessments.Child
	childID assessments.ID
	setting *assessments.Setting
	names   guard
	sizes   bool // the reader has agreed to be sent the first name and sizes only: see readable
}

// ReadBases reads the bases from a child's evidence. What was entered in error does not count.
func ReadBases(records []assessments.Record) Bases {
	b := Bases{people: map[assessments.ID]*assessments.Person{}, names: newGuard(records)}
	struck := map[assessments.ID]bool{}
	settings := map[assessments.ID]*assessments.Setting{}
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	for _, r := range records {
		if struck[r.ID] {
			continue
		}
		switch t := r.ReadOf(assessments.KindBasis, assessments.KindPerson, assessments.KindChild, assessments.KindSetting).(type) {
		case *assessments.Basis:
			b.list = append(b.list, entry[*assessments.Basis]{r.ID, t})
		case *assessments.Person:
			b.people[r.ID] = t
		case *assessments.Child:
			b.child, b.childID = t, r.ID
		case *assessments.Setting:
			settings[r.ID] = t
		}
	}
	if b.child != nil {
		b.setting = settings[b.child.Setting]
	}
	sort.Slice(b.list, func(i, j int) bool {
		x, y := b.list[i], b.list[j]
		if x.v.On != y.v.On {
			return x.v.On < y.v.On
		}
		return x.id < y.id
	})
	return b
}

// RoleOf is the role in which a person may be sent a report, by what they are to the child.
func (b Bases) RoleOf(person assessments.ID) Role {
	if person == b.childID && b.child != nil {
		return assessments.RoleYoungPerson
	}
	p := b.people[person]
	if p == nil {
		return assessments.RoleOther
	}
	switch p.Role {
	case "mother", "father", "parent", "carer":
		return assessments.RoleParent
	case "teacher", "senco", "teaching-assistant", "key-person":
		if b.setting != nil && b.setting.Type == "nursery" {
			return assessments.RoleNursery
		}
		return assessments.RoleSchool
	case "gp":
		return assessments.RoleGP
	case "health-visitor":
		return assessments.RoleHealthVisitor
	case "local-authority-officer", "educational-psychologist":
		return assessments.RoleLocalAuthority
	case "icb-officer":
		return assessments.RoleICB
	case "social-care-occupational-therapist":
		return assessments.RoleSocialCare
	case "equipment-representative":
		return assessments.RoleSupplier
	case "child":
		return assessments.RoleYoungPerson
	}
	if p.Responsibility == "yes" {
		return assessments.RoleParent // a grandparent or relative who holds it stands as a parent does
	}
	return assessments.RoleOther
}

// youngPersonAge is the age from which a child decides about their own advice (Children and Families Act 2014 s.83:
// after compulsory school age).
const youngPersonAge = 16

// youngPerson reports whether the child decides for themselves on a day. Without a birth date nobody is taken for one:
// the parents, who are asked then, can say.
func (b Bases) youngPerson(at assessments.Date) bool {
	if b.child == nil || !b.child.Born.Valid() || !at.Valid() {
		return false
	}
	age, err := measure.AgeAt(b.child.Born.Time(), at.Time())
	return err == nil && age.Years >= youngPersonAge
}

// name is a person's name, or the child's.
func (b Bases) name(id assessments.ID) string {
	if id != "" && id == b.childID {
		return b.child.Known()
	}
	if p := b.people[id]; p != nil {
		return p.Name
	}
	return ""
}

// ruling is what the bases that speak of one recipient come to on a day.
type ruling struct {
	given   []entry[*assessments.Basis] // yes, and it stands
	against *assessments.Basis          // no, or taken back
	order   bool                        // against is a court's
}

// rule weighs the bases that a test picks. Each person's newest word counts; a no of one holder of parental
// responsibility is not outweighed by the yes of another, only by a basis that does not need consent.
func (b Bases) rule(at assessments.Date, about func(*assessments.Basis) bool) ruling {
	return b.weigh("share", at, about)
}

// weigh is rule for any purpose.
func (b Bases) weigh(purpose string, at assessments.Date, about func(*assessments.Basis) bool) ruling {
	type voice struct {
		by   assessments.ID
		kind string
	}
	newest := map[voice]entry[*assessments.Basis]{}
	var order []voice
	own := b.ownWord(purpose, at, about)
	for _, x := range b.list {
		if own && x.v.Kind == "consent" && x.v.GivenBy != b.childID {
			continue
		}
		if x.v.Purpose != purpose || x.v.On == "" || x.v.On > at || !about(x.v) || !b.counts(x.v) {
			continue
		}
		v := voice{x.v.GivenBy, x.v.Kind}
		if _, ok := newest[v]; !ok {
			order = append(order, v)
		}
		newest[v] = x
	}
	var out ruling
	for _, v := range order {
		x := newest[v]
		switch {
		case x.v.Holds(at):
			out.given = append(out.given, x)
		case out.against == nil || x.v.Kind == "court-order":
			out.against, out.order = x.v, x.v.Kind == "court-order"
		}
	}
	return out
}

// ownWord reports whether the child, as a young person or as one who understands what is asked, has said yes or no. Then
// it is theirs to say: a parent's consent or refusal about the same thing no longer weighs (Gillick; Children and Families
// Act 2014 s.83). Until they have, what a parent said stands, so that turning sixteen takes no consent away.
func (b Bases) ownWord(purpose string, at assessments.Date, about func(*assessments.Basis) bool) bool {
	for _, x := range b.list {
		mature := x.v.Authority == "gillick-competent-child" || x.v.Authority == "young-person"
		if x.v.Purpose == purpose && x.v.Kind == "consent" && x.v.GivenBy == b.childID && mature && x.v.On != "" && x.v.On <= at && about(x.v) {
			return true
		}
	}
	return false
}

// counts reports whether a basis was made by somebody who could: consent under parental responsibility needs it, and a
// basis other than consent needs a named clinician and a reason.
func (b Bases) counts(x *assessments.Basis) bool {
	if x.Kind == "consent" {
		p := b.people[x.GivenBy]
		return x.Decision == "refused" || p == nil || p.Responsibility != "no" || x.Authority != "parental-responsibility"
	}
	return x.Decision == "refused" || x.Clinician != "" && x.Reason != ""
}
