package html

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// scripts gives a writing system its language where only one is written in it, and else says that it is not known which:
// with either a browser finds the right font, and with the former a screen reader the right voice.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
	rtl   bool
}{
	{unicode.Arabic, "und-Arab", true}, {unicode.Hebrew, "he", true}, {unicode.Syriac, "und-Syrc", true}, {unicode.Thaana, "dv", true}, {unicode.Nko, "nqo", true},
	{unicode.Devanagari, "und-Deva", false}, {unicode.Bengali, "und-Beng", false}, {unicode.Gurmukhi, "pa", false}, {unicode.Gujarati, "gu", false},
	{unicode.Oriya, "or", false}, {unicode.Tamil, "ta", false}, {unicode.Telugu, "te", false}, {unicode.Kannada, "kn", false}, {unicode.Malayalam, "ml", false},
	{unicode.Sinhala, "si", false}, {unicode.Thai, "th", false}, {unicode.Lao, "lo", false}, {unicode.Khmer, "km", false}, {unicode.Myanmar, "my", false},
	{unicode.Ethiopic, "und-Ethi", false}, {unicode.Georgian, "ka", false}, {unicode.Armenian, "hy", false}, {unicode.Greek, "el", false},
	{unicode.Cyrillic, "und-Cyrl", false}, {unicode.Hangul, "ko", false}, {unicode.Hiragana, "ja", false}, {unicode.Katakana, "ja", false}, {unicode.Han, "und-Hani", false},
}

// Below this no letter is anything but Latin: most text is done with one comparison.
const firstOther = 0x0370

// scriptOf returns the language and direction of a letter that is not Latin; ok is false for Latin letters, figures and marks.
func scriptOf(r rune) (lang string, rtl, ok bool) {
	if r < firstOther {
		return "", false, false
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) && unicode.In(r, unicode.L, unicode.M) {
			return s.lang, s.rtl, true
		}
	}
	return "", false, false
}

// voiced adds language and direction to an element whose words are mostly in another writing system than the document's. It
// counts letters rather than asking for the first: a sentence in English that begins with a name in Arabic is English.
func (p *page) voiced(at attrs, s string) attrs {
	if slices.Contains(at, "lang") {
		return at
	}
	letters := map[string]int{}
	for _, r := range s {
		if lang, _, ok := scriptOf(r); ok {
			letters[lang]++
		} else if unicode.IsLetter(r) {
			letters[""]++
		}
	}
	most, n := "", letters[""]
	for _, sc := range scripts { // in a fixed order, so that a tie always ends alike
		if letters[sc.lang] > n {
			most, n = sc.lang, letters[sc.lang]
		}
	}
	if n == 0 {
		return at
	}
	turned := right(most)
	if most != "" && !p.own(most) {
		at = at.and("lang", most)
	}
	if turned != p.rtl {
		at = at.and("dir", map[bool]string{true: "rtl", false: "ltr"}[turned])
	}
	return at
}

// right reports whether a language of scripts is read from right to left.
func right(lang string) bool {
	for _, s := range scripts {
		if s.lang == lang {
			return s.rtl
		}
	}
	return false
}

// own reports whether the document's language is written in the writing system of lang, so that its letters are what the reader
// expects: a letter in Urdu needs no marks around Arabic letters.
func (p *page) own(lang string) bool {
	primary, _, _ := strings.Cut(strings.ToLower(p.lang), "-")
	if langs, shared := written[lang]; shared {
		return strings.Contains(" "+langs+" ", " "+primary+" ")
	}
	return primary == lang
}

// written lists the languages of the writing systems that several share, as far as families here may read them.
var written = map[string]string{
	"und-Arab": "ar fa ur ps ckb sd ug", "und-Deva": "hi mr ne", "und-Beng": "bn as", "und-Cyrl": "ru uk bg sr mk be kk ky",
	"und-Hani": "zh ja", "und-Ethi": "am ti", "und-Syrc": "syr aii", "he": "he yi",
}

// text writes words, escaped; what belongs together, such as a day and its month, stays on one line. A run in another
// writing system stands in an element of its own, so that it neither turns the words around it nor is read out in the wrong
// voice. The browser isolates it: a name in Arabic at the end of a sentence must not take the full stop to its other side.
func (p *page) text(s string) {
	runes := []rune(layout.Bind(clean(s)))
	for i := 0; i < len(runes); {
		lang, _, foreign := scriptOf(runes[i])
		foreign = foreign && !p.own(lang)
		j, end := i, i+1
		for ; j < len(runes); j++ {
			next, _, ok := scriptOf(runes[j])
			if ok && p.own(next) {
				next, ok = "", false
			}
			if foreign && (ok && next != lang || !ok && unicode.IsLetter(runes[j])) || !foreign && ok {
				break
			}
			if !foreign || ok {
				end = j + 1 // spaces and stops after the last letter of a run belong to what follows
			}
		}
		if foreign {
			p.el("bdi", attrs{"lang", lang}, func() { p.lines(string(runes[i:end])) })
		} else {
			p.lines(string(runes[i:end]))
		}
		i = end
	}
}

// tag is the form of a language tag (BCP 47). What is none would make every screen reader guess.
var tag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)

// language is the document's, or British English where it names none.
func language(s string) string {
	if tag.MatchString(s) {
		return s
	}
	return "en-GB"
}

// mirrored are the languages that are read from right to left.
var mirrored = regexp.MustCompile(`(?i)^(ar|fa|ur|ps|ckb|sd|ug|he|yi|syr|aii|dv|nqo)(-|$)`)
