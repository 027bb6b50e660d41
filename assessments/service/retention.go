package service

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Retention is until when a child's record is kept. The rules are those of the Records Management Code of Practice (NHS England;
// its retention schedule, "Children's records" and "Adult health records"): until the 25th birthday, or the 26th where the young person was 17
// when treatment ended; eight years after a death, where that is earlier; and eight years after the end where treatment went on
// after the 18th birthday, where that is later.
type Retention struct {
	Ended assessments.Date // the last day on which anything was done for the child
	Until assessments.Date // the first day on which the record may be destroyed; "" where nothing says so
	Rule  string           // a sentence
}

// How many years the rules speak of.
const (
	keptUntilAge  = 25
	keptIfAt17    = 26
	keptAfterEnd  = 8
	keptAfterDied = 8
)

// Retain reckons until when a child's record is kept. What nobody recorded keeps it: without a date of birth nothing is ever due.
func (c Case) Retain() Retention {
	r := Retention{Ended: c.ended()}
	born := c.Child.Born
	if !born.Valid() {
		r.Rule = "No date of birth is recorded, so nobody can say when the time is over."
		return r
	}
	r.Until, r.Rule = birthday(born, keptUntilAge), "Until the 25th birthday."
	switch {
	case r.Ended >= birthday(born, 18):
		r.Until, r.Rule = birthday(born, keptIfAt17), "Until the 26th birthday, since treatment went on after the 17th."
		if after := birthday(r.Ended, keptAfterEnd); after > r.Until {
			r.Until, r.Rule = after, "Until eight years after the end of treatment, which went on after the 18th birthday."
		}
	case r.Ended >= birthday(born, 17):
		r.Until, r.Rule = birthday(born, keptIfAt17), "Until the 26th birthday, since the young person was 17 when treatment ended."
	}
	if died := c.Child.Died; died.Valid() {
		if after := birthday(died, keptAfterDied); after < r.Until {
			r.Until, r.Rule = after, "Until eight years after the child died."
		}
	}
	return r
}

// ended is the last day of anything that was done for the child.
func (c Case) ended() (last assessments.Date) {
	note := func(d assessments.Date) {
		if d.Valid() {
			last = max(last, d)
		}
	}
	note(c.Referral.Received)
	for _, x := range c.Contacts {
		note(x.Is.On)
	}
	for _, x := range c.Discharges {
		note(x.Is.On)
		note(x.Is.ReopenedOn)
	}
	for _, x := range c.Reports {
		note(x.Is.SignedOn)
	}
	return last
}

// birthday is a day so many years on. Whoever was born on 29 February has it on 1 March in other years, as in English law.
func birthday(born assessments.Date, years int) assessments.Date {
	return assessments.NewDate(born.Time().AddDate(years, 0, 0))
}

// Over says whether the time was over on a day, with a sentence where it was not.
func (r Retention) Over(today assessments.Date) (bool, string) {
	switch {
	case !r.Until.Valid():
		return false, r.Rule
	case today < r.Until:
		return false, fmt.Sprintf("This record is kept until %s. %s", r.Until.Words(), r.Rule)
	}
	return true, ""
}
