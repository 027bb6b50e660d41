package reports

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// dosed is a dose as its card prints it: "20 minutes × 3 a week × 38 weeks".
var dosed = regexp.MustCompile(`^([\d.]+) minutes? × ([\d.]+) a (week|term|month|year|day)(?: × ([\d.]+) (?:weeks?|terms?))?$`)

// doseChange says how much more or less a row gives, in minutes a week where only those changed, else in hours a year; ""
// where the amount is the same.
func doseChange(old, new *Card) string {
	a, b := strings.Join(strings.Fields(old.Dose), " "), strings.Join(strings.Fields(new.Dose), " ")
	switch {
	case a == b:
		return ""
	case a == "":
		return "now says how much: " + b
	case b == "":
		return "no longer says how much"
	}
	x, y := dosed.FindStringSubmatch(a), dosed.FindStringSubmatch(b)
	if x != nil && y != nil && x[3] == y[3] {
		was, is := figure(x[1])*figure(x[2]), figure(y[1])*figure(y[2])
		switch {
		case x[4] == y[4] && was != is:
			return more(count(math.Abs(is-was), "minute"), is > was, " a "+y[3])
		case x[4] == y[4]:
			return "is now " + count(figure(y[1]), "minute") + " × " + y[2] + " a " + y[3]
		case was == is && x[4] != "" && y[4] != "":
			by := figure(y[4]) - figure(x[4])
			return more(count(math.Abs(by), y[3]), by > 0, " a year")
		}
	}
	if was, is := figure(old.Hours), figure(new.Hours); was != is && was > 0 && is > 0 {
		return more(count(math.Round(math.Abs(is-was)*10)/10, "hour"), is > was, " a year")
	}
	return "is now " + b
}

// more words a change of an amount.
func more(amount string, longer bool, per string) string {
	if longer {
		return "is " + amount + " longer" + per
	}
	return "is " + amount + " shorter" + per
}

var numberAt = regexp.MustCompile(`^[\d.]+`)

// figure is the number that a text begins with, 0 for none.
func figure(s string) float64 {
	x, err := strconv.ParseFloat(numberAt.FindString(s), 64)
	if err != nil {
		return 0
	}
	return x
}
