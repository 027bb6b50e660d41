package store

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// What an answer brings is one wait for the disk where it is little, and where it is much nobody who types waits for all of it: the
// acknowledgements come before the changes of others, and the cursor with the last of them.
func TestAnswered_IsFewTransactions(t *testing.T) {
	for _, c := range []struct{ mine, theirs, commits int }{{10, 20, 1}, {10, 0, 1}, {0, 0, 1}, {300, 0, 2}, {300, 60, 4}} {
		cfg := testConfig(t.TempDir())
		commits, cursors := 0, []string{}
		var s *Store
		cfg.Step = func(step string) {
			if step == "committed" && s != nil {
				commits++
				cursors = append(cursors, s.st.Cursor) // as the last transaction left it
			}
		}
		opened, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
		check(t, err)
		check(t, opened.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
		edits := []assessments.Edit{childEdit(rid(1), "Isla")}
		for i := 1; i < c.mine; i++ {
			edits = append(edits, noteEdit(rid(100+i), rid(1), "mine"))
		}
		_, err = opened.Apply(t.Context(), edits[:min(c.mine, len(edits))])
		check(t, err)
		changes, err := opened.Pending(t.Context(), 1000, 1<<30)
		check(t, err)
		var acks []wire.Ack
		for i, p := range changes {
			acks = append(acks, wire.Ack{CID: p.CID, Result: wire.OK, Seq: uint64(i + 1)})
		}
		s = opened
		check(t, s.Answered(t.Context(), acks, BenchDelivered(BenchEdits(c.theirs), 1000), "c1", "e", 2000))
		if commits != c.commits {
			t.Errorf("%d acknowledgements and %d changes of others: %d transactions, want %d", c.mine, c.theirs, commits, c.commits)
		}
		for i, was := range cursors {
			if was != "" {
				t.Errorf("the cursor had moved before transaction %d of %d", i+1, commits)
			}
		}
		st, err := s.Status(t.Context())
		check(t, err)
		if st.Unsent != 0 || st.Cursor != "c1" || len(s.inHand) != 0 {
			t.Errorf("afterwards: %+v, %d changes in hand", st, len(s.inHand))
		}
		if probs, err := s.Verify(t.Context()); err != nil || len(probs) > 0 {
			t.Errorf("%v %v", probs, err)
		}
		s = nil
		check(t, opened.Close())
	}
}
