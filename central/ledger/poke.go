package ledger

import (
	"context"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// How often the counters of tenants that somebody waits for are read, for what other processes on the same database took in; and how
// long whoever was woken for nothing rests, so that a busy tenant's waiters do not ask the database at each of its pushes.
const (
	listenEvery = time.Second
	wokenRest   = 2 * time.Second
)

// news tells waiters that a tenant's counter moved. Pushes of this process tell at once; the rest is read from the counters. A
// notification in the database would do so too, and would make every commit of every tenant wait for one lock.
type news struct {
	mu      sync.Mutex
	waiting map[string]map[chan struct{}]bool // tenant -> waiters
	seen    map[string]int64
	stop    chan struct{} // closed when nobody waits any more
}

// tell wakes everybody who waits for a tenant.
func (n *news) tell(tenant string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for ch := range n.waiting[tenant] {
		select {
		case ch <- struct{}{}:
		default: // it was told already
		}
	}
}

// wait adds a waiter. The first one starts reading counters, the last one ends it.
func (l *Ledger) wait(tenant string) (told chan struct{}, leave func()) {
	n := &l.news
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.waiting == nil {
		n.waiting, n.seen = map[string]map[chan struct{}]bool{}, map[string]int64{}
	}
	if len(n.waiting) == 0 {
		n.stop = make(chan struct{})
		go l.listen(n.stop)
	}
	if n.waiting[tenant] == nil {
		n.waiting[tenant] = map[chan struct{}]bool{}
	}
	told = make(chan struct{}, 1)
	n.waiting[tenant][told] = true
	return told, func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		delete(n.waiting[tenant], told)
		if len(n.waiting[tenant]) == 0 {
			delete(n.waiting, tenant)
			delete(n.seen, tenant)
		}
		if len(n.waiting) == 0 {
			close(n.stop)
		}
	}
}

// listen reads the counters of the tenants that somebody waits for, in one statement, until nobody does.
func (l *Ledger) listen(stop chan struct{}) {
	tick := time.NewTicker(listenEvery)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		l.news.mu.Lock()
		tenants := sorted(l.news.waiting)
		l.news.mu.Unlock()
		// Devices' states count too: a tablet that was suspended is told at its next sync.
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		now := map[string]int64{}
		err := l.read(ctx, "ledger.listen", func(tx txn) error {
			return tx.each(ctx, `SELECT t.id, t.seq + (SELECT count(*) FROM device d WHERE d.tenant = t.id AND d.state <> 'active') FROM tenant t WHERE t.id IN LIST(?1)`, func(scan func(...any) error) error {
				var id string
				var seq int64
				err := scan(&id, &seq)
				now[id] = seq
				return err
			}, l.d.list(tenants))
		})
		cancel()
		if err != nil {
			continue // the waiters' own questions say what is wrong, when their time is over
		}
		for id, seq := range now {
			l.news.mu.Lock()
			was, known := l.news.seen[id]
			if l.news.waiting[id] != nil {
				l.news.seen[id] = seq
			}
			l.news.mu.Unlock()
			if !known || was != seq {
				l.news.tell(id)
			}
		}
	}
}

// Await returns true as soon as there is something for a device beyond the sequence after: a change of another device in its
// therapist's scopes, a grant given or taken, or a state of its own that it must hear of. It returns false when ctx ends first.
func (l *Ledger) Await(ctx context.Context, s Session, after uint64) (bool, error) {
	told, leave := l.wait(s.Tenant) // before the first look: what comes in between is told
	defer leave()
	for {
		found, upto, err := l.anything(ctx, s, after)
		switch {
		case ctx.Err() != nil:
			return false, nil
		case err != nil || found:
			return found, err
		}
		after = max(after, upto)
		select {
		case <-ctx.Done():
			return false, nil
		case <-told:
		}
		if found, _, err := l.anything(ctx, s, after); err != nil && ctx.Err() == nil || found {
			return found, err
		}
		select {
		case <-ctx.Done():
			return false, nil
		case <-time.After(wokenRest):
		}
	}
}

// anything looks once. What a device did itself is no news to it.
func (l *Ledger) anything(ctx context.Context, s Session, after uint64) (found bool, upto uint64, err error) {
	err = l.read(ctx, "ledger.await", func(tx txn) error {
		var state string
		if err := tx.row(ctx, `SELECT t.seq, d.state FROM tenant t JOIN device d ON d.tenant = t.id WHERE t.id = ?1 AND d.id = ?2`, s.Tenant, s.Device).Scan(&upto, &state); err != nil {
			return missing(err, "ledger.await", "The service does not know this device.")
		}
		if after > upto || state != Active {
			found = true // a cursor ahead of the service begins anew
			return nil
		}
		var n int
		err := tx.row(ctx, `SELECT (SELECT count(*) FROM (SELECT 1 FROM change WHERE tenant = ?1 AND seq > ?2 AND seq <= ?3 AND device <> ?4
				AND (scope = ?6 OR scope IN (SELECT scope FROM grants WHERE tenant = ?1 AND therapist = ?5 AND to_seq = 0)) LIMIT 1) AS a)
			+ (SELECT count(*) FROM grants WHERE tenant = ?1 AND therapist = ?5 AND (from_seq > ?2 OR to_seq > ?2)
				AND scope NOT IN (SELECT scope FROM change WHERE tenant = ?1 AND seq = from_seq AND device = ?4))`,
			s.Tenant, int64(after), int64(upto), s.Device, s.Therapist, assessments.TeamScope().Key()).Scan(&n)
		found = n > 0
		return err
	})
	return found, upto, err
}
