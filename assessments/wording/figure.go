package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// class is what a word means for telling amounts and frequencies from other figures.
type class uint16

const (
	isNumber   class = 1 << iota // stands where a phrase has "#"
	isRange                      // stands where a phrase has "#-#"
	isAmount                     // lifts a phrase that a number lifts
	isFrequent                   // lifts a phrase that a frequency lifts
	isUnit                       // what sessions are counted in; makes "one" and "each" mean an amount or frequency
	isEach                       // "each", "every", "per": a frequency before a unit
	isLabel                      // the figure after it is a name: "Year 2", "Section 3"
	isMonth                      // beside it a figure is a date
	isTitle                      // its full stop never ends a sentence
	isShort                      // its full stop ends a sentence only before a capital
	isOne                        // an amount only before a unit: "no one", "one hour"
	isOnce                       // a frequency only before a unit, each or a: "once a week", not "once available"
	isArticle                    // lets "once" be a frequency: "once a week", "once in 10 days"
	isDay                        // a day of the week
)

// classWords are the built-in words of each class.
var classWords = map[class]string{
	isNumber | isAmount: "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred",
	isNumber | isOne:    "one",
	isOnce:              "once",
	isFrequent:          "twice thrice daily weekly fortnightly monthly termly yearly annually hourly nightly",
	isUnit:              "minute minutes hour hours day days week weeks month months term terms year years session sessions lesson lessons time times visit visits morning mornings afternoon afternoons night nights break breaks playtime mealtime meal snack transition half",
	isUnit | isShort:    "min mins hr hrs wk wks yr yrs",
	isEach:              "each every per",
	isArticle:           "a an in",
	isDay:               "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays",
	isLabel:             "wave tier phase stage section row page paragraph para outcome appendix regulation reg level levels band bands room class size grade gmfcs macs",
	isMonth:             "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
	isTitle:             "mr mrs ms miss dr st prof approx eg ie vs no",
}

// figureClass reads a word that starts with a figure. Dates, years, clock times, ordinals and 1:1 are not amounts; 1:4
// is, because it tells the size of a group.
func figureClass(s *scanner) class {
	w := string(s.word)
	left, right := w, ""
	if s.afterJoiner > 0 {
		left, right = w[:s.afterJoiner-1], w[s.afterJoiner:]
	}
	switch {
	case s.slashes+s.hyphens > 1 || s.dots > 1 || s.colons > 1:
		return 0
	case s.colons == 1:
		if len(right) == 2 || right == "1" {
			return 0
		}
		return isAmount
	case s.slashes+s.hyphens == 1 && isYear(left):
		return 0
	case s.hyphens == 1 && left != right:
		return isNumber | isRange | isAmount
	case isYear(w):
		return 0
	}
	for _, ordinal := range []string{"st", "nd", "rd", "th"} {
		if strings.HasSuffix(w, ordinal) {
			return 0
		}
	}
	return isNumber | isAmount
}

// isTimes reads "x3", the way doses are written.
func isTimes(word []byte) bool {
	if len(word) < 2 || word[0] != 'x' {
		return false
	}
	for _, b := range word[1:] {
		if b < '0' || b > '9' {
			return false
		}
	}
	return true
}

func isYear(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && strings.Trim(w[2:], "0123456789") == ""
}

// settle takes back what the neighbours of a word deny, and grants what they need to grant: "7 September", "Year 2" and
// a list's "2." are not amounts, "one hour" is, and "each lesson" is a frequency.
func settle(text string, tokens []token, i int) class {
	t := tokens[i]
	var before, after class
	if i > 0 && !t.starts {
		before = tokens[i-1].class
		if before&isMonth != 0 && !capital(text, tokens[i-1].from) {
			before &^= isMonth
		}
	}
	if i+1 < len(tokens) && !tokens[i+1].starts {
		after = tokens[i+1].class
		if after&isMonth != 0 && !capital(text, tokens[i+1].from) {
			after &^= isMonth
		}
	}
	c := t.class
	if c&isAmount != 0 {
		money := strings.HasSuffix(text[:t.from], "£")
		listMark := t.starts && t.to < len(text) && (text[t.to] == '.' || text[t.to] == ')')
		schoolYear := i > 0 && !t.starts && t.gap != gapBreak && strings.EqualFold(text[tokens[i-1].from:tokens[i-1].to], "year")
		if money || listMark || schoolYear || before&isLabel != 0 || (before|after)&isMonth != 0 {
			c &^= isAmount
		}
	}
	if c&isOne != 0 && after&isUnit != 0 {
		c |= isAmount
	}
	if (c&isOnce != 0 && after&(isUnit|isEach|isFrequent|isArticle) != 0) || (c&isEach != 0 && after&isUnit != 0) {
		c |= isFrequent
	}
	if i+1 < len(tokens) && !tokens[i+1].starts && tokens[i+1].gap != gapBreak {
		word, next := strings.ToLower(text[t.from:t.to]), strings.ToLower(text[tokens[i+1].from:tokens[i+1].to])
		switch {
		case (word == "each" || word == "every") && !uncounted[next]:
			c |= isFrequent
		case (word == "an" || word == "half" || word == "quarter") && next == "hour", word == "half" && (next == "an" || next == "a"),
			word == "a" && (next == "dozen" || next == "pair"):
			c |= isAmount
		}
	}
	return c
}

// isDate tells the month from the verb: "11 May" and "in May" from "may visit". At the start of a sentence only a figure
// beside it makes it the month.
func isDate(text string, tokens []token, i int) bool {
	t := tokens[i]
	if t.class&isMonth == 0 || !capital(text, t.from) {
		return false
	}
	after := i+1 < len(tokens) && !tokens[i+1].starts && tokens[i+1].gap == gapSpace && isDigit(text[tokens[i+1].from])
	shouted := t.to-t.from > 1 && capital(text, t.from+1)
	return after || !t.starts && !shouted
}

// uncounted are words after "every" with which it tells no interval.
var uncounted = wordSet("so now effort attempt opportunity chance possible other adult child member teacher of")

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func capital(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsUpper(r)
}

// isAnswered reports a time by which somebody has to act: "within 2 working days", "the same day".
func isAnswered(text string, tokens []token, i int) bool {
	word := func(i int) string { return strings.ToLower(text[tokens[i].from:tokens[i].to]) }
	switch word(i) {
	case "within":
		for j := i + 2; j < len(tokens) && j <= i+4 && !tokens[j].starts; j++ {
			if tokens[i+1].class&(isNumber|isArticle) != 0 && tokens[j].class&isUnit != 0 {
				return true
			}
		}
	case "same":
		return i+1 < len(tokens) && word(i+1) == "day"
	}
	return false
}
