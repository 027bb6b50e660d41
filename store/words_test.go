package store

import (
	"slices"
	"testing"
	"unicode"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestSearch_EveryLetterIsPartOfAWord types words of every script: the index splits them nowhere, or it could not look for them
// at all.
func TestSearch_EveryLetterIsPartOfAWord(t *testing.T) {
	s := newStore(t)
	tried := 0
	for r := rune(0x21); r <= unicode.MaxRune; r++ {
		mark := unicode.IsMark(r)
		if !mark && !unicode.IsLetter(r) && !unicode.IsNumber(r) || r > 0x3400 && !mark && r%16 != 0 {
			continue // of the scripts with thousands of letters some are enough
		}
		tried++
		terms := searchTerms("a" + string(r) + "b")
		if len(terms) != 1 {
			t.Fatalf("a%cb (%U) is %d terms", r, r, len(terms))
		}
		if _, err := s.index.find(terms, 1); err != nil {
			t.Fatalf("a%cb (%U): %v", r, r, err)
		}
	}
	if tried < 10_000 {
		t.Errorf("only %d letters were tried", tried)
	}
}

func TestSearchFindsNamesOfOtherScripts(t *testing.T) {
	s := newStore(t)
	names := []string{"हिन्दी शर्मा", "বাংলা সেন", "தமிழ்ச்செல்வன்", "ليلى حداد", "Nguyễn Thị"}
	for i, n := range names {
		apply(t, s, childEdit(rid(i+1), n))
	}
	for words, want := range map[string]int{"हिन्दी": 1, "हिन": 1, "शर्मा": 1, "বাংলা": 2, "தமிழ்": 3, "ليلى": 4, "nguyen thi": 5} {
		hits, err := s.Search(t.Context(), words, 0)
		check(t, err)
		var got []assessments.ID
		for _, h := range hits {
			got = append(got, h.Record)
		}
		if !slices.Equal(got, []assessments.ID{rid(want)}) {
			t.Errorf("%q finds %v, want %v", words, got, rid(want))
		}
	}
}
