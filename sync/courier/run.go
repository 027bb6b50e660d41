package courier

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// When Run syncs by itself, and how long it waits after a failure.
const (
	settle = 5 * time.Second  // after a save, so that a burst of saves travels together
	every  = 15 * time.Minute // whatever happens
	first  = 5 * time.Second  // the first wait after a failure, doubled with each further one up to every
)

// Kick makes Run sync now.
func (c *Courier) Kick() {
	select {
	case c.kick <- struct{}{}:
	default: // one is waiting already
	}
}

// Run syncs until ctx ends: at once, a moment after each save, every quarter of an hour, and when kicked. After a failure it
// waits longer each time, by chance so that a whole service's tablets do not come back in one moment, and never less than the
// service asked for.
func (c *Courier) Run(ctx context.Context) {
	saved := make(chan struct{}, 1)
	cancel := c.store.Watch(func(store.Event) {
		select {
		case saved <- struct{}{}:
		default:
		}
	})
	defer cancel()
	failures := 0
	for {
		report, err := c.Sync(ctx)
		if ctx.Err() != nil {
			return
		}
		if c.cfg.Done != nil {
			c.cfg.Done(report, err)
		}
		if err != nil {
			failures++
		} else {
			failures = 0
		}
		if !c.wait(ctx, saved, c.pause(failures, err)) {
			return
		}
	}
}

// pause is how long Run waits when nothing happens.
func (c *Courier) pause(failures int, err error) time.Duration {
	if failures == 0 {
		return every
	}
	most := every
	if failures < 9 {
		most = min(every, first<<(failures-1))
	}
	d := time.Duration(float64(most) * c.cfg.Chance())
	if k := assessments.KindOf(err); k == assessments.Forbidden || k == assessments.Unauthorized || k == assessments.TooNew {
		d = every // asking again soon changes nothing
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return max(d, c.before.Sub(c.cfg.Now()), time.Second)
}

// wait returns when the next sync is due; false when ctx ended. A save shortens the wait only when all went well before:
// after a failure the network, not the person, says when to try again.
func (c *Courier) wait(ctx context.Context, saved <-chan struct{}, d time.Duration) bool {
	due := c.cfg.After(d)
	var soon <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return false
		case <-due:
			return true
		case <-c.kick:
			return true
		case <-soon:
			return true
		case <-saved:
			// What others did is saved too, and is no reason to ask again.
			if d == every && soon == nil && c.unsent(ctx) {
				soon = c.cfg.After(settle)
			}
		}
	}
}

func (c *Courier) unsent(ctx context.Context) bool {
	p, err := c.store.Pending(ctx, 1, 1)
	return err == nil && len(p) > 0
}
