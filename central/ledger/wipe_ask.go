package ledger

import (
	"context"
	"database/sql"
	"errors"

	"github.com/fieldfare/fieldfare/assessments"
)

// A WipeAsk is a wipe that one lead wants and a second has not agreed to yet.
type WipeAsk struct {
	Device, Lead, Name string
	At                 string // RFC 3339
}

// askLife is how long the second lead may take: a wipe that is agreed to a week later is about another day.
const askLife = day

// WipeAsks lists the wipes of a tenant that wait for a second lead.
func (l *Ledger) WipeAsks(ctx context.Context, tenant string) ([]WipeAsk, error) {
	out := []WipeAsk{}
	err := l.each(ctx, "ledger.asks", `SELECT w.device, w.lead, t.name, w.at_ms FROM wipe_ask w JOIN therapist t ON t.tenant = w.tenant AND t.id = w.lead
		WHERE w.tenant = ?1 AND w.at_ms > ?2 ORDER BY w.at_ms, w.device`, func(scan func(...any) error) error {
		var a WipeAsk
		var at int64
		err := scan(&a.Device, &a.Lead, &a.Name, &at)
		a.At = clock(at)
		out = append(out, a)
		return err
	}, tenant, l.cfg.Now().Add(-askLife).UnixMilli())
	return out, err
}

// AskWipe is one lead's word that a device of their service be wiped. The second lead's word makes it an order; whether both may
// give it is for OrderWipe to say. It reports whether it is an order now.
func (l *Ledger) AskWipe(ctx context.Context, tenant, device, lead string) (ordered bool, err error) {
	const op = "ledger.ask"
	var first string
	err = l.write(ctx, op, func(tx txn) error {
		d, err := l.lockDevice(ctx, tx, device)
		if err != nil {
			return err
		}
		if d.Tenant != tenant {
			return assessments.Errorf(assessments.NotFound, op, "The service does not know this device.")
		}
		first = ""
		now := l.cfg.Now()
		err = tx.row(ctx, `SELECT lead FROM wipe_ask WHERE tenant = ?1 AND device = ?2 AND at_ms > ?3`, tenant, device, now.Add(-askLife).UnixMilli()).Scan(&first)
		if err != nil && !errors.Is(err, sql.ErrNoRows) || first != "" && first != lead {
			return err
		}
		if first == lead {
			return assessments.Errorf(assessments.Conflict, op, "You asked for it already. Another lead has to agree on this page.")
		}
		if err := tx.exec(ctx, `INSERT INTO wipe_ask (tenant, device, lead, at_ms) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (tenant, device) DO UPDATE SET lead = excluded.lead, at_ms = excluded.at_ms`,
			tenant, device, lead, now.UnixMilli()); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "wipe asked for", device)
	})
	if err != nil || first == "" {
		return false, err
	}
	if err := l.OrderWipe(ctx, device, first, lead); err != nil {
		return false, err
	}
	return true, l.write(ctx, op, func(tx txn) error {
		return tx.exec(ctx, `DELETE FROM wipe_ask WHERE tenant = ?1 AND device = ?2`, tenant, device)
	})
}

// DropWipe calls off a wipe that one lead asked for.
func (l *Ledger) DropWipe(ctx context.Context, tenant, device string) error {
	return l.write(ctx, "ledger.drop", func(tx txn) error {
		if err := tx.exec(ctx, `DELETE FROM wipe_ask WHERE tenant = ?1 AND device = ?2`, tenant, device); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "wipe called off", device)
	})
}
