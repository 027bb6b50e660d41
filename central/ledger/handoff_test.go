package ledger

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// TestHandoff_NothingIsOverlooked looks through more records than one page holds, and takes each up once, whoever else looks.
func TestHandoff_NothingIsOverlooked(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		var all []wire.Change
		for range handoffPage + 7 {
			c := k.set(child, k.id(), 0, "type", "call")
			c.Kind = assessments.KindContact
			all = append(all, c)
		}
		k.push(k.ann, all...)
		seen := 0
		for {
			list, upto, err := k.l.HandoffNews(k.ctx, k.tenant.ID, assessments.KindContact)
			if err != nil {
				t.Fatal(err)
			}
			if len(list) == 0 {
				break
			}
			seen += len(list)
			for range 2 { // another process saw the same
				if err := k.l.TakeUp(k.ctx, k.tenant.ID, list, nil, upto); err != nil {
					t.Fatal(err)
				}
			}
			// One that is behind does not turn the mark back.
			if err := k.l.TakeUp(k.ctx, k.tenant.ID, nil, nil, 1); err != nil {
				t.Fatal(err)
			}
		}
		open, err := k.l.OpenHandoffs(k.ctx, k.tenant.ID)
		if err != nil || seen != len(all) || len(open) != len(all) {
			t.Fatalf("of %d records %d were seen and %d are listed (%v)", len(all), seen, len(open), err)
		}
		counts, err := k.l.CountHandoffs(k.ctx, k.tenant.ID)
		if err != nil || counts[HandoffWaiting] != len(all) || len(counts) != 1 {
			t.Errorf("counted %v (%v)", counts, err)
		}
		k.sound()
	})
}

func TestHandoff_OneProcessSendsAParcel(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		r := assessments.Record{ID: k.id(), Kind: assessments.KindContact, Scope: child}
		if err := k.l.TakeUp(k.ctx, k.tenant.ID, []assessments.Record{r}, nil, 1); err != nil {
			t.Fatal(err)
		}
		h, err := k.l.Handoff(k.ctx, k.tenant.ID, r.ID)
		if err != nil || h.Scope != child || h.State != HandoffWaiting || h.Round != 1 {
			t.Fatalf("%+v (%v)", h, err)
		}
		claimedOnce(t, k, h)
		k.clock.Advance(2 * time.Minute)
		if due, err := k.l.DueHandoffs(k.ctx); err != nil || len(due) != 1 || due[0].Tries != 1 {
			t.Errorf("after its sender died: %+v (%v)", due, err)
		}
		if ok, err := k.l.SettleHandoff(k.ctx, h, HandoffHeld, "No basis.", "", 0); !ok || err != nil {
			t.Fatal(ok, err)
		}
		if ok, err := k.l.SettleHandoff(k.ctx, h, HandoffSent, "", "", 0); ok || err != nil {
			t.Errorf("what somebody held meanwhile was sent: %v", err)
		}
		// What is held is looked at again when its child's records say something new, and only its child's.
		for _, s := range []assessments.Scope{assessments.ChildScope(k.id()), child} {
			if due, err := k.l.DueHandoffs(k.ctx); err != nil || len(due) != 0 {
				t.Errorf("due: %+v (%v)", due, err)
			}
			if err := k.l.TakeUp(k.ctx, k.tenant.ID, nil, []assessments.Scope{s}, 2); err != nil {
				t.Fatal(err)
			}
		}
		if due, err := k.l.DueHandoffs(k.ctx); err != nil || len(due) != 1 {
			t.Errorf("due: %+v (%v)", due, err)
		}
	})
}
