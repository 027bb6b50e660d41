package fleet

import (
	"math/rand/v2"
	"os"
	"testing"
)

// A meeting is the worst that can happen to what a tablet shows while it reads a restored service's history: the service is restored,
// once or twice, tablets are copied or put back around that, and the service gives nothing to any of them for a while, so that
// what they have confirmed stands for long on records of a history that is no more. In the usual worlds that is rare.

// asked reports whether worlds are to have a meeting, whatever their weather is.
func asked() bool { return os.Getenv("FIELDFARE_MEETING") != "" }

// meet gives a plan its meeting.
func (p plan) meet() plan {
	p.meets = true
	for _, f := range []fault{serviceRestored, deviceCloned, deviceRestored, drained, answerCut} {
		p.has[f] = true
	}
	return p
}

// meeting are its events, each at its step. They draw from a source of their own.
func (w *world) meeting() map[int][]func() {
	out := map[int][]func(){}
	if !w.plan.meets {
		return out
	}
	rng := rand.New(rand.NewPCG(w.plan.seed, 17))
	at := func(i int, f func()) { out[i] = append(out[i], f) }
	someone := func() *device { return w.devices[rng.IntN(len(w.devices))] }
	work := func() {
		d := someone()
		switch rng.IntN(5) {
		case 0:
			d.typed(w.records[rng.IntN(len(w.records))])
		case 1:
			if n := 1 + rng.IntN(14); w.suffers(deviceKilled) {
				d.kill = n
			}
			d.sync()
		case 2:
			d.sync()
		default:
			d.edit(w.records[rng.IntN(len(w.records))])
		}
	}
	restored := 10 + rng.IntN(10)
	at(restored-1-rng.IntN(8), w.svc.keep)
	at(restored, func() {
		if w.suffers(serviceRestored) {
			w.svc.goBack()
		}
	})
	if rng.IntN(2) == 0 {
		again := restored + 2 + rng.IntN(8)
		at(again-1-rng.IntN(again-restored), w.svc.keep)
		at(again, func() {
			if w.suffers(serviceRestored) {
				w.svc.goBack()
			}
		})
	}
	for range 2 {
		at(restored-4+rng.IntN(12), func() {
			if len(w.devices) < 5 && w.suffers(deviceCloned) {
				someone().clone()
			}
		})
	}
	if d := w.devices[rng.IntN(3)]; rng.IntN(2) == 0 {
		kept := restored - 6 + rng.IntN(10)
		at(kept, d.keep)
		at(kept+1+rng.IntN(8), func() {
			if w.suffers(deviceRestored) {
				d.goBack()
			}
		})
	}
	drain := restored - 1 + rng.IntN(5)
	at(drain, func() {
		if w.suffers(drained) {
			w.svc.setMinSchema(99)
		}
	})
	at(drain+3+rng.IntN(14), func() { w.svc.setMinSchema(0) })
	for i := restored; i < restored+16; i++ {
		at(i, work)
		if rng.IntN(2) == 0 {
			at(i, work)
		}
	}
	return out
}

// The usual promises, all of them, where a restore, copied tablets and a service that gives nothing meet.
func TestFleet_RestoredCopiedAndDrained(t *testing.T) {
	from, to := seeds(t)
	c := &crowd{from: from, to: from + (to-from)/6, meets: true}
	c.run(t)
	t.Logf("%s", c.sum)
	for i, f := range c.failed {
		if i == 0 && os.Getenv("FIELDFARE_BRIEF") == "" {
			report(t, f.plan)
			continue
		}
		t.Errorf("seed %d with a meeting: %.300s", f.seed, f.first)
	}
	if n := c.sum.faults; len(c.failed) == 0 && !c.stop.Load() && (n[serviceRestored] < c.sum.worlds || n[drained] < c.sum.worlds || n[deviceCloned] < c.sum.worlds) {
		t.Errorf("in %d worlds there were %d restores, %d copies and %d drains: they did not meet", c.sum.worlds, n[serviceRestored], n[deviceCloned], n[drained])
	}
}
