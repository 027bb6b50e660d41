package library

import (
	"strings"
	"unicode"
)

// Ease says how plain a text is. Grade is the Flesch-Kincaid grade level, 0.39 x words a sentence + 11.8 x syllables a word
// - 15.59 (Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas for Navy Enlisted Personnel, 1975);
// a grade of 4 is about nine years of age. Long is the share of words with three syllables or more.
type Ease struct {
	Words, Sentences int
	PerSentence      float64
	Long             float64
	Grade            float64
}

// EaseOf measures lines of text; each line is at least one sentence, whether or not it ends in a full stop.
func EaseOf(lines ...string) Ease {
	var e Ease
	syllables, long := 0, 0
	for _, line := range lines {
		open := 0
		for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(".!?", r) }) {
			n := 0
			for _, w := range strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
				s := Syllables(w)
				if s == 0 {
					continue
				}
				n++
				syllables += s
				if s >= 3 {
					long++
				}
			}
			if n > 0 {
				open++
				e.Words += n
			}
		}
		e.Sentences += open
	}
	if e.Words == 0 {
		return e
	}
	e.PerSentence = float64(e.Words) / float64(e.Sentences)
	e.Long = float64(long) / float64(e.Words)
	e.Grade = 0.39*e.PerSentence + 11.8*float64(syllables)/float64(e.Words) - 15.59
	return e
}

// Syllables counts the groups of vowels in an English word, less a silent e at its end, at least one. It is a count by rule
// and off by one now and then; over a page that evens out.
func Syllables(word string) int {
	w := strings.ToLower(strings.Trim(word, "'’"))
	if w == "" {
		return 0
	}
	n, before := 0, false
	for _, r := range w {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !before {
			n++
		}
		before = vowel
	}
	switch { // a silent e is no syllable, but table, wanted and boxes have theirs
	case strings.HasSuffix(w, "le") && len(w) > 2 && !strings.ContainsRune("aeiouy", rune(w[len(w)-3])):
	case strings.HasSuffix(w, "e"), strings.HasSuffix(w, "es") && !hissing(w[:len(w)-2]), strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "ted") && !strings.HasSuffix(w, "ded"):
		if n > 1 && !strings.HasSuffix(w, "ee") {
			n--
		}
	}
	return max(1, n)
}

// hissing reports whether a plural of the stem is spoken with a syllable of its own: boxes, pieces, dishes.
func hissing(stem string) bool {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "c", "g"} {
		if strings.HasSuffix(stem, end) {
			return true
		}
	}
	return false
}
