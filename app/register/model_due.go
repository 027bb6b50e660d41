package register

import (
	"fmt"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// A State is how near a due is.
type State int

// The states of a due.
const (
	None  State = iota // nothing is due, or the thing is out of use
	Later              // more than soonDays from now
	Soon
	Late
)

// soonDays is how many days before it is due a thing shows under Due soon: time to book an engineer or a visit.
const soonDays = 28

// A Due is one day by which something must be done.
type Due struct {
	What  string // "LOLER examination"
	On    assessments.Date
	State State
	lifts bool // it must not lift anybody after that day
}

// inUse tells whether a thing is the service's to use: what is withdrawn, gone back or condemned has no dates to keep.
func (t Thing) inUse() bool {
	return t.V.Status != "withdrawn" && t.V.Status != "returned-to-owner" && t.V.Status != "condemned"
}

// ExamineBy is the day by which a lifting thing must be examined: the noted one, but never later than six months after the
// last examination, because equipment that lifts people is examined at least every six months (LOLER 1998, reg 9(3)(a)).
func ExamineBy(v *assessments.EquipmentItem) assessments.Date {
	by := v.ExamineBy
	if v.ExaminedOn.Valid() {
		if most := addMonths(v.ExaminedOn, 6); !by.Valid() || by > most {
			by = most
		}
	}
	return by
}

// addMonths is the same day of a later month, or that month's last day where there is no such day.
func addMonths(d assessments.Date, n int) assessments.Date {
	t := d.Time()
	first := t.AddDate(0, n, 1-t.Day())
	last := first.AddDate(0, 1, -1).Day()
	return assessments.NewDate(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// Dues are all days a thing in use must keep, the nearest first. A lifting thing without a day is overdue: nobody knows that
// it is safe.
func (t Thing) Dues() []Due {
	if !t.inUse() {
		return nil
	}
	var out []Due
	add := func(what string, on assessments.Date, lifts bool) {
		d := Due{What: what, On: on, lifts: lifts, State: Later}
		switch {
		case !on.Valid() && lifts:
			d.On, d.State = "", Late
		case !on.Valid():
			return
		case on < t.today:
			d.State = Late
		case on <= t.today.AddDays(soonDays):
			d.State = Soon
		}
		out = append(out, d)
	}
	if t.V.Lifting {
		add("LOLER examination", ExamineBy(t.V), true)
	}
	add("Service", t.V.ServiceBy, false)
	if t.V.Status != "in-store" { // nobody sits in it there
		add("Fit check", t.V.FitBy, false)
	}
	if t.V.Status == "on-loan" {
		add("Due back", t.V.DueBack, false)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].On < out[j].On })
	return out
}

// Next is the due that matters now: an overdue lifting examination before everything else, then the nearest day.
func (t Thing) Next() Due {
	all := t.Dues()
	for _, d := range all {
		if d.lifts && d.State == Late {
			return d
		}
	}
	if len(all) == 0 {
		return Due{}
	}
	return all[0]
}

// Words says a due as a person would: "LOLER examination due 3 December 2026, in 9 days".
func (t Thing) Words(d Due) string {
	verb := " due"
	if d.What == "Due back" {
		verb = ""
	}
	switch {
	case d.What == "" && t.V.Status == "on-loan":
		return "No date noted"
	case d.What == "":
		return ""
	case d.On == "":
		return "Nobody noted when it must be examined. Do not lift with it"
	case d.State == Late && d.lifts:
		return d.What + " overdue since " + d.On.Words() + ". Do not lift with it"
	case d.State == Late && verb == "":
		return "Was due back " + d.On.Words()
	case d.State == Late:
		return d.What + " overdue since " + d.On.Words()
	case d.On == t.today:
		return d.What + verb + " today"
	case d.State == Soon:
		n := int(d.On.Time().Sub(t.today.Time()).Hours() / 24)
		return d.What + verb + " " + d.On.Words() + fmt.Sprintf(", in %s", count(n, "day", "days"))
	}
	return d.What + verb + " " + d.On.Words()
}

// Unsafe is why a thing must not be lent now, or "".
func (t Thing) Unsafe() string {
	if d := t.Next(); d.lifts && d.State == Late {
		return t.Words(d)
	}
	return ""
}
