package fleet

import (
	"math/rand/v2"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/courier"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// later are the great faults that draw from a source of their own: the worlds that have none of them are the worlds they always were.
func (w *world) later() map[int][]func() {
	out := map[int][]func(){}
	rng := rand.New(rand.NewPCG(w.plan.seed, 13))
	at := func(from, to int, f func()) {
		i := from + rng.IntN(to-from)
		out[i] = append(out[i], f)
	}
	for range 2 {
		at(3, 36, func() {
			if w.suffers(handedOver) {
				w.handOver(rng)
			}
		})
		at(8, 38, func() {
			if rows := w.waitsForAGrant(); len(rows) > 0 && w.suffers(letIn) {
				q := rows[rng.IntN(len(rows))]
				w.tell("a lead gives access, and what waits of %.8s goes in", q.Record)
				w.must(w.svc.c.Grant(w.ctx, w.scopeOf(assessments.ID(q.Record)), q.Therapist))
			}
		})
	}
	w.pictureEvents(rng, at)
	from := 5 + rng.IntN(20)
	upto := from + 2 + rng.IntN(12)
	at(from, from+1, func() {
		if w.suffers(drained) {
			w.svc.setMinSchema(wire.Format + 1)
		}
	})
	at(upto, upto+1, func() { w.svc.setMinSchema(0) })
	return out
}

// setMinSchema starts the service again so that it gives nothing to apps that read no newer format than an older one; 0 is all.
func (s *service) setMinSchema(n int) {
	if s.minSchema == n {
		return
	}
	s.w.tell("the service starts again with min_schema %d", n)
	s.minSchema = n
	s.w.must(s.c.Close())
	s.start()
}

// drains checks what a device was told by a service that no longer speaks to its app: it may give everything, and is given nothing.
func (d *device) drains(before store.SyncState, r courier.Report, err error) {
	w := d.w
	w.t.Helper()
	if r.Received > 0 {
		w.fail(drainsWhole, "device %d is too old for its service and was given %d changes", d.n, r.Received)
	}
	if assessments.KindOf(err) != assessments.TooNew {
		return // it broke off before
	}
	left, err := d.store.Pending(w.ctx, 1, 1)
	w.must(err)
	if len(left) > 0 {
		w.fail(drainsWhole, "device %d is too old for its service and could not send %s", d.n, left[0].CID)
	}
	if st, err := d.store.SyncState(w.ctx); err != nil || st.Epoch == before.Epoch && st.Cursor != before.Cursor {
		w.fail(drainsWhole, "device %d was given nothing, and its place in the feed moved (%v)", d.n, err)
	}
}

// waitsForAGrant is what the people with devices wrote where they hold nothing, and what stands in quarantine for that.
func (w *world) waitsForAGrant() []ledger.Quarantined {
	w.t.Helper()
	rows, err := w.svc.c.Quarantine(w.ctx, w.tenant)
	w.must(err)
	return slices.DeleteFunc(rows, func(q ledger.Quarantined) bool {
		return q.Code != wire.CodeScope || !slices.ContainsFunc(w.devices, func(d *device) bool { return d.therapist == q.Therapist })
	})
}
