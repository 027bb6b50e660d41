package ledger

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// The lead sees whose work waits, the oldest first, and what has waited for more than a day.
func TestQuarantine_TellsAgeAndTherapist(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		k.want(k.ben, k.set(child, k.id(), 0, "text", "one"), wire.Quar, wire.CodeScope)
		k.clock.Advance(20 * time.Hour)
		damaged := frozen(t, k.set(child, k.id(), 0, "text", "two"))
		damaged.Frozen.Hash = wire.HashOf([]byte("other"))
		k.pushRaw(k.ann, damaged)
		k.clock.Advance(5 * time.Hour)
		list, err := k.l.Quarantine(k.ctx, k.tenant.ID)
		if err != nil || len(list) != 2 {
			t.Fatalf("%d in quarantine (%v)", len(list), err)
		}
		old, young := list[0], list[1]
		if old.Name != "Ben" || old.Age < 25*3600 || old.Age > 25*3600+60 || !old.Late || old.Code != wire.CodeScope {
			t.Errorf("the oldest: %+v", old)
		}
		if young.Name != "Ann" || young.Age < 5*3600 || young.Late || young.Code != wire.CodeHash {
			t.Errorf("the youngest: %+v", young)
		}
	})
}
