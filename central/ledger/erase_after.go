package ledger

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Disposed says that nothing of an erased record is left in any place of the service.
func (l *Ledger) Disposed(ctx context.Context, d Disposal) error {
	var rewritten int64
	if len(l.d.rewrite) == 0 {
		rewritten = l.cfg.Now().UnixMilli()
	}
	return l.write(ctx, "ledger.disposed", func(tx txn) error {
		return tx.exec(ctx, `UPDATE disposal SET state = 'done', rewritten_ms = ?3 WHERE tenant = ?1 AND scope = ?2 AND state = 'erased'`, d.Tenant, assessments.ChildScope(d.Child).Key(), rewritten)
	})
}

// Redispose orders again what was ordered before the database was put back to an earlier day, with the certificate of then. It returns false for
// a tenant that is not here, a record that the backup does not know, and one that is destroyed or ordered to be.
func (l *Ledger) Redispose(ctx context.Context, d Disposal) (bool, error) {
	const op = "ledger.redispose"
	key, again := assessments.ChildScope(d.Child).Key(), false
	err := l.write(ctx, op, func(tx txn) error {
		again = false
		if live, err := l.liveScope(ctx, tx, d.Tenant, key); err != nil || !live {
			switch assessments.KindOf(err) {
			case assessments.Conflict: // the backup knows of the order, and may not know what came of it
				return tx.exec(ctx, `UPDATE disposal SET certificate = ?3 WHERE tenant = ?1 AND scope = ?2 AND state = 'ordered' AND length(certificate) = 0`,
					d.Tenant, key, append([]byte{}, d.Certificate...))
			case assessments.NotFound:
				return nil
			}
			return err
		}
		again = true
		if err := tx.exec(ctx, `INSERT INTO disposal (tenant, scope, state, lead, second, until, rule, asked_ms, ordered_ms, certificate) VALUES (?1, ?2, 'ordered', ?3, ?4, ?5, ?6, ?7, ?8, ?9)
			ON CONFLICT (tenant, scope) DO UPDATE SET state = excluded.state, lead = excluded.lead, second = excluded.second, until = excluded.until, rule = excluded.rule,
			asked_ms = excluded.asked_ms, ordered_ms = excluded.ordered_ms, certificate = excluded.certificate`,
			d.Tenant, key, d.Lead, d.Second, string(d.Until), d.Rule, millis(d.Asked), millis(d.Ordered), append([]byte{}, d.Certificate...)); err != nil {
			return err
		}
		return l.audit(ctx, tx, d.Tenant, "destruction done again, which a backup had undone", key)
	})
	return again && err == nil, err
}

// millis reads a moment back; 0 where there is none.
func millis(at string) int64 {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return 0
	}
	return t.UnixMilli()
}

// Later counts the changes that tablets sent of a record after it was destroyed. They are kept aside until a lead has them destroyed too.
func (l *Ledger) Later(ctx context.Context, tenant string, child assessments.ID) (n int, err error) {
	err = l.read(ctx, "ledger.later", func(tx txn) error {
		return tx.row(ctx, laterQuery, tenant, assessments.ChildScope(child).Key()).Scan(&n)
	})
	return n, err
}

const laterQuery = `SELECT count(*) FROM quarantine q JOIN disposal d ON d.tenant = q.tenant AND d.scope = q.scope AND d.state IN ('erased', 'done') WHERE q.tenant = ?1 AND q.scope = ?2`

// EraseLater destroys what came of a destroyed record since, on a lead's word.
func (l *Ledger) EraseLater(ctx context.Context, tenant string, child assessments.ID, lead string) error {
	const op = "ledger.eraselater"
	key := assessments.ChildScope(child).Key()
	return l.write(ctx, op, func(tx txn) error {
		if err := l.oneLead(ctx, tx, tenant, lead); err != nil {
			return err
		}
		var n int
		if err := tx.row(ctx, laterQuery, tenant, key).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			return assessments.Errorf(assessments.NotFound, op, "Nothing came of this record since it was destroyed.")
		}
		if err := tx.exec(ctx, `DELETE FROM quarantine WHERE tenant = ?1 AND scope = ?2`, tenant, key); err != nil {
			return err
		}
		// The places of what was deleted are written over as those of the record were.
		if err := tx.exec(ctx, `UPDATE disposal SET state = 'erased' WHERE tenant = ?1 AND scope = ?2`, tenant, key); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "destroyed what came after, by "+lead, key)
	})
}

// Scrub writes over what deleting left in the files of the database. The embedded one is written anew, and its log emptied. PostgreSQL only
// gives the places free, until Rewrite or somebody's next words write over them: with whole it writes its tables anew too, and nobody can work
// while it does.
func (l *Ledger) Scrub(ctx context.Context, whole bool) error {
	list := l.d.scrub
	if whole {
		list = l.d.scour
	}
	for _, q := range list {
		if _, err := l.w.ExecContext(ctx, q); err != nil {
			return l.dressed(err, "ledger.scrub")
		}
	}
	if !whole {
		return nil
	}
	return l.write(ctx, "ledger.scrub", func(tx txn) error {
		return tx.exec(ctx, `UPDATE disposal SET rewritten_ms = ?1 WHERE state = 'done' AND rewritten_ms = 0`, l.cfg.Now().UnixMilli())
	})
}
