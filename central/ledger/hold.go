package ledger

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/london"
)

// A Hold keeps a child's record beyond its time: an inquiry, a claim, a question that is not answered. Until is its last day, "" where it
// stands until somebody lifts it. Lead and Name are who said so.
type Hold struct {
	ID    string            `json:"id"`
	Child assessments.ID    `json:"record"`
	Lead  string            `json:"lead"`
	Name  string            `json:"name"`
	Why   string            `json:"why"`
	Until assessments.Date  `json:"until,omitempty"`
	At    string            `json:"at"` // RFC 3339
	scope assessments.Scope // of the child
}

// holdQuery reads the holds that stand on a day: of a scope, or of all for "".
const holdQuery = `SELECT h.id, h.scope, h.lead, coalesce(t.name, ''), h.why, h.until, h.at FROM hold h LEFT JOIN therapist t ON t.tenant = h.tenant AND t.id = h.lead
	WHERE h.tenant = ?1 AND (h.scope = ?2 OR ?2 = '') AND h.lifted_at = '' AND (h.until = '' OR h.until >= ?3) ORDER BY h.at, h.id`

func scanHold(scan func(...any) error) (Hold, error) {
	var h Hold
	var key string
	err := scan(&h.ID, &key, &h.Lead, &h.Name, &h.Why, &h.Until, &h.At)
	h.scope = scopeOf(key)
	h.Child = h.scope.ID
	return h, err
}

// Holds lists the holds of a tenant that stand today, the oldest first.
func (l *Ledger) Holds(ctx context.Context, tenant string) ([]Hold, error) {
	out := []Hold{}
	err := l.each(ctx, "ledger.holds", holdQuery, func(scan func(...any) error) error {
		h, err := scanHold(scan)
		out = append(out, h)
		return err
	}, tenant, "", string(l.today()))
	return out, err
}

// today is the day in London, by the service's clock.
func (l *Ledger) today() assessments.Date { return london.Day(l.cfg.Now()) }

// HoldRecord keeps a record from being destroyed. Somebody has to say why, and nobody gives a last day that is over.
func (l *Ledger) HoldRecord(ctx context.Context, tenant string, h Hold) error {
	const op = "ledger.hold"
	h.Why = strings.TrimSpace(h.Why)
	switch {
	case len(strings.Fields(h.Why)) < 2 || len(h.Why) > 500:
		return assessments.Errorf(assessments.Invalid, op, "Say why the record is to be kept, in a few words that name nobody.")
	case h.Until != "" && !h.Until.Valid():
		return assessments.Errorf(assessments.Invalid, op, "Give the last day of the hold as day, month and year, or none.")
	case h.Until != "" && h.Until < l.today():
		return assessments.Errorf(assessments.Invalid, op, "The last day of the hold is over already.")
	}
	scope := assessments.ChildScope(h.Child).Key()
	return l.write(ctx, op, func(tx txn) error {
		if err := l.oneLead(ctx, tx, tenant, h.Lead); err != nil {
			return err
		}
		if err := l.stays(ctx, tx, tenant, scope); err != nil {
			return err
		}
		if _, err := l.liveScope(ctx, tx, tenant, scope); err != nil {
			return err
		}
		if err := tx.exec(ctx, `INSERT INTO hold (tenant, scope, id, lead, why, until, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
			tenant, scope, l.cfg.NewID(), h.Lead, h.Why, string(h.Until), l.now()); err != nil {
			return err
		}
		// One lead may have asked for its destruction already: that word counts no more.
		if err := tx.exec(ctx, `DELETE FROM disposal WHERE tenant = ?1 AND scope = ?2 AND state = 'asked'`, tenant, scope); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "held from destruction, by "+h.Lead, scope)
	})
}

// LiftHolds ends every hold of a record.
func (l *Ledger) LiftHolds(ctx context.Context, tenant string, child assessments.ID, lead string) error {
	const op = "ledger.lift"
	scope := assessments.ChildScope(child).Key()
	return l.write(ctx, op, func(tx txn) error {
		if err := l.oneLead(ctx, tx, tenant, lead); err != nil {
			return err
		}
		var n int
		if err := tx.row(ctx, `SELECT count(*) FROM hold WHERE tenant = ?1 AND scope = ?2 AND lifted_at = ''`, tenant, scope).Scan(&n); err != nil {
			return err
		}
		if n == 0 {
			return assessments.Errorf(assessments.NotFound, op, "Nobody holds this record.")
		}
		if err := tx.exec(ctx, `UPDATE hold SET lifted_by = ?3, lifted_at = ?4 WHERE tenant = ?1 AND scope = ?2 AND lifted_at = ''`, tenant, scope, lead, l.now()); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "hold lifted, by "+lead, scope)
	})
}

// oneLead checks that somebody is a lead of a tenant.
func (l *Ledger) oneLead(ctx context.Context, tx txn, tenant, lead string) error {
	var n int
	err := tx.row(ctx, `SELECT count(*) FROM therapist WHERE tenant = ?1 AND id = ?2 AND role = 'lead' AND state = 'active'`, tenant, lead).Scan(&n)
	if err == nil && n == 0 {
		err = assessments.Errorf(assessments.Forbidden, "ledger.lead", "This is for a lead of the child's own service.")
	}
	return err
}
