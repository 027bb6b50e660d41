package service

// Tier is one level of a service.
type Tier struct {
	Held
	Name       string `toml:"name,omitempty" required:"true" enum:"universal|targeted|specialist"`
	Definition string `toml:"definition,omitempty" required:"true"`
	Referral   bool   `toml:"referral,omitempty"` // true: only after a referral
}

// Moves are the tiers between which a child may move as the therapist judges.
type Moves struct {
	Held
	Between [][]string `toml:"between,omitempty" required:"true"`
	Words   string     `toml:"words,omitempty" required:"true"`
}

// Episode is when an episode of care is opened.
type Episode struct {
	Held
	Words string `toml:"words,omitempty" required:"true"`
}

// Places are where children are seen.
type Places struct {
	Held
	At          []string `toml:"at,omitempty" required:"true"`
	FollowsGoal bool     `toml:"follows_goal,omitempty"` // the place is where the goal matters
}

// Offer is something a service does for a child.
type Offer struct {
	Held
	Name       string   `toml:"name,omitempty" required:"true"`
	Title      string   `toml:"title,omitempty" required:"true"`
	Tier       string   `toml:"tier,omitempty" enum:"|universal|targeted|specialist"`
	Kind       string   `toml:"kind,omitempty" required:"true" enum:"assessment|treatment|training|equipment|adaptation|meeting|report|statutory|transfer|approach"`
	Areas      []string `toml:"areas,omitempty"`      // offered where one of these areas is a concern
	Conditions []string `toml:"conditions,omitempty"` // or one of these conditions is named
	By         []string `toml:"by,omitempty"`         // who does it
	With       []string `toml:"with,omitempty"`       // other professions or agencies
	At         []string `toml:"at,omitempty"`
	Modes      []string `toml:"modes,omitempty"`
	Needs      []string `toml:"needs,omitempty" enum:"video-consent|sample|block|measurements|edition|locked-version|permission"`
	Clock      string   `toml:"clock,omitempty" enum:"|ehc-advice|review-advice"`
	Words      string   `toml:"words,omitempty" required:"true"`
}

// Plan is what may follow the first appointment; any of it may.
type Plan struct {
	Held
	Options []Area `toml:"options,omitempty" required:"true"`
}

// Sharing is with whom findings are shared where the family permits it.
type Sharing struct {
	Held
	With  []string `toml:"with,omitempty" required:"true"`
	Words string   `toml:"words,omitempty" required:"true"`
}

// Agreement is what is agreed with the family at a visit.
type Agreement struct {
	Held
	Words string `toml:"words,omitempty" required:"true"`
}

// Ending is when a discharge is thought about.
type Ending struct {
	Held
	When   string `toml:"when,omitempty" required:"true" enum:"goals-closed|sessions-done|no-further-new-advice|advice-after-assessment"`
	Reason string `toml:"reason,omitempty" required:"true" enum:"goals-met|no-further-new-advice|advice-given|fixed-sessions-done"`
	To     string `toml:"to,omitempty"` // what the child goes on with
	Words  string `toml:"words,omitempty" required:"true"`
}

// Resource is something that families and professionals may have without a referral.
type Resource struct {
	Held
	Kind  string   `toml:"kind,omitempty" required:"true" enum:"leaflet|video|pack|page|form"`
	Title string   `toml:"title,omitempty" required:"true"`
	About []string `toml:"about,omitempty"` // areas of daily life, as a referral names them
}

// Session is a training or an information session.
type Session struct {
	Held
	Title   string `toml:"title,omitempty" required:"true"`
	For     string `toml:"for,omitempty" required:"true" enum:"families|schools|families-and-schools|professionals"`
	Mode    string `toml:"mode,omitempty" enum:"|in-person|online"`
	PreWork string `toml:"pre_work,omitempty"` // what must be done before it
	Every   string `toml:"every,omitempty" enum:"|term|year"`
}

// Signpost is somewhere else that can help, and with what.
type Signpost struct {
	Held
	To  string   `toml:"to,omitempty" required:"true"`
	For []string `toml:"for,omitempty"` // names of exclusions, pathways and areas; empty: anything
}

// Partners are those a service works with.
type Partners struct {
	Held
	With []string `toml:"with,omitempty" required:"true"`
}

// Equipment is what a service recommends, where, and by whose money.
type Equipment struct {
	Held
	At        []string `toml:"at,omitempty" required:"true"`
	Catalogue []string `toml:"catalogue,omitempty"`            // products by name
	Asks      []string `toml:"asks,omitempty" required:"true"` // what is recorded with each: who pays, who owns it
}

// Survey is how families say what they think.
type Survey struct {
	Held
	Anonymous bool   `toml:"anonymous,omitempty"`
	Words     string `toml:"words,omitempty" required:"true"`
}

// Registration is with whom therapists are registered.
type Registration struct {
	Held
	With string `toml:"with,omitempty" required:"true"`
	Note string `toml:"note,omitempty"`
}
