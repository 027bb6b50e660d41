package layout

import (
	"strings"
	"unicode"
)

// nbsp holds two words on one line. It is drawn as an ordinary space, so that searching finds "10 minutes".
const nbsp = '\u00A0'

// titles stand before a name and stay with it.
var titles = set("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sir", "Dame", "St", "St.", "Dr.", "Mr.", "Mrs.", "Ms.")

var months = set("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")

// units follow a number and stay with it.
var units = set("minute", "minutes", "min", "mins", "second", "seconds", "hour", "hours", "day", "days", "week", "weeks",
	"month", "months", "year", "years", "mm", "cm", "m", "kg", "g", "%", "°", "degrees", "prompts", "prompt", "times", "centile",
	"pm", "am")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// bind turns the spaces inside dates, amounts, NHS numbers and names with a title into no-break spaces, in place.
func bind(text []rune) {
	start, prev := 0, ""
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] != ' ' {
			continue
		}
		word := string(text[start:i])
		if start > 0 && text[start-1] == ' ' && together(prev, word) {
			text[start-1] = nbsp
		}
		start, prev = i+1, word
	}
}

// Bind returns s with no-break spaces where a page of any width must not part two words.
func Bind(s string) string {
	text := []rune(s)
	bind(text)
	return string(text)
}

// together reports whether a break between two neighbouring words would make a reader stumble.
func together(a, b string) bool {
	bare := trimPunct(b)
	switch {
	case titles[a]:
		return b != "" && unicode.IsUpper([]rune(b)[0])
	case len(a) > 1 && a[len(a)-1] == ',' && (a[0] == '+' || strings.HasPrefix(a, "−")):
		return digits(bare) // a level and its day: "−1, 24 March"
	case digits(a):
		return units[bare] || months[bare] || digits(bare) && len(bare) >= 3 || b == "×" || b == "x" || b == "of" || b == "to" || b == "="
	case a == "of", a == "to":
		return digits(bare)
	case months[a]:
		return len(bare) >= 4 && digits(bare[:4])
	case a == "×", a == "÷", a == "=":
		return digits(bare)
	case a == "Act":
		return digits(bare)
	case a == "HCPC" && b == "registration":
		return true
	case a == "registration":
		return bare != "" && digits(bare[len(bare)-1:])
	case a == "HCPC", a == "NHS", a == "Band", a == "Year", a == "Section", a == "page", a == "Page":
		return b != "" && (unicode.IsDigit([]rune(b)[0]) || len([]rune(bare)) == 1)
	}
	return false
}

// digits reports whether s is a number as written on a page: "10", "3.5", "999".
func digits(s string) bool {
	some := false
	for _, r := range s {
		if r >= '0' && r <= '9' {
			some = true
		} else if r != '.' && r != ',' && r != ':' && r != '−' && r != '+' && r != '(' {
			return false
		}
	}
	return some
}

// trimPunct cuts closing punctuation off a word.
func trimPunct(s string) string {
	for len(s) > 0 {
		switch s[len(s)-1] {
		case '.', ',', ';', ':', ')', '?', '!', '\n':
			s = s[:len(s)-1]
		default:
			return s
		}
	}
	return s
}
