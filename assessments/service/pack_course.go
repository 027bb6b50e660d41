package service

// Triage is who looks at a referral, how soon, and what may come of it.
type Triage struct {
	Held
	WorkingDays int      `toml:"working_days,omitempty"` // 0 where the service names no time
	DayRules    []int    `toml:"day_rules,omitempty"`    // rules the number of days comes from
	By          string   `toml:"by,omitempty" required:"true"`
	Outcomes    []string `toml:"outcomes,omitempty" required:"true" like:"outcome"` // as a referral's outcome
	Words       string   `toml:"words,omitempty" required:"true"`
}

// PhoneTriage is a call that the youngest get at the least.
type PhoneTriage struct {
	Held
	Under    int      `toml:"under,omitempty" required:"true"` // years of age
	Areas    []string `toml:"areas,omitempty" required:"true"`
	Template string   `toml:"template,omitempty" required:"true"`
	Words    string   `toml:"words,omitempty" required:"true"`
}

// Aim is the service's own aim for the first appointment. It is not the national clock from referral to treatment.
type Aim struct {
	Held
	Weeks int    `toml:"weeks,omitempty" required:"true"`
	Words string `toml:"words,omitempty" required:"true"`
}

// FirstCall is the call before the first appointment.
type FirstCall struct {
	Held
	Template string `toml:"template,omitempty" required:"true"`
	Words    string `toml:"words,omitempty" required:"true"`
}

// First is what the first appointment is for.
type First struct {
	Held
	Agenda []string `toml:"agenda,omitempty" required:"true"`
}

// Appointment is how long one lasts, in minutes.
type Appointment struct {
	Held
	Min int `toml:"min,omitempty" required:"true"`
	Max int `toml:"max,omitempty" required:"true"`
}

// Reschedule is how often a family may move an appointment; the next time, somebody decides.
type Reschedule struct {
	Held
	Limit int `toml:"limit,omitempty" required:"true"`
}

// NotBrought is what a service says about an absence. Whatever it says, an absence leads to a decision by a named
// clinician after a safeguarding check, never to a discharge by itself.
type NotBrought struct {
	Held
	Page     string `toml:"page,omitempty" required:"true"` // what the service's page says
	Child    string `toml:"child,omitempty" required:"true" enum:"not-brought"`
	OwnFrom  int    `toml:"own_from,omitempty" required:"true"` // youngest age at which a young person may arrange their own appointments
	Own      string `toml:"own,omitempty" required:"true" enum:"did-not-attend"`
	Decision string `toml:"decision,omitempty" required:"true"`
}

// Interpreter is what a service offers to families who would rather not speak English.
type Interpreter struct {
	Held
	Ask          bool     `toml:"ask,omitempty"` // ask every family for its language
	Modes        []string `toml:"modes,omitempty" required:"true"`
	LanguageLine bool     `toml:"language_line,omitempty"` // a telephone line that interprets
	LineRules    []int    `toml:"line_rules,omitempty"`    // rules that the line comes from
	Words        string   `toml:"words,omitempty" required:"true"`
}

// Disruption is what families are told when appointments fall away.
type Disruption struct {
	Held
	Words string `toml:"words,omitempty" required:"true"`
}

// Hours are when the service is open.
type Hours struct {
	Held
	Days         []string `toml:"days,omitempty" required:"true"`
	From         string   `toml:"from,omitempty" required:"true"`
	To           string   `toml:"to,omitempty" required:"true"`
	BankHolidays bool     `toml:"bank_holidays,omitempty"` // true: open on them
	Note         string   `toml:"note,omitempty"`          // what is doubtful about them
}

// AdviceLine is a telephone that a therapist answers or rings back from.
type AdviceLine struct {
	Held
	Days  []string `toml:"days,omitempty" required:"true"`
	Words string   `toml:"words,omitempty" required:"true"`
}

// Clinic is a standing session that children come to.
type Clinic struct {
	Held
	Name        string   `toml:"name,omitempty" required:"true"`
	Title       string   `toml:"title,omitempty" required:"true"`
	Pathway     string   `toml:"pathway,omitempty" enum:"|general|drop-in|advice-clinic"`
	Weekday     string   `toml:"weekday,omitempty" enum:"|monday|tuesday|wednesday|thursday|friday"`
	Weeks       []int    `toml:"weeks,omitempty"` // which such weekdays of the month
	From        string   `toml:"from,omitempty"`
	To          string   `toml:"to,omitempty"`
	Place       string   `toml:"place,omitempty" required:"true"`
	Tier        string   `toml:"tier,omitempty" enum:"|universal|targeted|specialist"`
	WalkIn      bool     `toml:"walk_in,omitempty"`                 // nobody books
	BookedBy    []string `toml:"booked_by,omitempty" like:"source"` // the only ones who book; empty: the service
	Sample      bool     `toml:"sample,omitempty"`                  // a sample of the problem must be there before it is booked
	Professions []string `toml:"professions,omitempty" required:"true"`
	Activities  []string `toml:"activities,omitempty"`
	Words       string   `toml:"words,omitempty" required:"true"`
}

// Site is a special school with standing days.
type Site struct {
	Held
	Name        string `toml:"name,omitempty" required:"true"`
	DaysPerWeek int    `toml:"days_per_week,omitempty" required:"true"`
	TermTime    bool   `toml:"term_time,omitempty"`       // only on school days
	Named       bool   `toml:"named_therapist,omitempty"` // always the same therapist
	HomeSupport bool   `toml:"home_support,omitempty"`
	Words       string `toml:"words,omitempty" required:"true"`
}
