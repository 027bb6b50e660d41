package store

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// told is what the service would be told now.
func told(t *testing.T, s *Store) []wire.Read {
	t.Helper()
	all, err := s.Reads(t.Context(), 1000)
	check(t, err)
	return all
}

func TestShown_IsNotedOncePerPartOfTheDay(t *testing.T) {
	now := testNow
	cfg := testConfig(t.TempDir())
	cfg.Now = func() time.Time { return now }
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	t.Cleanup(func() { s.Close() })
	check(t, s.SetUser(t.Context(), rid(90)))
	apply(t, s, childEdit(rid(1), "Ada Testchild"))
	for range 50 {
		s.Shown(rid(1), "child", "")
		s.Shown(rid(1), "goals", "")
		s.Shown(rid(1), "preview", rid(20))
		s.Shown(rid(2), "child", "")
	}
	s.Shown("", "today", "")
	all := told(t, s)
	if len(all) != 2 || all[0].Child != rid(1) || len(all[0].What) != 3 || !slices.Contains(all[0].What, "preview "+string(rid(20))) || all[0].Part != "2026-11-16/morning" || all[0].By != rid(90) {
		t.Fatalf("%+v", all)
	}
	// None of it is something the therapist has to send.
	if st, err := s.Status(t.Context()); err != nil || st.Unsent != 1 {
		t.Errorf("%d unsent (%v), want the child alone", st.Unsent, err)
	}
	if rows, err := s.Waiting(t.Context()); err != nil || len(rows) != 1 {
		t.Errorf("the outbox lists %+v (%v)", rows, err)
	}
	now = now.Add(4 * time.Hour)
	s.Shown(rid(1), "child", "")
	if all = told(t, s); len(all) != 3 || all[2].Part != "2026-11-16/afternoon" {
		t.Errorf("in the afternoon: %+v", all)
	}
	again := reopen(t, s)
	if all = told(t, again); len(all) != 3 {
		t.Errorf("after a restart: %+v", all)
	}
	if probs, err := again.Verify(t.Context()); err != nil || len(probs) > 0 {
		t.Errorf("%v %v", probs, err)
	}
}

// What was shown while a read was on its way is not lost with the answer to it.
func TestShown_GrowsWhileItTravels(t *testing.T) {
	s := newStore(t)
	s.Shown(rid(1), "child", "")
	sent := told(t, s)
	s.Shown(rid(1), "goals", "")
	told(t, s) // on the disk
	check(t, s.Told(t.Context(), sent, wire.ReadOK{IDs: []string{sent[0].ID}}))
	left := told(t, s)
	if len(left) != 1 || fmt.Sprint(left[0].What) != "[goals]" || left[0].ID == sent[0].ID {
		t.Fatalf("left: %+v", left)
	}
	check(t, s.Told(t.Context(), left, wire.ReadOK{IDs: []string{"another"}}))
	if len(told(t, s)) != 1 {
		t.Error("a read that the service did not name is gone")
	}
	check(t, s.Told(t.Context(), left, wire.ReadOK{IDs: []string{left[0].ID}}))
	if all := told(t, s); len(all) != 0 {
		t.Errorf("told, and still here: %+v", all)
	}
	check(t, s.TellAgain(t.Context()))
	if all := told(t, s); len(all) != 2 || all[0].ID != sent[0].ID || fmt.Sprint(all[0].What) != "[child]" || all[1].ID != left[0].ID {
		t.Errorf("to a service that was restored it tells %+v", all)
	}
	check(t, s.Told(t.Context(), told(t, s), wire.ReadOK{IDs: []string{sent[0].ID, left[0].ID}}))
	s.Shown(rid(1), "child", "")
	if all := told(t, s); len(all) != 0 {
		t.Errorf("the same screen in the same part of the day is told again: %+v", all)
	}
}

// Noting waits for nothing: neither for a writer that holds the store nor for the disk.
func TestShown_DoesNotWait(t *testing.T) {
	s := newStore(t)
	s.w.Lock()
	done := make(chan struct{})
	go func() { s.Shown(rid(1), "child", ""); close(done) }()
	<-done // hangs where it waits for the writer
	s.w.Unlock()
	if len(told(t, s)) != 1 {
		t.Error("nothing was noted")
	}
	practice, _, err := Init(context.Background(), testConfig(t.TempDir()), passphrase, InitOptions{Practice: true})
	check(t, err)
	t.Cleanup(func() { practice.Close() })
	practice.Shown(assessments.ID(rid(1)), "child", "")
	if len(told(t, practice)) != 0 {
		t.Error("a practice store tells whom it showed")
	}
}
