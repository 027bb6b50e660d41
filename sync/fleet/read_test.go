package fleet

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// What a tablet showed reaches the service with its next sync, is kept once though answers are lost, and comes down to nobody.
func TestReads_ReachTheServiceOnce(t *testing.T) {
	for name, at := range map[string]where{"sqlite": onSQLite, "postgres": onPostgres} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, at, 4, func(int) time.Duration { return 0 })
			a, b := w.devices[0], w.devices[2]
			child := w.create(assessments.ChildScope(w.id()))
			a.edit(child)
			a.sync()
			w.must(w.c.Grant(w.ctx, child.scope, b.therapist))
			w.air.rough = true
			for i := range 30 {
				for _, screen := range []string{"child", "goals", "preview"} {
					b.store.Shown(child.scope.ID, screen, "")
				}
				_, err := b.store.Reads(w.ctx, 1) // notes what was shown: by itself it would do so at any moment of what follows
				w.must(err)
				b.clock.Advance(time.Hour)
				if i%7 == 3 {
					b.kill = 3
				}
				b.sync()
			}
			w.calm()
			list, err := w.c.Ledger().Accesses(w.ctx, w.tenant, child.scope.ID)
			w.must(err)
			reads, seen := 0, map[string]bool{}
			for _, x := range list {
				if x.Did != "read" {
					continue
				}
				reads++
				for _, screen := range x.What {
					seen[x.Part+" "+screen] = true
				}
				if x.Therapist != b.therapist || x.Name != "Ben" {
					t.Errorf("read by %+v", x)
				}
			}
			// Thirty hours are six parts of days; power cuts may note one twice.
			if len(seen) < 15 || reads > 24 {
				t.Errorf("%d reads of %d screens in parts of days", reads, len(seen))
			}
			for _, d := range w.devices {
				left, err := d.store.Reads(w.ctx, 10)
				w.must(err)
				if len(left) != 0 {
					t.Errorf("device %d still has %+v to tell", d.n, left)
				}
			}
			w.adds()
		})
	}
}

// A service that is restored from a backup is told again what it had known since.
func TestReads_ComeBackAfterARestore(t *testing.T) {
	w := newWorld(t, onSQLite, 5, func(int) time.Duration { return 0 })
	a := w.devices[0]
	child := w.create(assessments.ChildScope(w.id()))
	a.edit(child)
	a.sync()
	w.svc.keep()
	a.store.Shown(child.scope.ID, "child", "")
	a.sync()
	reads := func() (n int) {
		list, err := w.c.Ledger().Accesses(w.ctx, w.tenant, child.scope.ID)
		w.must(err)
		for _, x := range list {
			if x.Did == "read" {
				n++
			}
		}
		return n
	}
	if n := reads(); n != 1 {
		t.Fatalf("the service knows of %d reads", n)
	}
	w.svc.goBack()
	if n := reads(); n != 0 {
		t.Fatalf("the restored service knows of %d reads", n)
	}
	w.calm()
	if n := reads(); n != 1 {
		t.Errorf("told again, the service knows of %d reads", n)
	}
}
