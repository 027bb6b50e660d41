package fleet

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/storetest"
)

func still(int) time.Duration { return 0 }

// put sets one field of a record.
func (d *device) put(r target, field, value string) {
	d.w.t.Helper()
	_, err := d.store.Apply(d.w.ctx, []assessments.Edit{{Record: r.id, Kind: r.kind, Scope: r.scope, Set: assessments.Fields{field: json.RawMessage(fmt.Sprintf("%q", value))}}})
	d.w.must(err)
}

// has reports how many records of a scope a device shows.
func (d *device) has(s assessments.Scope) int {
	d.w.t.Helper()
	list, err := d.store.Records(d.w.ctx, store.Filter{Scope: &s, Struck: true})
	d.w.must(err)
	return len(list)
}

// A child goes from Ann to Ben while both of Ann's tablets hold unsent words of it. Ben has the child at once, Ann's words reach
// him as each tablet comes back, and each tablet lets go when its own are safe.
func TestHandover_WordsFirstThenTheTabletLetsGo(t *testing.T) {
	for name, at := range map[string]where{"sqlite": onSQLite, "postgres": onPostgres} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, at, 1, still)
			a1, a2, b := w.devices[0], w.devices[1], w.devices[2]
			child := assessments.ChildScope(w.id())
			r := target{w.id(), child, note}
			a1.put(r, "f0", "from the start")
			w.calm()
			a1.put(r, "f1", "unsent on the first tablet")
			a2.put(r, "f2", "unsent on the second tablet")
			w.must(a2.store.Typed(w.ctx, store.Draft{Record: r.id, Kind: r.kind, Scope: child, Field: "f0", Text: "half a sent"}))
			w.must(w.svc.c.Handover(w.ctx, child, a1.therapist, b.therapist, 30))
			b.sync()
			if got := b.seen(r.id).Text("f0"); got != "from the start" {
				t.Fatalf("the new owner has %q", got)
			}
			a1.sync()
			if n := a1.has(child); n != 0 {
				t.Errorf("the first tablet keeps %d records", n)
			}
			w.clock.Advance(20 * 24 * time.Hour)
			list, err := w.svc.c.Handovers(w.ctx, w.tenant, child)
			w.must(err)
			if len(list) != 1 || list[0].Done || list[0].Late != 1 || len(list[0].Tablets) != 2 || !list[0].Tablets[0].Purged || list[0].Tablets[1].Purged {
				t.Errorf("with one tablet in a drawer: %+v", list)
			}
			a2.sync()
			if n := a2.has(child); n != 0 {
				t.Errorf("the second tablet keeps %d records", n)
			}
			b.sync()
			f := b.seen(r.id)
			if f.Text("f1") != "unsent on the first tablet" || f.Text("f2") != "unsent on the second tablet" || f.Text("f0") != "half a sent" {
				t.Errorf("the new owner has %s", f)
			}
			if list, err = w.svc.c.Handovers(w.ctx, w.tenant, child); err != nil || len(list) != 1 || !list[0].Done || list[0].Late != 3 {
				t.Errorf("at the end: %+v (%v)", list, err)
			}
			w.calm()
			w.scopesConverge()
			w.adds()
			// Given back, it is all there again.
			w.must(w.svc.c.Grant(w.ctx, child, a1.therapist))
			w.calm()
			if a1.has(child) != 1 || a2.has(child) != 1 {
				t.Error("after a new grant the child is not there")
			}
			a1.put(r, "f1", "open again")
			w.calm()
			w.scopesConverge()
			w.adds()
		})
	}
}

// After the grace the service takes nothing into the record, and the tablet keeps what nobody else has, and says so.
func TestHandover_AfterTheGrace(t *testing.T) {
	w := newWorld(t, onSQLite, 1, still)
	a, b := w.devices[0], w.devices[2]
	child := assessments.ChildScope(w.id())
	r := target{w.id(), child, note}
	a.put(r, "f0", "from the start")
	w.calm()
	a.put(r, "f1", "weeks in a drawer")
	w.must(w.svc.c.Handover(w.ctx, child, a.therapist, b.therapist, 14))
	w.clock.Advance(15 * 24 * time.Hour)
	for range 2 {
		a.sync()
	}
	leaving, err := a.store.Leaving(w.ctx)
	w.must(err)
	if a.has(child) != 1 || len(leaving) != 1 || leaving[0].Quarantined != 1 {
		t.Fatalf("the tablet has %d records and says %+v", a.has(child), leaving)
	}
	// The lead lets it in by giving access back for a moment; then the tablet can let go.
	w.must(w.svc.c.Grant(w.ctx, child, a.therapist))
	w.must(w.svc.c.Ungrant(w.ctx, child, a.therapist))
	w.calm()
	if got := b.seen(r.id).Text("f1"); got != "weeks in a drawer" {
		t.Errorf("the new owner has %q", got)
	}
	if leaving, err = a.store.Leaving(w.ctx); err != nil || len(leaving) != 0 || a.has(child) != 0 {
		t.Errorf("its words are safe, and the tablet keeps %d records and says %+v (%v)", a.has(child), leaving, err)
	}
}

// Children go to and fro while messages are lost and tablets die in the middle of syncs and purges.
func TestHandover_InTheStorm(t *testing.T) {
	from, to := seeds(t)
	purges := 0
	for seed := from; seed <= from+(to-from)/8; seed++ {
		p := planOf(seed)
		p.steps = 10
		j := newJudge()
		j.hold(func() {
			w := begin(j, p)
			w.storm()
			for range 40 {
				d := w.devices[w.rng.IntN(len(w.devices))]
				switch n := w.rng.IntN(100); {
				case n < 35:
					w.edit(d)
				case n < 40:
					d.typed(w.pick())
				case n < 70:
					d.sync()
				case n < 85:
					w.handOver(w.rng)
				default:
					d.kill = 1 + w.rng.IntN(16)
					d.sync()
				}
			}
			w.calm()
			w.judge()
			purges += w.purges()
		})
		j.hold(j.end)
		if j.Failed() {
			t.Fatalf("seed %d:\n%s\n\nits story:\n%s", seed, strings.Join(j.troubles, "\n"), strings.Join(j.story, "\n"))
		}
	}
	if purges == 0 {
		t.Error("no tablet let go of anything: nothing was shown")
	}
}

// handOver gives a scope that somebody holds to the other therapist. The former one may have just written something there; how long that
// is taken is a month or no time at all.
func (w *world) handOver(rng *rand.Rand) {
	w.t.Helper()
	s := w.scopes[rng.IntN(3)]
	from, to := w.devices[0], w.devices[2]
	if !w.holds(from)[s] || rng.IntN(2) == 0 && w.holds(to)[s] {
		from, to = to, from
	}
	days := []int{30, 30, 0}[rng.IntN(3)]
	if at := slices.IndexFunc(w.records, func(r target) bool { return r.scope == s }); at >= 0 && rng.IntN(2) == 0 {
		for range 2 { // where no late work is taken, one goes to quarantine and one waits behind it
			from.edit(w.records[at])
		}
	}
	w.taken[from.therapist+s.Key()] = true
	w.tell("%s goes from device %d to %d, late work is taken for %d days", s.Key()[:12], from.n, to.n, days)
	if err := w.svc.c.Handover(w.ctx, s, from.therapist, to.therapist, days); err != nil && assessments.KindOf(err) != assessments.NotFound {
		w.must(err)
	}
	if days == 0 {
		w.cut = w.clock.Now()
	}
	w.clock.Advance(time.Second)
	if rng.IntN(2) == 0 {
		from.sync()
	}
}

// purges is how many purges the service was told of.
func (w *world) purges() (n int) {
	list, err := w.svc.c.Handovers(w.ctx, w.tenant, assessments.Scope{})
	w.must(err)
	for _, h := range list {
		for _, tablet := range h.Tablets {
			if tablet.Purged {
				n++
			}
		}
	}
	return n
}

// A confirmed change is missing on one device. The next comparison finds it, that scope comes again, nothing else does, and the
// store is sound afterwards.
func TestDigest_AMissingChangeComesAgain(t *testing.T) {
	w := newWorld(t, onSQLite, 1, still)
	a, b := w.devices[0], w.devices[2]
	child := target{w.id(), assessments.ChildScope(w.id()), note}
	other := target{w.id(), assessments.ChildScope(w.id()), note}
	a.put(child, "f0", "one")
	a.put(other, "f0", "of another child")
	w.calm()
	w.must(w.svc.c.Grant(w.ctx, child.scope, b.therapist))
	w.must(w.svc.c.Grant(w.ctx, other.scope, b.therapist))
	w.calm()
	a.put(child, "f1", "two")
	a.put(child, "f2", "three")
	w.calm()
	w.must(b.store.Close())
	storetest.LoseChange(t, b.dir)
	b.open()
	told := func() int {
		h, err := b.store.History(w.ctx, child.id)
		w.must(err)
		return len(h)
	}
	if told() != 2 {
		t.Fatalf("%d changes before the comparison", told())
	}
	received, rounds := 0, 0
	for ; told() != 3 && rounds < 40; rounds++ {
		r, err := b.courier.Sync(w.ctx)
		w.must(err)
		received += r.Received
	}
	if told() != 3 || received != 3 {
		t.Errorf("after %d syncs %d changes are there and %d came again", rounds, told(), received)
	}
	for range 2 {
		r, err := b.courier.Sync(w.ctx)
		w.must(err)
		if r.Received != 0 {
			t.Errorf("and again %d", r.Received)
		}
	}
	w.scopesConverge()
	w.adds()
}

// A child went to Ben, Ann's tablet let go of it, and was given it back; then the service is put back to before that. The tablet keeps
// what Ann wrote meanwhile and says so, and nobody is told that it has let go: neither by what it said before the restore nor by a
// request of then that arrives only now. Once a lead has let her words in, it lets go and says so.
func TestHandover_ARestoreLosesTheNewGrant(t *testing.T) {
	w := newWorld(t, onSQLite, 1, still)
	a, b := w.devices[0], w.devices[2]
	child := assessments.ChildScope(w.id())
	r := target{w.id(), child, note}
	a.put(r, "f0", "from the start")
	w.calm()
	w.must(w.svc.c.Handover(w.ctx, child, a.therapist, b.therapist, 0))
	w.clock.Advance(time.Second)
	w.calm()
	letGo := func() bool { return a.saidGone(child) }
	if !letGo() || a.has(child) != 0 {
		t.Fatal("it has not let go: nothing is shown")
	}
	w.svc.keep()
	w.must(w.svc.c.Grant(w.ctx, child, a.therapist))
	w.calm()
	a.put(r, "f1", "under the new grant")
	w.calm()
	before := w.air.past
	w.svc.goBack()
	for _, m := range before {
		w.air.send(m)
	}
	if letGo() {
		t.Error("requests of before the restore say of the tablet that it has let go")
	}
	w.calm()
	if leaving, err := a.store.Leaving(w.ctx); err != nil || len(leaving) != 1 || leaving[0].Unsent != 1 || letGo() {
		t.Errorf("the tablet says %+v (%v), and the list that it has let go: %v", leaving, err, letGo())
	}
	w.must(w.svc.c.Grant(w.ctx, child, a.therapist))
	w.must(w.svc.c.Ungrant(w.ctx, child, a.therapist))
	w.calm()
	if !letGo() || a.has(child) != 0 || b.seen(r.id).Text("f1") != "under the new grant" {
		t.Errorf("at the end it has let go: %v, of %d records it has not; Ben reads %s", letGo(), a.has(child), b.seen(r.id))
	}
}

// saidGone reports whether the list of hand-overs says that a device has let go of a scope.
func (d *device) saidGone(s assessments.Scope) (yes bool) {
	d.w.t.Helper()
	st, err := d.store.SyncState(d.w.ctx)
	d.w.must(err)
	list, err := d.w.svc.c.Handovers(d.w.ctx, d.w.tenant, s)
	d.w.must(err)
	for _, h := range list {
		for _, x := range h.Tablets {
			yes = yes || x.Device == st.Device && x.Purged
		}
	}
	return yes
}

// A tablet let go of a child and has not said so yet when its service is restored. The restored one hears it in the same sync.
func TestHandover_LetGoWhileTheServiceWasRestored(t *testing.T) {
	w := newWorld(t, onSQLite, 1, still)
	a, b := w.devices[0], w.devices[2]
	child := assessments.ChildScope(w.id())
	a.put(target{w.id(), child, note}, "f0", "from the start")
	w.calm()
	w.must(w.svc.c.Handover(w.ctx, child, a.therapist, b.therapist, 30))
	st, err := a.store.SyncState(w.ctx)
	w.must(err)
	page, err := w.svc.c.Ledger().Pull(w.ctx, ledger.Session{Tenant: w.tenant, Device: st.Device, Inc: st.Inc, Therapist: a.therapist}, st.Cursor, false)
	w.must(err)
	w.must(a.store.TakenAway(w.ctx, page.Remove)) // and then its network failed
	if gone, err := a.store.LetGo(w.ctx, child); err != nil || !gone {
		t.Fatalf("it has not let go (%v): nothing is shown", err)
	}
	w.svc.keep()
	w.svc.goBack()
	a.sync()
	if !a.saidGone(child) {
		t.Error("the restored service has not heard that the tablet let go")
	}
}
