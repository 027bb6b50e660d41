package service

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestRetain(t *testing.T) {
	for _, c := range []struct {
		name              string
		born, ended, died assessments.Date
		until             assessments.Date
	}{
		{"ended as a child", "2000-03-10", "2010-06-01", "", "2025-03-10"},
		{"the day before 17", "2000-03-10", "2017-03-09", "", "2025-03-10"},
		{"on the 17th birthday", "2000-03-10", "2017-03-10", "", "2026-03-10"},
		{"the day before 18", "2000-03-10", "2018-03-09", "", "2026-03-10"},
		{"on the 18th birthday: eight years after is the 26th birthday too", "2000-03-10", "2018-03-10", "", "2026-03-10"},
		{"at 22, with a plan", "2000-03-10", "2022-05-01", "", "2030-05-01"},
		{"nothing was ever done", "2000-03-10", "", "", "2025-03-10"},
		{"died young", "2000-03-10", "2006-01-01", "2006-02-01", "2014-02-01"},
		{"died grown up: the birthday is earlier", "2000-03-10", "2016-01-01", "2024-02-01", "2025-03-10"},
		{"born on a leap day", "2000-02-29", "2010-01-01", "", "2025-03-01"},
		{"no date of birth", "", "2010-01-01", "2012-01-01", ""},
	} {
		k := Case{Child: assessments.Child{Born: c.born, Died: c.died}}
		if c.ended != "" {
			k.Contacts = []Entry[assessments.Contact]{{Is: assessments.Contact{On: "2001-01-01"}}, {Is: assessments.Contact{On: c.ended}}}
		}
		r := k.Retain()
		if r.Until != c.until || r.Rule == "" {
			t.Errorf("%s: until %q (%s), want %q", c.name, r.Until, r.Rule, c.until)
		}
		if c.until == "" {
			if over, why := r.Over("2199-01-01"); over || why == "" {
				t.Errorf("%s: it is over all the same", c.name)
			}
			continue
		}
		if over, why := r.Over(c.until.AddDays(-1)); over || why == "" {
			t.Errorf("%s: over a day early", c.name)
		}
		if over, _ := r.Over(c.until); !over {
			t.Errorf("%s: not over on the day", c.name)
		}
	}
}

// TestRetain_WhatEndsTreatment: each of the things that may come last counts.
func TestRetain_WhatEndsTreatment(t *testing.T) {
	born := assessments.Date("2000-03-10")
	for name, c := range map[string]Case{
		"a referral":  {Referral: assessments.Referral{Received: "2017-05-01"}},
		"a contact":   {Contacts: []Entry[assessments.Contact]{{Is: assessments.Contact{On: "2017-05-01"}}, {Is: assessments.Contact{On: "not a day"}}}},
		"a discharge": {Discharges: []Entry[assessments.Discharge]{{Is: assessments.Discharge{On: "2017-05-01"}}}},
		"reopened":    {Discharges: []Entry[assessments.Discharge]{{Is: assessments.Discharge{On: "2015-05-01", ReopenedOn: "2017-05-01"}}}},
		"a report":    {Reports: []Entry[assessments.Report]{{Is: assessments.Report{SignedOn: "2017-05-01"}}}},
	} {
		c.Child.Born = born
		if r := c.Retain(); r.Ended != "2017-05-01" || r.Until != "2026-03-10" {
			t.Errorf("%s: ended %q, kept until %q", name, r.Ended, r.Until)
		}
	}
}
