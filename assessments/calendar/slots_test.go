package calendar

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

func lines(slots []Slot) (out []string) {
	for _, s := range slots {
		out = append(out, s.Words())
	}
	return out
}

// TestRule44_DropInFirstAndThirdThursday holds the drop-in's days and hours, and that one on a bank holiday says so.
func TestRule44_DropInFirstAndThirdThursday(t *testing.T) {
	dropIn := Clinic{Weekday: time.Thursday, Nth: []int{1, 3}, From: "09:30", To: "12:00"}
	want := []string{
		"Thursday 5 November 2026, 09:30 to 12:00",
		"Thursday 19 November 2026, 09:30 to 12:00",
		"Thursday 3 December 2026, 09:30 to 12:00",
		"Thursday 17 December 2026, 09:30 to 12:00",
	}
	if diff := cmp.Diff(want, lines(dropIn.Slots("2026-11-01", "2026-12-31"))); diff != "" {
		t.Error(diff)
	}
	// 2 June 2022 was the first Thursday of June and the moved Spring bank holiday.
	want = []string{"Thursday 2 June 2022, 09:30 to 12:00: not held, bank holiday (Spring bank holiday)", "Thursday 16 June 2022, 09:30 to 12:00"}
	if diff := cmp.Diff(want, lines(dropIn.Slots("2022-06-01", "2022-06-30"))); diff != "" {
		t.Error(diff)
	}
	// Christmas Day 2031 is a fourth Thursday, New Year's Day 2032 a first one.
	if got := dropIn.Slots("2032-01-01", "2032-01-01"); len(got) != 1 || !got[0].Off {
		t.Errorf("New Year's Day: %+v", got)
	}
	// Against a plain walk over every day of twenty years.
	from, to := assessments.Date("2011-01-01"), assessments.Date("2030-12-31")
	var plain []assessments.Date
	seen := 0
	for d := from; d <= to; d = d.AddDays(1) {
		if d.Time().Day() == 1 {
			seen = 0
		}
		if d.Time().Weekday() == time.Thursday {
			if seen++; seen == 1 || seen == 3 {
				plain = append(plain, d)
			}
		}
	}
	var got []assessments.Date
	for _, s := range NthWeekdays(time.Thursday, []int{1, 3}, from, to) {
		got = append(got, s.On)
		if s.Off != (assessments.BankHoliday(s.On) != "") {
			t.Errorf("%s: off %v", s.On, s.Off)
		}
	}
	if diff := cmp.Diff(plain, got); diff != "" || len(got) != 480 {
		t.Errorf("%d days\n%s", len(got), diff)
	}
	if got := dropIn.Slots("", "2026-12-31"); got != nil {
		t.Errorf("clinics from no day on: %v", got)
	}
	if got := lines(NthWeekdays(time.Monday, []int{5}, "2026-09-01", "2026-12-31")); len(got) != 1 || got[0] != "Monday 30 November 2026" {
		t.Errorf("fifth Mondays: %v", got)
	}
}

// TestRule64_SpecialSchoolDayInTermTime holds one day a week of a named therapist on site, in term time only: a day without school
// falls away with its reason, and a day of which nothing is known is not promised.
func TestRule64_SpecialSchoolDayInTermTime(t *testing.T) {
	day := &assessments.SiteDay{Weekday: "wednesday", Therapist: "018f3c5a-0000-7000-8000-000000000001", TermTime: true, First: "2026-09-01", From: "09:00", To: "15:00"}
	s := New(terms())
	want := []string{
		"Wednesday 2 September 2026, 09:00 to 15:00: not held, INSET day (Safeguarding)",
		"Wednesday 9 September 2026, 09:00 to 15:00",
		"Wednesday 16 September 2026, 09:00 to 15:00",
	}
	if diff := cmp.Diff(want, lines(s.SiteDays(day, "2026-08-01", "2026-09-16"))); diff != "" {
		t.Error(diff)
	}
	want = []string{
		"Wednesday 21 October 2026, 09:00 to 15:00",
		"Wednesday 28 October 2026, 09:00 to 15:00: not held, holiday",
		"Wednesday 4 November 2026, 09:00 to 15:00",
	}
	if diff := cmp.Diff(want, lines(s.SiteDays(day, "2026-10-20", "2026-11-04"))); diff != "" {
		t.Error(diff)
	}
	want = []string{
		"Wednesday 21 July 2027, 09:00 to 15:00",
		"Wednesday 28 July 2027, 09:00 to 15:00: not certain, no term dates were imported for this day",
	}
	if diff := cmp.Diff(want, lines(s.SiteDays(day, "2027-07-20", "2027-07-30"))); diff != "" {
		t.Error(diff)
	}
	always := *day
	always.TermTime, always.Last, always.Weekday = false, "2026-11-02", "monday"
	want = []string{"Monday 26 October 2026, 09:00 to 15:00", "Monday 2 November 2026, 09:00 to 15:00"}
	if diff := cmp.Diff(want, lines(s.SiteDays(&always, "2026-10-24", "2026-12-31"))); diff != "" {
		t.Error(diff)
	}
	held := 0
	for _, slot := range s.SiteDays(day, "2026-09-01", "2027-07-21") {
		if !slot.Off && slot.Known {
			held++
		}
	}
	if held != 38 { // 7+7+5+5+7+7, without the INSET day and the snow
		t.Errorf("%d Wednesdays on site in the school year, want 38", held)
	}
}
