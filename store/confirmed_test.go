package store

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A child was handed over, with its confirmed changes, and came back. A service that is then put back to a time before has lost them:
// this tablet must be able to send them again, at their old places in the journal.
func TestRepush_AfterTheChildCameBack(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"), childEdit(rid(50), "Ben"), noteEdit(rid(2), rid(1), "first"))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "second")})
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	confirmAll(t, s, 1)
	st, err := s.SyncState(t.Context())
	check(t, err)
	check(t, s.TakenAway(t.Context(), removal))
	if !letGo(t, s, isla) {
		t.Fatal("it did not let go")
	}
	check(t, s.GivenBack(t.Context(), []wire.ScopeAdd{{Scope: isla.Key()}}))
	var back []wire.Delivered
	for i, r := range rows {
		c, err := wire.Thaw(r.Frozen.Bytes)
		check(t, err)
		if c.Scope() == isla {
			back = append(back, wire.Delivered{Seq: uint64(1 + i), Result: wire.OK, Device: "d1", Inc: st.Inc, Frozen: r.Frozen, Change: c})
		}
	}
	for range 2 { // anything may be delivered again
		check(t, s.PullUpto(t.Context(), back, "c", "epoch-1", 20))
	}
	s = reopen(t, s)
	if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("verify: %v %v", bad, err)
	}
	check(t, s.Repush(t.Context(), 0, ""))
	again, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	if len(again) != len(rows) {
		t.Fatalf("%d changes go again, want %d", len(again), len(rows))
	}
	for i := range rows {
		if again[i].N != rows[i].N || again[i].Frozen.Hash != rows[i].Frozen.Hash {
			t.Errorf("at place %d stands %s, want %s", i, again[i].CID, rows[i].CID)
		}
	}
	if got := textOf(t, s, rid(2), "text"); got != "second" {
		t.Errorf("the note reads %q", got)
	}
}
