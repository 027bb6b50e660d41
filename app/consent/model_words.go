package consent

import (
	"strings"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// WordOf is a standing in a word or two.
func WordOf(s reports.Standing) string {
	switch s {
	case reports.Agreed:
		return "Agreed"
	case reports.Limited:
		return "Agreed with limits"
	case reports.ByRight:
		return "By right"
	case reports.Lawful:
		return "Lawful reason"
	case reports.Waiting:
		return "Waits for your lead"
	case reports.Refused:
		return "Refused"
	case reports.Ended:
		return "Ended"
	}
	return "Not asked"
}

// purposes are the purposes other than sharing, as a line calls them.
var purposes = map[string]string{"assess-and-treat": "Assess and treat", "photo": "Photos", "video": "Video", "work-sample": "Copies of work",
	"student-present": "Student present", "virtual": "Video visits", "referral-onward": "Referral onward", "survey": "Survey", "other": "Something else"}

// title names a matter.
func (b *Book) title(m Matter) string {
	switch {
	case m.Purpose != "share":
		if w := purposes[m.Purpose]; w != "" {
			return w
		}
		return details.Words(m.Purpose)
	case m.Who != "":
		return m.Who
	case m.Person != "":
		if n := b.Name(m.Person); n != "" {
			return n
		}
	case (m.Role == assessments.RoleSchool || m.Role == assessments.RoleNursery) && b.setting.Name != "":
		return b.setting.Name
	}
	return RoleTitle(m.Role)
}

// RoleTitle is a role at the head of a line.
func RoleTitle(r assessments.Role) string {
	switch r {
	case assessments.RoleLocalAuthority:
		return "LA SEND team"
	case assessments.RoleICB:
		return "ICB"
	case assessments.RoleGP:
		return "GP"
	case assessments.RoleParent:
		return "Parents"
	case assessments.RoleSupplier:
		return "Equipment supplier"
	case assessments.RoleOther, "":
		return "Somebody else"
	}
	return details.Words(string(r))
}

// covers says what a yes to the matter covers.
func (b *Book) covers(m Matter, s reports.Standing) string {
	switch m.Purpose {
	case "share":
	case "photo":
		return "Photos in the record, and in reports to those who may have them"
	case "video":
		return "Short films in the record, and stills from them in reports"
	case "work-sample":
		return "Copies of the child’s work in the record and in reports"
	case "assess-and-treat":
		return "Seeing the child, and what is written about it"
	default:
		return ""
	}
	if s == reports.Limited {
		return "First name and sizes only, on a sheet of its own"
	}
	photos, _ := reports.Asked(b.bases, "photo", b.desk.Today(), func(*assessments.Basis) bool { return true })
	if photos == reports.Agreed || photos == reports.Lawful {
		return "Reports and letters, with the photos that are in them"
	}
	return "Reports and letters. Photos: " + strings.ToLower(WordOf(photos)) + ", so none go with them"
}

// said is who said it, and when.
func (b *Book) said(x basis) string {
	who := b.Name(x.v.GivenBy)
	if x.v.Kind != "consent" {
		who = b.Name(x.v.Clinician)
	}
	when := x.v.On.Words()
	if x.v.WithdrawnOn != "" && x.v.WithdrawnOn <= b.desk.Today() {
		when = "until " + x.v.WithdrawnOn.Words()
	}
	return strings.Trim(who+", "+when, ", ")
}

// kinds are what a basis other than consent rests on.
var kinds = map[string]string{"statutory-request": "The law asks for it", "safeguarding": "To keep the child safe", "court-order": "A court’s order"}

// past is one thing that was said, in words.
func (b *Book) past(x basis) Past {
	v := x.v
	p := Past{ID: x.rec.ID, When: v.On.Words(), on: v.On}
	word := "Agreed"
	switch {
	case v.Decision == "refused":
		word = "Refused"
	case v.Limits != "":
		word = "Agreed with limits"
	}
	who := b.Name(v.GivenBy)
	if w := kinds[v.Kind]; w != "" {
		word, who = w, b.Name(v.Clinician)
		if v.Decision == "refused" {
			word += ", which forbids it"
		}
	}
	p.Words = strings.Trim(word+": "+who, ": ")
	var more []string
	add := func(s string) {
		if s != "" {
			more = append(more, strings.TrimSuffix(s, "."))
		}
	}
	if v.WithdrawnOn != "" {
		add(strings.TrimSuffix("Ended "+v.WithdrawnOn.Words()+" by "+b.Name(v.WithdrawnBy), " by "))
	}
	if v.SignedName != "" {
		add("Signed “" + v.SignedName + "”")
	}
	if b.signed[x.rec.ID] {
		add("Signed by hand")
	}
	add(v.Interpreter)
	add(v.Words)
	add(v.Reason)
	if v.Objection != "" {
		add("Objection: " + v.Objection)
	}
	if v.ApprovedBy != "" {
		add("Approved by " + b.Name(v.ApprovedBy) + ", " + v.ApprovedOn.Words())
	}
	p.More = strings.Join(more, ". ")
	return p
}

// Asking is what a therapist reads aloud before a matter is answered; ok is false where nobody has worded it.
func Asking(m Matter) (details.Saying, bool) {
	f := assessments.Encode(&assessments.Basis{Purpose: m.Purpose, Recipient: string(m.Role), Kind: "consent"})
	s, ok := details.SayingOf(f)
	return s, ok && s.Ask != ""
}
