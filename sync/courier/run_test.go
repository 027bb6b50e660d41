package courier

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A keeper stands in for time: Run asks it to wait, and the test says when the wait is over.
type keeper struct {
	t     *testing.T
	waits chan time.Duration
	fire  chan chan time.Time
	done  chan error
}

// running starts Run on a line and returns what its waits and results arrive on.
func running(t *testing.T, l *line) (*Courier, *testkit.Clock, *keeper) {
	t.Helper()
	c, clock := ready(t, l)
	k := &keeper{t, make(chan time.Duration, 9), make(chan chan time.Time, 9), make(chan error, 9)}
	c.cfg.After = func(d time.Duration) <-chan time.Time {
		ch := make(chan time.Time, 1)
		k.waits <- d
		k.fire <- ch
		return ch
	}
	c.cfg.Done = func(_ Report, err error) { k.done <- err }
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { c.Run(ctx); close(ended) }()
	t.Cleanup(func() { cancel(); <-ended })
	return c, clock, k
}

// synced waits for a sync to end as it should.
func (k *keeper) synced(want error) {
	k.t.Helper()
	if err := <-k.done; !errors.Is(err, want) {
		k.t.Errorf("a sync ended with %v, want %v", err, want)
	}
}

// over ends the oldest wait.
func (k *keeper) over() { <-k.fire <- time.Time{} }

func TestRun_AtOnceThenEveryQuarterThenAfterASave(t *testing.T) {
	c, _, k := running(t, &line{sync: agree})
	if err := <-k.done; err != nil {
		t.Fatal(err)
	}
	if d := <-k.waits; d != every {
		t.Errorf("with nothing to do it waits %v", d)
	}
	k.over()
	k.synced(nil)
	<-k.waits
	<-k.fire
	save(t, c, 3, "x")
	if d := <-k.waits; d != settle {
		t.Errorf("after a save it waits %v", d)
	}
	k.over()
	if err := <-k.done; err != nil {
		t.Fatal(err)
	}
	if st, _ := c.store.Status(t.Context()); st.Unsent != 0 {
		t.Errorf("%d changes are still unsent", st.Unsent)
	}
	<-k.waits
	c.Kick()
	if err := <-k.done; err != nil {
		t.Fatal(err)
	}
}

func TestRun_WaitsLongerAfterEachFailure(t *testing.T) {
	l := &line{sync: func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) { return 0, nil, nil }}
	_, _, k := running(t, l)
	// The chance of this test is always a half: half of 5, 10, 20 … seconds, up to a quarter of an hour.
	for _, want := range []time.Duration{2500, 5000, 10000, 20000, 40000, 80000, 160000, 320000, 450000, 450000} {
		k.synced(ErrOffline)
		if d := <-k.waits; d != want*time.Millisecond {
			t.Errorf("it waits %v, want %v", d, want*time.Millisecond)
		}
		k.over()
	}
}

func TestRun_HonoursRetryAfterAndRefusals(t *testing.T) {
	busy := true
	l := &line{}
	l.sync = func(wire.Hello, []wire.Pushed) (int, http.Header, []byte) {
		if busy {
			status, _, body := trouble(503, assessments.Unavailable)
			return status, http.Header{"Retry-After": {"90"}}, body
		}
		return trouble(403, assessments.Forbidden)
	}
	_, clock, k := running(t, l)
	if err := <-k.done; assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("a busy service: %v", err)
	}
	if d := <-k.waits; d != 90*time.Second {
		t.Errorf("told to come back in 90 s, it waits %v", d)
	}
	l.mu.Lock()
	busy = false
	l.mu.Unlock()
	clock.Advance(90 * time.Second)
	k.over()
	if err := <-k.done; assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("%v", err)
	}
	if d := <-k.waits; d != every {
		t.Errorf("a device that may not sync asks again in %v", d)
	}
}
