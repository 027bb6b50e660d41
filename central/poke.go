package central

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

const (
	pokePath = "/v1/poke"
	// pokeTime is how long a device is kept waiting: less than a minute, after which proxies and telephone networks cut a silent line.
	pokeTime = 50 * time.Second
	// pokesAt is how many devices may wait at once in one process. Each holds a connection and a few kilobytes.
	pokesAt = 4096
)

// waiters are the devices that wait, each once: one that asks anew lets go of its former line.
type waiters struct {
	mu   sync.Mutex
	most int
	end  map[string]*context.CancelFunc
}

func newWaiters(most int) *waiters {
	return &waiters{most: most, end: map[string]*context.CancelFunc{}}
}

// enter gives a device its place; ok is false when there is none.
func (w *waiters) enter(device string, cancel context.CancelFunc) (leave func(), ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	former, waits := w.end[device]
	if len(w.end) >= w.most && (!waits || w.most == 0) {
		return nil, false
	}
	if waits {
		(*former)()
	}
	mine := &cancel
	w.end[device] = mine
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.end[device] == mine {
			delete(w.end, device)
		}
	}, true
}

// hush lets go of everybody, and lets nobody wait any more.
func (w *waiters) hush() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.most = 0
	for _, end := range w.end {
		(*end)()
	}
}

// Hush answers everybody who waits for news: a service that is asked to stop must not wait for them.
func (c *Central) Hush() { c.waits.hush() }

// count is how many wait.
func (w *waiters) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.end)
}

// poke answers as soon as there is something new for a device beyond the sequence it names, and otherwise that there is nothing.
// It carries no data: whoever reads the line learns only that somebody worked. 200 is a reason to sync; 204 to ask again.
func (c *Central) poke(w http.ResponseWriter, r *request) error {
	after, err := strconv.ParseUint(r.URL.Query().Get("after"), 10, 62)
	if err != nil {
		return assessments.Errorf(assessments.Invalid, "central.poke", "Say after which number: after=0.")
	}
	ctx, cancel := context.WithTimeout(r.Context(), c.pokeTime)
	defer cancel()
	leave, ok := c.waits.enter(r.caller.ID, cancel)
	if !ok {
		return pause{assessments.Errorf(assessments.Unavailable, "central.poke", "Too many devices wait already. What you saved is safe."), http.StatusServiceUnavailable, 60}
	}
	defer leave()
	d := r.caller
	found, err := c.ledger.Await(ctx, ledger.Session{Tenant: d.Tenant, Device: d.ID, Therapist: d.Therapist}, after)
	if err != nil {
		return err
	}
	if !found && errors.Is(ctx.Err(), context.Canceled) {
		// The service stops, or a copy of this tablet waits too: at once again would go back and forth without end.
		return pause{assessments.Errorf(assessments.Unavailable, "central.poke", "The wait was ended. What you saved is safe."), http.StatusServiceUnavailable, 60}
	}
	if !found {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return answer(w, map[string]bool{"new": true})
}
