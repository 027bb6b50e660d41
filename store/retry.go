package store

import (
	"context"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// Retry sends quarantined and held changes again: after an upgrade of the service or of Fieldfare.
func (s *Store) Retry(ctx context.Context) (n int, err error) {
	err = s.write(ctx, "store.retry", func(t *tx) error {
		for _, e := range s.journal.order {
			if e.state == held || e.state == quarantined {
				n++
				if err := t.mark(e, pending, nil); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return n, err
}

// RetryUnkept sends again what only this device has: changes that the service was too old for, or that no round got through
// with, and what waits behind them. What is in the service's quarantine stays there, since the service tries that again itself.
func (s *Store) RetryUnkept(ctx context.Context) (n int, err error) {
	any := false
	s.w.Lock()
	for _, e := range s.journal.order {
		any = any || e.state == held || e.state == quarantined
	}
	s.w.Unlock()
	if !any {
		return 0, nil // the usual case costs no transaction
	}
	err = s.write(ctx, "store.retry", func(t *tx) error {
		for _, e := range s.journal.order {
			if e.state != held && e.state != quarantined {
				continue
			}
			v, err := t.verdict(e)
			if err != nil {
				return err
			}
			if v.Result != wire.TooNew && v.Code != wire.CodeRefused {
				continue
			}
			n++
			if err := t.mark(e, pending, nil); err != nil {
				return err
			}
			if err := t.release(e); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// verdict reads what the service said last of a change that waits; an empty one where it said nothing.
func (t *tx) verdict(e *entry) (verdict, error) {
	r, err := t.d.one("SELECT ack FROM journal WHERE n = ?", e.n)
	if err != nil || r == nil {
		return verdict{}, err
	}
	return t.s.openVerdict(e, blob(r[0]))
}
