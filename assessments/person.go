package assessments

import "strings"

// KindPerson is anyone around the child, and (in the team scope) a therapist of the service.
const KindPerson Kind = "person"

// Person is somebody who matters to the record.
type Person struct {
	Common
	Name           string `json:"name,omitempty" required:"true" doc:"as the person writes it, with title if used" class:"family"`
	Role           string `json:"role,omitempty" required:"true" enum:"mother|father|parent|carer|grandparent|relative|teacher|senco|teaching-assistant|key-person|gp|paediatrician|occupational-therapist|physiotherapist|speech-and-language-therapist|health-visitor|social-care-occupational-therapist|educational-psychologist|local-authority-officer|icb-officer|equipment-representative|child|other" doc:"what they are to the child" class:"family"`
	Job            string `json:"job,omitempty" doc:"job title in words, where the role does not say enough" class:"education"`
	Organisation   string `json:"organisation,omitempty" doc:"surgery, school, council, firm" class:"education"`
	Level          string `json:"level,omitempty" doc:"qualification level of an assistant: Level 3" class:"education"`
	Band           string `json:"band,omitempty" doc:"NHS band: Band 6" class:"education"`
	HCPC           string `json:"hcpc,omitempty" doc:"HCPC registration number" class:"education"`
	Initials       string `json:"initials,omitempty" doc:"initials used in notes" class:"internal"`
	Responsibility string `json:"parental_responsibility,omitempty" enum:"yes|no|not-known" doc:"whether they hold parental responsibility" class:"family"`
	Lives          string `json:"lives,omitempty" doc:"living arrangements in words: lives apart, alternate weekends" class:"family"`
	Language       string `json:"language,omitempty" doc:"language they speak" class:"education"`
	Reads          string `json:"reads,omitempty" doc:"language they read" class:"education"`
	Interpreter    string `json:"interpreter,omitempty" enum:"every-contact|sometimes|no" doc:"whether they need an interpreter" class:"education"`
	Phone          string `json:"phone,omitempty" doc:"number, and when to ring" class:"address"`
	Email          string `json:"email,omitempty" class:"address" doc:"email address"`
}

// RecordKind is KindPerson.
func (*Person) RecordKind() Kind { return KindPerson }

// Check returns the problems of a person's own fields.
func (p *Person) Check() Problems {
	var out Problems
	if p.Email != "" && !strings.Contains(p.Email, "@") {
		out.add("email", "Email address must have an @ sign.")
	}
	return out
}

// JobWords is the person's job in words, with level or band: "teaching assistant (Level 3)", "occupational therapist, Band 6".
func (p *Person) JobWords() string {
	job := p.Job
	if job == "" {
		switch p.Role {
		case "senco":
			job = "SENCo"
		case "gp":
			job = "GP"
		case "icb-officer":
			job = "ICB officer"
		default:
			job = strings.ReplaceAll(p.Role, "-", " ")
		}
	}
	if p.Level != "" {
		job += " (" + p.Level + ")"
	}
	if p.Band != "" {
		job += ", " + p.Band
	}
	return job
}

// CallName is what a note or a screen calls somebody: Mum and Dad as the family does, others by name.
func (p Person) CallName() string {
	switch p.Role {
	case "mother":
		return "Mum"
	case "father":
		return "Dad"
	}
	return p.Name
}

// KindSetting is a school, nursery, home area or clinic; its record id is also the id of its scope.
const KindSetting Kind = "setting"

// Setting is a place where children are seen and taught.
type Setting struct {
	Common
	Name      string `json:"name,omitempty" required:"true" doc:"name of the place" class:"education"`
	Type      string `json:"type,omitempty" required:"true" enum:"primary|secondary|special|nursery|college|clinic|home-area|other" doc:"what sort of place" class:"education"`
	Address   string `json:"address,omitempty" class:"education" doc:"where it is"`
	Phone     string `json:"phone,omitempty" class:"education" doc:"telephone number"`
	Email     string `json:"email,omitempty" class:"internal" doc:"mailbox of its office; an address at another domain is asked about before anything goes to it"`
	Authority string `json:"authority,omitempty" doc:"local authority" class:"education"`
	Area      string `json:"area,omitempty" doc:"area in the sense of the service's rules, such as Leicester City" class:"internal"`
}

// RecordKind is KindSetting.
func (*Setting) RecordKind() Kind { return KindSetting }

// Check returns the problems of a setting's own fields.
func (s *Setting) Check() Problems {
	var out Problems
	if s.Email != "" && !strings.Contains(s.Email, "@") {
		out.add("email", "Email address must have an @ sign.")
	}
	return out
}

// KindService is the therapy service itself: one record in the team scope.
const KindService Kind = "service"

// Service is whose reports these are and how to reach it.
type Service struct {
	Common
	Name  string `json:"name,omitempty" required:"true" doc:"name that stands on every report" class:"education"`
	Phone string `json:"phone,omitempty" doc:"telephone number" class:"education"`
	Hours string `json:"hours,omitempty" doc:"when the telephone is answered" class:"education"`
	Email string `json:"email,omitempty" class:"education" doc:"email address"`
	Rules string `json:"rules,omitempty" doc:"policy pack whose rules the service works by" class:"internal"`

	OwnRules     string `json:"own_rules,omitempty" doc:"the rules as the service's lead signed them, as TOML, in place of the pack of that name" class:"internal"`
	RulesVersion int    `json:"rules_version,omitempty" doc:"which version of its own rules these are; a higher one is newer" class:"internal"`
	RulesSigned  string `json:"rules_signed,omitempty" doc:"who signed that version, and when, in words" class:"internal"`

	OwnWords string `json:"own_words,omitempty" doc:"phrases, question templates and paragraphs as the service's lead signed them, as TOML, in place of what Fieldfare brings" class:"internal"`

	Wording string            `json:"wording,omitempty" doc:"the service's own changes to the list of vague wording, as JSON: look, stop, fine" class:"internal"`
	Choices map[string]string `json:"choices,omitempty" doc:"where the pack holds two readings of a rule: the rule's name to the reading this service works by" class:"internal"`
}

// RecordKind is KindService.
func (*Service) RecordKind() Kind { return KindService }

// Check returns the problems of a service's own fields.
func (s *Service) Check() Problems { return nil }
