package reports

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// age is the child's age on a day in words and in the form of test manuals, "6 years 1 month (6;1)", or "". A child who
// was born early has both ages until 24 months, and the actual age alone from then on.
func (f *facts) age(on assessments.Date) string {
	if !f.child.Born.Valid() || !on.Valid() {
		return ""
	}
	// A gestation that cannot be read, or that the reader may not have, leaves the actual age, which is always true.
	g, _ := measure.ParseGestation(f.child.Gestation)
	ages, err := measure.AgesAt(f.child.Born.Time(), on.Time(), g, measure.CorrectionMonths)
	if err != nil {
		return ""
	}
	s := ages.Actual.Words()
	if ages.Actual.Years > 0 {
		s += " (" + ages.Actual.String() + ")"
	}
	if ages.UseCorrected {
		s += ", or " + ages.Corrected.Words() + " counted from the due date"
	}
	return s
}

// early says that a child was born early, once the actual age is the one in use.
func (f *facts) early(on assessments.Date) string {
	g, err := measure.ParseGestation(f.child.Gestation)
	if err != nil || !g.Preterm() || !f.child.Born.Valid() || !on.Valid() {
		return ""
	}
	ages, err := measure.AgesAt(f.child.Born.Time(), on.Time(), g, measure.CorrectionMonths)
	if err != nil || ages.UseCorrected {
		return ""
	}
	return "Born at " + g.String() + " weeks. Ages in this report are actual ages."
}

// ages lists the ages that matter on page one: when tested, when measured, else when last seen.
func (f *facts) ages() []Text {
	type event struct {
		on   assessments.Date
		what string
		id   assessments.ID
	}
	var events []event
	for _, s := range f.scores {
		if s.v.On.Valid() && !Medical(s.v.Class, s.v.Tool) && s.v.Respondent == "" && s.v.Direction != "level" {
			events = append(events[:0], event{s.v.On, "when tested", s.id})
		}
	}
	if n := len(f.measurements); n > 0 {
		m := f.measurements[n-1]
		if len(events) == 0 || f.age(events[0].on) != f.age(m.v.On) {
			events = append(events, event{m.v.On, "when measured", m.id})
		}
	}
	if len(events) == 0 {
		for _, c := range f.contacts {
			if c.v.Seen() {
				events = append(events[:0], event{c.v.On, "when last seen", c.id})
			}
		}
	}
	if len(events) == 0 {
		events = append(events, event{f.req.AsAt, "on " + f.req.AsAt.Words(), ""})
	}
	var out []Text
	for _, e := range events {
		if a := f.age(e.on); a != "" {
			out = append(out, say("Aged "+a+" "+e.what, f.childID, e.id))
		}
	}
	return out
}
