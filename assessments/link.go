package assessments

// KindChildLink says of two children that they may be one and the same. Nothing is merged by it, and it can be taken back.
const KindChildLink Kind = "child_link"

// ChildLink belongs to the team, which is why its reason is a word of a list and never a sentence: every therapist holds it, and
// it must tell nobody anything about a child whom they do not treat.
type ChildLink struct {
	Common
	A      ID     `json:"child_a,omitempty" required:"true" doc:"one child" class:"internal"`
	B      ID     `json:"child_b,omitempty" required:"true" doc:"the other child" class:"internal"`
	State  string `json:"state,omitempty" required:"true" enum:"linked|apart" doc:"whether they are taken for the same, or were found to be two" class:"internal"`
	Reason string `json:"reason,omitempty" required:"true" enum:"nhs-number|name-and-birth|address|family-says|other" doc:"what speaks for it" class:"internal"`
	By     ID     `json:"by,omitempty" doc:"lead who decided" class:"internal"`
	On     Date   `json:"on,omitempty" doc:"day" class:"internal"`
}

// RecordKind is KindChildLink.
func (*ChildLink) RecordKind() Kind { return KindChildLink }

// Check returns the problems of a link's own fields.
func (l *ChildLink) Check() Problems {
	var p Problems
	if l.A != "" && l.A == l.B {
		p.add("child_b", "A child cannot be linked with itself.")
	}
	p.day("on", l.On, "Day of the link")
	return p
}

// LinkID is the id of the one link between two children, whichever is named first.
func LinkID(a, b ID) ID {
	if b < a {
		a, b = b, a
	}
	return DerivedID("link", a, b)
}
