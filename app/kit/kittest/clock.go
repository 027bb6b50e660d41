package kittest

import (
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
)

// Clock is a clock that a test turns by hand. The wall clock must not be used in tests: the test driver runs what
// comes due beside the test, and measuring words from two sides at once crashes.
type Clock struct {
	now  time.Time
	jobs []*job
}

type job struct {
	at  time.Time
	run func()
}

// NewClock makes a clock that stands at a time.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Kit is the clock as widgets take it.
func (c *Clock) Kit() kit.Clock {
	return kit.Clock{Now: func() time.Time { return c.now }, After: func(d time.Duration, run func()) func() {
		j := &job{c.now.Add(d), run}
		c.jobs = append(c.jobs, j)
		return func() { j.run = nil }
	}}
}

// Turn moves the clock on and runs what comes due, in order.
func (c *Clock) Turn(d time.Duration) {
	end := c.now.Add(d)
	for {
		var next *job
		for _, j := range c.jobs {
			if j.run != nil && !j.at.After(end) && (next == nil || j.at.Before(next.at)) {
				next = j
			}
		}
		if next == nil {
			c.now = end
			return
		}
		c.now = next.at
		run := next.run
		next.run = nil
		run()
	}
}

// Due is how many jobs wait for their time.
func (c *Clock) Due() int {
	n := 0
	for _, j := range c.jobs {
		if j.run != nil {
			n++
		}
	}
	return n
}
