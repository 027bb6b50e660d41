package ledger

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestPush_SecondTimeIsDup(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, child := k.id(), assessments.ChildScope(k.id())
		c1, c2 := k.set(child, rec, 0, "a", "1"), k.set(child, rec, 0, "b", "2")
		first := k.push(k.ann, c1, c2, c1)
		if first[0].Result != wire.OK || first[1].Result != wire.OK || first[2].Result != wire.Dup || first[2].Seq != first[0].Seq {
			t.Fatalf("a change twice in one batch: %+v", first)
		}
		if first[1].Seq != first[0].Seq+1 {
			t.Errorf("sequences %d and %d do not follow each other", first[0].Seq, first[1].Seq)
		}
		before, _ := k.l.Tenant(k.ctx, k.tenant.ID)
		again := k.push(k.ann, c1, c2)
		for i, a := range again {
			if a.Result != wire.Dup || a.Seq != first[i].Seq {
				t.Errorf("sent again: %+v, want dup with %d", a, first[i].Seq)
			}
		}
		after, _ := k.l.Tenant(k.ctx, k.tenant.ID)
		if before.Seq != after.Seq {
			t.Errorf("sending again moved the counter from %d to %d", before.Seq, after.Seq)
		}
		k.sound()
	})
}

func TestPush_RefusedChangesAreKeptWhole(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		good := k.set(child, k.id(), 0, "a", "1")
		k.want(k.ann, good, wire.OK, "")
		reuse := good
		reuse.Set = assessments.Fields{"a": []byte(`"other"`)}
		k.want(k.ann, reuse, wire.Quar, "id_reuse")

		damaged := frozen(t, k.set(child, k.id(), 0, "a", "1"))
		damaged.Frozen.Hash = strings.Repeat("0", 64)
		unreadable := wire.Pushed{CID: strings.Repeat("f", 32), Frozen: wire.Frozen{Bytes: []byte("\x00 not json"), Hash: wire.HashOf([]byte("\x00 not json"))}}
		newer := k.set(child, k.id(), 0, "a", "1")
		newer.V = wire.Format + 1
		big := k.set(child, k.id(), 0, "a", strings.Repeat("x", assessments.MaxField))
		nul := k.set(child, k.id(), 0, "a\x00b", "1")
		elsewhere := k.set(assessments.ChildScope(k.id()), good.Record, 0, "a", "2")
		badSign := k.sign(child, k.id(), 0, "a", "1")
		badSign.Sign.Hash = wire.ContentHash(nil)
		between := k.set(child, k.id(), 0, "a", "fine")
		acks := k.pushRaw(k.ann, damaged, unreadable, frozen(t, newer), frozen(t, big), frozen(t, nul), frozen(t, elsewhere), frozen(t, badSign), frozen(t, between))
		want := []string{"hash", "schema", "", "too_large", "schema", "id_reuse", "hash", ""}
		for i, a := range acks {
			if a.Code != want[i] || (a.Code != "") != (a.Result == wire.Quar) || a.Code != "" && a.Text == "" {
				t.Errorf("change %d: %+v, want code %q with a sentence", i, a, want[i])
			}
		}
		if acks[2].Result != wire.TooNew || acks[7].Result != wire.OK {
			t.Errorf("newer: %s, sound one between: %s", acks[2].Result, acks[7].Result)
		}
		rows, err := k.l.Quarantine(k.ctx, k.tenant.ID)
		if err != nil || len(rows) != 7 {
			t.Fatalf("%d rows in quarantine, want 7 (%v)", len(rows), err)
		}
		if string(rows[2].Raw) != "\x00 not json" {
			t.Errorf("raw bytes were not kept: %q", rows[2].Raw)
		}
		k.pushRaw(k.ann, unreadable, damaged)
		if again, _ := k.l.Quarantine(k.ctx, k.tenant.ID); len(again) != 7 {
			t.Errorf("sending them again made %d rows of 7", len(again))
		}
		k.sound()
	})
}

func TestPush_QuarantineHoldsItsOwnLaneOnly(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		sick, well := k.id(), k.id()
		bad := k.set(child, sick, 0, "a", strings.Repeat("x", assessments.MaxField))
		acks := k.push(k.ann, bad, k.set(child, sick, 0, "b", "waits"), k.set(child, well, 0, "a", "goes through"))
		if acks[0].Result != wire.Quar || acks[1].Result != wire.Held || acks[1].By != bad.CID || acks[2].Result != wire.OK {
			t.Fatalf("got %+v", acks)
		}
		k.want(k.ann, k.set(child, sick, 0, "c", "waits too"), wire.Held, "")
		// Somebody else's work on the same record does not wait for a device that sent something broken.
		if err := k.l.Grant(k.ctx, child, k.ben.Therapist); err != nil {
			t.Fatal(err)
		}
		k.want(k.ben, k.set(child, sick, 0, "d", "another device"), wire.OK, "")
	})
}

func TestPush_FaultStaysAlone(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		poison, refused := k.id(), k.id()
		k.l.before = func(rec assessments.ID) {
			if rec == poison {
				panic("planted")
			}
		}
		// The database refuses one record with an error of its own, as a full index or a bad encoding would.
		trigger := `CREATE TRIGGER planted BEFORE INSERT ON change WHEN NEW.rec = '` + string(refused) + `' BEGIN SELECT RAISE(ABORT, 'planted'); END`
		if k.l.d.name == "postgres" {
			trigger = `CREATE TRIGGER planted BEFORE INSERT ON change FOR EACH ROW WHEN (NEW.rec = '` + string(refused) + `') EXECUTE FUNCTION refuse()`
		}
		if err := k.exec(trigger); err != nil {
			t.Fatal(err)
		}
		var batch []wire.Change
		for range 7 {
			batch = append(batch, k.set(child, k.id(), 0, "a", "sound"))
		}
		batch = append(batch[:3:3], append([]wire.Change{k.set(child, poison, 0, "a", "x"), k.set(child, refused, 0, "a", "y")}, batch[3:]...)...)
		for i, a := range k.push(k.ann, batch...) {
			fault := i == 3 || i == 4
			if fault != (a.Code == "fault") || fault != (a.Result == wire.Quar) {
				t.Errorf("change %d: %+v", i, a)
			}
		}
		if rows, _ := k.pull(k.ann, ""); len(rows) != 7 {
			t.Errorf("%d of 7 sound changes went through", len(rows))
		}
		k.sound()
		// After the fault is mended, what was kept goes in.
		k.l.before = nil
		drop := `DROP TRIGGER planted`
		if k.l.d.name == "postgres" {
			drop += ` ON change`
		}
		if err := k.exec(drop); err != nil {
			t.Fatal(err)
		}
		if n, err := k.l.RetryQuarantine(k.ctx, k.tenant.ID); n != 2 || err != nil {
			t.Errorf("retry took %d of 2 (%v)", n, err)
		}
		if string(k.head(poison).Fields["a"]) != `"x"` || string(k.head(refused).Fields["a"]) != `"y"` {
			t.Error("what came out of quarantine is not in its record")
		}
		if rows, _ := k.l.Quarantine(k.ctx, ""); len(rows) != 0 {
			t.Errorf("%d rows are still open", len(rows))
		}
		k.sound()
	})
}

func TestPush_ConflictOpensAndSettles(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, child := k.id(), assessments.ChildScope(k.id())
		first := k.want(k.ann, k.set(child, rec, 0, "a", "1", "b", "1"), wire.OK, "")
		if err := k.l.Grant(k.ctx, child, k.ben.Therapist); err != nil {
			t.Fatal(err)
		}
		k.want(k.ann, k.set(child, rec, first.Seq, "a", "ann"), wire.OK, "")
		k.want(k.ben, k.set(child, rec, first.Seq, "b", "ben"), wire.OK, "")
		lost := k.set(child, rec, first.Seq, "a", "ben")
		at := k.want(k.ben, lost, wire.Conflict, "")
		rows, err := k.l.Conflicts(k.ctx, k.tenant.ID)
		if err != nil || len(rows) != 1 || len(rows[0].Values) != 2 {
			t.Fatalf("conflicts: %+v (%v)", rows, err)
		}
		if got := string(rows[0].Values[0].Value) + string(rows[0].Values[1].Value); got != `"ann""ben"` || rows[0].Values[0].Device != k.ann.Device || rows[0].Values[1].Device != k.ben.Device {
			t.Errorf("the conflict shows %+v", rows[0].Values)
		}
		solve := k.set(child, rec, at.Seq, "a", "both")
		solve.Op, solve.Names = assessments.OpResolve, []string{lost.CID}
		k.want(k.ann, solve, wire.OK, "")
		if rows, _ := k.l.Conflicts(k.ctx, k.tenant.ID); len(rows) != 0 {
			t.Errorf("still open: %+v", rows)
		}
		r := k.head(rec)
		if string(r.Fields["a"]) != `"both"` || string(r.Fields["b"]) != `"ben"` {
			t.Errorf("record is %s", r.Fields)
		}
		k.sound()
	})
}

func TestPush_SignedIsFixed(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, other, child := k.id(), k.id(), assessments.ChildScope(k.id())
		k.push(k.ann, k.set(child, rec, 0, "a", "1"), k.sign(child, rec, 0, "a", "1"), k.sign(child, other, 0, "a", "2"))
		k.want(k.ann, k.set(child, rec, 9, "a", "later"), wire.Proposed, "")
		if r := k.head(rec); string(r.Fields["a"]) != `"1"` || r.Meta.Signed == nil {
			t.Errorf("after a later edit the signed record is %s", r.Fields)
		}
		for _, q := range []string{
			`UPDATE rec_head SET body = ?1 WHERE signed_cid <> ''`,
			`DELETE FROM rec_head WHERE signed_cid <> '' AND ?1 IS NOT NULL`,
			`UPDATE change SET body = ?1`,
			`DELETE FROM change WHERE body <> ?1`,
		} {
			if err := k.exec(q, []byte("forged")); err == nil {
				t.Errorf("the database let %q happen", q)
			}
		}
		k.sound()
		// Somebody with the keys of the database can take the guard away; the chain and the hashes still tell.
		off := []string{`DROP TRIGGER change_kept`}
		if k.l.d.name == "postgres" {
			off = []string{`DROP TRIGGER change_kept ON change`}
		}
		for _, q := range append(off, `UPDATE change SET chain = ?1 WHERE op = 'sign' AND rec = '`+string(other)+`'`) {
			args := []any{[]byte("forged")}
			if strings.HasPrefix(q, "DROP") {
				args = nil
			}
			if err := k.exec(q, args...); err != nil {
				t.Fatal(err)
			}
		}
		if problems, err := k.l.Verify(k.ctx); err != nil || len(problems) != 1 || !strings.Contains(problems[0].Text, "chain") {
			t.Errorf("a forged link was reported as %+v (%v)", problems, err)
		}
	})
}

func TestPush_CloneDoesNotPassForItsTwin(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		rec, child := k.id(), assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, rec, 0, "a", "1"), wire.OK, "")
		mine := k.set(child, rec, 1, "a", "tablet")
		clone := k.set(child, rec, 1, "a", "its clone")
		clone.DSeq = mine.DSeq
		k.want(k.ann, mine, wire.OK, "")
		k.want(k.ann, clone, wire.Conflict, "")
		k.want(k.ann, clone, wire.Dup, "")
		k.sound()
	})
}
