package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Speller knows British words. It looks at a finished text, never at one that is being typed: a mark under half a word is a
// distraction in a room full of children.
type Speller struct {
	common, rest []string // sorted
	extra        map[string]bool
}

// NewSpeller makes a speller of lists with one word a line: the two sorted byte by byte, of which the first is suggested first, and
// one in any order that may hold comments after #.
func NewSpeller(common, rest, extra string) *Speller {
	s := &Speller{common: strings.Split(strings.TrimSpace(common), "\n"), rest: strings.Split(strings.TrimSpace(rest), "\n"), extra: map[string]bool{}}
	for line := range strings.Lines(extra) {
		if w, _, _ := strings.Cut(line, "#"); strings.TrimSpace(w) != "" {
			s.extra[strings.TrimSpace(w)] = true
		}
	}
	return s
}

// Unknown lists the words of a text that are in no list, each once, in the order of the text. right holds words that are known to be
// right, in small letters: names of the record, and what the therapist has added. What somebody said stands in curly quotation marks
// and is left as it was said; so are words with figures, and words in capitals, which are abbreviations.
func (s *Speller) Unknown(text string, right map[string]bool) []string {
	var out []string
	for _, w := range SpelledWords(text) {
		if !s.Knows(w) && !right[strings.ToLower(w)] && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// Knows tells whether a word is in a list, as it stands or in small letters, or is the possessive of one that is.
func (s *Speller) Knows(w string) bool {
	w = strings.ReplaceAll(w, "’", "'")
	for _, form := range []string{w, strings.TrimSuffix(w, "'s"), strings.TrimSuffix(w, "'")} {
		if s.has(form) || s.has(strings.ToLower(form)) {
			return true
		}
	}
	return false
}

func (s *Speller) has(w string) bool {
	if s.extra[w] {
		return true
	}
	if _, ok := slices.BinarySearch(s.common, w); ok {
		return true
	}
	_, ok := slices.BinarySearch(s.rest, w)
	return ok
}

// SpelledWords are the words of a text that can be spelled wrong.
func SpelledWords(text string) []string {
	var out []string
	quoted := 0
	for _, token := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '/' || r == '–' || r == '—' || r == '…' }) {
		opened := strings.Count(token, "“")
		inside := quoted > 0 || opened > 0
		quoted = max(0, quoted+opened-strings.Count(token, "”"))
		if inside || strings.ContainsAny(token, "@[]_0123456789") || strings.Contains(token, "www.") {
			continue
		}
		for _, part := range strings.Split(token, "-") {
			w := strings.TrimFunc(part, func(r rune) bool { return !unicode.IsLetter(r) })
			if utf8.RuneCountInString(w) > 1 && !strings.ContainsFunc(w, notInWord) && w != strings.ToUpper(w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// notInWord finds what makes a token no single word, such as the full stops of e.g.
func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && r != '\'' && r != '’' && !unicode.IsMark(r)
}
