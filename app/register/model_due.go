package register

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
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

// allDays reaches past every day that anybody notes.
const allDays = 100 * 366

// A Due is one day by which something must be done, as the content library works it out.
type Due struct {
	library.Due
	State State
}

// dueWords are what a duty is called.
var dueWords = map[library.Duty]string{library.Examination: "LOLER examination", library.ServiceDue: "Service", library.FitCheck: "Fit check", library.DueBack: "Due back"}

// inUse tells whether a thing is the service's to use: what is withdrawn, gone back or condemned has no dates to keep.
func (t Thing) inUse() bool {
	return t.V.Status != "withdrawn" && t.V.Status != "returned-to-owner" && t.V.Status != "condemned"
}

// Dues are all days a thing in use must keep, the nearest first. A lifting thing without a day is overdue: nobody knows that
// it is safe.
func (t Thing) Dues() []Due { return t.dues }

// duesOf grades what the library works out by how near it is.
func duesOf(e library.Entry, today assessments.Date) []Due {
	var out []Due
	for _, d := range rules().DueList([]library.Entry{e}, nil, today, allDays) {
		state := Later
		switch {
		case d.Overdue(), d.By == "" && d.Law:
			state = Late
		case d.Days <= soonDays: // and a fit check that nobody can count
			state = Soon
		}
		out = append(out, Due{d, state})
	}
	return out
}

// Lifts tells whether a thing lifts people: because that is noted, or because the catalogue knows it.
func (t Thing) Lifts() bool {
	return t.V.Lifting || slices.ContainsFunc(t.dues, func(d Due) bool { return d.Law })
}

// Next is the due that matters now: an overdue lifting examination before everything else, then the nearest day.
func (t Thing) Next() Due {
	for _, d := range t.dues {
		if d.Law && d.State == Late {
			return d
		}
	}
	if len(t.dues) == 0 {
		return Due{}
	}
	return t.dues[0]
}

// Words says a due as a person would: "LOLER examination due 3 December 2026, in 9 days".
func (t Thing) Words(d Due) string {
	what, verb := dueWords[d.Duty], " due"
	if d.Duty == library.DueBack {
		verb = ""
	}
	switch {
	case d.Duty == "" && t.V.Status == "on-loan":
		return "No date noted"
	case d.Duty == "":
		return ""
	case d.By == "" && d.Law:
		return "Nobody noted when it must be examined. Do not lift with it"
	case d.By == "":
		return strings.TrimSuffix(d.Note, ".")
	case d.State == Late && d.Law:
		return what + " overdue since " + d.By.Words() + ". Do not lift with it"
	case d.State == Late && verb == "":
		return "Was due back " + d.By.Words()
	case d.State == Late:
		return what + " overdue since " + d.By.Words()
	case d.Days == 0:
		return what + verb + " today"
	case d.State == Soon:
		return what + verb + " " + d.By.Words() + fmt.Sprintf(", in %s", count(d.Days, "day", "days"))
	}
	return what + verb + " " + d.By.Words()
}

// Unsafe is why a thing must not be lent now, or "".
func (t Thing) Unsafe() string {
	if d := t.Next(); d.Law && d.State == Late {
		return t.Words(d)
	}
	return ""
}
