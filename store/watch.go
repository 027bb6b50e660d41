package store

import (
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
)

// An Event names the records that changed. The view shows them already.
type Event struct{ Records []assessments.ID }

type watchers struct {
	mu   sync.Mutex
	next int
	all  map[int]func(Event)
}

// Watch calls f after every change, in the goroutine that made it, with no lock held; with no records when changes begin to be refused, as by
// a full disk, and when they are taken again. cancel ends it.
func (s *Store) Watch(f func(Event)) (cancel func()) {
	w := &s.watch
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.all == nil {
		w.all = map[int]func(Event){}
	}
	n := w.next
	w.next++
	w.all[n] = f
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.all, n)
	}
}

// tell calls the watchers in the order they came. It holds no lock meanwhile, so a watcher may read, write and cancel.
func (w *watchers) tell(ids []assessments.ID) {
	w.mu.Lock()
	var fs []func(Event)
	for _, n := range sorted(w.all) {
		fs = append(fs, w.all[n])
	}
	w.mu.Unlock()
	for _, f := range fs {
		f(Event{Records: ids})
	}
}
