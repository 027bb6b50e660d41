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
		s := count(d.Minutes, "minute") + " × " + num(d.Sessions) + " a " + d.Per + periods(d)
		out = append(out, joined(": ", assessments.UpperFirst(d.What), s))
	}
	return strings.Join(out, "; ")
}

// periods is how many weeks or terms a year a dose runs for, so that a reader can redo the sum.
func periods(d assessments.Dose) string {
	switch d.Per {
	case "week":
		return " × " + count(d.Weeks, "week")
	case "term":
		return " × " + count(assessments.Dose{Minutes: 60, Sessions: 1, Per: "term"}.Hours(), "term")
	}
	return ""
}

// sumNote is how hours a year are worked out, naming only what the rows use.
func sumNote(rows []entry[*assessments.Provision]) string {
	for _, r := range rows {
		for _, d := range r.v.Doses {
			if d.Per == "term" {
				return "Hours a year = minutes × sessions × weeks (or terms) ÷ 60."
			}
		}
	}
	return "Hours a year = minutes × sessions × weeks ÷ 60."
}

// shortDose is doseWords for a narrow column.
func shortDose(doses []assessments.Dose) string {
	var out []string
	for _, d := range doses {
		s := num(d.Minutes) + " min × " + num(d.Sessions) + " a " + d.Per + periods(d)
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
		out = append(out, joined(": ", assessments.UpperFirst(d.What), s))
	}
	return strings.Join(out, "; ")
}
