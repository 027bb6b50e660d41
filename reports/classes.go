package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// mayHave reports whether a role's readers may have facts of a class. Short: those who decide the plan and those who
// answer for the child may have everything that may leave the record; health services everything but the family's
// circumstances; school and nursery what helps in class; a supplier the first name, sizes and the product.
func (b Bases) mayHave(to Recipient, c assessments.Class) bool {
	return slices.Contains(readable[b.reader(to)], c)
}

// reader is the role whose reading rights count: a named health professional who has no role of their own reads as
// health services do.
func (b Bases) reader(to Recipient) Role {
	if b.sizes {
		return assessments.RoleSupplier // whatever they are to the child
	}
	if p := b.people[to.Person]; to.Role == assessments.RoleOther && p != nil {
		switch p.Role {
		case "paediatrician", "occupational-therapist", "physiotherapist", "speech-and-language-therapist":
			return assessments.RoleGP
		}
	}
	return to.Role
}

var (
	everything = []assessments.Class{assessments.ClassName, assessments.ClassIdentity, assessments.ClassAddress, assessments.ClassEducation,
		assessments.ClassHealth, assessments.ClassFamily, assessments.ClassSizes, assessments.ClassProduct}
	clinical = []assessments.Class{assessments.ClassName, assessments.ClassIdentity, assessments.ClassEducation, assessments.ClassHealth,
		assessments.ClassSizes, assessments.ClassProduct}
	classroom = []assessments.Class{assessments.ClassName, assessments.ClassIdentity, assessments.ClassEducation, assessments.ClassSizes,
		assessments.ClassProduct}
	sizesOnly = []assessments.Class{assessments.ClassName, assessments.ClassSizes, assessments.ClassProduct}
)

var readable = map[Role][]assessments.Class{
	assessments.RoleLocalAuthority: everything,
	assessments.RoleTribunal:       everything,
	assessments.RoleParent:         everything,
	assessments.RoleYoungPerson:    everything,
	assessments.RoleGP:             clinical,
	assessments.RoleHealthVisitor:  clinical,
	assessments.RoleICB:            clinical,
	assessments.RoleSocialCare:     clinical,
	assessments.RoleSchool:         classroom,
	assessments.RoleNursery:        classroom,
	assessments.RoleOther:          classroom,
	assessments.RoleSupplier:       sizesOnly,
}

// classReason says why a role's readers do not get a class.
func classReason(c assessments.Class, r Role) string {
	what := map[assessments.Class]string{
		assessments.ClassIdentity:  "the full name, birth date and numbers",
		assessments.ClassAddress:   "home addresses and telephone numbers",
		assessments.ClassEducation: "what is taught and observed",
		assessments.ClassHealth:    "health information",
		assessments.ClassFamily:    "the family's circumstances",
	}[c]
	if what == "" {
		what = "this"
	}
	return assessments.UpperFirst(roleWords(r)) + " does not get " + what + "."
}
