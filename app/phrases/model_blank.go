package phrases

import (
	"regexp"
	"slices"
	"sort"
	"strings"
)

// The blanks of a phrase. They stand in brackets, so that a report with one left open cannot be signed.
const (
	BlankName   = "[name]"
	blankWho    = "[who]"
	blankDay    = "[day]"
	blankNumber = "[number]"
)

var (
	aDay     = regexp.MustCompile(`(?i)\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b`)
	aMonth   = regexp.MustCompile(`\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b`)
	aNumber  = regexp.MustCompile(`\d+(?:[.,:]\d+)*`)
	possible = regexp.MustCompile(`\p{Lu}[\p{L}'’-]+`)
)

// common are words of names of places that say nothing of who it is.
var common = strings.Fields("school primary secondary nursery academy college infant junior special children’s children's therapy service services team " +
	"centre clinic the and mrs miss mr ms mx dr")

// Blank makes a phrase of words: names, numbers and dates become blanks, so that nothing of one child is carried to another. own are
// the names of the child, others those of people and places around the child, and of other children.
func Blank(words string, own, others []string) string {
	s := strings.Join(strings.Fields(words), " ")
	s = blankOut(s, own, BlankName)
	s = blankOut(s, others, blankWho)
	s = aMonth.ReplaceAllString(aDay.ReplaceAllString(s, blankDay), blankDay)
	return aNumber.ReplaceAllString(s, blankNumber)
}

// Fill puts a child's name into a phrase; the other blanks are the author's to fill.
func Fill(phrase, name string) string { return strings.ReplaceAll(phrase, BlankName, name) }

// blankOut replaces names, whole ones before their parts; a part counts only with a capital, as in a sentence.
func blankOut(s string, names []string, blank string) string {
	var all []string
	for _, n := range names {
		all = append(all, strings.TrimSpace(n))
		for _, part := range possible.FindAllString(n, -1) {
			if !slices.Contains(common, strings.ToLower(part)) {
				all = append(all, part)
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return len(all[i]) > len(all[j]) })
	for _, n := range slices.Compact(all) {
		if len(n) > 2 {
			s = regexp.MustCompile(`(^|[^\p{L}])`+regexp.QuoteMeta(n)+`($|[^\p{L}])`).ReplaceAllString(s, "${1}"+blank+"${2}")
		}
	}
	return s
}
