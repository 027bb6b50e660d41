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

// ageLine is the age that matters on page one: when last tested, else when measured, else when last seen.
func (f *facts) ageLine() Text {
	on, what, from := f.req.AsAt, "on "+f.req.AsAt.Words(), assessments.ID("")
	for _, c := range f.contacts {
		if c.v.Seen() {
			on, what, from = c.v.On, "when last seen", c.id
		}
	}
	if n := len(f.measurements); n > 0 {
		on, what, from = f.measurements[n-1].v.On, "when measured", f.measurements[n-1].id
	}
	for _, s := range f.scores {
		if s.v.On.Valid() && !Medical(s.v.Class, s.v.Tool) && s.v.Respondent == "" && s.v.Direction != "level" {
			on, what, from = s.v.On, "when tested", s.id
		}
	}
	a := f.age(on)
	if a == "" {
		return nil
	}
	return say("Aged "+a+" "+what, f.childID, from)
}
