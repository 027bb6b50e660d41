package store

import (
	"fmt"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// What waits behind a change that only the other store has goes on when this one begins its own life; what waits behind its own
// still waits. Names and numbers of what was saved stay as they were.
func TestReborn_WaitsOnlyForItsOwn(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "own, kept aside"), noteEdit(rid(3), rid(1), "behind a stranger"))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("how", "behind it")}, assessments.Edit{Record: rid(3), Set: fields("how", "and this")})
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	before, err := s.SyncState(t.Context())
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}, {CID: rows[1].CID, Result: wire.Quar, Code: wire.CodeScope}}))
	st, err := s.SyncState(t.Context())
	check(t, err)
	if st.Last != 5 || len(st.Aside) != 2 || st.Aside[0] != (wire.Number{DSeq: 2, CID: rows[1].CID}) || st.Aside[1].DSeq != 4 {
		t.Errorf("it says of its numbers %d, aside %+v", st.Last, st.Aside)
	}
	check(t, s.Answered(t.Context(), []wire.Ack{{CID: rows[2].CID, Result: wire.Held, By: "ffffffffffffffffffffffffffffffff"}}, nil, "passed the stranger", "epoch-1", 9))
	if st := status(t, s); st.Cursor != "" {
		t.Errorf("it reads on from %q, past what it took for its own", st.Cursor)
	}
	st, err = s.SyncState(t.Context())
	check(t, err)
	if st.Inc == before.Inc || st.Last != 0 || len(st.Aside) != 0 {
		t.Errorf("held behind a stranger it goes on as %s (was %s), last %d, aside %+v", st.Inc, before.Inc, st.Last, st.Aside)
	}
	left, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	if len(left) != 2 || left[0].CID != rows[2].CID || left[1].CID != rows[4].CID || left[0].Frozen.Hash != rows[2].Frozen.Hash {
		t.Errorf("%d changes go on, want the two of the third record as they were", len(left))
	}
	check(t, s.Reborn(t.Context(), before.Inc, false)) // an old answer: it has a new life already
	if now, err := s.SyncState(t.Context()); err != nil || now.Inc != st.Inc {
		t.Errorf("told of its old life it changed again (%v)", err)
	}
	if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("verify: %v %v", bad, err)
	}
}

// Once reborn, what was confirmed of the life before is another's: whoever writes over it now has seen it, and says so. An
// acknowledgement may run ahead of the feed: until that brings the change too, others' words before it may be missing, and nobody has
// seen those.
func TestReborn_SawItsFormerLifeAsFarAsTheFeedCame(t *testing.T) {
	for name, c := range map[string]struct {
		before, after bool // the feed came that far before the new life began, or brings the change after it
		base          uint64
	}{
		"acknowledged alone":      {false, false, 0},
		"the feed was there":      {true, false, 7},
		"the feed brings it then": {false, true, 7},
	} {
		t.Run(name, func(t *testing.T) {
			s := enrolled(t, "d1")
			apply(t, s, childEdit(rid(1), "Isla"))
			rows, err := s.Pending(t.Context(), 10, 1<<20)
			check(t, err)
			check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 7}}))
			if c.before {
				check(t, s.PullUpto(t.Context(), nil, "c", "epoch-1", 7))
			}
			st, err := s.SyncState(t.Context())
			check(t, err)
			check(t, s.Reborn(t.Context(), st.Inc, false))
			if c.after {
				ch, err := wire.Thaw(rows[0].Frozen.Bytes)
				check(t, err)
				row := wire.Delivered{Seq: 7, Result: wire.OK, Device: "d1", Inc: st.Inc, Frozen: rows[0].Frozen, Change: ch}
				check(t, s.PullUpto(t.Context(), []wire.Delivered{row}, "c", "epoch-1", 7))
			}
			for n := range uint64(2) {
				apply(t, s, assessments.Edit{Record: rid(1), Set: fields("year", fmt.Sprint("Year ", n))})
				if x := last(t, s); x.Base != c.base || x.DSeq != n+1 || x.Inc == st.Inc {
					t.Errorf("a change of the new life: base %d, number %d, life %s", x.Base, x.DSeq, x.Inc)
				}
				if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 {
					t.Errorf("verify: %v %v", bad, err)
				}
				s = reopen(t, s)
			}
		})
	}
}

// What an earlier life had confirmed stood on the screen when its author wrote over it, though the service will keep both: the screen
// goes on showing what was written last, so that nobody writes over words that they see beside the field and not in it.
func TestReborn_WhatIsWrittenLastIsShown(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"))
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 7}}))
	st, err := s.SyncState(t.Context())
	check(t, err)
	check(t, s.Reborn(t.Context(), st.Inc, true))
	for _, name := range []string{"Isla Rose", "Isla Mae"} {
		apply(t, s, assessments.Edit{Record: rid(1), Set: fields("name", name)})
		if got, open := textOf(t, s, rid(1), "name"), status(t, s).Conflicts; got != name || open != 0 {
			t.Errorf("after %q was written the screen shows %q and %d conflicts", name, got, open)
		}
		s = reopen(t, s)
	}
}

// The service begins the feed anew for a store that turns out to be a copy. Where the answer that did so was cut off, the new life must
// ask for the beginning itself: under its name the service would go on from the old place, and what the other copy sent would not come.
func TestReborn_ReadsFromTheBeginningUnlessItDid(t *testing.T) {
	for cut, want := range map[bool]string{true: "", false: "c"} {
		s := enrolled(t, "d1")
		check(t, s.PullUpto(t.Context(), nil, "c", "epoch-1", 7))
		st, err := s.SyncState(t.Context())
		check(t, err)
		check(t, s.Reborn(t.Context(), st.Inc, cut))
		if now, err := s.SyncState(t.Context()); err != nil || now.Cursor != want || now.Inc == st.Inc {
			t.Errorf("told in an answer that was cut (%v) it reads on from %q, want %q (%v)", cut, now.Cursor, want, err)
		}
	}
}

// The service was restored, and the number it names as the last that it has is another store's. What this one had confirmed by the
// same name goes again whole, and it begins a life of its own.
func TestReborn_RestoredServiceHasTheOtherStores(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "one"))
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}, {CID: rows[1].CID, Result: wire.OK, Seq: 2}}))
	before, err := s.SyncState(t.Context())
	check(t, err)
	check(t, s.Repush(t.Context(), 2, rows[1].CID))
	if st, err := s.SyncState(t.Context()); err != nil || st.Unsent != 0 || st.Inc != before.Inc {
		t.Errorf("with its own number: %d go again, life %s (%v)", st.Unsent, st.Inc, err)
	}
	check(t, s.Repush(t.Context(), 2, "ffffffffffffffffffffffffffffffff"))
	if st, err := s.SyncState(t.Context()); err != nil || st.Unsent != 2 || st.Inc == before.Inc {
		t.Errorf("with a stranger's number: %d go again, life %s (%v)", st.Unsent, st.Inc, err)
	}
}

// So it does when the restored service names a number that this store has not come to.
func TestReborn_RestoredServiceIsAhead(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"))
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}}))
	check(t, s.Repush(t.Context(), 4, "ffffffffffffffffffffffffffffffff"))
	if left, err := s.Pending(t.Context(), 10, 1<<20); err != nil || len(left) != 1 || left[0].CID != rows[0].CID {
		t.Errorf("%d go again (%v)", len(left), err)
	}
}

// The number that the restored service names was given to a change of a child that was let go of since: there is nothing here to
// compare it with, and a copy of this store may have given it to something else. All that was confirmed goes again.
func TestRepush_NumberOfAChildThatLeft(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(50), "Ben"), childEdit(rid(1), "Isla"))
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}, {CID: rows[1].CID, Result: wire.OK, Seq: 2}}))
	check(t, s.TakenAway(t.Context(), removal))
	if !letGo(t, s, isla) {
		t.Fatal("nothing waits, and it is not let go of")
	}
	check(t, s.Repush(t.Context(), 2, rows[1].CID))
	if left, err := s.Pending(t.Context(), 10, 1<<20); err != nil || len(left) != 1 || left[0].CID != rows[0].CID {
		t.Errorf("%d go again, want the one that is still here (%v)", len(left), err)
	}
}

// What a device says that it has sent: up to the first number of its present life that neither went nor goes now.
func TestSentWith_UpToTheFirstThatWaits(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "one"), noteEdit(rid(3), rid(1), "two"))
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	for n := range rows {
		if got := s.SentWith(rows[:n]); got != uint64(n) {
			t.Errorf("with %d changes on their way it is %d", n, got)
		}
	}
	if got := s.SentWith(rows); got != 3 {
		t.Errorf("with all on their way it is %d", got)
	}
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}, {CID: rows[1].CID, Result: wire.Quar, Code: wire.CodeScope}}))
	if got := s.SentWith(nil); got != 2 {
		t.Errorf("with the second aside and the third waiting it is %d", got)
	}
	st, err := s.SyncState(t.Context())
	check(t, err)
	check(t, s.Reborn(t.Context(), st.Inc, false))
	if got := s.SentWith(nil); got != 0 {
		t.Errorf("in a new life, with one of the former waiting, it is %d", got)
	}
}
