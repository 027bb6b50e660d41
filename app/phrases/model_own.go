package phrases

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// phrasesNote is the name of the note that holds the phrases.
const phrasesNote = "composer/phrases"

// mostPhrases is how many are kept: a list that nobody can look through helps nobody.
const mostPhrases = 200

// ForReports are the therapist's own phrases for reports, learned on request, the newest first.
func ForReports(ctx context.Context, n Notes) []string {
	var out []string
	raw, err := n.Note(ctx, phrasesNote)
	if err != nil || json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

// KeepForReports keeps the list.
func KeepForReports(ctx context.Context, n Notes, all []string) error {
	raw, err := json.Marshal(all[:min(len(all), mostPhrases)])
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "phrases.reports", "The phrase could not be kept. Nothing else was changed.")
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

// wordsNote holds the words that the therapist has added: sealed, on this tablet alone.
const wordsNote = "spelling/words"

// Words are the words that the therapist has added to the spelling check, in the order of the alphabet.
func Words(ctx context.Context, n Notes) []string {
	var out []string
	raw, err := n.Note(ctx, wordsNote)
	if err != nil || json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

// KeepWords keeps the list, each word once.
func KeepWords(ctx context.Context, n Notes, words []string) error {
	all := slices.Clone(words)
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	raw, err := json.Marshal(slices.Compact(all))
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "phrases.words", "The word could not be kept. Nothing else was changed.")
	}
	return n.SetNote(ctx, wordsNote, raw)
}
