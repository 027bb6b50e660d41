package ledger

import "context"

// An AuditRow is one thing somebody did to accounts, devices or grants. It names ids, never people or children.
type AuditRow struct {
	Tenant string `json:"tenant"`
	At     string `json:"at"`
	Actor  string `json:"actor"`
	What   string `json:"what"`
	About  string `json:"about"`
}

// audit adds a row in the transaction of what it tells, and its link in the chain.
func (l *Ledger) audit(ctx context.Context, tx txn, tenant, what, about string) error {
	a, id := AuditRow{tenant, l.now(), actor(ctx), what, about}, l.cfg.NewID()
	if err := tx.exec(ctx, `INSERT INTO audit (tenant, id, at, actor, what, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`, a.Tenant, id, a.At, a.Actor, a.What, a.About); err != nil {
		return err
	}
	return l.link(ctx, tx, a, id)
}

type actorKey struct{}

// As returns a context in which what is done is written down as done by actor.
func As(ctx context.Context, actor string) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

func actor(ctx context.Context) string {
	if a, ok := ctx.Value(actorKey{}).(string); ok {
		return a
	}
	return "service"
}

// Audit lists what was done, oldest first; tenant "" means all.
func (l *Ledger) Audit(ctx context.Context, tenant string) ([]AuditRow, error) {
	out := []AuditRow{}
	err := l.read(ctx, "ledger.audit", func(tx txn) error {
		return tx.each(ctx, `SELECT tenant, at, actor, what, about FROM audit WHERE tenant = ?1 OR ?1 = '' ORDER BY at, id`, func(scan func(...any) error) error {
			var a AuditRow
			err := scan(&a.Tenant, &a.At, &a.Actor, &a.What, &a.About)
			out = append(out, a)
			return err
		}, tenant)
	})
	return out, err
}
