package service

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Case is what is known of one child on one day. The zero value of a fact is "not known", never "no".
type Case struct {
	Today    assessments.Date
	Pack     string            // name of the pack that the service record names
	Choices  map[string]string // the readings it has chosen, by the name of the choice
	ID       assessments.ID    // the child's record
	Child    assessments.Child
	Setting  assessments.Setting  // the child's school or nursery
	Referral assessments.Referral // the newest
	Referred assessments.ID       // its record; empty when there is none

	Contacts   []Entry[assessments.Contact] // by day
	Goals      []Entry[assessments.Goal]
	Reviews    []Entry[assessments.GoalReview]
	Blocks     []Entry[assessments.Block]
	Plans      []Entry[assessments.ActivityPlan]
	Provision  []Entry[assessments.Provision]
	Logs       []*assessments.Log
	Moves      []Entry[assessments.TierMove]  // by day
	Discharges []Entry[assessments.Discharge] // by day
	Requests   []Entry[assessments.AdviceRequest]
	Answers    []Entry[assessments.Answers]
	Bases      []Entry[assessments.Basis]
	Reports    []Entry[assessments.Report]
	Holds      []*assessments.ClockHold
}

// Entry is a record's content with its id, so that a step can point at the record it speaks of.
type Entry[T any] struct {
	ID assessments.ID
	Is T
}

// The stages of childhood that referral rules tell apart.
const (
	PreSchool = "pre-school"
	AtSchool  = "school"
)

// Stage says whether the child is of pre-school or of school age: by the setting where there is one, else by age. Between the
// fourth and the fifth birthday a child may be either; then it is "".
func (c Case) Stage() string {
	switch c.Setting.Type {
	case "nursery":
		return PreSchool
	case "primary", "secondary", "special", "college":
		return AtSchool
	}
	switch age, ok := Age(c.Child.Born, c.day()); {
	case !ok:
		return ""
	case age < 4:
		return PreSchool
	case age >= 5:
		return AtSchool
	}
	return ""
}

// day is the day on which eligibility is looked at: that of the referral, or today.
func (c Case) day() assessments.Date {
	if c.Referral.Received.Valid() {
		return c.Referral.Received
	}
	return c.Today
}

// ArrangesOwn reports whether an absence is the young person's own: they are old enough by the pack, and their own consent,
// or a contact that says so, shows that they arrange their appointments.
func (c Case) ArrangesOwn(from int) bool {
	if age, ok := Age(c.Child.Born, c.Today); !ok || age < from {
		return false
	}
	own := func(b Entry[assessments.Basis]) bool {
		return b.Is.Purpose == "assess-and-treat" && b.Is.Authority == "young-person" && b.Is.Holds(c.Today)
	}
	return slices.ContainsFunc(c.Bases, own)
}

// Tier is the child's level of service today: that of the newest move, else of the referral, else "".
func (c Case) Tier() string {
	tier := c.Referral.Tier
	for _, m := range c.Moves {
		if m.Is.On <= c.Today && m.Is.On >= c.Referral.Received {
			tier = m.Is.To
		}
	}
	return tier
}

// Discharged returns the discharge that ended the present episode, or nil while it is open.
func (c Case) Discharged() *assessments.Discharge {
	for i := len(c.Discharges) - 1; i >= 0; i-- {
		d := &c.Discharges[i].Is
		if d.On <= c.Today && d.On >= c.Referral.Received && (d.ReopenedOn == "" || d.ReopenedOn > c.Today) {
			return d
		}
	}
	return nil
}

// seen returns the first contact of the present episode at which the child was seen, or nil.
func (c Case) seen() *Entry[assessments.Contact] {
	for i := range c.Contacts {
		if x := &c.Contacts[i]; x.Is.Seen() && x.Is.On >= c.Referral.Received && x.Is.On <= c.Today {
			return x
		}
	}
	return nil
}

// answered reports whether a question template was filled in during this episode; an old answer says nothing of the child today.
func (c Case) answered(template string) bool {
	return slices.ContainsFunc(c.Answers, func(a Entry[assessments.Answers]) bool {
		return a.Is.Template == template && a.Is.On >= c.Referral.Received
	})
}

// concern reports whether the referral names one of some areas of daily life.
func (c Case) concern(areas []string) bool {
	return slices.ContainsFunc(c.Referral.Areas, func(a string) bool { return among(areas, a) })
}

// conditions are the diagnoses in the child's record and the conditions that the referrer names.
func (c Case) conditions() []string {
	return append(slices.Clone(c.Child.Diagnoses), c.Referral.Conditions...)
}

// among compares the way people write: without regard to capitals and blanks around it.
func among(list []string, s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && slices.ContainsFunc(list, func(x string) bool { return strings.EqualFold(strings.TrimSpace(x), s) })
}

// named reports whether one of the texts speaks of one of the names: "left hemiplegia" names "hemiplegia".
func named(texts, names []string) bool {
	return slices.ContainsFunc(texts, func(t string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(t), strings.ToLower(n)) })
	})
}
