package ledger

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// page reads one page.
func (k *kit) page(s Session, cursor string) Page {
	k.t.Helper()
	p, err := k.l.Pull(k.ctx, s, cursor, false)
	k.must(err)
	return p
}

func (k *kit) must(err error) {
	k.t.Helper()
	if err != nil {
		k.t.Fatal(err)
	}
}

func TestHandover_BothSeeItAndLateWorkIsTaken(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, rec := assessments.ChildScope(k.id()), k.id()
		k.push(k.ann, k.set(child, rec, 0, "a", "1"))
		_, ann := k.pull(k.ann, "")
		_, ben := k.pull(k.ben, "")
		k.must(k.l.Seen(k.ctx, k.deviceOf(k.ann), wire.Hello{Inc: "inc1", Unsent: 2}, false))
		k.must(k.l.Handover(k.ctx, child, k.ann.Therapist, k.ben.Therapist, 14))

		p := k.page(k.ben, ben)
		if len(p.Rows) != 1 || len(p.Add) != 1 || p.Add[0].Scope != child.Key() || len(p.Remove) != 0 {
			t.Errorf("the new owner gets %d rows, %+v, %+v", len(p.Rows), p.Add, p.Remove)
		}
		ben = p.Cursor
		p = k.page(k.ann, ann)
		if diff := cmp.Diff([]wire.ScopeRm{{Scope: child.Key(), Seq: 2, GraceD: 14}}, p.Remove); diff != "" || len(p.Rows) != 0 {
			t.Fatalf("the former owner is told %s, with %d rows", diff, len(p.Rows))
		}
		ann = p.Cursor

		// Work from before is still on Ann's tablet, and Ben has begun: neither is lost and neither waits.
		k.want(k.ben, k.set(child, rec, 1, "b", "ben"), wire.OK, "")
		k.clock.Advance(13 * 24 * time.Hour)
		late := k.set(child, rec, 1, "c", "ann")
		k.want(k.ann, late, wire.OK, "")
		k.want(k.ann, k.set(child, rec, 1, "b", "ann too"), wire.Conflict, "")
		p = k.page(k.ben, ben)
		if len(p.Rows) != 2 || p.Rows[0].CID != late.CID {
			t.Errorf("the late work does not reach the new owner: %d rows", len(p.Rows))
		}
		list, err := k.l.Late(k.ctx, k.tenant.ID, child)
		k.must(err)
		if len(list) != 2 || list[0].CID != late.CID || list[0].Name != "Ann" || list[0].Seq != p.Rows[0].Seq || list[0].Record != string(rec) || list[0].Device != k.ann.Device {
			t.Errorf("late work: %+v", list)
		}
		if other, _ := k.l.Late(k.ctx, k.tenant.ID, assessments.ChildScope(k.id())); len(other) != 0 {
			t.Errorf("another child has late work: %+v", other)
		}
		h := k.handing(child)
		if h.FromName != "Ann" || h.ToName != "Ben" || h.Late != 2 || h.Done || len(h.Tablets) != 1 || h.Tablets[0].Unsent != 2 || h.Tablets[0].LastSeen != "2026-11-20T09:00:00Z" {
			t.Errorf("under way: %+v", h)
		}

		// Ann's tablet is told in every round until it confirms; a confirmation of something else counts for nothing.
		at, err := k.l.Purged(k.ctx, k.ann, ann, []wire.Purged{{Scope: child.Key(), Seq: 1}, {Scope: "child/else", Seq: 2}, {Scope: "x\x00", Seq: 1 << 63}})
		k.must(err)
		if p = k.page(k.ann, at); len(p.Remove) != 1 {
			t.Fatalf("told %d times before it confirmed", len(p.Remove))
		}
		for range 2 {
			at, err = k.l.Purged(k.ctx, k.ann, ann, []wire.Purged{{Scope: child.Key(), Seq: 2}})
			k.must(err)
		}
		if p = k.page(k.ann, at); len(p.Remove) != 0 {
			t.Errorf("after it confirmed it is told again: %+v", p.Remove)
		}
		if h = k.handing(child); !h.Done || !h.Tablets[0].Purged {
			t.Errorf("after it confirmed: %+v", h)
		}
		// A copy of the tablet with its cursor of before, and one that starts from the beginning, are asked too.
		for _, c := range []string{ann, ""} {
			if p = k.page(k.ann, c); len(p.Remove) != 1 {
				t.Error("a copied tablet keeps the child")
			}
		}

		// After the grace, by the service's clock, nothing goes into the record, and nothing is lost.
		k.clock.Advance(2 * 24 * time.Hour)
		k.want(k.ann, k.set(child, rec, 1, "d", "too late"), wire.Quar, "scope")
		k.must(k.l.Grant(k.ctx, child, k.ann.Therapist))
		if r := k.head(rec); r.Fields.Text("d") != "too late" || r.Fields.Text("c") != "ann" {
			t.Errorf("after a new grant the record is %s", r.Fields)
		}
		if list, _ = k.l.Late(k.ctx, k.tenant.ID, child); len(list) != 2 {
			t.Errorf("what a new grant let in counts as late: %+v", list)
		}
		if all, err := k.l.Handovers(k.ctx, "", assessments.Scope{}); err != nil || len(all) != 0 {
			t.Errorf("given back, and still listed: %+v (%v)", all, err)
		}
		k.sound()
	})
}

// An answer is cut after the word that the child went to somebody else: the tablet has let go of it, its own words included, and its
// cursor stands before all that. Given the child back it must get its own words again.
func TestHandover_GivenBackAfterAnAnswerThatWasCut(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, rec := assessments.ChildScope(k.id()), k.id()
		k.push(k.ann, k.set(child, rec, 0, "a", "1"))
		_, cursor := k.pull(k.ann, "")
		own := k.push(k.ann, k.set(child, rec, 1, "a", "2"))[0]
		k.must(k.l.Handover(k.ctx, child, k.ann.Therapist, k.ben.Therapist, 14))
		if p := k.page(k.ann, cursor); len(p.Remove) != 1 {
			t.Fatalf("told to let go of %+v", p.Remove)
		}
		k.must(k.l.Grant(k.ctx, child, k.ann.Therapist))
		now := k.ann // which saves something else and sends it in the same request
		sent := k.push(k.ann, k.set(child, k.id(), 0, "a", "another"))[0]
		now.Taken = sent.Seq
		rows, cursor := k.pull(now, cursor)
		if len(rows) != 2 || rows[0].Seq != 1 || rows[1].Seq != own.Seq {
			t.Errorf("of two changes come back %+v", rows)
		}
		k.push(k.ann, k.set(child, rec, own.Seq, "a", "3"))
		if rows, _ = k.pull(k.ann, cursor); len(rows) != 0 {
			t.Errorf("what was acknowledged since comes back: %+v", rows)
		}
	})
}

func (k *kit) handing(scope assessments.Scope) Handing {
	k.t.Helper()
	list, err := k.l.Handovers(k.ctx, k.tenant.ID, scope)
	k.must(err)
	if len(list) != 1 {
		k.t.Fatalf("%d hand-overs: %+v", len(list), list)
	}
	return list[0]
}

func (k *kit) deviceOf(s Session) Device {
	k.t.Helper()
	d, _, err := k.l.Device(k.ctx, s.Device)
	k.must(err)
	return d
}

func TestHandover_RefusesWhatMakesNoSense(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.push(k.ann, k.set(child, k.id(), 0, "a", "1"))
		other, err := k.l.AddTenant(k.ctx, "Other", Packs[1])
		k.must(err)
		eve, err := k.l.AddTherapist(k.ctx, other.ID, "Eve", "eve@nhs.example")
		k.must(err)
		a, b := k.ann.Therapist, k.ben.Therapist
		for name, c := range map[string]struct {
			scope    assessments.Scope
			from, to string
			days     int
			want     assessments.ErrorKind
		}{
			"to oneself":           {child, a, a, 30, assessments.Invalid},
			"from who has it not":  {child, b, a, 30, assessments.NotFound},
			"to another service":   {child, a, eve.ID, 30, assessments.NotFound},
			"to nobody":            {child, a, "nobody", 30, assessments.NotFound},
			"a child of nobody":    {assessments.ChildScope(k.id()), a, b, 30, assessments.NotFound},
			"the team":             {assessments.TeamScope(), a, b, 30, assessments.Invalid},
			"for ever":             {child, a, b, 5000, assessments.Invalid},
			"before it took place": {child, a, b, -1, assessments.Invalid},
		} {
			if err := k.l.Handover(k.ctx, c.scope, c.from, c.to, c.days); assessments.KindOf(err) != c.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		if held, _ := k.l.Grants(k.ctx, k.tenant.ID, a); len(held) != 1 {
			t.Error("a refused hand-over took the child away")
		}
		// Whoever holds the child already keeps it, and one who has it again is asked for nothing.
		k.must(k.l.Grant(k.ctx, child, b))
		_, cur := k.pull(k.ann, "")
		k.must(k.l.Handover(k.ctx, child, a, b, 0))
		k.must(k.l.Handover(k.ctx, child, b, a, 0))
		if p := k.page(k.ann, cur); len(p.Remove) != 0 || len(p.Rows) != 1 {
			t.Errorf("given back before it heard: %+v, %d rows", p.Remove, len(p.Rows))
		}
	})
}

// What comes of a newly granted child comes record by record, the one that was worked on last first, and each in its order:
// whatever the size of the pages and whoever writes meanwhile.
func TestBackfill_NewestRecordsFirst(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		const records, each = 90, 13
		var recs []assessments.ID
		var batch []wire.Change
		for range records {
			recs = append(recs, k.id())
		}
		for i := range records * each {
			batch = append(batch, k.set(child, recs[i*7%records], uint64(i), "a", fmt.Sprint(i)))
			if len(batch) == 390 {
				k.push(k.ann, batch...)
				batch = nil
			}
		}
		_, cursor := k.pull(k.ben, "")
		k.must(k.l.Grant(k.ctx, child, k.ben.Therapist))
		var rows []wire.Delivered
		pages := 0
		for more := true; more; pages++ {
			p := k.page(k.ben, cursor)
			if pages == 1 { // an old record is worked on while it is on its way
				k.push(k.ann, k.set(child, recs[0], 5000, "a", "new"))
			}
			rows, cursor, more = append(rows, p.Rows...), p.Cursor, p.More
		}
		if len(rows) != records*each+1 || pages < 3 {
			t.Fatalf("%d rows in %d pages", len(rows), pages)
		}
		newest, seen, at := map[string]uint64{}, map[string]uint64{}, map[string]int{}
		var order []uint64
		for i, d := range rows {
			c, err := wire.Thaw(d.Frozen.Bytes)
			k.must(err)
			rec := string(c.Record)
			if d.Seq <= seen[rec] {
				t.Fatalf("%d came after %d of the same record", d.Seq, seen[rec])
			}
			if last, ok := at[rec]; ok && last != i-1 && i != len(rows)-1 {
				t.Fatalf("record %s came in two pieces", rec)
			}
			seen[rec], at[rec] = d.Seq, i
			if i < len(rows)-1 {
				newest[rec] = d.Seq
				if i+1 == len(rows)-1 || !sameRecord(rows[i+1], rec) {
					order = append(order, d.Seq)
				}
			}
		}
		if len(order) != records {
			t.Fatalf("%d records came", len(order))
		}
		for i := 1; i < len(order); i++ {
			if order[i] > order[i-1] {
				t.Errorf("a record worked on at %d came before one of %d", order[i-1], order[i])
			}
		}
	})
}

func sameRecord(d wire.Delivered, rec string) bool {
	c, err := wire.Thaw(d.Frozen.Bytes)
	return err == nil && string(c.Record) == rec
}

// A cursor of before this form is not stuck in the middle of something that no longer exists.
func TestBackfill_OldCursorBeginsTheScopeAnew(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.push(k.ann, k.set(child, k.id(), 0, "a", "1"), k.set(child, k.id(), 0, "a", "2"))
		k.must(k.l.Grant(k.ctx, child, k.ben.Therapist))
		rows, _ := k.pull(k.ben, cursor{Live: 2, Grants: 3, Back: []back{{Scope: child.Key(), After: 1, Upto: 2}}}.String())
		if len(rows) != 2 {
			t.Errorf("%d of 2 rows", len(rows))
		}
	})
}

func TestRepair_OnlyWhatDiffersComesAgain(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		c1, c2, team := assessments.ChildScope(k.id()), assessments.ChildScope(k.id()), assessments.TeamScope()
		k.push(k.ann, k.set(c1, k.id(), 0, "a", "1"), k.set(c1, k.id(), 0, "a", "2"), k.set(c2, k.id(), 0, "a", "3"), k.set(team, k.id(), 0, "a", "4"))
		rows, cursor := k.pull(k.ann, "")
		sums := map[string]*wire.Sum{c1.Key(): {}, c2.Key(): {}, team.Key(): {}}
		for i, d := range rows {
			if i == 1 {
				continue // this one is missing on the device
			}
			c, _ := wire.Thaw(d.Frozen.Bytes)
			sums[c.Scope().Key()].Add(d.CID)
		}
		var said []wire.Digest
		for _, key := range sorted(sums) {
			said = append(said, sums[key].Of(key))
		}
		// Later work is no reason to differ: both are compared where the cursor stands.
		k.push(k.ann, k.set(c2, k.id(), 0, "a", "5"))
		at, err := k.l.Repair(k.ctx, k.ann, cursor, said)
		k.must(err)
		p := k.page(k.ann, at)
		if len(p.Add) != 1 || p.Add[0] != (wire.ScopeAdd{Scope: c1.Key(), Upto: 4}) || len(p.Rows) != 2 {
			t.Errorf("again came %+v with %d rows", p.Add, len(p.Rows))
		}
		// Nobody learns anything of a scope they do not hold by asking, and a list under way is left alone.
		_, ben := k.pull(k.ben, "")
		if got, err := k.l.Repair(k.ctx, k.ben, ben, said[:1]); err != nil || got != ben {
			t.Errorf("a stranger's comparison changed the cursor (%v)", err)
		}
		if got, err := k.l.Repair(k.ctx, k.ann, at, said); err != nil || got != at {
			t.Errorf("while it is under way: %v", err)
		}
		if got, err := k.l.Repair(k.ctx, k.ann, "", said); err != nil || got != "" {
			t.Errorf("from the beginning: %v", err)
		}
	})
}

// What a tablet said before a restore may not be so any more: the child may have come back to it in the time that was lost. It is
// asked again, and the list of hand-overs takes nobody's word of before for today's. A tablet that wiped itself has nothing.
func TestHandover_AfterARestoreTabletsAreAskedAgain(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, second := assessments.ChildScope(k.id()), k.device(k.ann.Therapist)
		k.push(k.ann, k.set(child, k.id(), 0, "a", "1"))
		_, ann := k.pull(k.ann, "")
		k.must(k.l.Handover(k.ctx, child, k.ann.Therapist, k.ben.Therapist, 14))
		_, err := k.l.Purged(k.ctx, k.ann, ann, []wire.Purged{{Scope: child.Key(), Seq: 2}})
		k.must(err)
		k.must(k.l.SetLead(k.ctx, k.ann.Therapist, true))
		k.must(k.l.SetLead(k.ctx, k.ben.Therapist, true))
		k.must(k.l.OrderWipe(k.ctx, second.Device, k.ann.Therapist, k.ben.Therapist))
		k.must(k.l.Wiped(k.ctx, k.asKnown(second), wire.WipedReport{Nonce: k.asKnown(second).Nonce}))
		k.must(k.l.Seen(k.ctx, k.deviceOf(k.ann), wire.Hello{Inc: "inc1"}, false))
		said := func(k *kit) (ann, second, done bool) {
			k.t.Helper()
			h := k.handing(child)
			for _, x := range h.Tablets {
				if x.Device == k.ann.Device {
					ann = x.Purged
				} else {
					second = x.Purged
				}
			}
			return ann, second, h.Done && len(h.Tablets) == 2
		}
		if ann, second, done := said(k); !ann || !second || !done {
			t.Fatalf("before: %v %v %v", ann, second, done)
		}
		raw := k.backup()
		for name, cfg := range places(t) {
			twin := k.restored(cfg, raw)
			twin.t = t
			if ann, second, done := said(twin); ann || !second || done {
				t.Errorf("%s: after the restore Ann's tablet has let go: %v, the wiped one has nothing: %v, all is done: %v", name, ann, second, done)
			}
			p := twin.page(twin.ann, "")
			if len(p.Remove) != 1 || p.Remove[0].Seq != 2 {
				t.Errorf("%s: it is asked %+v", name, p.Remove)
			}
			_, err := twin.l.Purged(twin.ctx, twin.ann, p.Cursor, []wire.Purged{{Scope: child.Key(), Seq: 2}})
			twin.must(err)
			if _, _, done := said(twin); !done {
				t.Errorf("%s: it said so again, and is not believed", name)
			}
		}
	})
}
