package web

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestTypedDay_DayFirst(t *testing.T) {
	for typed, want := range map[string]assessments.Date{
		"3 4 2019": "2019-04-03", "03/04/2019": "2019-04-03", "3.4.2019": "2019-04-03", "3 Apr 2019": "2019-04-03", "27 march 2019": "2019-03-27", "27-3-2019": "2019-03-27",
		"20 November 2026": "2026-11-20", "2019-04-03": "2019-04-03",
	} {
		if got := TypedDay(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	for _, typed := range []string{"", "31 2 2019", "4 27 2019", "27 3 19", "tomorrow", "1 1 2019 5", "2019"} {
		if got := TypedDay(typed); got.Valid() {
			t.Errorf("%q is taken for %q", typed, got)
		}
	}
}
