package assessments

// Role is what a recipient of a report is to the child; what may be sent depends on it.
type Role string

// The roles of recipients, by the names the command line uses.
const (
	RoleSchool         Role = "school"
	RoleNursery        Role = "nursery"
	RoleParent         Role = "parent"
	RoleYoungPerson    Role = "young-person"
	RoleLocalAuthority Role = "la"
	RoleGP             Role = "gp"
	RoleHealthVisitor  Role = "health-visitor"
	RoleICB            Role = "icb"
	RoleSocialCare     Role = "social-care"
	RoleSupplier       Role = "supplier"
	RoleTribunal       Role = "tribunal"
	RoleOther          Role = "other"
)

// Roles lists every role in the order above.
func Roles() []Role {
	return []Role{RoleSchool, RoleNursery, RoleParent, RoleYoungPerson, RoleLocalAuthority, RoleGP, RoleHealthVisitor,
		RoleICB, RoleSocialCare, RoleSupplier, RoleTribunal, RoleOther}
}

// ValidRole reports whether r is one of Roles.
func ValidRole(r Role) bool {
	for _, x := range Roles() {
		if x == r {
			return true
		}
	}
	return false
}
