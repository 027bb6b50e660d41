package service

// Ages are the bands of age that a service sees; a child in any of them is within its ages.
type Ages struct {
	Held
	Bands    []Band    `toml:"band,omitempty" required:"true"`
	Ceilings []Ceiling `toml:"ceiling,omitempty"`
}

// Band is one stretch of age in years, and what must also be so for it to count.
type Band struct {
	From        int      `toml:"from,omitempty"` // from this birthday
	To          int      `toml:"to,omitempty" required:"true"`
	Ends        string   `toml:"ends,omitempty" required:"true" enum:"birthday|year|chosen"` // on the birthday of To, with the year that begins there, or as the choice age-limit says
	InEducation bool     `toml:"in_education,omitempty"`
	PlanOf      []string `toml:"plan_of,omitempty"`      // the EHC plan is kept by one of these authorities
	SchoolIn    []string `toml:"school_in,omitempty"`    // and the young person is educated in one of these areas
	NoCatchment bool     `toml:"no_catchment,omitempty"` // what this band asks for stands in the place of the catchment
}

// Ceiling is a reason code for a child who is too old.
type Ceiling struct {
	Held
	Code   string `toml:"code,omitempty" required:"true"`
	Over   int    `toml:"over,omitempty" required:"true"`
	Unless string `toml:"unless,omitempty" enum:"|in-education"`
	Words  string `toml:"words,omitempty" required:"true"`
}

// Catchment is one way of belonging to a service; any of a pack's is enough.
type Catchment struct {
	Held
	Basis        string   `toml:"basis,omitempty" required:"true" enum:"gp|school|home"`
	Areas        []string `toml:"areas,omitempty" required:"true"`
	InCurriculum bool     `toml:"in_curriculum,omitempty"` // only where the therapy must happen within the curriculum
}

// Exclusion is something a service is not commissioned for. One that is not hard can be set aside for one child by a
// named clinician with a reason.
type Exclusion struct {
	Held
	Name    string   `toml:"name,omitempty" required:"true"` // the word that a referral lists under excluding
	Hard    bool     `toml:"hard,omitempty"`
	Words   string   `toml:"words,omitempty" required:"true"`
	Reasons []string `toml:"override_reasons,omitempty"` // what may set it aside, as examples
	Still   string   `toml:"still,omitempty"`            // what may be given all the same
	Change  string   `toml:"change,omitempty" required:"true"`
}

// Needs are what a difficulty must be for a service to help.
type Needs struct {
	Held
	Kinds      []string `toml:"kinds,omitempty" required:"true"`
	Judgement  string   `toml:"judgement,omitempty" required:"true"` // what the therapist judges at triage
	Causes     []string `toml:"causes,omitempty"`                    // examples: a cause that is not listed refuses nobody
	Conditions []string `toml:"conditions,omitempty"`                // likewise
	CauseRules []int    `toml:"cause_rules,omitempty"`               // rules that causes and conditions come from
}

// Areas are the parts of daily life a service helps with.
type Areas struct {
	Held
	List []Area `toml:"list,omitempty" required:"true"`
}

// Area is one of them: the word a referral uses, and what it means.
type Area struct {
	Name  string `toml:"name,omitempty" required:"true"`
	Words string `toml:"words,omitempty" required:"true"`
}

// Reflect are the questions to think about before a referral.
type Reflect struct {
	Held
	Prompts []Area `toml:"prompts,omitempty" required:"true"` // named as a referral's barriers are
}

// Referrer is a group of people who may refer.
type Referrer struct {
	Held
	Under
	Sources    []string `toml:"sources,omitempty" required:"true" like:"source"`
	Stage      string   `toml:"stage,omitempty" enum:"|pre-school|school"` // only for children of this stage
	Permission bool     `toml:"permission,omitempty"`                      // only with the family's permission
	OnlyReturn bool     `toml:"only_return,omitempty"`                     // only within the time to come back after a discharge
}

// Channels are the ways a referral may arrive.
type Channels struct {
	Held
	Only   bool     `toml:"only,omitempty"` // true: by no other way
	Refuse []string `toml:"refuse,omitempty" like:"channel"`
	Accept []Accept `toml:"accept,omitempty" required:"true"`
}

// Accept is one way in; Sources, where given, are the only people who may use it.
type Accept struct {
	Held
	Channel string   `toml:"channel,omitempty" required:"true" like:"channel"`
	Sources []string `toml:"sources,omitempty" like:"source"`
	Words   string   `toml:"words,omitempty" required:"true"`
}

// Pathway is a way into the service beside the general one, with rules of its own.
type Pathway struct {
	Held
	Name       string      `toml:"name,omitempty" required:"true" enum:"home-environment|drop-in|advice-clinic"`
	Title      string      `toml:"title,omitempty" required:"true"`
	To         int         `toml:"to,omitempty"` // oldest age; 0 where the pathway names none
	Ends       string      `toml:"ends,omitempty" enum:"|birthday|year|chosen"`
	Stage      string      `toml:"stage,omitempty" enum:"|pre-school|school"`
	Catchment  []Catchment `toml:"catchment,omitempty"`
	LongTerm   bool        `toml:"long_term,omitempty"`   // needs a long-term disability or chronic illness that affects access to the home
	Conditions []string    `toml:"conditions,omitempty"`  // one of these must be named
	Anyone     bool        `toml:"anyone,omitempty"`      // parents, and anyone involved with the child, may refer
	NoReferral bool        `toml:"no_referral,omitempty"` // open without one: neither referrer nor channel is asked about
	Concerns   []string    `toml:"concerns,omitempty"`    // what it is for, as examples
	Words      string      `toml:"words,omitempty" required:"true"`
}

// Consent is what a service asks for before a professional may refer.
type Consent struct {
	Held
	Words string `toml:"words,omitempty" required:"true"`
}

// Before is advice to be sought before a referral.
type Before struct {
	Held
	Stage string   `toml:"stage,omitempty" required:"true" enum:"pre-school|school"`
	Ask   []string `toml:"ask,omitempty" required:"true"`
	Words string   `toml:"words,omitempty" required:"true"`
}

// Return is how long a family may come back after a discharge, as each reading has it.
type Return struct {
	Held
	Sources []string `toml:"sources,omitempty" required:"true" like:"source"`
	Windows []Window `toml:"window,omitempty" required:"true"`
}

// Window is one length of that time.
type Window struct {
	Under
	Months int `toml:"months,omitempty" required:"true"`
}
