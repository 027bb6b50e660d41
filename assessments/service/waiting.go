package service

import (
	"cmp"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Wait is one child who waits for the first appointment.
type Wait struct {
	Case    *Case
	Urgency string // urgent, soon or routine
	Days    int    // since the referral was received
	Weeks   int    // whole weeks of them
	Booked  assessments.Date
}

var urgencies = []string{"urgent", "soon", "routine"}

// Waiting lists the children who were accepted and have not been seen, the most urgent first and, among the same, whoever has
// waited longest. A referral without an urgency is routine.
func Waiting(cases []Case) []Wait {
	var out []Wait
	for i := range cases {
		c := &cases[i]
		r := c.Referral
		if r.Outcome != "accepted" || !r.Received.Valid() || r.Received > c.Today || c.seen() != nil || c.Discharged() != nil {
			continue
		}
		w := Wait{Case: c, Urgency: cmp.Or(r.Urgency, "routine"), Days: days(r.Received, c.Today)}
		w.Weeks = w.Days / 7
		if m := c.planned(); m != nil {
			w.Booked = m.Is.On
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b Wait) int { return Sooner(&a, &b) })
	return out
}

// Sooner orders those who wait as Waiting does: below 0 where a comes before b.
func Sooner(a, b *Wait) int {
	return cmp.Or(
		slices.Index(urgencies, a.Urgency)-slices.Index(urgencies, b.Urgency),
		b.Days-a.Days,
		cmp.Compare(a.Case.ID, b.Case.ID),
	)
}

// Rank is a child's place among those who wait, from 1; 0 when the child does not wait.
func Rank(waits []Wait, child assessments.ID) int {
	return 1 + slices.IndexFunc(waits, func(w Wait) bool { return w.Case.ID == child })
}

// days is the number of days from one day to another.
func days(from, to assessments.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }
