package ledger

import (
	"context"
	"database/sql"
	"errors"
)

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
	if l.d.note != "" {
		if begun, err := l.noted(ctx, tx, a, id); begun || err != nil {
			return err
		}
	}
	if err := tx.exec(ctx, `INSERT INTO audit (tenant, id, at, actor, what, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`, a.Tenant, id, a.At, a.Actor, a.What, a.About); err != nil {
		return err
	}
	return l.link(ctx, tx, a, id)
}

// asker is a transaction, or the database outside of one.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// noted writes row and link as one statement, where the database can; begun is false where the tenant has no chain yet.
func (l *Ledger) noted(ctx context.Context, db asker, a AuditRow, id string) (begun bool, err error) {
	var n int64
	err = db.QueryRowContext(ctx, l.d.note, a.Tenant, id, a.At, a.Actor, a.What, a.About, a.bytes(id)).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// Note adds a line to the audit, of something that was done at a page and changes no table here. Neither what nor about names
// anybody. Every page waits for it, so that it is one way to the database and back where it can be.
func (l *Ledger) Note(ctx context.Context, tenant, what, about string) error {
	if l.d.note != "" && l.cfg.Refuse == nil {
		a := AuditRow{tenant, l.now(), actor(ctx), what, about}
		if begun, err := l.noted(ctx, l.w, a, l.cfg.NewID()); begun || err != nil && !l.d.again(err) {
			return l.dressed(err, "ledger.note")
		}
	}
	return l.write(ctx, "ledger.note", func(tx txn) error { return l.audit(ctx, tx, tenant, what, about) })
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
