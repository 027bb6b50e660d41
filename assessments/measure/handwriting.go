package measure

import (
	"fmt"
	"strings"
	"unicode"
)

// Writing is one sample of handwriting: what was written in how long.
type Writing struct {
	Letters, Words int
	Seconds        float64
}

// WritingOf counts the letters and words of a text that was written in so many seconds. Type it as it stands on the page,
// misspelt words too.
func WritingOf(text string, seconds float64) Writing {
	w := Writing{Seconds: seconds}
	for _, r := range text {
		if unicode.IsLetter(r) {
			w.Letters++
		}
	}
	// A crossing-out or a lone full stop is no word.
	for _, f := range strings.Fields(text) {
		if strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			w.Words++
		}
	}
	return w
}

// PerMinute returns the letters and the words in a minute. Without time it is NotComputable(err).
func (w Writing) PerMinute() (letters, words float64, err error) {
	const op = "measure.writing"
	switch {
	case w.Letters < 0 || w.Words < 0:
		return 0, 0, invalid(op, "Letters and words are counted from 0.")
	case !finite(w.Seconds) || w.Seconds < 0 || w.Seconds > longest:
		return 0, 0, invalid(op, "Say how many seconds the writing took, up to a day.")
	case w.Seconds == 0:
		return 0, 0, notComputable(op, "Not computable: the writing was not timed.")
	}
	minutes := w.Seconds / 60
	return float64(w.Letters) / minutes, float64(w.Words) / minutes, nil
}

// Summary is both speeds with the counts they come from. What was not counted is left out, and no speed is compared with
// other children's: that needs a test with norms.
func (w Writing) Summary() string {
	letters, words, err := w.PerMinute()
	if err != nil {
		return "Handwriting speed: not computable."
	}
	var parts []string
	if w.Letters > 0 || w.Words == 0 {
		parts = append(parts, fmt.Sprintf("%d letters (%s a minute)", w.Letters, Tenths(letters)))
	}
	if w.Words > 0 {
		parts = append(parts, fmt.Sprintf("%d words (%s a minute)", w.Words, Tenths(words)))
	}
	return "Wrote " + strings.Join(parts, ", ") + " in " + span(w.Seconds) + "."
}
