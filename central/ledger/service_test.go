package ledger

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func receipt(share assessments.ID, what string) *assessments.Receipt {
	return &assessments.Receipt{Share: share, What: what, At: "2026-11-24T09:00:00Z"}
}

func TestWrite_ReachesTheTabletsThatHoldTheChild(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		_, before := k.pull(k.ann, "")
		id, share := k.id(), k.id()
		seq, err := k.l.Write(k.ctx, k.tenant.ID, Author{Actor: "link/abc"}, NewEntry(id, child, receipt(share, "opened")), NewEntry(k.id(), child, receipt(share, "downloaded")))
		if err != nil {
			t.Fatal(err)
		}
		rows, _ := k.pull(k.ann, before)
		if len(rows) != 2 || rows[1].Seq != seq || rows[0].Result != wire.OK || rows[0].Device == k.ann.Device {
			t.Fatalf("the tablet gets %+v", rows)
		}
		c, err := wire.Thaw(rows[0].Frozen.Bytes)
		if err != nil || c.Record != id || c.Kind != assessments.KindReceipt || c.Set.Text("what") != "opened" || wire.HashOf(rows[0].Frozen.Bytes) != rows[0].Frozen.Hash {
			t.Errorf("the change is %+v (%v)", c, err)
		}
		// Whoever does not hold the child gets nothing, and nobody was given it by the writing.
		if rows, _ := k.pull(k.ben, ""); len(rows) != 0 {
			t.Errorf("another tablet gets %d changes", len(rows))
		}
		if got := k.head(id).Fields.Text("share"); got != string(share) {
			t.Errorf("the record says %q", got)
		}
		// The tablet answers it, and the service's next edit of it knows what it saw.
		ans := k.set(child, id, seq, "answer", "Yes")
		ans.Kind = assessments.KindReceipt
		k.want(k.ann, ans, wire.OK, "")
		trail, err := k.l.Audit(k.ctx, k.tenant.ID)
		if err != nil || !slices.ContainsFunc(trail, func(a AuditRow) bool {
			return a.Actor == "link/abc" && a.What == "wrote receipt" && a.About == child.Key()
		}) {
			t.Errorf("the audit does not say who wrote: %+v (%v)", trail, err)
		}
		k.sound()
	})
}

func TestWrite_AllOrNothing(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, who := assessments.ChildScope(k.id()), Author{Actor: "lead/x"}
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		rec := k.id()
		seq, err := k.l.Write(k.ctx, k.tenant.ID, who, NewEntry(rec, child, &assessments.Goal{Title: "Ties laces"}))
		if err != nil {
			t.Fatal(err)
		}
		seen := k.head(rec)
		if seen.Meta.Seq != seq {
			t.Fatalf("the record stands at %d, the answer was %d", seen.Meta.Seq, seq)
		}
		edit := func(rec assessments.Record, title string) Entry {
			e, ok := NextEntry(rec, &assessments.Goal{Title: title})
			if !ok {
				t.Fatal("nothing to change")
			}
			return e
		}
		if _, err := k.l.Write(k.ctx, k.tenant.ID, who, edit(seen, "Ties shoes")); err != nil {
			t.Fatal(err)
		}
		other := k.id()
		for name, bad := range map[string]struct {
			e    Entry
			kind assessments.ErrorKind
		}{
			"a field that changed since it was read":    {edit(seen, "Ties bows"), assessments.Conflict},
			"a new record that is there":                {NewEntry(rec, child, &assessments.Goal{Title: "x"}), assessments.Conflict},
			"an edit of what is not there":              {Entry{Edit: NewEntry(k.id(), child, &assessments.Goal{Title: "x"}).Edit, Base: 3}, assessments.Conflict},
			"a child's id as another child's record":    {NewEntry(child.ID, assessments.ChildScope(k.id()), &assessments.Goal{Title: "x"}), assessments.Conflict},
			"a child's id as a setting's":               {NewEntry(k.id(), assessments.SettingScope(child.ID), &assessments.Goal{Title: "x"}), assessments.Invalid},
			"a signature":                               {Entry{Edit: assessments.Edit{Record: k.id(), Kind: "goal", Scope: child, Op: assessments.OpSign, Set: assessments.Fields{"a": json.RawMessage("1")}}}, assessments.Invalid},
			"nothing at all":                            {Entry{Edit: assessments.Edit{Record: k.id(), Kind: "goal", Scope: child}}, assessments.Invalid},
			"a text that is larger than a field may be": {NewEntry(k.id(), child, &assessments.Goal{Title: string(make([]byte, assessments.MaxField+1))}), assessments.Invalid},
		} {
			_, err := k.l.Write(k.ctx, k.tenant.ID, who, NewEntry(other, child, &assessments.Goal{Title: "beside it"}), bad.e)
			if assessments.KindOf(err) != bad.kind {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got := k.head(rec).Fields.Text("title"); got != "Ties shoes" {
			t.Errorf("the title is %q", got)
		}
		if q, err := k.l.Quarantine(k.ctx, k.tenant.ID); err != nil || len(q) != 0 {
			t.Errorf("in quarantine: %+v (%v)", q, err)
		}
		if list, err := k.l.ReadScope(k.ctx, k.tenant.ID, child, "test"); err != nil || len(list) != 2 {
			t.Errorf("%d records (%v), want the child and one goal", len(list), err)
		}
		if _, err := k.l.Write(k.ctx, k.newID(), who, NewEntry(k.id(), child, &assessments.Goal{Title: "x"})); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("a tenant that is not there: %v", err)
		}
		k.sound()
	})
}

// Several processes on one database each have a Ledger of their own.
func TestWrite_SideBySide(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		cfg := k.l.cfg
		cfg.Rand = testkit.Random("the other process")
		other := k.open(cfg)
		defer other.Close()
		ids := make([]assessments.ID, 24)
		for i := range ids {
			ids[i] = k.id()
		}
		var wg sync.WaitGroup
		for i, id := range ids {
			wg.Add(1)
			go func() {
				defer wg.Done()
				l := []*Ledger{k.l, other}[i%2]
				if _, err := l.Write(k.ctx, k.tenant.ID, Author{Actor: "link"}, NewEntry(id, child, receipt(child.ID, "opened"))); err != nil {
					t.Error(err)
				}
			}()
		}
		wg.Wait()
		list, err := k.l.ReadKinds(k.ctx, k.tenant.ID, "test", assessments.KindReceipt)
		if err != nil || len(list) != len(ids) {
			t.Errorf("%d receipts (%v)", len(list), err)
		}
		k.sound()
	})
}

func TestRead_StaysInItsTenantAndLeavesALine(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		elsewhere, err := k.l.AddTenant(k.ctx, "Elsewhere", Packs[0])
		if err != nil {
			t.Fatal(err)
		}
		ctx := As(context.Background(), "lead/7")
		count := func(tenant string) (n int) {
			for _, read := range []func() ([]assessments.Record, error){
				func() ([]assessments.Record, error) { return k.l.ReadScope(ctx, tenant, child, "page") },
				func() ([]assessments.Record, error) { return k.l.ReadKinds(ctx, tenant, "page", "observation") },
			} {
				list, err := read()
				if err != nil {
					t.Fatal(err)
				}
				n += len(list)
			}
			return n
		}
		if n := count(k.tenant.ID); n != 2 {
			t.Errorf("read %d records", n)
		}
		if n := count(elsewhere.ID); n != 0 {
			t.Errorf("another tenant read %d records", n)
		}
		if r, err := k.l.ReadRecord(ctx, k.tenant.ID, child.ID, "page"); err != nil || r.Fields.Text("name") != "Ada" {
			t.Errorf("%+v (%v)", r, err)
		}
		if _, err := k.l.ReadRecord(ctx, elsewhere.ID, child.ID, "page"); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("another tenant: %v", err)
		}
		trail, err := k.l.Audit(ctx, k.tenant.ID)
		if err != nil {
			t.Fatal(err)
		}
		lines := 0
		for _, a := range trail {
			if a.Actor == "lead/7" && a.What == "read: page" && (a.About == child.Key() || a.About == "list") {
				lines++
			}
		}
		if lines != 3 {
			t.Errorf("%d lines in the audit, want 3", lines)
		}
	})
}

// A restored service must not give a number twice that a tablet may have seen.
func TestWrite_AfterARestoreGoesByAnotherName(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		inc := func() string {
			id := k.id()
			if _, err := k.l.Write(k.ctx, k.tenant.ID, Author{Actor: "link"}, NewEntry(id, child, receipt(child.ID, "opened"))); err != nil {
				t.Fatal(err)
			}
			rows, _ := k.pull(k.ann, "")
			return rows[len(rows)-1].Inc
		}
		first := inc()
		if again := inc(); again != first {
			t.Errorf("the name changes without a restore: %s, %s", first, again)
		}
		if err := k.exec(`UPDATE tenant SET epoch = 'another' WHERE id = ?1`, k.tenant.ID); err != nil {
			t.Fatal(err)
		}
		if after := inc(); after == first {
			t.Error("the same name after the epoch was renewed")
		}
		k.sound()
	})
}
