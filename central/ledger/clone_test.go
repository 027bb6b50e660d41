package ledger

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A folder copied from one tablet to another, and both in use: neither may write over what the other wrote and it never saw,
// and in the end both are given everything.
func TestPush_CopiedTabletLosesNothing(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, child := k.id(), assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, rec, 0, "a", "1", "b", "1"), wire.OK, "")
		_, cursor := k.pull(k.ann, "")
		theirs := k.set(child, rec, 1, "a", "copy")
		first, second := k.set(child, rec, 1, "b", "tablet"), k.set(child, rec, 1, "a", "tablet")
		first.DSeq, second.DSeq = theirs.DSeq, theirs.DSeq+1
		k.want(k.ann, theirs, wire.OK, "")
		_, cursor = k.pull(k.ann, cursor) // the tablet looks before it writes: the copy's change passes for its own
		if a := k.want(k.ann, first, wire.OK, ""); a.Inc == "" {
			t.Error("the tablet was not told by which name its change was decided")
		}
		if a := k.want(k.ann, second, wire.Conflict, ""); a.Inc == "" {
			t.Error("the tablet was not told by which name its second change was decided")
		}
		again := k.want(k.ann, second, wire.Dup, "")
		if again.Inc != "inc1~"+second.CID[24:] {
			t.Errorf("a lost answer comes again with the name %q", again.Inc)
		}
		rows, cursor := k.pull(k.ann, cursor)
		if len(rows) != 4 {
			t.Errorf("after the numbers met, %d of 4 changes were delivered", len(rows))
		}
		if rows, _ = k.pull(k.ann, cursor); len(rows) != 0 {
			t.Errorf("%d changes are delivered again and again", len(rows))
		}
		if last, _, err := k.l.LastDSeq(k.ctx, k.tenant.ID, k.ann.Device, "inc1"); last != 0 || err != nil {
			t.Errorf("after a restore only what follows %d would be sent again (%v)", last, err)
		}
		k.sound()
	})
}

// A tablet's files were put back by hand, or copied, and both stores go on. The one that is behind is told to begin a new life, is
// given what it lost, and nothing that it still sends by the old name passes for having seen that.
func TestAstray_StoreThatWentBack(t *testing.T) {
	astray := func(k *kit, last uint64, aside ...wire.Number) Session {
		k.t.Helper()
		s := k.ann
		var err error
		if s.Astray, err = k.l.Astray(k.ctx, s, wire.Hello{Last: &last, Aside: aside}); err != nil {
			k.t.Fatal(err)
		}
		return s
	}
	both(t, func(t *testing.T, k *kit) {
		rec, child := k.id(), assessments.ChildScope(k.id())
		first := k.set(child, rec, 0, "a", "1")
		k.want(k.ann, first, wire.OK, "")
		_, cursor := k.pull(k.ann, "")
		lost := k.set(child, rec, 1, "a", "after the copy was made")
		k.want(k.ann, lost, wire.OK, "")
		if astray(k, lost.DSeq).Astray || astray(k, lost.DSeq+5, wire.Number{DSeq: lost.DSeq, CID: lost.CID}).Astray {
			t.Error("a store that gave every number is told that it went astray")
		}
		if s, err := k.l.Astray(k.ctx, k.ann, wire.Hello{}); s || err != nil {
			t.Error("an app that does not say its last number is told that it went astray")
		}
		other := wire.Number{DSeq: lost.DSeq, CID: strings.Repeat("f", 32)}
		for name, s := range map[string]Session{"behind": astray(k, first.DSeq), "a number of its own, kept aside": astray(k, lost.DSeq+9, other)} {
			page, err := k.l.Pull(k.ctx, s, cursor, false)
			if err != nil || !page.Reborn || len(page.Rows) != 2 || page.Rows[1].CID != lost.CID {
				t.Errorf("%s: %d changes, reborn %v (%v)", name, len(page.Rows), page.Reborn, err)
			}
		}
		page, err := k.l.Pull(k.ctx, k.ann, cursor, false)
		if err != nil || page.Reborn || len(page.Rows) != 0 {
			t.Errorf("the tablet itself gets %d changes, reborn %v (%v)", len(page.Rows), page.Reborn, err)
		}
		mine := k.set(child, rec, 1, "a", "written on the old copy")
		mine.DSeq = lost.DSeq + 1
		k.want(astray(k, first.DSeq), mine, wire.Conflict, "")
		k.sound()
	})
}

// Reborn, a store still sends what it saved before, by the old name. A number below those that are here was given twice, even
// when its twin is kept aside or comes later in the batch.
func TestAstray_NumbersOfALifeThatEnded(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, child, barred := k.id(), assessments.ChildScope(k.id()), assessments.ChildScope(k.id())
		k.want(k.ben, k.set(barred, k.id(), 0, "a", "1"), wire.OK, "")
		k.want(k.ann, k.set(child, rec, 0, "a", "1"), wire.OK, "")
		n := k.n
		twice, above := k.set(barred, k.id(), 0, "a", "no grant"), k.set(child, rec, 1, "a", "tablet")
		k.want(k.ann, twice, wire.Quar, "scope")
		k.want(k.ann, above, wire.OK, "")
		reborn := k.ann
		reborn.Inc = "inc2"
		copied := k.set(child, rec, 1, "a", "copy")
		copied.DSeq = n + 1
		if a := k.want(reborn, copied, wire.Conflict, ""); a.Inc != "inc1~"+copied.CID[24:] {
			t.Errorf("it was decided by the name %q", a.Inc)
		}
		k.sound()
	})
	both(t, func(t *testing.T, k *kit) {
		rec, child, barred := k.id(), assessments.ChildScope(k.id()), assessments.ChildScope(k.id())
		k.want(k.ben, k.set(barred, k.id(), 0, "a", "1"), wire.OK, "")
		tablet := k.set(child, rec, 0, "a", "tablet")
		k.want(k.ann, tablet, wire.OK, "")
		before, same := k.set(child, rec, 0, "a", "copy"), k.set(barred, k.id(), 0, "a", "no grant")
		before.DSeq, same.DSeq = tablet.DSeq-1, tablet.DSeq
		acks := k.push(k.ann, before, same)
		if acks[0].Result != wire.Conflict || acks[1].Result != wire.Quar {
			t.Errorf("%+v", acks)
		}
		k.sound()
	})
}

// What a store sent before it was put back, and what is kept aside of that, holds up nothing that it writes in its new life.
func TestAstray_OldQuarantineHoldsNothingUp(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, child := k.id(), assessments.ChildScope(k.id())
		bad := k.set(child, rec, 0, "a", "1")
		bad.Op = "explode"
		k.want(k.ann, bad, wire.Quar, "schema")
		k.want(k.ann, k.set(child, rec, 0, "a", "2"), wire.Held, "")
		reborn := k.ann
		reborn.Inc = "inc2"
		next := k.set(child, rec, 0, "a", "3")
		next.Inc = "inc2"
		k.want(reborn, next, wire.OK, "")
		k.sound()
	})
}

// A number that a copy used too went to quarantine, so that no change stands under two names. What the copy wrote under it comes to the
// tablet all the same, with the very answer that brings what others wrote over it: nobody writes over words that they were not shown.
func TestAstray_TheTwinOfACopysWordsIsInQuarantine(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, team, barred := k.id(), assessments.TeamScope(), assessments.ChildScope(k.id())
		k.want(k.ben, k.set(barred, k.id(), 0, "a", "1"), wire.OK, "")
		k.want(k.ann, k.set(team, rec, 0, "b", "1"), wire.OK, "")
		_, cursor := k.pull(k.ann, "")
		copied, mine := k.set(team, rec, 1, "a", "copy"), k.set(barred, k.id(), 0, "a", "no grant")
		mine.DSeq = copied.DSeq
		k.want(k.ann, copied, wire.OK, "")
		over := k.set(team, rec, 1, "a", "ben, beside it")
		k.want(k.ben, over, wire.Conflict, "")
		s := k.ann
		acks, err := k.l.Push(k.ctx, &s, []wire.Pushed{frozen(t, mine)})
		if err != nil || acks[0].Result != wire.Quar || !s.Astray {
			t.Fatalf("%+v, astray %v (%v)", acks, s.Astray, err)
		}
		page, err := k.l.Pull(k.ctx, s, cursor, false)
		if err != nil || !page.Reborn {
			t.Fatalf("it goes on by the name that a copy has (%v)", err)
		}
		var got []string
		for _, row := range page.Rows {
			got = append(got, row.CID)
		}
		if i := slices.Index(got, copied.CID); i < 0 || slices.Index(got, over.CID) < i {
			t.Errorf("%v came, want %s and then %s", got, copied.CID, over.CID)
		}
		other := k.ann
		if acks, err = k.l.Push(k.ctx, &other, []wire.Pushed{frozen(t, copied)}); err != nil || acks[0].Result != wire.Dup || other.Astray {
			t.Errorf("the copy sends its own again: %+v, astray %v (%v)", acks, other.Astray, err)
		}
		k.sound()
	})
}

// A tablet has not sent all of its changes yet. What stands under a number of those may be a copy's, and is not left out as its own.
func TestAstray_NumbersThatWereNotSentYet(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, team := k.id(), assessments.TeamScope()
		first := k.set(team, rec, 0, "b", "1")
		k.want(k.ann, first, wire.OK, "")
		_, cursor := k.pull(k.ann, "")
		copied := k.set(team, rec, 1, "a", "copy")
		k.want(k.ann, copied, wire.OK, "")
		for _, c := range []struct {
			sent *uint64
			rows int
		}{{nil, 0}, {&copied.DSeq, 0}, {&first.DSeq, 1}} {
			s := k.ann
			s.Sent = c.sent
			if rows, _ := k.pull(s, cursor); len(rows) != c.rows {
				t.Errorf("%d changes come, want %d", len(rows), c.rows)
			}
		}
		k.sound()
	})
}
