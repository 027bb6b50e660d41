package clinic

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// ages are an age in years, with or without months: "5", "5 years", "5y 3m", "5 and a half".
var ages = regexp.MustCompile(`^(\d{1,2})\s*(?:years?|yrs?|y)?(?:\s*(?:,|and)?\s*(\d{1,2})\s*(?:months?|mths?|m))?$`)

// months are an age in months only, as families of small children say it: "8 months", "18m".
var months = regexp.MustCompile(`^(\d{1,2})\s*(?:months?|mths?|m)$`)

// dayFormats are the ways a date of birth is typed; days always come first.
var dayFormats = []string{"2 January 2006", "2 Jan 2006", "2/1/2006", "2.1.2006", "2-1-2006", "2 1 2006", time.DateOnly, "2/1/06"}

// ParseAge reads what a family says of a child's age: an age in years, or a date of birth. words is how the board keeps it:
// "5 years", "5 years 3 months", "born 3 March 2021". An empty text is no age and no problem.
func ParseAge(text string, today assessments.Date) (words string, ok bool) {
	text = strings.ToLower(strings.Join(strings.Fields(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "born ")), " "))
	if text == "" {
		return "", true
	}
	if m := months.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		return ageWords(n/12, n%12, true), true
	}
	if m := ages.FindStringSubmatch(text); m != nil {
		y, _ := strconv.Atoi(m[1])
		over, _ := strconv.Atoi(m[2])
		if y > 25 || over > 11 {
			return "", false
		}
		return ageWords(y, over, m[2] != ""), true
	}
	for _, f := range dayFormats {
		if t, err := time.Parse(f, text); err == nil {
			return bornWords(t, today)
		}
	}
	return "", false
}

func bornWords(t time.Time, today assessments.Date) (string, bool) {
	d := assessments.NewDate(t)
	if d > today || d < today.AddDays(-26*366) {
		return "", false
	}
	return "born " + d.Words(), true
}

func ageWords(years, months int, said bool) string {
	y := fmt.Sprintf("%d years", years)
	if years == 1 {
		y = "1 year"
	}
	if !said || months == 0 {
		return y
	}
	m := fmt.Sprintf("%d months", months)
	if months == 1 {
		m = "1 month"
	}
	if years == 0 {
		return m
	}
	return y + " " + m
}

// Born is the date of birth in the words that ParseAge keeps, "" where only an age is known.
func Born(words string) assessments.Date {
	d, ok := strings.CutPrefix(words, "born ")
	if !ok {
		return ""
	}
	t, err := time.Parse("2 January 2006", d)
	if err != nil {
		return ""
	}
	return assessments.NewDate(t)
}

// AgeOn says an age on a day: a date of birth is counted, an age that was said stays as it was said.
func AgeOn(words string, on assessments.Date) string {
	born := Born(words)
	if born == "" {
		return words
	}
	a, err := measure.AgeAt(born.Time(), on.Time())
	if err != nil {
		return words
	}
	return a.Words()
}
