package store

import (
	"errors"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// A disk that takes nothing more is seen in the state until a change is written again, and watchers are told of both once.
func TestSyncState_SaysThatNothingCanBeWritten(t *testing.T) {
	var full error
	cfg := testConfig(t.TempDir())
	cfg.Refuse = func() error { return full }
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	t.Cleanup(func() { check(t, s.Close()) })
	told := 0
	defer s.Watch(func(Event) { told++ })()
	save := func(text string) error {
		return s.Typed(t.Context(), Draft{Record: rid(2), Kind: assessments.KindObservation, Scope: assessments.ChildScope(rid(1)), Field: "text", Text: text})
	}
	refusing := func(want bool, times int) {
		t.Helper()
		st, err := s.SyncState(t.Context())
		check(t, err)
		if st.Refusing != want || told != times {
			t.Errorf("refusing %v, told %d times; want %v and %d", st.Refusing, told, want, times)
		}
	}
	check(t, save("a"))
	was := told
	refusing(false, was)
	full = assessments.Errorf(assessments.Unavailable, "test", "The disk is full.")
	for range 3 {
		if err := save("ab"); !errors.Is(err, full) {
			t.Fatalf("a full disk takes it: %v", err)
		}
	}
	refusing(true, was+1)
	full = nil
	check(t, save("abc"))
	refusing(false, was+2)
}
