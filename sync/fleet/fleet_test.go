package fleet

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/store"
)

var seedsFlag = flag.String("seeds", "", "how many worlds to run, or from..to; FIELDFARE_SEEDS does the same")

// seeds are the worlds to run.
func seeds(t *testing.T) (from, to uint64) {
	t.Helper()
	said := *seedsFlag
	if said == "" {
		said = os.Getenv("FIELDFARE_SEEDS")
	}
	if said == "" {
		return 1, 60
	}
	if a, b, ok := strings.Cut(said, ".."); ok {
		if _, err := fmt.Sscan(a+" "+b, &from, &to); err != nil {
			t.Fatalf("seeds %q: %v", said, err)
		}
		return from, to
	}
	if _, err := fmt.Sscan(said, &to); err != nil {
		t.Fatalf("seeds %q: %v", said, err)
	}
	return 1, to
}

const steps = 40

func TestFleet_NothingIsLost(t *testing.T) {
	from, to := seeds(t)
	began, conflicts, quarantined, saves := time.Now(), 0, 0, 0
	for seed := from; seed <= to; seed++ {
		ok := t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			w := newWorld(t, onSQLite, seed, func(int) time.Duration { return 0 })
			w.storm(steps)
			w.calm()
			w.everySaveIsSomewhere()
			w.noValueVanished()
			w.scopesConverge()
			w.replayChangesNothing()
			w.adds()
			saves += len(w.oracle.saves)
			c, err := w.c.Conflicts(w.ctx, "")
			w.must(err)
			q, err := w.c.Quarantine(w.ctx, "")
			w.must(err)
			conflicts, quarantined = conflicts+len(c), quarantined+len(q)
			if seed%6 == 0 {
				w.otherClocksSameState()
			}
		})
		if !ok {
			t.Fatalf("run it alone with FIELDFARE_SEEDS=%d..%d", seed, seed)
		}
	}
	t.Logf("%d worlds, %d saves, %d open conflicts, %d in quarantine, %v a world", to-from+1, saves, conflicts, quarantined, time.Since(began)/time.Duration(to-from+1))
	if to-from > 30 && (conflicts == 0 || quarantined == 0) {
		t.Error("the worlds were too peaceful to show anything")
	}
}

// Invariant 1: every save is in a record's history, or in quarantine.
func (w *world) everySaveIsSomewhere() {
	w.t.Helper()
	there := map[string]bool{}
	for _, d := range w.devices {
		cursor := ""
		for {
			p, err := w.c.Ledger().Pull(w.ctx, ledger.Session{Tenant: w.tenant, Therapist: d.therapist}, cursor, cursor == "")
			w.must(err)
			for _, row := range p.Rows {
				there[row.CID] = true
			}
			if cursor = p.Cursor; !p.More {
				break
			}
		}
	}
	rows, err := w.c.Quarantine(w.ctx, w.tenant)
	w.must(err)
	for _, q := range rows {
		there[q.CID] = true
	}
	held := w.heldOnDevices()
	for _, s := range w.oracle.saves {
		if s.cid != "" && !there[s.cid] && !held[s.cid] {
			w.t.Errorf("seed %d: the save of %s in %s (%s) is nowhere", w.seed, s.value, s.field, s.cid)
		}
	}
}

// heldOnDevices are changes that wait on their device behind one in quarantine, visible there as unsent.
func (w *world) heldOnDevices() map[string]bool {
	held := map[string]bool{}
	for _, d := range w.devices {
		for _, r := range w.records {
			history, err := d.store.History(w.ctx, r.id)
			if err != nil && assessments.KindOf(err) == assessments.NotFound {
				continue
			}
			w.must(err)
			for _, h := range history {
				if h.State == "held" || h.State == "quarantined" {
					held[h.CID] = true
				}
			}
		}
	}
	return held
}

// Invariant 2: a value that was saved stands in its record, stands beside it in a conflict, is in quarantine or waits behind
// it, or was replaced by somebody who saw it.
func (w *world) noValueVanished() {
	w.t.Helper()
	shown := map[string]bool{}
	records, err := w.c.Ledger().Records(w.ctx, w.tenant)
	w.must(err)
	for _, r := range records {
		for f, v := range r.Fields {
			shown[string(r.ID)+f+string(v)] = true
		}
	}
	conflicts, err := w.c.Conflicts(w.ctx, w.tenant)
	w.must(err)
	for _, c := range conflicts {
		for _, v := range c.Values {
			shown[c.Record+c.Field+string(v.Value)] = true
		}
	}
	apart := w.heldOnDevices()
	rows, err := w.c.Quarantine(w.ctx, w.tenant)
	w.must(err)
	for _, q := range rows {
		apart[q.CID] = true
	}
	for _, s := range w.oracle.saves {
		if !shown[string(s.rec)+s.field+s.value] && !w.oracle.replaced[s.value] && !apart[s.cid] {
			w.t.Errorf("seed %d: %s in %s of %s vanished without a word", w.seed, s.value, s.field, s.rec.Short())
		}
	}
}

// Invariant 3: what two devices may both see is the same on both and on the service, byte for byte, conflicts included.
func (w *world) scopesConverge() {
	w.t.Helper()
	central := map[assessments.ID]string{}
	records, err := w.c.Ledger().Records(w.ctx, w.tenant)
	w.must(err)
	for _, r := range records {
		central[r.ID] = written(w.t, r)
	}
	for _, d := range w.devices {
		mine := map[assessments.ID]string{}
		unsent := map[assessments.ID]bool{}
		list, err := d.store.Records(w.ctx, store.Filter{Struck: true})
		w.must(err)
		for _, r := range list {
			mine[r.ID], unsent[r.ID] = written(w.t, r), r.Meta.Unsent > 0
		}
		for _, r := range records {
			if unsent[r.ID] || !w.holds(d, r.Scope) {
				continue
			}
			if mine[r.ID] != central[r.ID] {
				w.t.Errorf("seed %d: device %d has\n%s, the service\n%s", w.seed, d.n, mine[r.ID], central[r.ID])
			}
		}
		for id := range mine {
			if _, ok := central[id]; !ok && !unsent[id] {
				w.t.Errorf("seed %d: device %d has record %s, sent, and the service has not", w.seed, d.n, id.Short())
			}
		}
	}
}

// written is a record in canonical bytes, with what a person sees of its state.
func written(t *testing.T, r assessments.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := (assessments.Bundle{Bundle: 1, Records: []assessments.Record{r}}).Write(&b); err != nil {
		t.Fatal(err)
	}
	signed, err := json.Marshal(r.Meta.Signed)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(b.String(), string(signed), r.Meta.Conflicts)
}

// holds asks the service itself, by what it would deliver.
func (w *world) holds(d *device, s assessments.Scope) bool {
	if s.Type == assessments.ScopeTeam {
		return true
	}
	held, err := w.c.Ledger().Grants(w.ctx, w.tenant, d.therapist)
	w.must(err)
	for _, h := range held {
		if h == s {
			return true
		}
	}
	return false
}

// Invariant 7: every request that ever reached the service, sent again, changes nothing.
func (w *world) replayChangesNothing() {
	w.t.Helper()
	state := func() string {
		tenant, err := w.c.Ledger().Tenant(w.ctx, w.tenant)
		w.must(err)
		q, err := w.c.Quarantine(w.ctx, w.tenant)
		w.must(err)
		c, err := w.c.Conflicts(w.ctx, w.tenant)
		w.must(err)
		return fmt.Sprint(tenant.Seq, len(q), c, string(w.export()))
	}
	before, answered := state(), 0
	for _, m := range append([]*message(nil), w.air.past...) {
		if w.air.send(m) == 200 {
			answered++
		}
	}
	if answered == 0 {
		w.t.Errorf("seed %d: no request could be sent again: nothing was shown", w.seed)
	}
	if after := state(); after != before {
		w.t.Errorf("seed %d: sending everything again changed\n%s to\n%s", w.seed, before, after)
	}
}

// adds checks that the journal adds up to the records and the chains hold.
func (w *world) adds() {
	w.t.Helper()
	problems, err := w.c.Ledger().Verify(w.ctx)
	w.must(err)
	for _, p := range problems {
		w.t.Errorf("seed %d: %s: %s", w.seed, p.Where, p.Text)
	}
	for _, d := range w.devices {
		bad, err := d.store.Verify(w.ctx)
		w.must(err)
		for _, p := range bad {
			w.t.Errorf("seed %d: device %d: %v", w.seed, d.n, p)
		}
	}
}

// Invariant 9: the same world with other clocks on the devices ends in the same state.
func (w *world) otherClocksSameState() {
	w.t.Helper()
	other := newWorld(w.t, onSQLite, w.seed, func(n int) time.Duration {
		return []time.Duration{90 * 24 * time.Hour, -400 * 24 * time.Hour, 3 * time.Hour}[n]
	})
	other.storm(steps)
	other.calm()
	if a, b := w.export(), other.export(); !bytes.Equal(a, b) {
		w.t.Errorf("seed %d: other clocks made\n%s\nof\n%s", w.seed, b, a)
	}
	if a, b := w.openFields(), other.openFields(); a != b {
		w.t.Errorf("seed %d: other clocks made the conflicts\n%s\nof\n%s", w.seed, b, a)
	}
}

func (w *world) openFields() string {
	rows, err := w.c.Conflicts(w.ctx, w.tenant)
	w.must(err)
	var b strings.Builder
	for _, c := range rows {
		fmt.Fprintf(&b, "%s %s %d", c.Record, c.Field, c.Opened)
		for _, v := range c.Values {
			fmt.Fprintf(&b, " %s", v.Value)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
