package template

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Caution stands beside every free text of an anonymous template.
const Caution = "Please do not write names, dates or anything else that says who you or your child are."

// telling are words whose question would be answered with something that says who somebody is.
var telling = []string{"name", "names", "named", "called", "born", "birth", "birthday", "date", "address", "postcode", "street", "phone",
	"telephone", "mobile", "number", "email", "nhs", "school", "nursery", "surgery"}

// nobody checks that a question of an anonymous template cannot say who answered.
func (c *checker) nobody(q Question, bad fault) {
	switch {
	case q.Kind == Day:
		bad("kind ", "An anonymous template asks for no date: a day can say who was seen on it.")
	case q.Kind == Number && slices.Contains([]string{"years", "months"}, q.Unit):
		bad("unit ", "An anonymous template asks for no age in figures: offer bands to choose from.")
	case q.FromLast:
		bad("from_last", "An anonymous template knows no last time: take from_last out.")
	case q.Report != "" || q.Area != "" || q.Note != "" || q.Sentence != "" || q.Yes != "" || q.No != "" || q.Reads != "":
		bad("id ", "An anonymous answer goes into no child's report: take report, area, note and sentences out.")
	}
	if q.Kind != Text {
		return
	}
	for _, word := range words(q.Ask) {
		if slices.Contains(telling, word) {
			bad("ask ", "A free text that asks for a %s may say who answered. Offer choices instead.", word)
		}
	}
}

// words are the words of a text in small letters.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && r != '\'' && r != '’' })
}

// looksTelling finds what often says who somebody is: long numbers, dates, e-mail addresses, postcodes, titles with names.
var looksTelling = regexp.MustCompile(`(?i)\d[\d -]{5,}\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\S@\S|\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b|\b(mr|mrs|ms|miss|dr)\.? [a-z]`)

// Survey makes the anonymous record of the answers to an anonymous template. Whatever says who, when or at which contact
// is left behind; month is a year and a month, such as 2026-11. It is Invalid for a template that is not anonymous.
func (t Template) Survey(a assessments.Answers, month string) (assessments.Survey, error) {
	const op = "template.survey"
	if !t.Anonymous {
		return assessments.Survey{}, assessments.Errorf(assessments.Invalid, op, "%s is not anonymous, so its answers belong to a child's record.", t.Title)
	}
	s := assessments.Survey{Template: t.Name, Version: t.Version, Month: month}
	if p := s.Check(); month == "" || len(p) > 0 {
		return assessments.Survey{}, assessments.Errorf(assessments.Invalid, op, "Give the month of the survey as a year and a month, such as 2026-11.")
	}
	for _, item := range t.Form(a, nil).Items {
		if item.Answered {
			s.Values = append(s.Values, item.Answer)
		}
	}
	return s, nil
}
