package store

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestSavedRecordsAreThereAfterReopening(t *testing.T) {
	s := newStore(t)
	child, note := rid(1), rid(2)
	apply(t, s, childEdit(child, "Isla Fenwick"), noteEdit(note, child, "Holds the pencil in a fist."))
	check(t, s.Typed(t.Context(), Draft{Record: note, Field: "text", Text: "Holds the pencil in a fist. Ti"}))
	for range 2 {
		if got := textOf(t, s, note, "text"); got != "Holds the pencil in a fist. Ti" {
			t.Errorf("the note reads %q", got)
		}
		rows, err := s.Children(t.Context())
		check(t, err)
		if len(rows) != 1 || rows[0].Name != "Isla Fenwick" || rows[0].Unsent != 2 {
			t.Errorf("children: %+v", rows)
		}
		hits, err := s.Search(t.Context(), "penc fis", 0)
		check(t, err)
		if len(hits) != 1 || hits[0].Record != note || hits[0].Child != child || hits[0].Kind != assessments.KindObservation {
			t.Errorf("search: %+v", hits)
		}
		probs, err := s.Verify(t.Context())
		check(t, err)
		if len(probs) > 0 {
			t.Errorf("verify: %+v", probs)
		}
		s = reopen(t, s)
	}
}
