package service

// Held is the rules that a key of a pack comes from, by number; a key without one is refused.
type Held struct {
	Rules []int `toml:"rules,omitempty"`
}

// Under says that a key stands only under one reading of a choice; empty, it always stands.
type Under struct {
	Choice  string `toml:"choice,omitempty"`
	Reading string `toml:"reading,omitempty"`
}

// Pack is the rules of one service. A section that a service's pages say nothing about is nil, and its name stands in
// Unstated: what is not stated is not tested and not guessed.
type Pack struct {
	Format   int      `toml:"format,omitempty" required:"true"`
	Name     string   `toml:"name,omitempty" required:"true"`
	Title    string   `toml:"title,omitempty" required:"true"`
	Notice   string   `toml:"notice,omitempty" required:"true"` // what the pack is drawn from, and that it is not the service's own
	Holds    []int    `toml:"holds,omitempty" required:"true"`  // every rule number that some key below names
	Unstated []string `toml:"unstated,omitempty"`

	Choices []Choice `toml:"choice,omitempty"`

	// Who may come, and how.
	Ages       *Ages       `toml:"ages,omitempty"`
	Catchment  []Catchment `toml:"catchment,omitempty"`
	Exclusions []Exclusion `toml:"exclusion,omitempty"`
	Needs      *Needs      `toml:"needs,omitempty"`
	Areas      *Areas      `toml:"areas,omitempty"`
	Reflect    *Reflect    `toml:"reflect,omitempty"`
	Referrers  []Referrer  `toml:"referrer,omitempty"`
	Channels   *Channels   `toml:"channels,omitempty"`
	Pathways   []Pathway   `toml:"pathway,omitempty"`
	Consent    *Consent    `toml:"consent,omitempty"`
	Before     []Before    `toml:"before,omitempty"`
	Return     *Return     `toml:"return,omitempty"`

	// What happens then.
	Triage      *Triage      `toml:"triage,omitempty"`
	PhoneTriage *PhoneTriage `toml:"phone_triage,omitempty"`
	Aim         *Aim         `toml:"aim,omitempty"`
	FirstCall   *FirstCall   `toml:"first_call,omitempty"`
	First       *First       `toml:"first_appointment,omitempty"`
	Appointment *Appointment `toml:"appointment,omitempty"`
	Reschedule  *Reschedule  `toml:"reschedule,omitempty"`
	NotBrought  *NotBrought  `toml:"not_brought,omitempty"`
	Interpreter *Interpreter `toml:"interpreter,omitempty"`
	Disruption  *Disruption  `toml:"disruption,omitempty"`
	Hours       *Hours       `toml:"hours,omitempty"`
	AdviceLine  *AdviceLine  `toml:"advice_line,omitempty"`
	Clinics     []Clinic     `toml:"clinic,omitempty"`
	Sites       []Site       `toml:"site,omitempty"`
	Tiers       []Tier       `toml:"tier,omitempty"`
	Moves       *Moves       `toml:"moves,omitempty"`
	Episode     *Episode     `toml:"episode,omitempty"`
	Places      *Places      `toml:"places,omitempty"`
	Offers      []Offer      `toml:"offer,omitempty"`
	Plan        *Plan        `toml:"plan,omitempty"`
	Sharing     *Sharing     `toml:"sharing,omitempty"`
	Agreement   *Agreement   `toml:"agreement,omitempty"`
	Discharges  []Ending     `toml:"discharge,omitempty"`

	// What stands beside it.
	Resources    []Resource    `toml:"resource,omitempty"`
	Sessions     []Session     `toml:"session,omitempty"`
	Signposts    []Signpost    `toml:"signpost,omitempty"`
	Partners     *Partners     `toml:"partners,omitempty"`
	Equipment    *Equipment    `toml:"equipment,omitempty"`
	Survey       *Survey       `toml:"survey,omitempty"`
	Registration *Registration `toml:"registration,omitempty"`

	Words
}

// Choice is a question that a service's pages answer in two ways.
type Choice struct {
	Held
	Name     string    `toml:"name,omitempty" required:"true"`
	Question string    `toml:"question,omitempty" required:"true"` // one sentence that says what the pages say and what is to be chosen
	Readings []Reading `toml:"reading,omitempty" required:"true"`
}

// Reading is one answer to a choice.
type Reading struct {
	Value string `toml:"value,omitempty" required:"true"`
	Words string `toml:"words,omitempty" required:"true"`
}
