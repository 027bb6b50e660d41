package service

// Held is the rules that a key of a pack comes from, by number; a key without one is refused.
type Held struct {
	Rules []int `toml:"rules"`
}

// Under says that a key stands only under one reading of a choice; empty, it always stands.
type Under struct {
	Choice  string `toml:"choice"`
	Reading string `toml:"reading"`
}

// Pack is the rules of one service. A section that a service's pages say nothing about is nil, and its name stands in
// Unstated: what is not stated is not tested and not guessed.
type Pack struct {
	Format   int      `toml:"format" required:"true"`
	Name     string   `toml:"name" required:"true"`
	Title    string   `toml:"title" required:"true"`
	Notice   string   `toml:"notice" required:"true"` // what the pack is drawn from, and that it is not the service's own
	Holds    []int    `toml:"holds" required:"true"`  // every rule number that some key below names
	Unstated []string `toml:"unstated"`

	Choices []Choice `toml:"choice"`

	// Who may come, and how.
	Ages       *Ages       `toml:"ages"`
	Catchment  []Catchment `toml:"catchment"`
	Exclusions []Exclusion `toml:"exclusion"`
	Needs      *Needs      `toml:"needs"`
	Areas      *Areas      `toml:"areas"`
	Reflect    *Reflect    `toml:"reflect"`
	Referrers  []Referrer  `toml:"referrer"`
	Channels   *Channels   `toml:"channels"`
	Pathways   []Pathway   `toml:"pathway"`
	Consent    *Consent    `toml:"consent"`
	Before     []Before    `toml:"before"`
	Return     *Return     `toml:"return"`

	// What happens then.
	Triage      *Triage      `toml:"triage"`
	PhoneTriage *PhoneTriage `toml:"phone_triage"`
	Aim         *Aim         `toml:"aim"`
	FirstCall   *FirstCall   `toml:"first_call"`
	First       *First       `toml:"first_appointment"`
	Appointment *Appointment `toml:"appointment"`
	Reschedule  *Reschedule  `toml:"reschedule"`
	NotBrought  *NotBrought  `toml:"not_brought"`
	Interpreter *Interpreter `toml:"interpreter"`
	Disruption  *Disruption  `toml:"disruption"`
	Hours       *Hours       `toml:"hours"`
	AdviceLine  *AdviceLine  `toml:"advice_line"`
	Clinics     []Clinic     `toml:"clinic"`
	Sites       []Site       `toml:"site"`
	Tiers       []Tier       `toml:"tier"`
	Moves       *Moves       `toml:"moves"`
	Episode     *Episode     `toml:"episode"`
	Places      *Places      `toml:"places"`
	Offers      []Offer      `toml:"offer"`
	Plan        *Plan        `toml:"plan"`
	Sharing     *Sharing     `toml:"sharing"`
	Agreement   *Agreement   `toml:"agreement"`
	Discharges  []Ending     `toml:"discharge"`

	// What stands beside it.
	Resources    []Resource    `toml:"resource"`
	Sessions     []Session     `toml:"session"`
	Signposts    []Signpost    `toml:"signpost"`
	Partners     *Partners     `toml:"partners"`
	Equipment    *Equipment    `toml:"equipment"`
	Survey       *Survey       `toml:"survey"`
	Registration *Registration `toml:"registration"`
}

// Choice is a question that a service's pages answer in two ways.
type Choice struct {
	Held
	Name     string    `toml:"name" required:"true"`
	Question string    `toml:"question" required:"true"` // one sentence that says what the pages say and what is to be chosen
	Readings []Reading `toml:"reading" required:"true"`
}

// Reading is one answer to a choice.
type Reading struct {
	Value string `toml:"value" required:"true"`
	Words string `toml:"words" required:"true"`
}
