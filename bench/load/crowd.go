package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// A crowd is all devices in the order in which they come: the two tablets of a therapist a moment apart, all others by chance.
type crowd struct {
	order []*device
	next  int
	busy  []sync.Mutex // by the device's number: a tablet does one sync at a time
}

// apart is how many others come between the two tablets of a therapist.
const apart = 40

func crowdOf(devices []*device) *crowd {
	c := &crowd{order: make([]*device, 0, len(devices)), busy: make([]sync.Mutex, len(devices))}
	pairs := rand.New(rand.NewPCG(1, 2)).Perm(len(devices) / 2)
	for first := range slices.Chunk(pairs, apart) {
		for twin := range 2 {
			for _, p := range first {
				c.order = append(c.order, devices[2*p+twin])
			}
		}
	}
	return c
}

// A result is what came of one load.
type result struct {
	mu                             sync.Mutex
	took, tries                    []float64 // milliseconds: from when it was due, and of the try that went through
	due, done, refused, unfinished int
	sent, received                 int
	bad                            map[string]int
	span                           time.Duration
}

// drive has a sync come due rate times a second. Who is refused comes back as a tablet does: not before the time it was told, later
// after each refusal, by chance. What is not done when the time is over is left.
func (c *crowd) drive(ctx context.Context, h *house, rate int, span time.Duration) *result {
	r := &result{bad: map[string]int{}}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var all sync.WaitGroup
	start := time.Now()
	tick := time.Second / time.Duration(rate)
	for i := 0; time.Since(start) < span && ctx.Err() == nil; i++ {
		due := start.Add(time.Duration(i) * tick)
		time.Sleep(time.Until(due))
		d := c.order[c.next%len(c.order)]
		c.next++
		r.due++
		all.Go(func() { c.one(ctx, h, d, due, r) })
	}
	r.span = time.Since(start)
	// Those under way may finish; who has been told to come back later is left.
	late := time.AfterFunc(15*time.Second, stop)
	all.Wait()
	late.Stop()
	return r
}

// one is a sync of one device with its refusals.
func (c *crowd) one(ctx context.Context, h *house, d *device, due time.Time, r *result) {
	c.busy[d.n].Lock()
	defer c.busy[d.n].Unlock()
	chance := rand.New(rand.NewPCG(uint64(d.n), d.dseq))
	if err := d.write(chance); err != nil {
		r.end(func() { r.bad[err.Error()]++ })
		return
	}
	sent, received := d.sent, d.received
	longest := 5 * time.Second
	for n := 0; ; n++ {
		try := time.Now()
		err := d.sync(ctx, h.urls[(d.n/2+n)%len(h.urls)])
		var no refusal
		switch {
		case err == nil:
			r.end(func() {
				r.took, r.tries = append(r.took, ms(due)), append(r.tries, ms(try))
				r.done++
				r.sent, r.received = r.sent+d.sent-sent, r.received+d.received-received
			})
			return
		case ctx.Err() != nil:
			r.end(func() { r.unfinished++ })
			return
		case !errors.As(err, &no):
			r.end(func() { r.bad[kindOf(err)]++ })
			return
		}
		r.end(func() { r.refused++ })
		wait := max(no.after, time.Duration(chance.Float64()*float64(longest)))
		longest = min(2*longest, 15*time.Minute)
		select {
		case <-ctx.Done():
			r.end(func() { r.unfinished++ })
			return
		case <-time.After(wait):
		}
	}
}

var address = regexp.MustCompile(`127\.0\.0\.1:\d+(->127\.0\.0\.1:\d+)?`)

// kindOf leaves addresses out of an error's words, so that equal ones are counted together.
func kindOf(err error) string {
	return fmt.Sprintf("%.120s", address.ReplaceAllString(err.Error(), "-"))
}

func (r *result) end(do func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	do()
}

func (r *result) errors() int {
	n := 0
	for _, k := range r.bad {
		n += k
	}
	return n
}

// ms is how many milliseconds ago a moment was.
func ms(since time.Time) float64 { return float64(time.Since(since)) / float64(time.Millisecond) }

func quantile(all []float64, q float64) float64 {
	if len(all) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(all))
	return s[min(len(s)-1, int(q*float64(len(s))))]
}

// write tells the result.
func (r *result) write(out *strings.Builder, cpu spent) {
	seconds := r.span.Seconds()
	fmt.Fprintf(out, "| | |\n|---|---:|\n")
	row := func(what, format string, args ...any) {
		fmt.Fprintf(out, "| %s | %s |\n", what, fmt.Sprintf(format, args...))
	}
	row("syncs due", "%d (%.1f a second)", r.due, float64(r.due)/seconds)
	row("done", "%d (%.1f a second)", r.done, float64(r.done)/seconds)
	row("changes taken, changes handed on", "%d, %d", r.sent, r.received)
	row("from due to done, p50 / p95 / p99", "%.0f / %.0f / %.0f ms", quantile(r.took, .5), quantile(r.took, .95), quantile(r.took, .99))
	row("of the try that went through, p50 / p95 / p99", "%.0f / %.0f / %.0f ms", quantile(r.tries, .5), quantile(r.tries, .95), quantile(r.tries, .99))
	row("refused with Retry-After", "%d", r.refused)
	row("still waiting for their time at the end", "%d", r.unfinished)
	row("errors", "%d", r.errors())
	for _, kind := range slices.Sorted(func(yield func(string) bool) {
		for k := range r.bad {
			if !yield(k) {
				return
			}
		}
	}) {
		row("error: "+strings.ReplaceAll(kind, "|", "/"), "%d", r.bad[kind])
	}
	each := 1000 / float64(max(r.done, 1))
	row("processor time a sync: services, PostgreSQL, generator", "%.1f, %.1f, %.1f ms", cpu.services*each, cpu.database*each, cpu.own*each)
	row("processors busy: services, PostgreSQL, generator", "%.2f, %.2f, %.2f", cpu.services/seconds, cpu.database/seconds, cpu.own/seconds)
	fmt.Fprintln(os.Stderr, "done:", r.done, "refused:", r.refused, "errors:", r.errors())
}
