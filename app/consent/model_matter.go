package consent

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/reports"
)

// A Matter is what can be agreed to: a purpose, and for sharing also whom with.
type Matter struct {
	Purpose string
	Role    assessments.Role
	Person  assessments.ID
	Who     string // for somebody with no record of their own
}

// MatterOf is the matter that a basis speaks of.
func MatterOf(b *assessments.Basis) Matter {
	m := Matter{Purpose: b.Purpose}
	if b.Purpose != "share" {
		return m
	}
	m.Role, m.Person = assessments.Role(b.Recipient), b.Person
	if m.Person == "" && (m.Role == assessments.RoleOther || m.Role == "") {
		m.Role, m.Who = assessments.RoleOther, b.Who
	}
	return m
}

// About reports whether a basis speaks of the matter.
func (m Matter) About(b *assessments.Basis) bool { return MatterOf(b) == m }

// Key is the matter as the argument of a route.
func (m Matter) Key() assessments.ID {
	return assessments.ID(strings.Join([]string{m.Purpose, string(m.Role), string(m.Person), m.Who}, "/"))
}

// ParseKey reads what Key wrote.
func ParseKey(key assessments.ID) (m Matter, ok bool) {
	p := strings.SplitN(string(key), "/", 4)
	if len(p) != 4 {
		return m, false
	}
	return Matter{p[0], assessments.Role(p[1]), assessments.ID(p[2]), p[3]}, true
}

// Share is the matter of sharing with a recipient.
func Share(to reports.Recipient) Matter {
	return Matter{Purpose: "share", Role: to.Role, Person: to.Person}
}

// underFive is the age under which a health visitor is asked about.
const underFive = 5

// Lines are the matters of the child in two parts: who may have reports, and everything else that needs a yes. What nobody was
// asked about yet stands among them where most children have it.
func (b *Book) Lines() (sharing, other []Line) {
	var matters []Matter
	seen := map[Matter]bool{}
	add := func(m Matter) {
		if !seen[m] {
			seen[m] = true
			matters = append(matters, m)
		}
	}
	roles := map[assessments.Role]bool{}
	for _, id := range b.order {
		if b.bases.RoleOf(id) == assessments.RoleParent {
			add(Matter{Purpose: "share", Role: assessments.RoleParent, Person: id})
		}
	}
	for _, x := range b.given {
		m := MatterOf(&x.v)
		add(m)
		if m.Purpose == "share" {
			roles[m.Role] = true
		}
	}
	for _, r := range b.usualRoles() {
		if !roles[r] {
			add(Matter{Purpose: "share", Role: r})
		}
	}
	for _, p := range []string{"assess-and-treat", "photo", "video", "work-sample"} {
		add(Matter{Purpose: p})
	}
	for _, m := range matters {
		if m.Purpose == "share" {
			sharing = append(sharing, b.Line(m))
		} else {
			other = append(other, b.Line(m))
		}
	}
	return sharing, other
}

// usualRoles are those with whom most children's reports are shared.
func (b *Book) usualRoles() []assessments.Role {
	taught := assessments.RoleSchool
	if b.setting.Type == "nursery" {
		taught = assessments.RoleNursery
	}
	out := []assessments.Role{taught, assessments.RoleGP, assessments.RoleLocalAuthority}
	if a, err := measure.AgeAt(b.child.Born.Time(), b.desk.Today().Time()); err == nil && b.child.Born.Valid() && a.Years < underFive {
		out = append(out, assessments.RoleHealthVisitor)
	}
	return out
}

// holds reports whether a matter is to share with somebody who holds parental responsibility.
func (b *Book) holds(m Matter) bool {
	return m.Purpose == "share" && m.Role == assessments.RoleParent && b.people[m.Person].Responsibility == "yes"
}

// Line is one matter as it stands today.
func (b *Book) Line(m Matter) Line {
	today := b.desk.Today()
	l := Line{Matter: m, Title: b.title(m)}
	switch {
	case m.Purpose == "share" && m.Who == "":
		s := reports.MaySend(b.bases, reports.Recipient{Role: m.Role, Person: m.Person}, reports.EquipmentAdvice, today)
		l.Standing, l.Newest = s.Standing, s.Newest
		if s.Standing == reports.Waiting {
			l.Wants = s.Reason
		}
	default:
		l.Standing, l.Newest = reports.Asked(b.bases, m.Purpose, today, m.About)
		if m.Who != "" && l.Standing == reports.Agreed {
			l.Wants = "Record who this is under People, so that a report can be shared."
		}
	}
	l.Word, l.Covers = WordOf(l.Standing), b.covers(m, l.Standing)
	for i := len(b.given) - 1; i >= 0; i-- {
		x := b.given[i]
		if !m.About(&x.v) {
			continue
		}
		l.Past = append(l.Past, b.past(x))
		if x.v.Kind == "consent" && x.v.Holds(today) {
			l.standing = append(l.standing, x.rec.ID)
		}
		if x.rec.ID == l.Newest {
			l.Said = b.said(x)
		}
	}
	// Whose it is by right anyway may also have been agreed to: the right is what it rests on, wherever it is shown.
	if said := l.Said; l.Standing == reports.ByRight || l.Standing == reports.Agreed && b.holds(m) {
		l.Standing, l.Word, l.Said = reports.ByRight, WordOf(reports.ByRight), "Holds parental responsibility"
		if m.Role == assessments.RoleYoungPerson {
			l.Said = "It is about them"
		}
		if said != "" {
			l.Said += ". Agreed: " + said
		}
	}
	return l
}
