package central

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/fieldfare/fieldfare/assessments"
)

// How many requests one process works on, and how many wait for their turn. Each that is worked on holds a body, a page and now and
// then one of the sixteen connections to the database; each that waits holds a body, and none longer than patience at the door.
const (
	atWork      = 32
	inLine      = 96
	longestLine = 3 * time.Second
)

// guarded are the paths that stand behind the door; a PIN is one, since looking at it takes a tenth of a second on purpose. What only asks whether the service lives must get through when it is busy, and
// what waits by design would stand in everybody's way.
var guarded = map[string]bool{syncPath: true, "/v1/token": true, "/v1/enrol": true, pinPath: true, logPINPath: true}

// A door lets in as many requests as can be worked on, keeps a few waiting in the order they came, and sends all others away with
// a time to come back at: a tablet that waits in a long line holds its connection and its battery for nothing.
type door struct {
	places  *semaphore.Weighted
	most    int64
	longest time.Duration
	waiting atomic.Int64
	sent    atomic.Int64
}

func newDoor(places, most int64, longest time.Duration) *door {
	return &door{places: semaphore.NewWeighted(places), most: most, longest: longest}
}

// full says that whoever comes now is sent away, so that nobody's body is read for nothing.
func (d *door) full() bool { return d.waiting.Load() >= d.most }

// enter returns when there is a place; leave gives it back.
func (d *door) enter(ctx context.Context) (leave func(), err error) {
	leave = func() { d.places.Release(1) }
	if d.places.TryAcquire(1) {
		return leave, nil
	}
	defer d.waiting.Add(-1)
	if d.waiting.Add(1) > d.most {
		return nil, d.later()
	}
	wait, cancel := context.WithTimeout(ctx, d.longest)
	defer cancel()
	if d.places.Acquire(wait, 1) != nil {
		return nil, d.later()
	}
	return leave, nil
}

// later says when to come back: not everybody at the same second.
func (d *door) later() error {
	seconds := 5 + int(d.sent.Add(1)%16)
	err := assessments.Errorf(assessments.Unavailable, "central.door", "The service is busy. What you saved is safe and will be sent in a moment.")
	return pause{err, http.StatusServiceUnavailable, seconds}
}
