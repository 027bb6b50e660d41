package ledger

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Queued is something that waits in the ledger to be sent: a Delivery, whose mail goes out, or a Handoff. It waits while its state is
// "waiting" and its time has come, and belongs to the one process that claimed it.
type Queued interface{ queued() queued }

// queued is the row that stands for it: where it is, and the state that whoever holds it knows.
type queued struct {
	table, key, column string
	tenant             string
	id                 assessments.ID
	state              string
}

// waiting is the state of what is to be sent, in every queue.
const waiting = "waiting"

func (d Delivery) queued() queued {
	return queued{"delivery", "share", "mail", d.Tenant, d.Share, d.Mail}
}

func (h Handoff) queued() queued {
	return queued{"handoff", "record", "state", h.Tenant, h.Record, h.State}
}

// in writes the names of the queue's table into a statement.
func (q queued) in(statement string) string {
	return strings.NewReplacer("{table}", q.table, "{key}", q.key, "{state}", q.column).Replace(statement)
}

// Claim takes something that is due, for as long as hold, and returns which try this is, from 1; 0 when another process was faster.
// Whoever claims it and dies leaves it to be claimed again after that: it may go twice, and is never lost.
func (l *Ledger) Claim(ctx context.Context, item Queued, hold time.Duration) (try int, err error) {
	q, now := item.queued(), l.cfg.Now()
	err = l.write(ctx, "ledger.claim", func(tx txn) error {
		err := tx.row(ctx, q.in(`UPDATE {table} SET tries = tries + 1, next_ms = ?4 WHERE tenant = ?1 AND {key} = ?2 AND {state} = 'waiting' AND next_ms <= ?3 RETURNING tries`),
			q.tenant, string(q.id), now.UnixMilli(), now.Add(hold).UnixMilli()).Scan(&try)
		if errors.Is(err, sql.ErrNoRows) {
			try, err = 0, nil
		}
		return err
	})
	return try, err
}

// Settle moves something from the state that its holder knows to the next; what waits is tried again after the time again. ok is false
// when it was not in that state any more: somebody, or another process, was faster.
func (l *Ledger) Settle(ctx context.Context, item Queued, state string, again time.Duration) (ok bool, err error) {
	err = l.write(ctx, "ledger.settle", func(tx txn) error {
		ok, err = l.settle(ctx, tx, item.queued(), state, again, "")
		return err
	})
	return ok, err
}

// settle is Settle within a transaction. more are further columns to set, with their values from ?6 on.
func (l *Ledger) settle(ctx context.Context, tx txn, q queued, state string, again time.Duration, more string, values ...any) (ok bool, err error) {
	var id string
	err = tx.row(ctx, q.in(`UPDATE {table} SET {state} = ?4, next_ms = ?5`+more+` WHERE tenant = ?1 AND {key} = ?2 AND {state} = ?3 RETURNING {key}`),
		append([]any{q.tenant, string(q.id), q.state, state, l.cfg.Now().Add(again).UnixMilli()}, values...)...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}
