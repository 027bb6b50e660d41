package ledger

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// A Sheet is what somebody wrote at a link and has not sent yet. Body is empty where there is none.
type Sheet struct {
	Body []byte
	At   time.Time // when it was kept last
}

// Sheet returns what a reader of a link has begun. What is past its time is none.
func (l *Ledger) Sheet(ctx context.Context, d Delivery, reader string) (out Sheet, err error) {
	err = l.read(ctx, "ledger.sheet", func(tx txn) error {
		out, err = l.sheet(ctx, tx, d, reader, "")
		return err
	})
	return out, err
}

func (l *Ledger) sheet(ctx context.Context, tx txn, d Delivery, reader, lock string) (out Sheet, err error) {
	var at, until int64
	err = tx.row(ctx, `SELECT body, at_ms, until_ms FROM sheet WHERE tenant = ?1 AND share = ?2 AND reader = ?3`+lock, d.Tenant, string(d.Share), reader).Scan(&out.Body, &at, &until)
	if errors.Is(err, sql.ErrNoRows) || err == nil && until <= l.cfg.Now().UnixMilli() {
		return Sheet{}, nil
	}
	out.At = time.UnixMilli(at)
	return out, err
}

// KeepSheet lets edit make the next body of what is there, and keeps it until then. Of two pages that are sent at once the second builds
// on what the first kept. edit must be repeatable. What is over goes meanwhile.
func (l *Ledger) KeepSheet(ctx context.Context, d Delivery, reader string, until time.Time, edit func(Sheet) ([]byte, error)) error {
	now := l.cfg.Now().UnixMilli()
	return l.write(ctx, "ledger.keepsheet", func(tx txn) error {
		if err := tx.exec(ctx, `DELETE FROM sheet WHERE until_ms <= ?1`, now); err != nil {
			return err
		}
		// The row is there before it is read, so that there is something to lock.
		if err := tx.exec(ctx, `INSERT INTO sheet (tenant, share, reader, scope, body, at_ms, until_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`,
			d.Tenant, string(d.Share), reader, d.Scope.Key(), []byte{}, now, until.UnixMilli()); err != nil {
			return err
		}
		was, err := l.sheet(ctx, tx, d, reader, ` FOR UPDATE`)
		if err != nil {
			return err
		}
		body, err := edit(was)
		if err != nil {
			return err
		}
		return tx.exec(ctx, `UPDATE sheet SET body = ?4, at_ms = ?5, until_ms = ?6 WHERE tenant = ?1 AND share = ?2 AND reader = ?3`,
			d.Tenant, string(d.Share), reader, body, now, until.UnixMilli())
	})
}

// DropSheet takes away what a reader of a link has begun: it was sent, or they do not want it kept.
func (l *Ledger) DropSheet(ctx context.Context, d Delivery, reader string) error {
	return l.write(ctx, "ledger.dropsheet", func(tx txn) error {
		return tx.exec(ctx, `DELETE FROM sheet WHERE tenant = ?1 AND share = ?2 AND reader = ?3`, d.Tenant, string(d.Share), reader)
	})
}

// EndSheets takes away what is over: its link ended, and nobody sent it.
func (l *Ledger) EndSheets(ctx context.Context) error {
	return l.write(ctx, "ledger.endsheets", func(tx txn) error {
		return tx.exec(ctx, `DELETE FROM sheet WHERE until_ms <= ?1`, l.cfg.Now().UnixMilli())
	})
}
