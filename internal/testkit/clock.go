package testkit

import (
	"sync"
	"time"
)

// Start is the moment test clocks begin at: a Friday morning in term time, UTC.
var Start = time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC)

// Clock is a clock that moves only when told. Its zero value is not useful; make one with NewClock. It may be used by
// several goroutines.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock that stands at Start.
func NewClock() *Clock { return &Clock{now: Start} }

// Now returns the clock's time; pass the method where code takes a func() time.Time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock by d, backwards too: tablets' clocks do that.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts the clock to t.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}
