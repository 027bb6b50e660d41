package reports

// Kind is a kind of report, by the name the command line uses.
type Kind string

// The kinds that can be drafted.
const (
	EHCAdvice    Kind = "ehc-advice"
	SchoolAdvice Kind = "school-advice"
)

// Role is what a recipient is to the child; what may be sent depends on it.
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
