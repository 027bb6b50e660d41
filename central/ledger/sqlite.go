package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// sqlite is the dialect of mattn/go-sqlite3. It binds $n by first appearance, hence ?n everywhere, and takes no arrays, hence
// lists as JSON.
var sqlite = dialect{
	name:   "sqlite",
	schema: "schema/sqlite",
	say: func(q string) string {
		q = strings.ReplaceAll(q, "IN EACH(", "IN LIST(")
		q = listed.ReplaceAllString(q, "IN (SELECT value FROM json_each($1))")
		return strings.ReplaceAll(q, " FOR UPDATE", "")
	},
	list: func(items []string) any {
		if items == nil {
			return "[]"
		}
		raw, _ := json.Marshal(items) // texts always can be
		return string(raw)
	},
	again: func(err error) bool {
		var e sqlite3.Error
		return errors.As(err, &e) && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked)
	},
	faulty: func(err error) bool {
		var e sqlite3.Error
		return errors.As(err, &e) && (e.Code == sqlite3.ErrConstraint || e.Code == sqlite3.ErrTooBig || e.Code == sqlite3.ErrMismatch)
	},
	unable: func(err error) bool {
		var e sqlite3.Error
		return errors.As(err, &e) && slices.Contains([]sqlite3.ErrNo{sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrNomem}, e.Code)
	},
	finish: finishSQLite,
	// The file is written anew from what is left, and what was in its log is cut off.
	scrub: []string{`VACUUM`, `PRAGMA wal_checkpoint(TRUNCATE)`}, scour: []string{`VACUUM`, `PRAGMA wal_checkpoint(TRUNCATE)`},
	frozen: nil, // a deferred transaction in WAL mode reads one snapshot
	tables: `SELECT s.name, c.name, c.type FROM sqlite_schema s JOIN pragma_table_info(s.name) c
		WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' AND s.name <> 'migration' ORDER BY s.rowid, c.cid`,
}

// openSQLite returns a writer that takes the lock when it begins, so that nothing it reads grows old, and readers beside it.
// synchronous FULL: an acknowledged change survives a power cut.
func openSQLite(dir string) (w, r *sql.DB, err error) {
	// SQLite would let everybody on the machine read the file, and makes those beside it alike.
	f, err := os.OpenFile(filepath.Join(dir, "ledger.db"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, nil, err
	}
	if err := f.Close(); err != nil {
		return nil, nil, err
	}
	open := func(lock string, conns int) (*sql.DB, error) {
		dsn := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.Join(dir, "ledger.db")}).EscapedPath(), RawQuery: url.Values{
			"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_busy_timeout": {"10000"}, "_foreign_keys": {"1"}, "_txlock": {lock},
			"_stmt_cache_size": {"96"}, // the ledger has some dozens of statements, and preparing one costs more than most take
		}.Encode()}
		db, err := sql.Open("sqlite3", dsn.String())
		if err == nil {
			db.SetMaxOpenConns(conns)
		}
		return db, err
	}
	if w, err = open("immediate", 1); err != nil {
		return nil, nil, err
	}
	r, err = open("deferred", 4)
	return w, r, err
}

// finishSQLite bumps the counter and writes the batch. There is one writer at a time, so the order of statements within the
// transaction shows nowhere.
func finishSQLite(ctx context.Context, tx txn, b *batch) (uint64, error) {
	var s0 int64
	if err := tx.row(ctx, `UPDATE tenant SET seq = seq + ?2 WHERE id = ?1 RETURNING seq - ?2`, b.tenant, len(b.changes)).Scan(&s0); err != nil {
		return 0, err
	}
	for i, c := range b.changes {
		if err := tx.exec(ctx, `INSERT INTO change (tenant, seq, cid, device, inc, dseq, rec, kind, scope, base, op, result, h, body, chain, t_dev, t_srv)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)`, b.tenant, s0+int64(i)+1, c.cid, c.device, c.inc,
			c.dseq, c.rec, c.kind, c.scope, c.base, c.op, c.result, c.h, c.body, c.chain, c.tDev, b.at); err != nil {
			return 0, err
		}
	}
	if err := finishHeads(ctx, tx, b, s0); err != nil {
		return 0, err
	}
	for _, s := range b.scopes {
		res, err := tx.ExecContext(ctx, `INSERT INTO scope (tenant, scope, first_seq, chain, chain_n) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (tenant, scope) DO UPDATE SET chain = excluded.chain, chain_n = excluded.chain_n WHERE chain_n = ?6`,
			b.tenant, s.scope, s0+s.first, s.chain, s.n, s.was)
		if err := hit(res, err); err != nil {
			return 0, err
		}
	}
	for _, g := range b.grants {
		if err := tx.exec(ctx, `INSERT INTO grants (tenant, scope, therapist, from_seq) VALUES (?1, ?2, ?3, ?4)`, b.tenant, g.scope, g.therapist, s0+g.from); err != nil {
			return 0, err
		}
	}
	for _, c := range b.conflicts {
		q := `INSERT INTO conflict (tenant, rec, field, opened_seq) VALUES (?1, ?2, ?3, ?4)`
		if !c.open {
			q = `UPDATE conflict SET resolved_seq = ?4 WHERE tenant = ?1 AND rec = ?2 AND field = ?3 AND resolved_seq = 0`
		}
		if err := tx.exec(ctx, q, b.tenant, c.rec, c.field, s0+c.at); err != nil {
			return 0, err
		}
	}
	return uint64(s0), nil
}

// finishHeads writes each head over the one it was decided on, and nothing else. With one writer that always fits; the
// comparison is there so that a mistake in locking shows as an error and not as a lost value.
func finishHeads(ctx context.Context, tx txn, b *batch, s0 int64) error {
	for _, h := range b.heads {
		bodySeq0, besideSeq0 := h.bodySeq0, h.besideSeq0
		if h.bodyNew {
			bodySeq0 = s0
		}
		if h.besideNew {
			besideSeq0 = s0
		}
		q := `INSERT INTO rec_head (tenant, rec, kind, scope, seq, signed_cid, body, body_seq0, beside, beside_seq0)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING`
		args := []any{b.tenant, h.rec, h.kind, h.scope, s0 + h.at, h.signed, h.body, bodySeq0, h.beside, besideSeq0}
		if h.was > 0 {
			q = `UPDATE rec_head SET kind = ?3, scope = ?4, seq = ?5, signed_cid = ?6, body = ?7, body_seq0 = ?8, beside = ?9, beside_seq0 = ?10
				WHERE tenant = ?1 AND rec = ?2 AND seq = ?11`
			args = append(args, h.was)
		}
		res, err := tx.ExecContext(ctx, q, args...)
		if err := hit(res, err); err != nil {
			return err
		}
	}
	return nil
}

// hit turns a statement that found no row into errStale.
func hit(res sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(errStale, err)
	}
	return nil
}
