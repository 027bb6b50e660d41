package ledger

import (
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

//go:embed schema/postgres/push.sql
var pushSQL string

//go:embed schema/postgres/note.sql
var noteSQL string

// postgres is the dialect of pgx through database/sql, so that one body of code serves both databases.
var postgres = dialect{
	name:   "postgres",
	schema: "schema/postgres",
	say: func(q string) string {
		q = sought.ReplaceAllString(q, "SELECT found.* FROM unnest(${4}::text[]) AS wanted (id), LATERAL (SELECT $1 FROM $2 WHERE tenant = ?1 AND $3 = wanted.id$5 OFFSET 0$6) found")
		q = listed.ReplaceAllString(q, "= ANY($1)")
		return param.ReplaceAllString(q, `$$$1`)
	},
	list: func(items []string) any {
		if items == nil {
			return []string{}
		}
		return items
	},
	again: func(err error) bool {
		code := sqlState(err)
		// serialization, deadlock, and a unique key that another push took a moment ago
		return code == "40001" || code == "40P01" || code == "23505"
	},
	faulty: func(err error) bool {
		code := sqlState(err)
		return strings.HasPrefix(code, "22") || strings.HasPrefix(code, "23") || code == "54000" || code == "P0001"
	},
	unable: func(err error) bool {
		code := sqlState(err)
		// out of room, memory or connections; shutting down; its disk fails; it stands by and only reads; it went away
		return strings.HasPrefix(code, "53") || strings.HasPrefix(code, "57P") || strings.HasPrefix(code, "58") || strings.HasPrefix(code, "08") || code == "25006" || lost(err)
	},
	finish: finishPostgres,
	// A plan that was made while a table was small goes by whatever index came first then, and is kept for as long as the table grows.
	anew:    pgx.QueryExecModeCacheDescribe,
	frozen:  &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true},
	scrub:   []string{`VACUUM change, rec_head, ` + small},
	scour:   []string{`VACUUM (FULL) change, rec_head, ` + small},
	rewrite: strings.Split(small, ", "),
	push:    pushSQL,
	note:    noteSQL,
	lock:    `SELECT pg_advisory_xact_lock(7067201)`,
	tables: `SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'migration'
		AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid, a.attnum`,
}

// small are the tables that a disposal deletes from, besides the two that are cut by tenant.
const small = `conflict, quarantine, late, delivery, sheet, handoff, opening, hold, scope, blob, blob_key, blob_chunk`

// sqlState is the five-letter code that PostgreSQL gives its errors; "" for errors of other origin, such as a lost connection,
// which say nothing about the data.
func sqlState(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// lost reports whether the line to the database broke or never came to be. Whatever comes after the break in one transaction meets
// a connection that the driver has closed.
func lost(err error) bool {
	var connect *pgconn.ConnectError
	var line net.Error
	return errors.As(err, &connect) || errors.As(err, &line) || errors.Is(err, pgconn.ErrConnClosed) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF)
}

// finishPostgres sends the whole batch as one statement; see push.sql.
func finishPostgres(ctx context.Context, tx txn, b *batch) (uint64, error) {
	var s0, heads, scopes int64
	args := append([]any{b.tenant, len(b.changes), b.at}, b.arrays()...)
	if err := tx.QueryRowContext(ctx, tx.d.push, args...).Scan(&s0, &heads, &scopes); err != nil {
		return 0, err
	}
	if heads != int64(len(b.heads)) || scopes != int64(len(b.scopes)) {
		return 0, errStale
	}
	return uint64(s0), nil
}

// arrays lays the batch out by columns, in the order of push.sql.
func (b *batch) arrays() []any {
	var cid, device, inc, rec, kind, scope, op, result, h, tDev []string
	var dseq, base []int64
	var body, chain column
	for _, c := range b.changes {
		cid, device, inc, rec, kind = append(cid, c.cid), append(device, c.device), append(inc, c.inc), append(rec, c.rec), append(kind, c.kind)
		scope, op, result, h, tDev = append(scope, c.scope), append(op, c.op), append(result, c.result), append(h, c.h), append(tDev, c.tDev)
		dseq, base, body, chain = append(dseq, c.dseq), append(base, c.base), append(body, c.body), append(chain, c.chain)
	}
	out := []any{cid, device, inc, dseq, rec, kind, scope, base, op, result, h, body, chain, tDev}
	out = append(out, b.headArrays()...)
	var name, therapist, field, rec2 []string
	var first, n, was, from, at []int64
	var link column
	for _, s := range b.scopes {
		name, first, link, n, was = append(name, s.scope), append(first, s.first), append(link, s.chain), append(n, s.n), append(was, s.was)
	}
	out = append(out, name, first, link, n, was)
	name = nil
	for _, g := range b.grants {
		name, therapist, from = append(name, g.scope), append(therapist, g.therapist), append(from, g.from)
	}
	out = append(out, name, therapist, from)
	var open []bool
	for _, c := range b.conflicts {
		rec2, field, at, open = append(rec2, c.rec), append(field, c.field), append(at, c.at), append(open, c.open)
	}
	return append(out, rec2, field, at, open)
}

// headArrays are the columns of the heads. A part of a head that is written anew counts its numbers from this batch.
func (b *batch) headArrays() []any {
	var rec, kind, scope, signed []string
	var was, at, bodySeq0, besideSeq0 []int64
	var body, beside column
	for _, h := range b.heads {
		rec, kind, scope, signed = append(rec, h.rec), append(kind, h.kind), append(scope, h.scope), append(signed, h.signed)
		was, at, body, beside = append(was, h.was), append(at, h.at), append(body, h.body), append(beside, h.beside)
		// -1 stands for the number that this very statement finds
		bs, es := h.bodySeq0, h.besideSeq0
		if h.bodyNew {
			bs = -1
		}
		if h.besideNew {
			es = -1
		}
		bodySeq0, besideSeq0 = append(bodySeq0, bs), append(besideSeq0, es)
	}
	return []any{rec, kind, scope, was, at, signed, body, bodySeq0, beside, besideSeq0}
}
