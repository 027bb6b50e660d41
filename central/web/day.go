package web

import (
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// TypedDay reads a day as people type it: day first, with anything between, the month as a number or by name. Browsers' own fields
// for dates put the month first for whoever's computer is American, and a wrong date of birth is a wrong child. What is no day is
// returned as it was typed, and is then not valid.
func TypedDay(s string) assessments.Date {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ./-,\u00a0", r) })
	if len(parts) == 3 {
		for _, form := range []string{"2 1 2006", "2 Jan 2006", "2 January 2006"} {
			if t, err := time.Parse(form, parts[0]+" "+parts[1]+" "+parts[2]); err == nil {
				return assessments.NewDate(t)
			}
		}
	}
	return assessments.Date(s)
}
