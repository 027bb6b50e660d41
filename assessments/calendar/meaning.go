package calendar

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A sense is what an event of a school's calendar says about school days; Inset, Closure and Holiday are senses too.
type sense string

const (
	other   sense = "other"   // nothing
	open    sense = "open"    // something, but not clear what
	starts  sense = "starts"  // the first school day of a term
	ends    sense = "ends"    // the last one
	stretch sense = "stretch" // all days of a term
)

// shortestTerm and longestBreak part "Half term 1", a stretch of school, from "Half term", a week without.
const (
	shortestTerm = 10
	longestBreak = 56
)

// The names are matched whole, so that "End of term disco" ends no term.
const (
	which = `(?:(?:autumn|spring|summer|winter|christmas|easter|michaelmas|lent|trinity|whitsun|october|february|may|first|second|third|the|new|school|main|year|one|two|\d) )*`
	whom  = `(?: (?:for|to) (?:all )?(?:pupils|children|students|everyone|staff and pupils))?`
	who   = `(?:(?:all )?(?:school|pupils|children|students) )`
)

var (
	notWords = regexp.MustCompile(`[^a-z0-9]+`)
	yearWord = regexp.MustCompile(`\b20\d\d(?: (?:20)?\d\d)?\b`)
	inset    = regexp.MustCompile(`\binset\b|\bstaff training\b|\btraining day\b|\bnon pupil day\b|\bprofessional development day\b`)
	holiday  = regexp.MustCompile(`^` + which + `(?:half term|half term holidays?|half term break|holidays?|break|bank holiday)(?: week)?(?: school closed)?$`)
	closed   = regexp.MustCompile(`^(?:school (?:is )?closed|closed|school closure|closure|snow day|polling day|strike|occasional day)\b`)
	begin    = regexp.MustCompile(`^(?:(?:start|beginning|first day) of ` + which + `term(?: \d)?` + whom +
		`|` + which + `term(?: \d)? (?:starts?|begins?|commences)` + whom +
		`|` + who + `(?:returns?|re ?opens?|opens|starts|back)(?: (?:to school|for|after|from) ?` + which + `(?:term|half term|holidays?|break)?)?` + whom +
		`|(?:back to school|first day back)` + whom + `)$`)
	finish = regexp.MustCompile(`^(?:(?:end|last day) of ` + which + `term(?: \d)?` + whom +
		`|` + which + `term(?: \d)? (?:ends?|finishes|closes)` + whom +
		`|` + who + `?(?:breaks? up|closes|finish(?:es)?)(?: for ` + which + `(?:term|half term|holidays?|break)?)?` + whom +
		`|last day before ` + which + `(?:half term|holidays?|break))$`)
	during = regexp.MustCompile(`^` + which + `(?:half )?term(?: (?:\d|one|two|time|dates?|first half|second half|[ab]))*$|^(?:autumn|spring|summer) (?:\d|first half|second half)$`)
	speaks = regexp.MustCompile(`\bterm\b|\bholidays?\b|\bclosed\b|\bclosure\b|\bbreaks? up\b`)
)

// meaning tells what an event of so many days says about school days.
func meaning(summary string, days int) sense {
	s := notWords.ReplaceAllString(strings.ToLower(summary), " ")
	s = strings.Join(strings.Fields(yearWord.ReplaceAllString(s, " ")), " ")
	switch {
	case inset.MatchString(s):
		return Inset
	case begin.MatchString(s):
		return starts
	case finish.MatchString(s):
		return ends
	case holiday.MatchString(s) && days <= longestBreak && (days < shortestTerm+7 || !during.MatchString(s)):
		return Holiday
	case closed.MatchString(s) && days <= longestBreak:
		return Closure
	case during.MatchString(s) && days >= shortestTerm && !strings.Contains(s, "half term"):
		return stretch
	case speaks.MatchString(s) || during.MatchString(s):
		return open
	}
	return other
}

// A mark is the day on which a term starts or ends.
type mark struct {
	line        int
	what        sense
	first, last assessments.Date
	name        string
}

// pair makes terms of marks. Each start needs its end: a term whose other day is missing is a problem, not a guess.
func (g *gatherer) pair(marks []mark) {
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.first, b.first), -cmp.Compare(a.what, b.what))
	})
	marks = slices.CompactFunc(marks, func(a, b mark) bool { return a.what == b.what && a.first == b.first })
	var from *mark
	for i, m := range marks {
		switch {
		case m.what == starts && from != nil:
			g.problem(from.line, "", "A term starts on %s, and its last day is not in the file.", from.first.Words())
			from = &marks[i]
		case m.what == starts:
			from = &marks[i]
		case from == nil:
			g.problem(m.line, "", "A term ends on %s, and its first day is not in the file.", m.first.Words())
		default:
			g.term(m.line, assessments.Period{Name: termName(from.name), First: from.first, Last: m.last})
			from = nil
		}
	}
	if from != nil {
		g.problem(from.line, "", "A term starts on %s, and its last day is not in the file.", from.first.Words())
	}
}

var season = regexp.MustCompile(`(?i)\b(?:autumn|spring|summer)\b`)

// termName makes "Autumn term" of "Autumn Term starts".
func termName(mark string) string {
	s := strings.ToLower(season.FindString(mark))
	if s == "" {
		return ""
	}
	return assessments.UpperFirst(s) + " term"
}
