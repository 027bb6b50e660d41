package ledger

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestReads_AreKeptOnceAndForEver(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		k.want(k.ann, k.set(child, child.ID, 0, "name", "Ada"), wire.OK, "")
		k.clock.Advance(time.Minute)
		read := wire.Read{ID: strings.Repeat("ab", 16), Child: child.ID, By: k.id(), At: "2026-11-24T09:12:00Z", Part: "2026-11-24/morning", What: []string{"child", "goals"}}
		other := read
		other.ID, other.Child = strings.Repeat("cd", 16), k.id()
		for range 2 { // the answer to the first was lost
			ok, err := k.l.Reads(k.ctx, k.ben, []wire.Read{read, other})
			if err != nil || fmt.Sprint(ok.IDs) != fmt.Sprint([]string{read.ID, other.ID}) {
				t.Fatalf("%+v (%v)", ok, err)
			}
		}
		list, err := k.l.Accesses(k.ctx, k.tenant.ID, child.ID)
		if err != nil || len(list) != 2 {
			t.Fatalf("%+v (%v)", list, err)
		}
		wrote, saw := list[0], list[1]
		if wrote.Did != "wrote" || wrote.Name != "Ann" || wrote.Record != string(child.ID) || wrote.What[0] != "set observation ok" {
			t.Errorf("who wrote: %+v", wrote)
		}
		if saw.Did != "read" || saw.Name != "Ben" || saw.Part != read.Part || fmt.Sprint(saw.What) != "[child goals]" || saw.Claimed != read.At || saw.Device != k.ben.Device {
			t.Errorf("who saw: %+v", saw)
		}
		// No feed has it, whoever asks.
		for _, s := range []Session{k.ann, k.ben} {
			rows, _ := k.pull(s, "")
			for _, r := range rows {
				if strings.Contains(string(r.Frozen.Bytes), read.ID) {
					t.Errorf("a device is told what another showed: %s", r.Frozen.Bytes)
				}
			}
		}
		for _, q := range []string{`UPDATE child_read SET what = ''`, `DELETE FROM child_read`} {
			if err := k.exec(q); err == nil {
				t.Errorf("%s was let through", q)
			}
		}
		// A name with a NUL or too many screens must not stop the others.
		rough := wire.Read{ID: "x\x00y", Child: "\x00", What: make([]string, 5000)}
		if ok, err := k.l.Reads(k.ctx, k.ann, []wire.Read{rough}); err != nil || len(ok.IDs) != 1 {
			t.Errorf("a rough read: %+v (%v)", ok, err)
		}
		k.sound()
	})
}
