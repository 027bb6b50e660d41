package calendar

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// bankHolidays are those of England as gov.uk/bank-holidays published them, 2011 to 2027.
const bankHolidays = `
2011 01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27
2012 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26
2013 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2014 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2015 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2016 01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27
2017 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
2022 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
2023 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28`

// fullMoons are the paschal full moons of the nineteen golden numbers (Book of Common Prayer, table to find Easter, to 2199).
var fullMoons = []string{"04-14", "04-03", "03-23", "04-11", "03-31", "04-18", "04-08", "03-28", "04-16", "04-05", "03-25", "04-13", "04-02", "03-22", "04-10", "03-30", "04-17", "04-07", "03-27"}

// published are the bank holidays of 2011 to 2030. The last three years are not of one table: Easter is the Sunday after the full
// moon of the prayer book, and the others are found by walking the days, which is another way than the app's.
func published() []assessments.Date {
	var out []assessments.Date
	for _, line := range strings.Split(strings.TrimSpace(bankHolidays), "\n") {
		words := strings.Fields(line)
		for _, md := range words[1:] {
			out = append(out, assessments.Date(words[0]+"-"+md))
		}
	}
	for year := 2028; year <= 2030; year++ {
		out = append(out, derived(year)...)
	}
	return out
}

func derived(year int) []assessments.Date {
	on := func(md string) time.Time {
		d, err := time.Parse("2006-01-02", time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006-")+md)
		if err != nil {
			panic(err)
		}
		return d
	}
	walk := func(d time.Time, step int, until func(time.Time) bool) time.Time {
		for !until(d) {
			d = d.AddDate(0, 0, step)
		}
		return d
	}
	is := func(w time.Weekday) func(time.Time) bool { return func(d time.Time) bool { return d.Weekday() == w } }
	taken := map[time.Time]bool{}
	free := func(d time.Time) bool {
		return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !taken[d]
	}
	easter := walk(on(fullMoons[year%19]).AddDate(0, 0, 1), 1, is(time.Sunday))
	days := []time.Time{
		walk(on("01-01"), 1, free),
		walk(easter, -1, is(time.Friday)),
		walk(easter, 1, is(time.Monday)),
		walk(on("05-01"), 1, is(time.Monday)),
		walk(on("05-31"), -1, is(time.Monday)),
		walk(on("08-31"), -1, is(time.Monday)),
	}
	// A day of Christmas that is no weekday moves behind the other one.
	for _, md := range []string{"12-25", "12-26"} {
		if free(on(md)) {
			taken[on(md)] = true
			days = append(days, on(md))
		}
	}
	for _, md := range []string{"12-25", "12-26"} {
		if !taken[on(md)] {
			d := walk(on(md), 1, free)
			taken[d] = true
			days = append(days, d)
		}
	}
	var out []assessments.Date
	for _, d := range days {
		out = append(out, assessments.Date(d.Format("2006-01-02")))
	}
	return out
}

// TestDerivedAgreesWithPublished holds that the second method finds the published years too, where nobody moved a day.
func TestDerivedAgreesWithPublished(t *testing.T) {
	for _, year := range []int{2013, 2014, 2015, 2016, 2017, 2018, 2019, 2021, 2024, 2025, 2026, 2027} {
		got := map[assessments.Date]bool{}
		for _, d := range derived(year) {
			got[d] = true
		}
		n := 0
		for _, d := range published() {
			if d.Time().Year() != year {
				continue
			}
			if n++; !got[d] {
				t.Errorf("%s is missing", d)
			}
		}
		if n != len(got) {
			t.Errorf("%d: %d days, published %d", year, len(got), n)
		}
	}
}

// TestWorkingDaysForTwentyYears counts the working days of 2011 to 2030 one by one, and holds the app's reckoning against it: every
// day as a start, and every length up to a quarter of a year.
func TestWorkingDaysForTwentyYears(t *testing.T) {
	off := map[assessments.Date]bool{}
	for _, d := range published() {
		off[d] = true
	}
	var days []assessments.Date // every day
	var upTo []int              // working days up to and with it
	var working []int           // indexes of working days
	n := 0
	for x := time.Date(2011, 1, 1, 12, 0, 0, 0, time.UTC); x.Year() <= 2030; x = x.Add(24 * time.Hour) {
		d := assessments.Date(x.Format("2006-01-02"))
		if w := x.Weekday(); w != time.Saturday && w != time.Sunday && !off[d] {
			n++
			working = append(working, len(days))
		}
		days, upTo = append(days, d), append(upTo, n)
	}
	if len(days) != 7305 {
		t.Fatalf("%d days in twenty years", len(days))
	}
	for i, d := range days {
		isWorking := upTo[i] > 0 && (i == 0 || upTo[i] > upTo[i-1])
		if d.WorkingDay() != isWorking {
			t.Errorf("%s: working day %v, want %v", d.Weekday(), d.WorkingDay(), isWorking)
		}
		for _, k := range []int{1, 5, 10, 18, 63} {
			if at := upTo[i] + k - 1; at < len(working) {
				if got, want := d.AddWorkingDays(k), days[working[at]]; got != want {
					t.Errorf("%d working days after %s: %s, want %s", k, d, got, want)
				}
			}
		}
		for _, k := range []int{1, 4, 7, 42, 126} {
			if i+k < len(days) {
				if got, want := d.WorkingDaysAfter(days[i+k]), upTo[i+k]-upTo[i]; got != want {
					t.Errorf("working days after %s to %s: %d, want %d", d, days[i+k], got, want)
				}
			}
		}
		if t.Failed() && i > 400 {
			t.FailNow()
		}
	}
}

// TestRule43_ClosedOnBankHolidaysAndWeekends holds the days on which the service is open: Monday to Friday, not on bank holidays.
func TestRule43_ClosedOnBankHolidaysAndWeekends(t *testing.T) {
	for d, want := range map[assessments.Date]bool{
		"2026-08-28": true, "2026-08-29": false, "2026-08-30": false, "2026-08-31": false, "2026-09-01": true, "2026-12-25": false,
		"2026-12-28": false, "2026-12-29": true, "2027-01-01": false, "2022-09-19": false, "2027-05-03": false,
	} {
		if d.WorkingDay() != want {
			t.Errorf("%s: open %v, want %v", d.Weekday(), !want, want)
		}
	}
}
