package measure

import (
	"fmt"
	"time"
)

// Age is completed calendar years, months (0-11) and days (0-30). It is truncated: 7;11;29 is 7;11 and is not yet 8.
type Age struct{ Years, Months, Days int }

// Borrowing says how days are carried when the test day comes before the birth day in the month.
type Borrowing int

const (
	// Calendar counts from the last monthly anniversary. A day that the month lacks falls on the first of the next
	// month, so a child born on 29 February is a year older on 1 March, and nobody is made older too early.
	Calendar Borrowing = iota
	// ThirtyDays borrows a month of 30 days, as some test manuals prescribe for choosing a norm table.
	ThirtyDays
)

// Day returns midnight UTC of a calendar date, and refuses dates that do not exist, such as 31 February.
func Day(year int, month time.Month, day int) (time.Time, error) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if y, m, d := t.Date(); y != year || m != month || d != day {
		return time.Time{}, invalid("measure.day", "There is no day %d in month %d of %d. Check the date.", day, int(month), year)
	}
	return t, nil
}

// AgeAt returns the calendar age on the date of a test or contact. Only the calendar dates are read, each in its own
// location; the time of day does not matter. A date before birth is an error.
func AgeAt(born, on time.Time) (Age, error) { return AgeBy(born, on, Calendar) }

// AgeBy is AgeAt with the borrowing that a tool's manual asks for.
func AgeBy(born, on time.Time, how Borrowing) (Age, error) {
	born, on = midnight(born), midnight(on)
	if on.Before(born) {
		return Age{}, invalid("measure.age", "The date is before the date of birth. Check both dates.")
	}
	by, bm, bd := born.Date()
	oy, om, od := on.Date()
	months := (oy-by)*12 + int(om-bm)
	if how == ThirtyDays {
		days := od - bd
		if days < 0 {
			months, days = months-1, days+30
		}
		return Age{Years: months / 12, Months: months % 12, Days: days}, nil
	}
	last := anniversary(by, bm, bd, months)
	if last.After(on) {
		months--
		last = anniversary(by, bm, bd, months)
	}
	return Age{Years: months / 12, Months: months % 12, Days: daysBetween(last, on)}, nil
}

// anniversary is the day on which so many months of age are completed.
func anniversary(year int, month time.Month, day, months int) time.Time {
	first := time.Date(year, month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	t := first.AddDate(0, 0, day-1)
	if t.Month() != first.Month() {
		return first.AddDate(0, 1, 0)
	}
	return t
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// daysBetween counts whole days; both are midnights in UTC, where every day has 24 hours.
func daysBetween(from, to time.Time) int { return int((to.Unix() - from.Unix()) / 86400) }

// InMonths returns the completed months of age.
func (a Age) InMonths() int { return a.Years*12 + a.Months }

// String returns the short form of test manuals, "6;1".
func (a Age) String() string { return fmt.Sprintf("%d;%d", a.Years, a.Months) }

// Full returns years, months and days, "6;1;23".
func (a Age) Full() string { return fmt.Sprintf("%d;%d;%d", a.Years, a.Months, a.Days) }

// Words returns the form for reports and banners: "6 years 1 month", "6 years", "11 months", and days in a baby's
// first month.
func (a Age) Words() string {
	switch {
	case a.InMonths() == 0:
		return plural(a.Days, "day")
	case a.Years == 0:
		return plural(a.Months, "month")
	case a.Months == 0:
		return plural(a.Years, "year")
	}
	return plural(a.Years, "year") + " " + plural(a.Months, "month")
}

func plural(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
