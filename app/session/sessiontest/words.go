package sessiontest

import (
	"encoding/json"
	"testing"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// Speaks gives the service of a store words of its own, as a sync brings them.
func Speaks(t testing.TB, s *session.Session, w service.Words) {
	t.Helper()
	var v assessments.Service
	if err := (&service.Pack{Words: w}).Record(&v, &service.Pack{}, w.Earlier); err != nil {
		t.Fatal(err)
	}
	Says(t, s, v.OwnWords)
}

// Says is Speaks with the words as they stand in the record.
func Says(t testing.TB, s *session.Session, words string) {
	t.Helper()
	text, err := json.Marshal(words)
	if err != nil {
		t.Fatal(err)
	}
	recs, err := s.Store.Records(t.Context(), store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatal(len(recs), err)
	}
	if _, err := s.Store.Apply(t.Context(), []assessments.Edit{{Record: recs[0].ID, Kind: recs[0].Kind, Scope: recs[0].Scope, Op: assessments.OpSet, Set: assessments.Fields{"own_words": text}}}); err != nil {
		t.Fatal(err)
	}
}
