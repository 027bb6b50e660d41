package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// Repair compares what a device says it has of its scopes, up to where its cursor stands, with what is here. A scope that differs
// is put on the cursor's list of what is still to come: it comes again, and nothing else does, and nothing is deleted. It returns
// the cursor to go on from. While older changes are on their way a comparison means nothing, and is left for the next time.
func (l *Ledger) Repair(ctx context.Context, s Session, at string, said []wire.Digest) (string, error) {
	if len(said) == 0 {
		return at, nil
	}
	err := l.read(ctx, "ledger.repair", func(tx txn) error {
		var upto uint64
		if err := tx.row(ctx, uptoQuery, s.Tenant).Scan(&upto); err != nil {
			return err
		}
		r := &reader{tx: tx, s: s, c: readCursor(at, upto)}
		if r.c.Live == 0 || len(r.c.Back) > 0 {
			return nil
		}
		held := map[string]bool{teamKey: true}
		err := tx.each(ctx, `SELECT scope FROM grants WHERE tenant = ?1 AND therapist = ?2 AND to_seq = 0 AND from_seq <= ?3`, func(scan func(...any) error) error {
			var key string
			err := scan(&key)
			held[key] = true
			return err
		}, s.Tenant, s.Therapist, int64(r.c.Grants))
		if err != nil {
			return err
		}
		for _, d := range said {
			if !held[d.Scope] {
				continue
			}
			held[d.Scope] = false // once is enough
			sum, err := sumOf(ctx, tx, s.Tenant, d.Scope, r.c.Live)
			if err != nil {
				return err
			}
			if want := sum.Of(d.Scope); want != d {
				l.cfg.Log.Warn("a device has other changes of a scope than the service: it comes again", "device", s.Device, "scope", d.Scope, "has", d.N, "want", want.N)
				r.again(d.Scope)
			}
		}
		if len(r.c.Back) > 0 {
			at = r.c.String()
		}
		return nil
	})
	return at, err
}

// sumOf adds up a scope's changes up to a sequence.
func sumOf(ctx context.Context, tx txn, tenant, scope string, upto uint64) (wire.Sum, error) {
	var sum wire.Sum
	err := tx.each(ctx, `SELECT cid FROM change WHERE tenant = ?1 AND scope = ?2 AND seq <= ?3`, func(scan func(...any) error) error {
		var cid string
		err := scan(&cid)
		sum.Add(cid)
		return err
	}, tenant, scope, int64(upto))
	return sum, err
}
