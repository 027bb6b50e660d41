package wording

import (
	"strings"
	"unicode"
)

var (
	aName, aClock, aChild = is("name"), is("clock"), is("child")
)

// tag tells by its place what a word's letters do not tell: a name, a clock time, a word that somebody else says.
func tag(text string, tokens []token) {
	for i := range tokens {
		t := &tokens[i]
		switch {
		case isClock(text[t.from:t.to]):
			t.kinds |= aClock
		case capital(text, t.from):
			tagCapital(text, tokens, i)
		}
	}
	for i := 0; i < len(tokens); i++ {
		if last := quoted(text, tokens, i); last >= i {
			for ; i < last; i++ {
				tokens[i].hush(0)
			}
			tokens[i].hush(0)
		}
	}
}

// hush takes a word out of the reach of the list: what is found in hushed words alone is dropped.
func (t *token) hush(as kind) { t.hushed, t.kinds, t.parts = true, as, 0 }

// tagCapital reads a word with a capital. Mrs Short is not brief and the Daily Mile is no promise of each day; a test's name
// ("BRIEF-2") is no adjective.
func tagCapital(text string, tokens []token, i int) {
	t := &tokens[i]
	shouted := t.to-t.from > 1 && capital(text, t.from+1)
	follows := i > 0 && !t.starts && t.gap == gapSpace
	next := i+1 < len(tokens) && !tokens[i+1].starts
	switch {
	case i > 0 && !t.starts && tokens[i-1].parts&isMr != 0 && capital(text, tokens[i-1].from):
		t.hush(aName)
	case follows && tokens[i-1].kinds == aName && !shouted:
		t.hush(aName)
	case follows && !shouted && next && tokens[i+1].gap == gapSpace && capital(text, tokens[i+1].from) && nameable[strings.ToLower(text[t.from:t.to])]:
		t.hush(aName)
	case !shouted && t.kinds == 0 && t.parts&(isMr|isRole) == 0 && (t.id < 0 || nameable[strings.ToLower(text[t.from:t.to])]):
		t.kinds |= aChild
	}
}

// nameable are words of the list that are also parts of names: the Daily Mile, Hope Ward, Little Acorns.
var nameable = wordSet("daily hope little short best brief may will access regular weekly sharp rest early quick consider might")

// isClock reads "12:05", "9am" and "9.30am".
func isClock(word string) bool {
	if word == "" || !isDigit(word[0]) {
		return false
	}
	if left, right, ok := strings.Cut(word, ":"); ok {
		return len(left) <= 2 && len(right) == 2
	}
	w := strings.ToLower(word)
	return strings.HasSuffix(w, "am") || strings.HasSuffix(w, "pm")
}

// quotes are the pairs that open and close what somebody says.
var quotes = map[rune]rune{'“': '”', '"': '"', '‘': '’', '\'': '\''}

// quoted returns the last word of the quotation that opens before word i, or -1. A sentence that is spoken, signed or
// written on a card promises nothing; a phrase in quotes that nobody says ("as and when") is still the writer's.
func quoted(text string, tokens []token, i int) int {
	before := 0
	if i > 0 {
		before = tokens[i-1].to
	}
	opening := []rune(text[before:tokens[i].from])
	if len(opening) == 0 {
		return -1
	}
	shut, ok := quotes[opening[len(opening)-1]]
	if !ok || len(opening) > 1 && !unicode.IsSpace(opening[len(opening)-2]) && opening[len(opening)-2] != '(' || len(opening) == 1 && i > 0 {
		return -1
	}
	last := -1
	for j := i; j < len(tokens) && j < i+30; j++ {
		end := len(text)
		if j+1 < len(tokens) {
			end = tokens[j+1].from
		}
		if strings.ContainsRune(text[tokens[j].to:end], shut) {
			last = j
			break
		}
	}
	if last < 0 || i == 0 {
		return -1
	}
	for j := max(0, i-4); j < i; j++ {
		if tokens[j].parts&isSay != 0 {
			return last
		}
	}
	if last > i && capital(text, tokens[i].from) {
		return last
	}
	return -1
}
