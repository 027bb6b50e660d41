package composer

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
)

// A Misspelling is a word of one block that no list knows. Key is the block's; Around is the sentence it stands in.
type Misspelling struct {
	Word     string
	Key      string
	Section  int
	Around   string
	Suggest  []string
	Editable bool
}

// mostSuggested is how many words are offered for a wrong one: more than that nobody reads.
const mostSuggested = 3

// speller is read from its lists when the first report is checked, not at the start of the app.
var speller = sync.OnceValue(func() *wording.Speller {
	return wording.NewSpeller(assets.SpellingCommon, assets.SpellingBritish, assets.SpellingTherapy)
})

// A Proof is the words of a report as they were when it was handed over for the spelling to be looked at.
type Proof struct {
	blocks []Misspelling // one for each block: Word is its whole text
	right  map[string]bool
}

// Proof gathers the report's words, and those that are known to be right: names of the record, and the therapist's own words.
func (c *Composer) Proof(mine []string) Proof {
	p := Proof{right: map[string]bool{}}
	for _, w := range mine {
		p.right[strings.ToLower(w)] = true
	}
	names := slices.Concat(c.names.Own, c.names.Adults)
	for _, r := range c.ev.Records {
		for _, f := range namedFields {
			names = append(names, r.Fields.Text(f))
		}
	}
	for _, name := range names {
		for _, w := range wording.SpelledWords(name) {
			p.right[strings.ToLower(w)] = true
			p.right[strings.ToLower(w)+"'s"], p.right[strings.ToLower(w)+"’s"] = true, true
		}
	}
	for i := range c.Sections {
		for _, x := range c.blocks(i) {
			if c.Choice(x.Key) == reports.LeaveOut {
				continue
			}
			p.blocks = append(p.blocks, Misspelling{Word: c.Words(x), Key: x.Key, Section: i, Editable: x.Editable})
		}
	}
	return p
}

// namedFields are the fields that hold names of people, places and things.
var namedFields = []string{"name", "preferred_name", "given_name", "family_name", "address", "tool", "edition", "maker", "model", "item", "supplier", "language", "setting_name"}

// Misspellings looks through a proof. It takes some milliseconds for each word found, and touches nothing of the composer: it may run
// away from the screen.
func (p Proof) Misspellings(ctx context.Context) []Misspelling {
	var out []Misspelling
	seen := map[string]bool{}
	for _, b := range p.blocks {
		for _, w := range speller().Unknown(b.Word, p.right) {
			if ctx.Err() != nil {
				return out
			}
			if seen[b.Key+w] {
				continue
			}
			seen[b.Key+w] = true
			m := b
			m.Word, m.Around = w, sentenceWith(b.Word, w)
			m.Suggest = speller().Suggest(w, mostSuggested)
			out = append(out, m)
		}
	}
	return out
}

// sentenceWith is the sentence of a text that holds a word.
func sentenceWith(text, word string) string {
	i := strings.Index(text, word)
	if i < 0 {
		return ""
	}
	from := strings.LastIndexAny(text[:i], ".?!\n") + 1
	to := len(text)
	if j := strings.IndexAny(text[i:], ".?!\n"); j >= 0 {
		to = i + j + 1
	}
	return strings.TrimSpace(text[from:to])
}

// respell is a text with one word put in the place of another, wherever it stands as a word.
func respell(text, wrong, right string) string {
	var b strings.Builder
	for rest := text; ; {
		i := strings.Index(rest, wrong)
		if i < 0 {
			return b.String() + rest
		}
		end := i + len(wrong)
		if letterAt(rest[:i], false) || letterAt(rest[end:], true) {
			b.WriteString(rest[:end])
		} else {
			b.WriteString(rest[:i] + right)
		}
		rest = rest[end:]
	}
}

// letterAt tells whether a text begins, or ends, with a letter.
func letterAt(s string, first bool) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	if first {
		r, _ = utf8.DecodeRuneInString(s)
	}
	return unicode.IsLetter(r)
}
