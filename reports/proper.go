package reports

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// What a therapist wrote as a sentence often stands in the middle of one here ("Funded by: health"). Its first letter is
// made small then, but a name's never is: "larkbarrow Primary" would be wrong, and would look careless to its head.

// nameFields hold names and nothing else.
var nameFields = []string{"name", "preferred_name", "given_name", "family_name", "organisation", "maker", "model", "tool", "class"}

// inside finds words with a capital in the middle of a sentence, after a small letter, a number or a comma: there only names have one.
// It is read by hand, since every word of a child's record passes here each time that a report is opened.
func inside(text []byte, found func(word string)) {
	for at := 0; ; {
		space := bytes.IndexByte(text[at:], ' ')
		if space < 0 {
			return
		}
		from := at + space + 1
		before, _ := utf8.DecodeLastRune(text[at : from-1]) // what a name ended with does not begin another
		first, size := utf8.DecodeRune(text[from:])
		if !unicode.IsUpper(first) || !unicode.Is(unicode.Ll, before) && !unicode.IsNumber(before) && before != ',' && before != ';' {
			at = from
			continue
		}
		to := from + size
		for to < len(text) {
			r, n := utf8.DecodeRune(text[to:])
			if !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' {
				break
			}
			to += n
		}
		at = from
		if to > from+size {
			found(string(text[from:to]))
			at = to
		}
	}
}

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
			inside(raw, func(word string) { m[bareWord(word)] = true })
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
