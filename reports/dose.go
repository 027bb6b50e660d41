package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// doseWords is a row's doses in full: "20 minutes × 3 a week × 38 weeks"; several are parted by semicolons, each with
// what it is for.
func doseWords(doses []assessments.Dose) string {
	var out []string
	for _, d := range doses {
		s := count(d.Minutes, "minute") + " × " + num(d.Sessions) + " a " + d.Per
		if d.Per == "week" {
			s += " × " + count(d.Weeks, "week")
		}
		out = append(out, joined(": ", upper(d.What), s))
	}
	return strings.Join(out, "; ")
}

// shortDose is doseWords for a narrow column.
func shortDose(doses []assessments.Dose) string {
	var out []string
	for _, d := range doses {
		s := num(d.Minutes) + " min × " + num(d.Sessions) + " a " + d.Per
		if d.Per == "week" {
			s += " × " + count(d.Weeks, "week")
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// doseSpoken is a dose for somebody who will do it: "20 minutes, 3 times a week".
func doseSpoken(doses []assessments.Dose) string {
	var out []string
	for _, d := range doses {
		times := num(d.Sessions) + " times a " + d.Per
		switch d.Sessions {
		case 1:
			times = "once a " + d.Per
		case 2:
			times = "twice a " + d.Per
		}
		s := count(d.Minutes, "minute") + ", " + times
		if d.Per == "week" {
			s += ", " + count(d.Weeks, "week") + " a year"
		}
		out = append(out, joined(": ", upper(d.What), s))
	}
	return strings.Join(out, "; ")
}
