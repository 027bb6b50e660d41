package fleet

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// homecoming are the events of a scope that is handed over while a tablet has unsent words there, let go of, which the tablet may do while
// the ends of its answers are cut and its place in the feed stands still, and given back to a tablet that goes on dying in the middle of
// fetching it, while its therapist would go on writing there: of what is on its way, nobody may write over what they cannot see. It draws
// from a source of its own.
func (w *world) homecoming() map[int][]func() {
	out := map[int][]func(){}
	rng := rand.New(rand.NewPCG(w.plan.seed, 19))
	at := func(i int, f func()) { out[i] = append(out[i], f) }
	var d *device
	var s assessments.Scope
	write := func() {
		if i := slices.IndexFunc(w.records, func(r target) bool { return r.scope == s }); i >= 0 {
			d.edit(w.records[i])
		}
	}
	from := 8 + rng.IntN(16)
	at(from, func() {
		d, s = nil, w.scopes[rng.IntN(3)]
		ann, ben := w.devices[0], w.devices[2]
		if !w.holds(ann)[s] {
			ann, ben = ben, ann
		}
		if !w.holds(ann)[s] || !w.suffers(handedBack) {
			return
		}
		d = ann
		write()
		w.taken[ann.therapist+s.Key()] = true
		w.tell("%s goes from device %d to %d for a while", s.Key()[:12], ann.n, ben.n)
		if err := w.svc.c.Handover(w.ctx, s, ann.therapist, ben.therapist, 30); err != nil && assessments.KindOf(err) != assessments.NotFound {
			w.must(err)
		}
		w.clock.Advance(time.Second)
		if ann.endless = 0; rng.IntN(2) == 0 && w.suffers(answerCut) {
			ann.endless = 2
		}
		ann.sync()
		ann.sync()
	})
	at(from+1, func() {
		if d == nil {
			return
		}
		w.tell("%s is given back to device %d", s.Key()[:12], d.n)
		if err := w.svc.c.Grant(w.ctx, s, d.therapist); err != nil && assessments.KindOf(err) != assessments.NotFound {
			w.must(err) // a restored service may not know the scope yet
		}
	})
	for i := from + 2; i < from+8; i++ {
		at(i, func() {
			if d == nil {
				return
			}
			if n := 1 + rng.IntN(10); w.suffers(deviceKilled) {
				d.kill = n
			}
			d.sync()
			write()
		})
	}
	return out
}
