package fleet

import (
	"fmt"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestDebug(t *testing.T) {
	from, _ := seeds(t)
	w := newWorld(t, onSQLite, from, func(int) time.Duration { return 0 })
	w.storm(steps)
	w.calm()
	seen := map[string]bool{}
	for _, d := range w.devices {
		fmt.Println("device", d.n, d.therapist)
		cursor := ""
		for {
			p, _ := w.c.Ledger().Pull(w.ctx, ledger.Session{Tenant: w.tenant, Therapist: d.therapist}, cursor, cursor == "")
			for _, r := range p.Rows {
				if seen[r.CID] {
					continue
				}
				seen[r.CID] = true
				c, _ := wire.Thaw(r.Frozen.Bytes)
				fmt.Println(r.Seq, r.Result, "dev", r.Device[30:], r.Inc, "dseq", c.DSeq, "rec", c.Record[30:], c.Op, "base", c.Base, c.Names)
				for _, f := range c.Set.Names() {
					fmt.Println("      ", f, string(c.Set[f]))
				}
			}
			if cursor = p.Cursor; !p.More {
				break
			}
		}
	}
	cs, _ := w.c.Conflicts(w.ctx, "")
	for _, c := range cs {
		fmt.Println("CONFLICT", c)
	}
	qs, _ := w.c.Quarantine(w.ctx, "")
	for _, c := range qs {
		fmt.Println("QUAR", c.Device, c.Record, c.CID, c.Code, c.Text)
	}
	w.noValueVanished()
}
