package lead

import (
	"fmt"
	"maps"
	"net/http"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// Another system may know the year of a birth, or nothing. Such a child is here without a date of birth, and says what was given; a
// lead asks the family and completes it.

// unborn reports whether a child's date of birth is still to be asked for.
func (c *child) unborn() bool {
	return !c.Child.Born.Valid() && c.Child.Missing["born"] != "" && c.Discharged() == nil
}

// addBirths puts children without a date of birth among what needs the lead. Their clocks run; what goes by age does not.
func (v *view) addBirths(p *todayPage) {
	var first *child
	n := 0
	for _, c := range v.children {
		if c.unborn() {
			if n++; first == nil {
				first = c
			}
		}
	}
	switch {
	case n == 1:
		p.Things = append(p.Things, thing{Home + "caseload/" + string(first.ID), "Complete the date of birth of " + first.Child.Name, first.Child.Missing["born"]})
	case n > 1:
		p.Things = append(p.Things, thing{Home + "caseload/" + string(first.ID), fmt.Sprintf("Complete the dates of birth of %d children", n), "Another system did not know it. The first is " + first.Child.Name + "."})
	}
}

func bornField(r *http.Request) web.Field {
	return web.Field{Name: "born", Label: "Date of birth", Hint: dayHint, Complete: "off", Max: 20, Width: "short", Value: r.PostForm.Get("born")}
}

// completeBirth writes a date of birth that was not known.
func (d *Desk) completeBirth(r *http.Request, s ledger.Sitting, id assessments.ID) error {
	ctx, day := as(r, s), web.TypedDay(r.PostForm.Get("born"))
	switch {
	case !day.Valid():
		return assessments.Errorf(assessments.Invalid, "lead.born", "Enter the date of birth as day, month and year, such as 27 3 2019.")
	case day > d.today():
		return assessments.Errorf(assessments.Invalid, "lead.born", "The date of birth must be in the past.")
	}
	rec, err := d.ledger.ReadRecord(ctx, s.Tenant, id, "date of birth")
	if err != nil {
		return err
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	if c.Born.Valid() && c.Born != day {
		return assessments.Errorf(assessments.Conflict, "lead.born", "Somebody entered %s meanwhile. If that is wrong, it is put right on a tablet.", c.Born.Words())
	}
	c.Born, c.Missing = day, maps.Clone(c.Missing)
	delete(c.Missing, "born")
	e, changed := ledger.NextEntry(rec, &c)
	if !changed {
		return nil
	}
	_, err = d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person)}, e)
	return err
}
