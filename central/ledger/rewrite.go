package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// rewriteLock is held while tables are written anew: of several processes one does it.
const rewriteLock = 7067202

// toRewrite are the destroyed records whose words may still stand in freed places of the files.
const toRewrite = `FROM disposal WHERE state = 'done' AND rewritten_ms = 0`

// Rewrite writes anew, one after the other, the tables in which records stood that were destroyed since the last time. Each is closed to everybody
// meanwhile, for patience at most: one that takes longer, or that somebody is in, is left as it was, and error says so. It returns false when there was
// nothing to do, or when another process is at it. The embedded database is written anew with every disposal.
func (l *Ledger) Rewrite(ctx context.Context, patience time.Duration) (did bool, err error) {
	const op = "ledger.rewrite"
	var keys [][2]string
	err = l.each(ctx, op, `SELECT tenant, scope `+toRewrite+` ORDER BY tenant, scope`, func(scan func(...any) error) error {
		var k [2]string
		err := scan(&k[0], &k[1])
		keys = append(keys, k)
		return err
	})
	if err != nil || len(keys) == 0 || len(l.d.rewrite) == 0 {
		return false, err
	}
	conn, err := l.w.Conn(ctx)
	if err != nil {
		return false, l.dressed(err, op)
	}
	defer conn.Close()
	var mine bool
	if err := conn.QueryRowContext(ctx, `SELECT pg_try_advisory_lock($1)`, rewriteLock).Scan(&mine); err != nil || !mine {
		return false, l.dressed(err, op)
	}
	// The connection goes back to the others as it was, also when the service is told to stop in the middle.
	defer func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `RESET lock_timeout; RESET statement_timeout; SELECT pg_advisory_unlock(`+fmt.Sprint(rewriteLock)+`)`) // a lost line forgets all three
	}()
	if _, err := conn.ExecContext(ctx, fmt.Sprintf(`SET lock_timeout = %d; SET statement_timeout = %d`, min(patience, 2*time.Second).Milliseconds(), patience.Milliseconds())); err != nil {
		return false, l.dressed(err, op)
	}
	tables, err := l.touched(ctx, conn, keys)
	for _, table := range tables {
		if _, failed := conn.ExecContext(ctx, `VACUUM (FULL) `+table); failed != nil {
			err = errors.Join(err, failed)
		}
	}
	if err != nil {
		return true, l.dressed(err, op)
	}
	return true, l.write(ctx, op, func(tx txn) error {
		for _, k := range keys {
			if err := tx.exec(ctx, `UPDATE disposal SET rewritten_ms = ?3 WHERE tenant = ?1 AND scope = ?2 AND state = 'done'`, k[0], k[1], l.cfg.Now().UnixMilli()); err != nil {
				return err
			}
		}
		return nil
	})
}

// touched names the tables of the records; of a table that is cut by tenant, the parts that their tenants' rows are in.
func (l *Ledger) touched(ctx context.Context, conn *sql.Conn, keys [][2]string) (out []string, err error) {
	out = append(out, l.d.rewrite...)
	seen := map[string]bool{}
	for _, k := range keys {
		for _, whole := range []string{"change", "rec_head"} {
			var part string
			err := conn.QueryRowContext(ctx, `SELECT tableoid::regclass::text FROM `+whole+` WHERE tenant = $1 LIMIT 1`, k[0]).Scan(&part)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				part = whole
			case err != nil:
				return nil, err
			}
			if !seen[part] {
				seen[part], out = true, append(out, part)
			}
		}
	}
	return out, nil
}
