package assessments

import "strings"

// KindChild is the record of one child; its record id is also the id of the child's scope.
const KindChild Kind = "child"

// Child is who the record is about. Name is the whole name in its own order and is never split or re-ordered: some
// naming traditions have no family name. FamilyName and GivenName are filled only where the name has them.
type Child struct {
	Common
	Name        string   `json:"name,omitempty" required:"true" doc:"the whole name in its own order" class:"identity"`
	GivenName   string   `json:"given_name,omitempty" doc:"first or own name" class:"name"`
	FamilyName  string   `json:"family_name,omitempty" doc:"family name, only where the name has one" class:"identity"`
	KnownAs     string   `json:"preferred_name,omitempty" doc:"the name the child likes" class:"name"`
	NameNote    string   `json:"name_note,omitempty" doc:"how the name works, for whoever writes it" class:"identity"`
	HomeName    string   `json:"home_name,omitempty" doc:"name used at home only; reports to others use the known or given name" class:"name"`
	Pronoun     string   `json:"pronoun,omitempty" enum:"she|he|they" doc:"how the child is spoken of; reports use the name when it is empty" class:"name"`
	Born        Date     `json:"born,omitempty" doc:"date of birth; without it, missing must say why" class:"identity"`
	Died        Date     `json:"died,omitempty" doc:"day of death: the record is kept eight years more" class:"internal"`
	NHSNumber   string   `json:"nhs_number,omitempty" doc:"ten digits, with or without spaces" class:"identity"`
	NHSStatus   string   `json:"nhs_status,omitempty" enum:"verified|not-verified|not-known" doc:"whether the number was checked against the spine" class:"identity"`
	UPN         string   `json:"upn,omitempty" doc:"unique pupil number, given by the school" class:"identity"`
	Gestation   string   `json:"gestation,omitempty" doc:"weeks and days at birth, such as 29+2" class:"health"`
	Hand        string   `json:"hand,omitempty" enum:"left|right|mixed|not-settled" doc:"hand used for tasks" class:"education"`
	Address     string   `json:"address,omitempty" doc:"where the child lives" class:"address"`
	Postcode    string   `json:"postcode,omitempty" class:"address" doc:"postcode of the address"`
	Setting     ID       `json:"setting,omitempty" doc:"setting record of the school or nursery" class:"education"`
	Year        string   `json:"year,omitempty" doc:"year group or stage: Year 1, nursery" class:"education"`
	Class       string   `json:"class,omitempty" doc:"class name" class:"education"`
	Attendance  string   `json:"attendance,omitempty" doc:"pattern of attendance: 5 mornings" class:"education"`
	NextSetting string   `json:"next_setting,omitempty" doc:"where the child goes next and when, or that it is not known" class:"education"`
	Language    string   `json:"language,omitempty" doc:"language at home" class:"education"`
	Interpreter string   `json:"interpreter,omitempty" doc:"language and when an interpreter is needed" class:"education"`
	Format      string   `json:"format,omitempty" doc:"how letters must be written: 12pt or larger, plain" class:"education"`
	Diagnoses   []string `json:"diagnoses,omitempty" doc:"confirmed diagnoses only" class:"health"`
	EHCPlan     string   `json:"ehc_plan,omitempty" enum:"none|requested|assessment|draft|final" doc:"state of the EHC plan" class:"education"`
}

// RecordKind is KindChild.
func (*Child) RecordKind() Kind { return KindChild }

// Check returns the problems of a child's own fields.
func (c *Child) Check() Problems {
	var p Problems
	// Another system may know the year only. The child is no less here for that; what is not known says so, and is asked for.
	if c.Born == "" && c.Missing["born"] == "" {
		p.add("born", "Enter born: date of birth.")
	}
	p.day("born", c.Born, "Date of birth")
	p.day("died", c.Died, "Day of death")
	if c.Born.Valid() && c.Died.Valid() && c.Died < c.Born {
		p.add("died", "The day of death is before the date of birth.")
	}
	if c.NHSNumber != "" {
		if _, err := ParseNHSNumber(c.NHSNumber); err != nil {
			p.add("nhs_number", "%s", Sentence(err))
		}
	}
	if c.Gestation != "" && !gestation.MatchString(c.Gestation) {
		p.add("gestation", "Gestation must be weeks and days at birth, such as 29+2; %q is not.", c.Gestation)
	}
	return p
}

// Known is the name a report calls the child by: the liked name, else the given name, else the whole name.
func (c *Child) Known() string {
	for _, n := range []string{c.KnownAs, c.GivenName, c.Name} {
		if n = strings.TrimSpace(n); n != "" {
			return n
		}
	}
	return ""
}

// First is the child's own first name as recorded, for readers who may have no more than that.
func (c *Child) First() string {
	if c.GivenName != "" {
		return c.GivenName
	}
	first, _, _ := strings.Cut(c.Name, " ")
	return first
}

// Initials are at most two letters for a round mark.
func (c *Child) Initials() string {
	var out []rune
	for _, w := range strings.Fields(c.Name) {
		out = append(out, []rune(strings.ToUpper(w))[0])
	}
	if len(out) > 2 {
		out = []rune{out[0], out[len(out)-1]}
	}
	return string(out)
}
