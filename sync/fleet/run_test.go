package fleet

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

var seedsFlag = flag.String("seeds", "", "how many worlds to run, or from..to; FIELDFARE_SEEDS does the same")

// usual is how many worlds a plain test runs.
const usual = 120

// seeds are the worlds to run.
func seeds(t *testing.T) (from, to uint64) {
	t.Helper()
	said := *seedsFlag
	if said == "" {
		said = os.Getenv("FIELDFARE_SEEDS")
	}
	if said == "" {
		return 1, usual
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

// play plays one world and judges it.
func play(p plan) (tally, *judge) {
	j := newJudge()
	var w *world
	j.hold(func() {
		w = begin(j, p)
		w.storm()
		w.calm()
		w.judge()
		if p.seed%6 == 0 && !j.Failed() {
			w.otherClocksSameState()
		}
	})
	j.hold(j.end)
	if w == nil {
		return tally{worlds: 1}, j
	}
	w.count.worlds, w.count.saves = 1, len(w.oracle.saves)
	return w.count, j
}

// A crowd plays many worlds on all cores.
type crowd struct {
	from, to uint64
	meets    bool // every world has its meeting
	next     atomic.Uint64
	stop     atomic.Bool
	mu       sync.Mutex
	sum      tally
	failed   []failure
	began    time.Time
}

// A failure is a world in which something was wrong, and the first thing that was.
type failure struct {
	plan
	first string
}

// enough is after how many failing worlds no more are begun.
func enough() int {
	n := 3
	if said := os.Getenv("FIELDFARE_FAILURES"); said != "" {
		if _, err := fmt.Sscan(said, &n); err != nil {
			panic(fmt.Sprintf("FIELDFARE_FAILURES %q: %v", said, err))
		}
	}
	return n
}

func (c *crowd) run(t *testing.T) {
	c.began = time.Now()
	c.next.Store(c.from)
	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stopped)
	done := make(chan struct{})
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(c.work)
	}
	go func() { group.Wait(); close(done) }()
	tick := time.NewTicker(10 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-stopped:
			t.Log("stopped by hand; the worlds under way come to their end")
			c.stop.Store(true)
		case <-tick.C:
			c.mu.Lock()
			fmt.Printf("fleet: %d of %d worlds, %.1f a second, %d saves, %d failed\n", c.sum.worlds, c.to-c.from+1, float64(c.sum.worlds)/time.Since(c.began).Seconds(), c.sum.saves, len(c.failed))
			c.mu.Unlock()
		}
	}
}

// work plays worlds until there are no more, or some have failed.
func (c *crowd) work() {
	for !c.stop.Load() {
		seed := c.next.Add(1) - 1
		if seed > c.to {
			return
		}
		p := planOf(seed)
		if c.meets {
			p = p.meet()
		}
		sum, j := play(p)
		c.mu.Lock()
		c.sum.add(sum)
		if j.Failed() {
			if c.failed = append(c.failed, failure{p, j.troubles[0]}); len(c.failed) >= enough() {
				c.stop.Store(true)
			}
		}
		c.mu.Unlock()
	}
}

func TestFleet_NothingIsLost(t *testing.T) {
	from, to := seeds(t)
	c := &crowd{from: from, to: to}
	before := cpu()
	c.run(t)
	t.Logf("%s\n%v, %.3f CPU seconds a world", c.sum, time.Since(c.began).Round(time.Second), (cpu()-before).Seconds()/float64(max(c.sum.worlds, 1)))
	for i, f := range c.failed {
		if os.Getenv("FIELDFARE_BRIEF") != "" {
			t.Errorf("seed %d: %.300s", f.seed, f.first)
			continue
		}
		if i > 0 {
			t.Errorf("seed %d fails too: %.300s", f.seed, f.first)
			continue
		}
		report(t, f.plan)
	}
	if os.Getenv("FIELDFARE_WITHOUT") == "" && to-from > 100 && len(c.failed) == 0 && !c.stop.Load() {
		for f, n := range c.sum.faults {
			if n == 0 && chance[f] > 0 {
				t.Errorf("no world had a %q: the worlds were too peaceful to show anything", fault(f))
			}
		}
		if c.sum.conflicts == 0 || c.sum.quarantined == 0 {
			t.Error("no world had a conflict or a change in quarantine at its end")
		}
		if c.sum.pieces == 0 || c.sum.amid == 0 || c.sum.purged == 0 || c.sum.shredded == 0 {
			t.Error("no world sent a picture, had words go past one, or let go of a scope with its key")
		}
	}
}

// report makes a failing world smaller while it goes on failing, and prints it.
func report(t *testing.T, p plan) {
	t.Helper()
	fails := func(p plan) *judge {
		if _, j := play(p); j.Failed() {
			return j
		}
		return nil
	}
	j := fails(p)
	if j == nil {
		t.Fatalf("seed %d failed once and not again: something in it depends on more than its seed", p.seed)
	}
	first := p
	for f := range p.has {
		if q := p; q.has[f] {
			q.has[f] = false
			if smaller := fails(q); smaller != nil {
				p, j = q, smaller
			}
		}
	}
	for steps := 1; steps < p.steps; steps++ {
		q := p
		q.steps = steps
		if smaller := fails(q); smaller != nil {
			p, j = q, smaller
		}
	}
	t.Errorf("seed %d:\n%s\n\nits story:\n%s\n\nplay it again with %s\nand in its smallest form, as above, with %s", p.seed, strings.Join(j.troubles, "\n"), strings.Join(j.story, "\n"), first, p)
}

// cpu is the processor time of this process so far.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
