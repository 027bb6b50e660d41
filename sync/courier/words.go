package courier

import (
	"context"
	"sync"
)

// A turn lets words go first: pictures wait between two chunks while words are under way. Words wait for nobody.
type turn struct {
	mu   sync.Mutex
	n    int
	done chan struct{} // closed when the last of them is over
}

// take says that words are under way; the answer says that they are over.
func (t *turn) take() (over func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n++; t.n == 1 {
		t.done = make(chan struct{})
	}
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.n--; t.n == 0 {
			close(t.done)
		}
	}
}

// over waits until no words are under way, or ctx ends.
func (t *turn) over(ctx context.Context) error {
	for {
		t.mu.Lock()
		n, done := t.n, t.done
		t.mu.Unlock()
		if n == 0 {
			return ctx.Err()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-done:
		}
	}
}
