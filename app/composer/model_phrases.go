package composer

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A NoteKeeper is where the therapist's own phrases are kept: sealed like everything else, on this tablet alone.
type NoteKeeper interface {
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
}

// phrasesNote is the name of the note that holds the phrases.
const phrasesNote = "composer/phrases"

// mostPhrases is how many are kept: a list that nobody can look through helps nobody.
const mostPhrases = 200

// Phrases are the therapist's own, learned on request, the newest first.
func Phrases(ctx context.Context, n NoteKeeper) []string {
	var out []string
	raw, err := n.Note(ctx, phrasesNote)
	if err != nil || json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

// KeepPhrases keeps the list.
func KeepPhrases(ctx context.Context, n NoteKeeper, all []string) error {
	raw, err := json.Marshal(all[:min(len(all), mostPhrases)])
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "composer.phrases", "The phrase could not be kept. Nothing else was changed.")
	}
	return n.SetNote(ctx, phrasesNote, raw)
}

// With is the list with a phrase at its head, each once.
func With(all []string, phrase string) []string {
	out := []string{phrase}
	for _, p := range all {
		if p != phrase {
			out = append(out, p)
		}
	}
	return out
}

// The blanks of a phrase. They stand in brackets, so that a report with one left open cannot be signed.
const (
	blankName   = "[name]"
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

// Learn makes a phrase of words: names, numbers and dates become blanks, so that nothing of one child is carried to another.
func (c *Composer) Learn(words string) string {
	s := strings.Join(strings.Fields(words), " ")
	s = blankOut(s, c.names.Own, blankName)
	others := append(slices.Clone(c.names.Adults), c.names.Others...)
	for _, r := range c.ev.Records {
		if r.Kind == assessments.KindPerson {
			others = append(others, r.Fields.Text("name"))
		}
	}
	s = blankOut(s, others, blankWho)
	s = aMonth.ReplaceAllString(aDay.ReplaceAllString(s, blankDay), blankDay)
	return aNumber.ReplaceAllString(s, blankNumber)
}

// Fill puts the child's name into a phrase; the other blanks are the author's to fill.
func (c *Composer) Fill(phrase string) string { return strings.ReplaceAll(phrase, blankName, c.Known) }

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
