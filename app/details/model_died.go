package details

import (
	"context"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// notPlanned is why a visit that was planned does not take place.
const notPlanned = "The child has died"

// A Death is what is asked, and what follows, when a child has died.
type Death struct {
	Rec     assessments.Record // the child
	V       assessments.Child
	Planned []assessments.Record // what is still planned with the child
}

// ReadDeath reads what a child's death touches.
func ReadDeath(ctx context.Context, r Reader, child assessments.ID) (Death, error) {
	var d Death
	var err error
	if d.Rec, err = r.Record(ctx, child); err != nil {
		return d, err
	}
	assessments.Decode(d.Rec.Fields, &d.V)
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindContact}})
	for _, rec := range recs {
		if rec.Fields.Text("status") == "planned" {
			d.Planned = append(d.Planned, rec)
		}
	}
	return d, err
}

// Problem is what to do about a day of death, "" for nothing.
func (d Death) Problem(day, today assessments.Date) string {
	if !day.Valid() {
		return "Enter the day as day, month and year, such as 27 3 2019."
	}
	if day > today {
		return "This day is still to come. Enter the day of death."
	}
	c := d.V
	c.Died = day
	for _, p := range c.Check() {
		if p.Field == "died" {
			return p.Text
		}
	}
	return ""
}

// Follows says what recording the death does.
func (d Death) Follows() []string {
	visits := "No visit is planned, so none has to be cancelled."
	switch n := len(d.Planned); {
	case n == 1:
		visits = "The one visit that is planned is cancelled."
	case n > 1:
		visits = "The " + strconv.Itoa(n) + " visits that are planned are cancelled."
	}
	return []string{visits + " You can still plan one to see the family.",
		"Nothing goes to the family by link, and links they have close. What they want in writing you give them yourself.",
		"The record is kept for up to eight years from that day, and longer where an inquiry holds it."}
}

// Edits record the death and cancel what is planned, in one step; back takes all of it back.
func (d Death) Edits(day assessments.Date) (do, back []assessments.Edit) {
	set := func(r assessments.Record, fields assessments.Fields) {
		was := assessments.Fields{}
		for f := range fields {
			if was[f] = r.Fields[f]; was[f] == nil {
				was[f] = []byte("null")
			}
		}
		e := assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Op: assessments.OpSet}
		e.Set = fields
		do = append(do, e)
		e.Set = was
		back = append(back, e)
	}
	set(d.Rec, assessments.Fields{"died": assessments.Fields(assessments.Encode(&assessments.Child{Died: day}))["died"]})
	for _, r := range d.Planned {
		set(r, assessments.Encode(&assessments.Contact{Status: "cancelled", Reason: notPlanned}))
	}
	return do, back
}
