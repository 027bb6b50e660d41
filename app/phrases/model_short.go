package phrases

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Usual are abbreviations that many therapists write. They are offered, and none is in force until it is asked for.
var Usual = []Abbreviation{
	{"w/c", "wheelchair"}, {"h/w", "handwriting"}, {"hoh", "hand over hand"}, {"vp", "verbal prompt"}, {"pp", "physical prompt"},
	{"indep", "independently"}, {"w/", "with"}, {"bilat", "both hands together"}, {"approx", "about"},
}

// SetShort keeps a long form for a short one; an empty long form takes the short one away.
func (s Set) SetShort(short, long string) Set {
	short, long = strings.TrimSpace(short), strings.Join(strings.Fields(long), " ")
	all := slices.DeleteFunc(slices.Clone(s.Short), func(a Abbreviation) bool { return strings.EqualFold(a.Short, short) })
	if short != "" && long != "" {
		all = append(all, Abbreviation{short, long})
	}
	slices.SortFunc(all, func(a, b Abbreviation) int {
		return strings.Compare(strings.ToLower(a.Short), strings.ToLower(b.Short))
	})
	s.Short = all
	return s
}

// CheckShort says what is wrong with a new abbreviation, or "".
func CheckShort(short, long string) (first, second string) {
	short, long = strings.TrimSpace(short), strings.TrimSpace(long)
	switch {
	case short == "":
		first = "Enter how you write it"
	case strings.ContainsFunc(short, unicode.IsSpace):
		first = "A short form has no spaces"
	case utf8.RuneCountInString(short) < 2:
		first = "A short form has two characters or more"
	}
	if long == "" {
		second = "Enter what it stands for"
	}
	return first, second
}

// Expand writes out every abbreviation of a note: whole words only, whatever their capitals; one at the start of a sentence
// gets the capital that was typed.
func (s Set) Expand(text string) string {
	if len(s.Short) == 0 {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		i := strings.IndexFunc(text, unicode.IsSpace)
		word, rest := text, ""
		if i >= 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			word, rest = text[:i+size], text[i+size:]
		}
		b.WriteString(s.expandWord(word))
		text = rest
	}
	return b.String()
}

// expandWord writes out one word with the marks around it.
func (s Set) expandWord(word string) string {
	const before, after = "(“\"'", ".,;:!?)”\"' \t\n\u00a0"
	core := strings.TrimRight(strings.TrimLeft(word, before), after)
	for _, form := range []string{strings.TrimSpace(word), core} { // one that ends in a mark of its own, such as w/, comes whole
		for _, a := range s.Short {
			if form == "" || !strings.EqualFold(a.Short, form) {
				continue
			}
			long := a.Long
			if r, _ := utf8.DecodeRuneInString(form); unicode.IsUpper(r) && !unicode.IsUpper(firstOf(a.Short)) {
				long = string(unicode.ToUpper(firstOf(long))) + long[utf8.RuneLen(firstOf(long)):]
			}
			return strings.Replace(word, form, long, 1)
		}
	}
	return word
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
