package ledger

import (
	"fmt"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestPull_PagesMissNothing(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		const n = 1203
		var batch []wire.Change
		for i := range n {
			batch = append(batch, k.set(child, k.id(), 0, "a", fmt.Sprint(i)))
			if len(batch) == 401 {
				k.push(k.ann, batch...)
				batch = nil
			}
		}
		rows, cursor := k.pull(k.ann, "")
		if len(rows) != n {
			t.Fatalf("%d of %d rows", len(rows), n)
		}
		for i, d := range rows {
			if d.Seq != uint64(i+1) || d.Device != k.ann.Device || d.Inc != "inc1" || wire.HashOf(d.Frozen.Bytes) != d.Frozen.Hash {
				t.Fatalf("row %d: %d %s %s", i, d.Seq, d.Device, d.Inc)
			}
		}
		if more, again := k.pull(k.ann, cursor); len(more) != 0 || again != cursor {
			t.Errorf("with nothing new: %d rows, cursor moved %v", len(more), again != cursor)
		}
	})
}

// The answer to a device's first push does not send it back what it acknowledges; what an answer that was lost had acknowledged comes.
func TestPull_FirstPushHasNoEcho(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.push(k.ann, k.set(child, k.id(), 0, "a", "lost answer"))
		acks := k.push(k.ann, k.set(child, k.id(), 0, "a", "1"), k.set(child, k.id(), 0, "a", "2"))
		now := k.ann
		now.Taken = acks[0].Seq
		rows, cursor := k.pull(now, "")
		if len(rows) != 1 || rows[0].Seq != acks[0].Seq-1 {
			t.Fatalf("came back: %+v", rows)
		}
		k.push(k.ann, k.set(child, k.id(), 0, "a", "3"))
		if rows, _ = k.pull(k.ann, cursor); len(rows) != 0 {
			t.Errorf("later came back: %+v", rows)
		}
		if rows, _ = k.pull(k.ann, ""); len(rows) != 4 {
			t.Errorf("whoever begins anew without sending gets %d of 4", len(rows))
		}
		if rows, _ = k.pull(k.device(k.ann.Therapist), ""); len(rows) != 4 {
			t.Errorf("the therapist's other tablet gets %d of 4", len(rows))
		}
	})
}

func TestPull_GrantsDecideWhatIsSeen(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		c1, c2 := assessments.ChildScope(k.id()), assessments.ChildScope(k.id())
		r1, r2, team := k.id(), k.id(), k.id()
		k.push(k.ann, k.set(c1, r1, 0, "a", "1"), k.set(c2, r2, 0, "a", "1"), k.set(assessments.TeamScope(), team, 0, "a", "1"))
		rows, cursor := k.pull(k.ben, "")
		if len(rows) != 1 || rows[0].Seq != 3 {
			t.Fatalf("a therapist without grants sees %d rows, want the team's one", len(rows))
		}
		// Ben's own work on a child he does not hold is kept, not lost and not shown.
		k.want(k.ben, k.set(c1, r1, 0, "b", "early"), wire.Quar, "scope")
		k.push(k.ann, k.set(c1, r1, 1, "a", "2"))
		if err := k.l.Grant(k.ctx, c1, k.ben.Therapist); err != nil {
			t.Fatal(err)
		}
		rows, cursor = k.pull(k.ben, cursor)
		var got []uint64
		for _, d := range rows {
			got = append(got, d.Seq)
		}
		// 1 and 4 are Ann's, 5 is the grant, 6 is what waited in quarantine.
		if fmt.Sprint(got) != "[1 4 6]" {
			t.Errorf("after the grant came %v", got)
		}
		if r := k.head(r1); string(r.Fields["b"]) != `"early"` {
			t.Error("what waited for the grant is not in the record")
		}
		if err := k.l.UngrantWithin(k.ctx, c1, k.ben.Therapist, 0); err != nil {
			t.Fatal(err)
		}
		k.clock.Advance(time.Second)
		k.push(k.ann, k.set(c1, r1, 6, "a", "3"))
		k.want(k.ben, k.set(c1, k.id(), 0, "a", "late"), wire.Quar, "scope")
		if rows, cursor = k.pull(k.ben, cursor); len(rows) != 0 {
			t.Errorf("after the grant ended came %d rows", len(rows))
		}
		if err := k.l.Grant(k.ctx, c1, k.ben.Therapist); err != nil {
			t.Fatal(err)
		}
		seen := map[uint64]int{}
		rows, _ = k.pull(k.ben, cursor)
		last := map[string]uint64{}
		for _, d := range rows {
			seen[d.Seq]++
			c, _ := wire.Thaw(d.Frozen.Bytes)
			if d.Seq <= last[string(c.Record)] {
				t.Errorf("%d came after %d of the same record", d.Seq, last[string(c.Record)])
			}
			last[string(c.Record)] = d.Seq
		}
		if len(rows) != 5 || seen[8] != 1 {
			t.Errorf("after a new grant came %v, want all five of the child", seen)
		}
		k.sound()
	})
}

func TestPull_BackfillLongerThanAPageKeepsOrder(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, rec := assessments.ChildScope(k.id()), k.id()
		var batch []wire.Change
		for i := range 620 {
			batch = append(batch, k.set(child, rec, uint64(i), "a", fmt.Sprint(i)))
		}
		k.push(k.ann, batch[:310]...)
		_, cursor := k.pull(k.ben, "")
		k.push(k.ann, batch[310:600]...)
		_, cursor = k.pull(k.ben, cursor)
		if err := k.l.Grant(k.ctx, child, k.ben.Therapist); err != nil {
			t.Fatal(err)
		}
		p, err := k.l.Pull(k.ctx, k.ben, cursor, false)
		if err != nil || !p.More || len(p.Rows) != pageRows {
			t.Fatalf("first page: %d rows, more %v (%v)", len(p.Rows), p.More, err)
		}
		k.push(k.ann, batch[600:]...) // new work arrives while the older is on its way
		rest, _ := k.pull(k.ben, p.Cursor)
		all := append(p.Rows, rest...)
		if len(all) != 620 {
			t.Fatalf("%d of 620 changes", len(all))
		}
		for i := 1; i < len(all); i++ {
			if all[i].Seq <= all[i-1].Seq {
				t.Fatalf("%d came after %d", all[i].Seq, all[i-1].Seq)
			}
		}
	})
}

func TestPull_StrangeCursorStartsOver(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		k.push(k.ann, k.set(assessments.TeamScope(), k.id(), 0, "a", "1"))
		for _, c := range []string{"", "!!", "e30", cursor{Live: 99}.String(), "eyJzIjoiYSJ9"} {
			if rows, _ := k.pull(k.ann, c); len(rows) != 1 {
				t.Errorf("cursor %q: %d rows, want 1", c, len(rows))
			}
		}
	})
}

func TestPull_OwnChangesComeOnlyWhenNeeded(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		first := k.set(child, k.id(), 0, "a", "1")
		k.want(k.ann, first, wire.OK, "")
		rows, cursor := k.pull(k.ann, "")
		if len(rows) != 1 {
			t.Fatalf("from the beginning: %d rows, want the own one too", len(rows))
		}
		sick := k.set(assessments.ChildScope(k.id()), k.id(), 0, "a", "1")
		k.want(k.ben, k.set(sick.Scope(), k.id(), 0, "a", "1"), wire.OK, "")
		k.want(k.ann, sick, wire.Quar, "scope")
		k.want(k.ann, k.set(child, k.id(), 0, "a", "2"), wire.OK, "")
		if rows, cursor = k.pull(k.ann, cursor); len(rows) != 0 {
			t.Errorf("its ack told everything, and still %d rows came", len(rows))
		}
		if err := k.l.Grant(k.ctx, sick.Scope(), k.ann.Therapist); err != nil {
			t.Fatal(err)
		}
		rows, cursor = k.pull(k.ann, cursor)
		if len(rows) != 2 || rows[1].CID != sick.CID {
			t.Errorf("what came out of quarantine was not told: %d rows", len(rows))
		}
		again := k.ann
		again.Inc = "inc2" // restored from a backup: it may have forgotten
		k.push(k.ann, k.set(child, k.id(), 0, "a", "3"))
		if rows, _ = k.pull(again, cursor); len(rows) != 1 {
			t.Errorf("a new life of the device sees %d rows of its old one, want 1", len(rows))
		}
	})
}

func TestPull_OtherTenantIsAnotherWorld(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, child := k.id(), assessments.ChildScope(k.id())
		c := k.set(child, rec, 0, "a", "1")
		k.want(k.ann, c, wire.OK, "")
		other, err := k.l.AddTenant(k.ctx, "Other", Packs[1])
		if err != nil {
			t.Fatal(err)
		}
		mine := k.tenant
		k.tenant = other
		eve := k.enrol("Eve")
		k.tenant = mine
		if rows, _ := k.pull(eve, ""); len(rows) != 0 {
			t.Errorf("another service sees %d rows", len(rows))
		}
		if err := k.l.Grant(k.ctx, child, eve.Therapist); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("granting across services: %v", err)
		}
		// The same ids and even the same cid mean nothing in another service.
		k.want(eve, c, wire.OK, "")
		if r := k.head(rec); string(r.Fields["a"]) != `"1"` {
			t.Error("another service's push reached this one")
		}
		k.sound()
	})
}

func TestLastDSeq_StopsAtTheFirstHole(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		team := assessments.TeamScope()
		all := []wire.Change{k.set(team, k.id(), 0, "a", "1"), k.set(team, k.id(), 0, "a", "1"), k.set(team, k.id(), 0, "a", "1"), k.set(team, k.id(), 0, "a", "1")}
		k.push(k.ann, all[0], all[1], all[3])
		if n, cid, err := k.l.LastDSeq(k.ctx, k.tenant.ID, k.ann.Device, "inc1"); n != 2 || cid != all[1].CID || err != nil {
			t.Errorf("with 1, 2 and 4 stored: %d of %s (%v), want 2", n, cid, err)
		}
		k.push(k.ann, all[2])
		if n, _, _ := k.l.LastDSeq(k.ctx, k.tenant.ID, k.ann.Device, "inc1"); n != 4 {
			t.Errorf("with the hole filled: %d, want 4", n)
		}
	})
}
