package store

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
)

// A Hit is a record that holds every word searched for. Snippet is the text around the first of them.
type Hit struct {
	Record  assessments.ID
	Child   assessments.ID // "" where it belongs to no child
	Kind    assessments.Kind
	Title   string
	Snippet string
}

// ranked is how many of the newest hits are looked at; a word in a thousand notes must not cost a thousand readings.
const ranked = 200

// Search finds the records that hold every word, or a word that begins with it; accents and case do not matter. Names and titles
// come first, then the newest. limit 0 is 50. Records entered in error are left out. Right after an unlock it waits until every
// record can be found.
func (s *Store) Search(ctx context.Context, words string, limit int) ([]Hit, error) {
	const op = "store.search"
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	if limit <= 0 {
		limit = 50
	}
	terms := searchTerms(words)
	if len(terms) == 0 {
		return nil, nil
	}
	if err := s.index.settle(ctx); err != nil {
		return nil, err
	}
	ids, err := s.index.find(terms, max(ranked, limit))
	if err != nil {
		return nil, explain(op, err)
	}
	var out []Hit
	err = s.look(ctx, op, func(d *db) error {
		for _, id := range ids {
			if len(out) == limit {
				return nil
			}
			r, err := d.one("SELECT body FROM rec WHERE id = ? AND "+notStruck+"rec.id)", string(id))
			if err != nil {
				return err
			}
			if r == nil {
				continue // changed or struck since
			}
			h, err := unpackShown(blob(r[0]))
			if err != nil {
				return err
			}
			hit := Hit{Record: id, Kind: h.Kind, Title: titleOf(h), Snippet: snippet(h, terms[0])}
			if h.Scope.Type == assessments.ScopeChild {
				hit.Child = h.Scope.ID
			}
			out = append(out, hit)
		}
		return ctx.Err()
	})
	return out, err
}

// searchTerms splits what was typed the way the index splits texts.
func searchTerms(words string) []string {
	if joined := strings.ReplaceAll(words, " ", ""); digitsOnly(joined) && len(joined) == 10 {
		return []string{joined} // an NHS number in groups
	}
	return strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
}

// matchOf asks for every term as the beginning of a word: people type until they see what they look for.
func matchOf(terms []string) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = `"` + t + `"*` // terms hold letters and digits only
	}
	return strings.Join(parts, " ")
}

// find returns the newest records that match, those with the words in their title first.
func (x *index) find(terms []string, limit int) ([]assessments.ID, error) {
	x.mu.Lock() // one connection, one statement at a time
	defer x.mu.Unlock()
	if x.closed {
		return nil, closedError("store.search")
	}
	seen := map[int64]bool{}
	var nums []int64
	for _, q := range []string{"SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?", "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"} {
		err := x.d.query(q, func(r dbRow) error {
			if n := integer(r[0]); !seen[n] {
				seen[n] = true
				nums = append(nums, n)
			}
			return nil
		}, matchOf(terms), limit)
		if err != nil {
			return nil, err
		}
	}
	ids := make([]assessments.ID, 0, len(nums))
	for _, n := range nums {
		if n > 0 && n <= int64(len(x.docs)) {
			ids = append(ids, x.docs[n-1])
		}
	}
	return ids, nil
}

// snippetBytes is about how much text a snippet holds.
const snippetBytes = 120

// snippet cuts the text around the first place where term begins a word.
func snippet(h *merge.Head, term string) string {
	found, first := "", ""
	term = fold(term)
	eachText(h, func(s string) {
		if first == "" {
			first = cut(s, 0)
		}
		if found == "" {
			if at := wordAt(s, term); at >= 0 {
				found = cut(s, at)
			}
		}
	})
	if found != "" {
		return found
	}
	return first
}

// fold is a text without accents and case.
func fold(s string) string {
	if plainASCII(s) {
		return strings.ToLower(s)
	}
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	out, _, err := transform.String(t, s)
	if err != nil {
		out = s // text that is not UTF-8 is compared as it is
	}
	return strings.ToLower(out)
}

// plainASCII spares most words the work of taking accents away.
func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// wordAt finds the byte where a word that begins with the folded term starts.
func wordAt(s, term string) int {
	inside := false
	for i, r := range s {
		letter := unicode.IsLetter(r) || unicode.IsNumber(r)
		if letter && !inside {
			if first := s[i] | 0x20; s[i] < utf8.RuneSelf && term[0] < utf8.RuneSelf && first != term[0]|0x20 {
				inside = true
				continue // most words need no folding to be another one
			}
			end := min(len(s), i+4*len(term)+8)
			for end < len(s) && !utf8.RuneStart(s[end]) {
				end++
			}
			if strings.HasPrefix(fold(s[i:end]), term) {
				return i
			}
		}
		inside = letter
	}
	return -1
}

// cut takes about snippetBytes of s around a place, at spaces.
func cut(s string, at int) string {
	if len(s) <= snippetBytes {
		return strings.Join(strings.Fields(s), " ")
	}
	from := max(0, at-snippetBytes/3)
	to := min(len(s), from+snippetBytes)
	if from > 0 {
		if i := strings.IndexByte(s[from:], ' '); i >= 0 && from+i < at {
			from += i + 1
		}
	}
	if to < len(s) {
		if i := strings.LastIndexByte(s[from:to], ' '); i > 0 {
			to = from + i
		}
	}
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	out := strings.Join(strings.Fields(s[from:to]), " ")
	if from > 0 {
		out = "… " + out
	}
	if to < len(s) {
		out += " …"
	}
	return out
}
