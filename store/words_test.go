package store

import (
	"slices"
	"testing"
	"time"
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

// A confirmed note has the words that it had: the index is left alone. What changes its words, and what brings a record back after it
// was gone, is found as before.
func TestSearch_ConfirmedRecordsAreNotIndexedAnew(t *testing.T) {
	s, m := enrolled(t, "d1"), newModel()
	written := func() int64 {
		t.Helper()
		check(t, s.index.settle(t.Context()))
		s.index.mu.Lock()
		defer s.index.mu.Unlock()
		n, err := s.index.d.number("SELECT total_changes()")
		check(t, err)
		return n
	}
	finds := func(words string, want int) {
		t.Helper()
		hits, err := s.Search(t.Context(), words, 0)
		check(t, err)
		if len(hits) != want {
			t.Errorf("%q finds %d records, want %d", words, len(hits), want)
		}
	}
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "a hooked wrist"))
	before := written()
	m.sync(t, s, 100, false)
	if after := written(); after != before {
		t.Errorf("a confirmation wrote %d rows of the index", after-before)
	}
	finds("hooked", 1)
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "a straight wrist")})
	if written() == before {
		t.Error("new words are not written")
	}
	finds("hooked", 0)
	finds("straight", 1)
	check(t, s.index.put([]viewRow{{id: rid(2)}})) // gone from the view
	finds("straight", 0)
	s.index.restart()
	check(t, s.index.settle(t.Context()))
	finds("straight", 1)
}

// After an opening the index may rest, so that the first screen has both cores. A search ends the rest, and so does time.
func TestSearch_TheIndexRestsUntilItIsAsked(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla Fairweather"))
	check(t, s.Close())
	cfg := s.cfg
	taken := func(x *index) bool {
		x.q.Lock()
		defer x.q.Unlock()
		return !x.all
	}
	cfg.WordsAfter = time.Hour
	s, err := Open(t.Context(), cfg, passphrase)
	check(t, err)
	apply(t, s, childEdit(rid(2), "Yusuf Khan"))
	time.Sleep(20 * time.Millisecond)
	if taken(s.index) {
		t.Error("the index did not rest")
	}
	for _, name := range []string{"isla", "yusuf"} {
		if hits, err := s.Search(t.Context(), name, 0); err != nil || len(hits) != 1 {
			t.Errorf("%s: %d hits (%v)", name, len(hits), err)
		}
	}
	check(t, s.Close())
	cfg.WordsAfter = time.Millisecond
	s, err = Open(t.Context(), cfg, passphrase)
	check(t, err)
	defer s.Close()
	for end := time.Now().Add(10 * time.Second); !taken(s.index); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the index never woke")
		}
	}
}
