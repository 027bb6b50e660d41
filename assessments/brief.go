package assessments

import (
	"strings"
	"unicode/utf8"
)

// Quoted is how many characters a sentence repeats of what somebody wrote: a page pasted into the wrong field is not read back whole.
const Quoted = 40

// Brief is the beginning of a text in at most most characters. Where something is left out it ends in "…", after a whole word unless
// that would leave out more than a quarter of what fits.
func Brief(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	r := []rune(s)
	s = string(r[:most-1])
	if r[most-1] != ' ' {
		if i := strings.LastIndexByte(s, ' '); utf8.RuneCountInString(s[:max(i, 0)]) >= most*3/4 {
			s = s[:i]
		}
	}
	return strings.TrimRight(s, " ,;:") + "…"
}
