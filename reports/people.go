package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// relation is what a person of the family is called in a report, or "" for somebody who is there by their work.
func relation(role string) string {
	switch role {
	case "mother":
		return "mum"
	case "father":
		return "dad"
	case "parent", "carer", "grandparent":
		return role
	}
	return ""
}

// person names somebody with what they are: "Mr Osric Dunmallow, class teacher", "Róisín O'Thistlewood, mum".
func (f *facts) person(id assessments.ID) string {
	if id != "" && id == f.childID {
		return f.child.Known()
	}
	p := f.people[id]
	if p == nil || p.Name == "" {
		return ""
	}
	if rel := relation(p.Role); rel != "" {
		return p.Name + ", " + rel
	}
	if p.Role == "other" && p.Job == "" || p.Role == "" {
		return p.Name
	}
	return p.Name + ", " + p.JobWords()
}

// called is the shortest name for somebody: the relation for family, else the name.
func (f *facts) called(id assessments.ID) string {
	if id != "" && id == f.childID {
		return f.child.Known()
	}
	p := f.people[id]
	if p == nil {
		return ""
	}
	if rel := relation(p.Role); rel != "" {
		return rel
	}
	return p.Name
}

// names joins people by name alone.
func (f *facts) names(ids []assessments.ID) string {
	var out []string
	for _, id := range ids {
		if n := f.called(id); n != "" {
			out = append(out, n)
		}
	}
	return list(out)
}

// setting is the child's school or nursery, or nil.
func (f *facts) setting() (assessments.ID, *assessments.Setting) {
	return f.child.Setting, f.settings[f.child.Setting]
}

// senco is the SENCo who is written to, or "": of the setting that the child goes to now, or recorded with the child,
// and never one who was refused. A contact may name a setting that the child has left; its people have no business with a new letter.
func (f *facts) senco() assessments.ID {
	for _, id := range f.personIDs() {
		here := f.scopes[id] == assessments.ChildScope(f.childID) || f.child.Setting != "" && f.scopes[id] == assessments.SettingScope(f.child.Setting)
		p := f.people[id]
		if here && p.Role == "senco" && p.Name != "" && f.bases.permit(Recipient{f.req.Recipient.Role, id}, f.req.sharedOn()).Decision == Allowed {
			return id
		}
	}
	return ""
}

// nursery reports whether the child's setting is one, for the words of a heading.
func (f *facts) nursery() bool {
	if _, s := f.setting(); s != nil {
		return s.Type == "nursery"
	}
	return f.req.Recipient.Role == assessments.RoleNursery
}

// place is where something happened, to stand after a date: "school", "Larkbarrow Primary", "by telephone".
func (f *facts) place(place string, setting assessments.ID) string {
	if s := f.settings[setting]; s != nil && setting != f.child.Setting {
		return s.Name
	}
	if by := byWay(place); by != "" {
		return by
	}
	switch place {
	case "other":
		return ""
	case "school": // the word the form offers for every place of learning
		return f.placeWord()
	}
	return place
}

// byWay is how something was done without meeting: "by telephone"; "" where people met.
func byWay(mode string) string {
	return map[string]string{"phone": "by telephone", "video": "by video"}[mode]
}

// placeWord is what the child's place of learning is called.
func (f *facts) placeWord() string {
	if _, s := f.setting(); s != nil && (s.Type == "nursery" || s.Type == "college") {
		return s.Type
	}
	return "school"
}

// at is place with its preposition: "at school", "by telephone".
func at(place string) string {
	if place == "" || strings.HasPrefix(place, "by ") {
		return place
	}
	return "at " + place
}

// where is the place of an observation: its own, else its contact's.
func (f *facts) where(o *assessments.Observation) string {
	if c := find(f.contacts, o.Contact); c != nil && (o.Place == "" || o.Place == c.Place) {
		return f.place(c.Place, c.Setting)
	}
	return f.place(o.Place, "")
}

// unheard reports whether somebody without parental responsibility, or who was refused a report, is no person to name
// as having been consulted.
func (f *facts) unheard(id assessments.ID) bool {
	p := f.people[id]
	if p == nil {
		return id != f.childID
	}
	if p.Responsibility == "no" && (p.Role == "relative" || p.Role == "other" || p.Role == "grandparent") {
		return true
	}
	r := f.bases.rule(f.req.sharedOn(), func(x *assessments.Basis) bool { return x.Person == id })
	return r.against != nil
}

// author is the person who writes the report, or nil.
func (f *facts) author() *assessments.Person { return f.people[f.req.Author] }
