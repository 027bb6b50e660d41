package store

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A child was handed over, with its confirmed changes, and came back. A service that is then put back to a time before has lost them:
// this tablet must be able to send them again, at their old places in the journal; also when it has begun another life meanwhile.
func TestRepush_AfterTheChildCameBack(t *testing.T) {
	for name, c := range map[string]struct {
		lives int
		named string
	}{"in one life": {}, "in the next": {1, ""}, "two lives later, named anew by the service": {2, "~98f56d36"}} {
		t.Run(name, func(t *testing.T) { cameBack(t, c.lives, c.named) })
	}
}

func cameBack(t *testing.T, lives int, named string) {
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
	for range lives {
		now, err := s.SyncState(t.Context())
		check(t, err)
		check(t, s.Reborn(t.Context(), now.Inc, false))
		apply(t, s, noteEdit(rid(60+int(now.Last)), rid(50), "of another life"))
		confirmAll(t, s, 10+now.Last)
	}
	check(t, s.GivenBack(t.Context(), []wire.ScopeAdd{{Scope: isla.Key()}}))
	var back []wire.Delivered
	for i, r := range rows {
		c, err := wire.Thaw(r.Frozen.Bytes)
		check(t, err)
		if c.Scope() == isla {
			back = append(back, wire.Delivered{Seq: uint64(1 + i), Result: wire.OK, Device: "d1", Inc: st.Inc + named, Frozen: r.Frozen, Change: c})
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
	if len(again) != len(rows)+lives {
		t.Fatalf("%d changes go again, want %d", len(again), len(rows)+lives)
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

// noted is a store whose service has a child and a note from it, with what was sent and how it stands.
func noted(t *testing.T) (*Store, []PendingChange, SyncState) {
	t.Helper()
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "first"))
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	confirmAll(t, s, 1)
	st, err := s.SyncState(t.Context())
	check(t, err)
	return s, rows, st
}

// Another store went by this one's name, and gave a number of it to a change of its own. When the child has come back with both, a service that
// is put back can be given both; whose place it is does not matter.
func TestRepush_OfTwoChangesWithOneNumber(t *testing.T) {
	s, rows, st := noted(t)
	check(t, s.TakenAway(t.Context(), removal))
	if !letGo(t, s, isla) {
		t.Fatal("it did not let go")
	}
	check(t, s.GivenBack(t.Context(), []wire.ScopeAdd{{Scope: isla.Key()}}))
	back := []wire.Delivered{{}, byCopy(t, st.Inc, 2, 2), {}}
	for i, at := range []int{0, 2} {
		c, err := wire.Thaw(rows[i].Frozen.Bytes)
		check(t, err)
		back[at] = wire.Delivered{Seq: uint64(1 + at), Result: wire.OK, Device: "d1", Inc: st.Inc + []string{"", "~98f56d36"}[i], Frozen: rows[i].Frozen, Change: c}
	}
	for range 2 {
		check(t, s.PullUpto(t.Context(), back, "c", "epoch-1", 20))
	}
	check(t, s.Repush(t.Context(), 0, ""))
	s = reopen(t, s)
	again, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	var cids []string
	for _, p := range again {
		cids = append(cids, p.CID)
	}
	slices.Sort(cids)
	if want := slices.Sorted(slices.Values([]string{back[1].CID, rows[0].CID, rows[1].CID})); !slices.Equal(cids, want) {
		t.Fatalf("%v go again, want %v", cids, want)
	}
	check(t, s.Pull(t.Context(), nil, "c", "epoch-2"))
	confirmAll(t, s, 1)
	s = reopen(t, s)
	if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("verify: %v %v", bad, err)
	}
	if h, err := s.History(t.Context(), rid(2)); err != nil || len(h) != 2 {
		t.Errorf("the note's history has %d changes, %v", len(h), err)
	}
	check(t, s.TakenAway(t.Context(), []wire.ScopeRm{{Scope: isla.Key(), Seq: 30, GraceD: 30}}))
	if n := 0; !letGo(t, s, isla) || s.disk.query("SELECT 1 FROM outbox", func(dbRow) error { n++; return nil }) != nil || n > 0 {
		t.Errorf("of a child that was let go of %d changes stay", n)
	}
}

// A store that let go of confirmed changes takes another name when the service was put back: a copy of it may give the service those changes
// again, and the service leaves out of its answers what it takes for a store's own.
func TestRepush_AfterLettingGoUnderAnotherName(t *testing.T) {
	s := enrolled(t, "d1")
	name := func() string {
		st, err := s.SyncState(t.Context())
		check(t, err)
		return st.Inc
	}
	apply(t, s, childEdit(rid(1), "Isla"), childEdit(rid(50), "Ben"))
	confirmAll(t, s, 1)
	was := name()
	check(t, s.Repush(t.Context(), 0, ""))
	if name() != was {
		t.Error("it takes another name and has everything")
	}
	confirmAll(t, s, 1)
	check(t, s.TakenAway(t.Context(), removal))
	if !letGo(t, s, isla) {
		t.Fatal("it did not let go")
	}
	s = reopen(t, s)
	check(t, s.Repush(t.Context(), 0, ""))
	now := name()
	if now == was {
		t.Error("it keeps its name")
	}
	check(t, s.Repush(t.Context(), 0, ""))
	if name() != now {
		t.Error("it takes another name each time")
	}
}

// A change of this tablet stands in the journal, and in the history of each generation by its place there: its bytes only once. When the
// journal forgets it the history has the bytes itself.
func TestOwnChangesStandInTheFileOnce(t *testing.T) {
	s := enrolled(t, "d1")
	s.Dated(testNow)
	words := strings.Repeat("trapezoid ", 300)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), words))
	check(t, s.Pull(t.Context(), nil, "c", "epoch-1"))
	confirmAll(t, s, 1)
	check(t, s.Repush(t.Context(), 0, ""))
	check(t, s.Turned(t.Context(), 0))
	check(t, s.Pull(t.Context(), nil, "c", "epoch-2"))
	confirmAll(t, s, 1)
	check(t, s.PullUpto(t.Context(), nil, "d", "epoch-2", 2))
	sizes := func() (rows, least, most int64) {
		r, err := s.disk.one("SELECT count(*), min(length(sealed)), max(length(sealed)) FROM history WHERE rec = ?", s.ring.ID("record", string(rid(2))))
		check(t, err)
		return integer(r[0]), integer(r[1]), integer(r[2])
	}
	if n, _, most := sizes(); n != 2 || most > 500 {
		t.Errorf("the history of a note of %d bytes has %d rows of up to %d bytes", len(words), n, most)
	}
	s.Dated(testNow.AddDate(0, 0, 91))
	check(t, s.Acked(t.Context(), nil))
	s = reopen(t, s)
	if n, least, _ := sizes(); n != 2 || least < int64(len(words)) {
		t.Errorf("after the journal forgot it, the history has %d rows of at least %d bytes", n, least)
	}
	for _, q := range []string{"SELECT count(*) FROM outbox", "SELECT count(*) FROM confirmed"} {
		if n, err := s.disk.number(q); n != 0 || err != nil {
			t.Errorf("%s: %d %v", q, n, err)
		}
	}
	h, err := s.History(t.Context(), rid(2))
	check(t, err)
	probs, err := s.Verify(t.Context())
	check(t, err)
	if len(h) != 1 || h[0].Set.Text("text") != words || len(probs) > 0 {
		t.Errorf("history of %d changes, verify %+v", len(h), probs)
	}
}
