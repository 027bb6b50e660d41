package reports

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// What a therapist wrote as a sentence often stands in the middle of one here ("Funded by: health"). Its first letter is
// made small then, but a name's never is: "larkbarrow Primary" would be wrong, and would look careless to its head.

// nameFields hold names and nothing else.
var nameFields = []string{"name", "preferred_name", "given_name", "family_name", "organisation", "maker", "model", "tool", "class"}

// inside finds a word with a capital in the middle of a sentence: there only names have one.
var inside = regexp.MustCompile(`[\p{Ll}\p{N},;] (\p{Lu}[\p{L}'’-]+)`)

// fixedNames are written with a capital wherever they stand.
var fixedNames = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August " +
		"September October November December English Welsh Scottish Irish British Polish Urdu Punjabi Bengali Gujarati Arabic Somali Romanian " +
		"Turkish Portuguese Spanish French Ukrainian Tamil Hindi Mandarin Cantonese Braille Makaton Easter Christmas Velcro Year Reception") {
		m[w] = true
	}
	return m
}()

// properWords collects the words that are names in a child's evidence: what stands in the fields of names, and what has a
// capital in the middle of any sentence.
func properWords(records []assessments.Record) map[string]bool {
	m := map[string]bool{}
	for _, r := range records {
		for _, f := range nameFields {
			for _, w := range strings.Fields(r.Fields.Text(f)) {
				m[bareWord(w)] = true
			}
		}
		for _, raw := range r.Fields {
			for _, found := range inside.FindAllSubmatch(raw, -1) {
				m[bareWord(string(found[1]))] = true
			}
		}
	}
	return m
}

// bareWord takes off what stands around a word, and a possessive.
func bareWord(w string) string {
	w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
}

// lower makes the first letter of a record's words small, unless they begin with a name, a title, an abbreviation, or two
// words in capitals.
func (f *facts) lower(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	word := bareWord(first)
	next, _ := utf8.DecodeRuneInString(rest)
	if f.proper[word] || fixedNames[word] || titleWords[word] || unicode.IsUpper(next) && !strings.HasSuffix(first, ",") {
		return s
	}
	return assessments.LowerFirst(s)
}
