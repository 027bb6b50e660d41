package store

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A change that a restored service is given again stands in the record as it is shown, under what a copy of this store wrote later by
// the same name. Put on top once more it would hide that, and somebody would write over words that they never saw. Where the restored
// history comes without it, it goes beside that: its author saw an empty field.
func TestRepush_DoesNotHideWhatCameLater(t *testing.T) {
	s, rows, st := noted(t)
	check(t, s.PullUpto(t.Context(), []wire.Delivered{byCopy(t, st.Inc, 9, 3)}, "c", "epoch-1", 9))
	check(t, s.Repush(t.Context(), 0, ""))
	shown := func(when, want string, unsent int) {
		t.Helper()
		for range 2 { // also after a restart
			if got, n := textOf(t, s, rid(2), "text"), status(t, s).Unsent; got != want || n != unsent {
				t.Errorf("%s the note reads %q and %d changes go again, want %q and %d", when, got, n, want, unsent)
			}
			s = reopen(t, s)
		}
	}
	shown("before the new history", "of the copy", len(rows))
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.Quar, Code: wire.CodeScope}, {CID: rows[1].CID, Result: wire.Quar, Code: wire.CodeScope}}))
	shown("kept aside", "of the copy", len(rows))
	if n, err := s.Retry(t.Context()); err != nil || n != 2 {
		t.Fatalf("%d go again (%v)", n, err)
	}
	shown("tried again", "of the copy", len(rows))
	check(t, s.Turned(t.Context(), 0))
	check(t, s.Pull(t.Context(), nil, "", "epoch-2"))
	shown("in the new epoch", "of the copy", len(rows))
	check(t, s.PullUpto(t.Context(), []wire.Delivered{byCopy(t, st.Inc, 1, 1)}, "c", "epoch-2", 1))
	shown("when its history came without it", "of the copy", len(rows))
	if got := status(t, s).Conflicts; got != 1 {
		t.Errorf("%d fields show two values, want the note's words", got)
	}
	if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("verify: %v %v", bad, err)
	}
}

// Words wait under a name that this store had before it learned that another went by it too. What that one wrote has a later number, so
// whoever wrote these did not see it: it stays in the field, with theirs beside it, as the service will have it. Hidden under them
// somebody would write over it unseen. So with a number that this store gave to something else: that copy was at work before these words
// were written, and nobody here saw it.
func TestReborn_WordsOfACopyAreNotHidden(t *testing.T) {
	for _, dseq := range []uint64{1, 2, 5} {
		s := enrolled(t, "d1")
		apply(t, s, childEdit(rid(1), "Isla"))
		rows, err := s.Pending(t.Context(), 10, 1<<20)
		check(t, err)
		check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}}))
		apply(t, s, noteEdit(rid(2), rid(1), "first"))
		st, err := s.SyncState(t.Context())
		check(t, err)
		check(t, s.Reborn(t.Context(), st.Inc, false))
		check(t, s.PullUpto(t.Context(), []wire.Delivered{byCopy(t, st.Inc, 9, dseq)}, "c", "epoch-1", 9))
		for range 2 { // also after a restart
			if got, now := textOf(t, s, rid(2), "text"), status(t, s); got != "of the copy" || now.Conflicts != 1 || now.Unsent != 1 {
				t.Errorf("number %d of the copy: the note reads %q with %d conflicts, and %d changes wait", dseq, got, now.Conflicts, now.Unsent)
			}
			s = reopen(t, s)
		}
	}
}

// byCopy is a note's text as a copy of a store sent it.
func byCopy(t *testing.T, inc string, seq, dseq uint64) wire.Delivered {
	t.Helper()
	ch := wire.Change{CID: "00000000000000000000000000000c0b", Device: "d1", Inc: inc, DSeq: dseq, Record: rid(2), Kind: assessments.KindObservation,
		Op: assessments.OpSet, Set: fields("text", "of the copy"), V: wire.Format}
	ch.SetScope(isla)
	raw, err := wire.Freeze(ch)
	check(t, err)
	return wire.Delivered{Seq: seq, Result: wire.OK, CID: ch.CID, Device: "d1", Inc: inc, Frozen: raw, Change: ch}
}
