package ledger

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"math"
)

// bytes are what a row adds to the chain.
func (a AuditRow) bytes(id string) []byte {
	raw, _ := json.Marshal([]string{a.Tenant, id, a.At, a.Actor, a.What, a.About}) // texts always can be
	return raw
}

// next is the link behind chain for one row of the audit trail.
func (a AuditRow) next(chain []byte, id string) []byte {
	sum := sha256.Sum256(append(append([]byte{}, chain...), a.bytes(id)...))
	return sum[:]
}

// link writes the row's link behind the tenant's newest. The head is locked, so that rows of several processes stand in one order.
func (l *Ledger) link(ctx context.Context, tx txn, a AuditRow, id string) error {
	var n int64
	var chain []byte
	err := tx.row(ctx, `SELECT n, chain FROM audit_head WHERE tenant = ?1 FOR UPDATE`, a.Tenant).Scan(&n, &chain)
	if errors.Is(err, sql.ErrNoRows) {
		// Two that begin a chain at once meet at its key, and the second begins its transaction again.
		if err = tx.exec(ctx, `INSERT INTO audit_head (tenant, n, chain) VALUES (?1, 0, ?2)`, a.Tenant, []byte{}); err == nil {
			n, chain, err = l.linkOld(ctx, tx, a.Tenant, id)
		}
	}
	if err != nil {
		return err
	}
	chain = a.next(chain, id)
	if err := tx.exec(ctx, `INSERT INTO audit_link (tenant, n, id, chain) VALUES (?1, ?2, ?3, ?4)`, a.Tenant, n+1, id, chain); err != nil {
		return err
	}
	return tx.exec(ctx, `UPDATE audit_head SET n = ?2, chain = ?3 WHERE tenant = ?1`, a.Tenant, n+1, chain)
}

// linkOld gives links to the rows from before there was a chain, all but the one that is being written.
func (l *Ledger) linkOld(ctx context.Context, tx txn, tenant, but string) (n int64, chain []byte, err error) {
	var rows []AuditRow
	var ids []string
	err = tx.each(ctx, `SELECT id, at, actor, what, about FROM audit WHERE tenant = ?1 AND id <> ?2 ORDER BY at, id`, func(scan func(...any) error) error {
		a, id := AuditRow{Tenant: tenant}, ""
		err := scan(&id, &a.At, &a.Actor, &a.What, &a.About)
		rows, ids = append(rows, a), append(ids, id)
		return err
	}, tenant, but)
	for i, a := range rows {
		if err != nil {
			break
		}
		n++
		chain = a.next(chain, ids[i])
		err = tx.exec(ctx, `INSERT INTO audit_link (tenant, n, id, chain) VALUES (?1, ?2, ?3, ?4)`, tenant, n, ids[i], chain)
	}
	return n, chain, err
}

// A Linked is a row of the audit trail with its number and its link in the chain, for an export that somebody else can check.
type Linked struct {
	AuditRow
	ID    string `json:"id"`
	N     int64  `json:"n"`
	Chain []byte `json:"chain"`
}

// Trail returns a tenant's whole audit trail in the order of its chain, and what is wrong with it: a row that was altered, taken
// out, put in or cut off.
func (l *Ledger) Trail(ctx context.Context, tenant string) (rows []Linked, problems []Problem, err error) {
	err = l.read(ctx, "ledger.trail", func(tx txn) error {
		var err error
		rows, problems, err = trail(ctx, tx, tenant)
		return err
	})
	return rows, problems, err
}

// TrailPage returns the rows numbered above from and up to upto, in the order of the chain, and what is wrong with the links between
// them; upto 0 is the newest, and the number of that is returned. The whole chain is Trail's to check.
func (l *Ledger) TrailPage(ctx context.Context, tenant string, upto, most int64) (rows []Linked, newest int64, problems []Problem, err error) {
	err = l.read(ctx, "ledger.trailpage", func(tx txn) error {
		err := tx.row(ctx, `SELECT coalesce(max(n), 0) FROM audit_head WHERE tenant = ?1`, tenant).Scan(&newest)
		if err != nil {
			return err
		}
		if upto <= 0 || upto > newest {
			upto = newest
		}
		w := walk{tenant: tenant, n: max(upto-most, 0)}
		err = tx.row(ctx, `SELECT chain FROM audit_link WHERE tenant = ?1 AND n = ?2`, tenant, w.n).Scan(&w.chain)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		err = w.run(ctx, tx, upto)
		rows, problems = w.rows, w.problems
		return err
	})
	return rows, newest, problems, err
}

// A walk goes along a chain from the row behind n on.
type walk struct {
	tenant   string
	n        int64
	chain    []byte
	rows     []Linked
	problems []Problem
}

func (w *walk) report(where, text string) {
	w.problems = append(w.problems, Problem{w.tenant, where, text})
}

func (w *walk) run(ctx context.Context, tx txn, upto int64) error {
	return tx.each(ctx, `SELECT k.n, k.id, k.chain, coalesce(a.at, ''), coalesce(a.actor, ''), coalesce(a.what, ''), coalesce(a.about, '')
		FROM audit_link k LEFT JOIN audit a ON a.tenant = k.tenant AND a.id = k.id WHERE k.tenant = ?1 AND k.n > ?2 AND k.n <= ?3 ORDER BY k.n`, func(scan func(...any) error) error {
		r := Linked{AuditRow: AuditRow{Tenant: w.tenant}}
		err := scan(&r.N, &r.ID, &r.Chain, &r.At, &r.Actor, &r.What, &r.About)
		if w.chain = r.next(w.chain, r.ID); !bytes.Equal(w.chain, r.Chain) {
			w.report("audit "+r.ID, "the row or the one before it is not what was written")
			w.chain = r.Chain // said once, and not of every row behind it
		}
		if w.n++; r.N != w.n {
			w.report("audit "+r.ID, "a row before it was taken out")
			w.n = r.N
		}
		w.rows = append(w.rows, r)
		return err
	}, w.tenant, w.n, upto)
}

func trail(ctx context.Context, tx txn, tenant string) (rows []Linked, problems []Problem, err error) {
	w := walk{tenant: tenant}
	if err := w.run(ctx, tx, math.MaxInt64); err != nil {
		return nil, nil, err
	}
	var n, all int64
	var head []byte
	err = tx.row(ctx, `SELECT n, chain FROM audit_head WHERE tenant = ?1`, tenant).Scan(&n, &head)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	if err == nil {
		err = tx.row(ctx, `SELECT count(*) FROM audit WHERE tenant = ?1`, tenant).Scan(&all)
	}
	if n != int64(len(w.rows)) || !bytes.Equal(head, w.chain) {
		w.report("audit", "rows were cut off at the end")
	}
	if n > 0 && all != n {
		w.report("audit", "there are rows that are not in the chain")
	}
	return w.rows, w.problems, err
}
