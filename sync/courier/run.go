package courier

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// When Run syncs by itself, and how long it waits after a failure.
const (
	settle = 5 * time.Second  // after a save, so that a burst of saves travels together
	every  = 15 * time.Minute // whatever happens
	first  = 5 * time.Second  // the first wait after a failure, doubled with each further one up to every
	fresh  = time.Minute      // after a sync that went well, coming to the foreground is no reason for another
)

// Run syncs until ctx ends: at once, a moment after each save, every quarter of an hour, and when something says so: see Kick,
// Online and Foreground. After a failure it waits longer each time, by chance so that a whole service's tablets do not come back
// in one moment, and never less than the service asked for.
func (c *Courier) Run(ctx context.Context) {
	saved := make(chan struct{}, 1)
	cancel := c.store.Watch(func(store.Event) {
		select {
		case saved <- struct{}{}:
		default:
		}
	})
	defer cancel()
	watching := make(chan struct{})
	go func() { c.watchNetwork(ctx); close(watching) }()
	defer func() { <-watching }()
	var pictures sync.WaitGroup
	defer pictures.Wait() // the store may be closed behind Run
	failures := 0
	for {
		report, err := c.Sync(ctx)
		if ctx.Err() != nil {
			return
		}
		if c.cfg.Done != nil {
			c.cfg.Done(report, err)
		}
		// A service for which this app is too old to be told anything has still taken everything.
		w := waiting{Courier: c, saved: saved, ended: c.cfg.Now(), well: err == nil || assessments.KindOf(err) == assessments.TooNew}
		switch {
		case err == nil:
			failures = 0
			w.due = every
		case errors.Is(err, ErrStopped):
			w.due = every // whoever stopped it says when to go on
		default:
			failures++
			w.due = c.pause(failures, err)
		}
		if w.well {
			c.carryPictures(ctx, &pictures)
		}
		if !w.wait(ctx) {
			return
		}
	}
}

// pause is how long Run waits after a failure when nothing happens.
func (c *Courier) pause(failures int, err error) time.Duration {
	most := every
	if failures < 9 {
		most = min(every, first<<(failures-1))
	}
	d := time.Duration(float64(most) * c.cfg.Chance())
	if k := assessments.KindOf(err); k == assessments.Forbidden || k == assessments.Unauthorized || k == assessments.TooNew {
		d = every // asking again soon changes nothing
	}
	return max(d, c.asked(), time.Second)
}

// asked is how much longer the service wants to be left alone.
func (c *Courier) asked() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.before.Sub(c.cfg.Now())
}

// waiting is the time between two syncs of Run.
type waiting struct {
	*Courier
	saved  <-chan struct{}
	due    time.Duration
	well   bool      // the last sync went well
	ended  time.Time // when that was
	soon   <-chan time.Time
	soonAt time.Time
}

// wait returns when the next sync is due; false when ctx ended. A save shortens the wait only when all went well before: after a
// failure the network, not the person, says when to try again. By hand goes at once, whatever was before.
func (w *waiting) wait(ctx context.Context) bool {
	due := w.cfg.After(w.due)
	for {
		select {
		case <-ctx.Done():
			return false
		case <-due:
			return true
		case <-w.soon:
			return true
		case <-w.kick:
			return true
		case <-w.online:
			// By chance, so that a school's tablets do not all come back with its router.
			w.within(time.Duration(float64(settle) * w.cfg.Chance()))
		case <-w.front:
			if !w.well || w.cfg.Now().Sub(w.ended) >= fresh {
				w.within(0)
			}
		case <-w.saved:
			// What others did is saved too, and is no reason to ask again.
			if w.well && w.unsent(ctx) {
				w.within(settle)
			}
		}
	}
}

// within makes the next sync happen no later than d from now, but not before the service wants to hear from us.
func (w *waiting) within(d time.Duration) {
	d = max(d, w.asked())
	at := w.cfg.Now().Add(d)
	if w.soon != nil && !at.Before(w.soonAt) {
		return
	}
	w.soon, w.soonAt = w.cfg.After(d), at
}

func (c *Courier) unsent(ctx context.Context) bool {
	next, err := c.store.Unsent(ctx)
	return err == nil && next != ""
}

// carryPictures sends pictures beside the words, unless it is at it already: the words do not wait for them. After a failure it tries
// again by itself, as Run does with words.
func (c *Courier) carryPictures(ctx context.Context, wg *sync.WaitGroup) {
	list, err := c.store.PendingBlobs(ctx, 1)
	if err != nil || len(list) == 0 || !c.carrying.CompareAndSwap(false, true) {
		return
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer c.carrying.Store(false)
		for failures := 0; ; {
			r, err := c.Pictures(ctx)
			if c.cfg.BlobDone != nil && ctx.Err() == nil {
				c.cfg.BlobDone(r, err)
			}
			if err == nil || errors.Is(err, ErrStopped) || assessments.KindOf(err) != assessments.Unavailable {
				return // the next sync begins again
			}
			failures++
			select {
			case <-ctx.Done():
				return
			case <-c.cfg.After(c.pause(failures, err)):
			}
		}
	}()
}
