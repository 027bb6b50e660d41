package service

// Triage is who looks at a referral, how soon, and what may come of it.
type Triage struct {
	Held
	WorkingDays int      `toml:"working_days"` // 0 where the service names no time
	DayRules    []int    `toml:"day_rules"`    // rules the number of days comes from
	By          string   `toml:"by" required:"true"`
	Outcomes    []string `toml:"outcomes" required:"true" like:"outcome"` // as a referral's outcome
	Words       string   `toml:"words" required:"true"`
}

// PhoneTriage is a call that the youngest get at the least.
type PhoneTriage struct {
	Held
	Under    int      `toml:"under" required:"true"` // years of age
	Areas    []string `toml:"areas" required:"true"`
	Template string   `toml:"template" required:"true"`
	Words    string   `toml:"words" required:"true"`
}

// Aim is the service's own aim for the first appointment. It is not the national clock from referral to treatment.
type Aim struct {
	Held
	Weeks int    `toml:"weeks" required:"true"`
	Words string `toml:"words" required:"true"`
}

// FirstCall is the call before the first appointment.
type FirstCall struct {
	Held
	Template string `toml:"template" required:"true"`
	Words    string `toml:"words" required:"true"`
}

// First is what the first appointment is for.
type First struct {
	Held
	Agenda []string `toml:"agenda" required:"true"`
}

// Appointment is how long one lasts, in minutes.
type Appointment struct {
	Held
	Min int `toml:"min" required:"true"`
	Max int `toml:"max" required:"true"`
}

// Reschedule is how often a family may move an appointment; the next time, somebody decides.
type Reschedule struct {
	Held
	Limit int `toml:"limit" required:"true"`
}

// NotBrought is what a service says about an absence. Whatever it says, an absence leads to a decision by a named
// clinician after a safeguarding check, never to a discharge by itself.
type NotBrought struct {
	Held
	Page     string `toml:"page" required:"true"` // what the service's page says
	Child    string `toml:"child" required:"true" enum:"not-brought"`
	OwnFrom  int    `toml:"own_from" required:"true"` // youngest age at which a young person may arrange their own appointments
	Own      string `toml:"own" required:"true" enum:"did-not-attend"`
	Decision string `toml:"decision" required:"true"`
}

// Interpreter is what a service offers to families who would rather not speak English.
type Interpreter struct {
	Held
	Ask          bool     `toml:"ask"` // ask every family for its language
	Modes        []string `toml:"modes" required:"true"`
	LanguageLine bool     `toml:"language_line"` // a telephone line that interprets
	LineRules    []int    `toml:"line_rules"`    // rules that the line comes from
	Words        string   `toml:"words" required:"true"`
}

// Disruption is what families are told when appointments fall away.
type Disruption struct {
	Held
	Words string `toml:"words" required:"true"`
}

// Hours are when the service is open.
type Hours struct {
	Held
	Days         []string `toml:"days" required:"true"`
	From         string   `toml:"from" required:"true"`
	To           string   `toml:"to" required:"true"`
	BankHolidays bool     `toml:"bank_holidays"` // true: open on them
	Note         string   `toml:"note"`          // what is doubtful about them
}

// AdviceLine is a telephone that a therapist answers or rings back from.
type AdviceLine struct {
	Held
	Days  []string `toml:"days" required:"true"`
	Words string   `toml:"words" required:"true"`
}

// Clinic is a standing session that children come to.
type Clinic struct {
	Held
	Name        string   `toml:"name" required:"true"`
	Title       string   `toml:"title" required:"true"`
	Pathway     string   `toml:"pathway" enum:"|general|drop-in|advice-clinic"`
	Weekday     string   `toml:"weekday" enum:"|monday|tuesday|wednesday|thursday|friday"`
	Weeks       []int    `toml:"weeks"` // which such weekdays of the month
	From        string   `toml:"from"`
	To          string   `toml:"to"`
	Place       string   `toml:"place" required:"true"`
	Tier        string   `toml:"tier" enum:"|universal|targeted|specialist"`
	WalkIn      bool     `toml:"walk_in"`                 // nobody books
	BookedBy    []string `toml:"booked_by" like:"source"` // the only ones who book; empty: the service
	Sample      bool     `toml:"sample"`                  // a sample of the problem must be there before it is booked
	Professions []string `toml:"professions" required:"true"`
	Activities  []string `toml:"activities"`
	Words       string   `toml:"words" required:"true"`
}

// Site is a special school with standing days.
type Site struct {
	Held
	Name        string `toml:"name" required:"true"`
	DaysPerWeek int    `toml:"days_per_week" required:"true"`
	TermTime    bool   `toml:"term_time"`       // only on school days
	Named       bool   `toml:"named_therapist"` // always the same therapist
	HomeSupport bool   `toml:"home_support"`
	Words       string `toml:"words" required:"true"`
}
