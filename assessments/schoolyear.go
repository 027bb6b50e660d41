package assessments

import (
	"fmt"
	"strconv"
	"strings"
)

// SchoolYear is the year group in England of somebody born on a day, as on another: children begin Reception in the September after they turn
// four, and move on each 1 September. "" where a day is not known, and beyond Year 13.
func SchoolYear(born, on Date) string {
	n, ok := schoolYear(born, on)
	switch {
	case !ok || n > 13:
		return ""
	case n < 0:
		return "Nursery"
	case n == 0:
		return "Reception"
	}
	return fmt.Sprintf("Year %d", n)
}

// schoolYear counts from Reception, which is 0.
func schoolYear(born, on Date) (n int, ok bool) {
	if !born.Valid() || !on.Valid() || on < born {
		return 0, false
	}
	starts := func(d Date) int { // the year in whose September the school year of a day began
		if d.Time().Month() < 9 {
			return d.Time().Year() - 1
		}
		return d.Time().Year()
	}
	return starts(on) - starts(born) - 5, true
}

// YearOn is the year group to show on a day, of what somebody once typed. The field does not say on which day it was typed, so Septembers
// since cannot be counted; the birthday can. A plain year group that the child's age has reached was right when it was typed and has gone
// by: the birthday says what it is now, and after Year 13 it is none. Whatever else was typed stays as it is: a year ahead of the age, and every word beside the group,
// such as "Year 1, out of year group", which is how a child is recorded who is taught with others than those of the same age.
func YearOn(typed string, born, on Date) string {
	was, plain := yearGroup(typed)
	now, ok := schoolYear(born, on)
	if !plain || !ok || was >= now {
		return typed
	}
	return SchoolYear(born, on)
}

// YearOn is the child's year group on a day, which for a child who has died is the day of death.
func (c *Child) YearOn(on Date) string {
	if c.Died.Valid() && c.Died < on {
		on = c.Died
	}
	return YearOn(c.Year, c.Born, on)
}

// yearGroup reads a year group that stands alone: "Year 2", "Y2", "Reception", "Year R", "Nursery". Reception is 0, what is before it -1.
func yearGroup(s string) (n int, plain bool) {
	switch s = strings.ToLower(strings.Join(strings.Fields(s), "")); s {
	case "nursery", "preschool", "pre-school":
		return -1, true
	case "reception", "yearr", "yr":
		return 0, true
	}
	digits, long := strings.CutPrefix(s, "year")
	if !long {
		digits, long = strings.CutPrefix(s, "y")
	}
	n, err := strconv.Atoi(digits)
	return n, long && err == nil && n > 0
}
