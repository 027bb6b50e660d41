package assessments

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// UpperFirst writes words as the beginning of a sentence.
func UpperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// LowerFirst writes words so that they go on inside a sentence. Initials at their beginning, as in "EHC plan" and "GPs refer", and the
// word I stay as they are.
func LowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, m := utf8.DecodeRuneInString(s[n:])
	if r == utf8.RuneError || unicode.IsUpper(next) || r == 'I' && (m == 0 || strings.ContainsRune(" '’", next)) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}
