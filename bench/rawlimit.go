package main

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// rawBoth measures the least that a push and a pull of the pending changes could cost with these two databases: the very bytes go
// into PostgreSQL by one unnest for each batch, with the three keys that make a change safe to send twice, and into a bare SQLite
// file, durable on both sides.
func rawBoth(ctx context.Context, f *far, s *store.Store, file string, n int, v values) error {
	pending, err := s.Pending(ctx, n, 1<<30)
	if err != nil || len(pending) != n {
		return fmt.Errorf("%d of %d changes are pending: %w", len(pending), n, err)
	}
	conn, err := pgx.Connect(ctx, f.db.URL)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, `CREATE TABLE raw (seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, cid TEXT UNIQUE, rec TEXT, body BYTEA); CREATE INDEX ON raw (rec, seq)`); err != nil {
		return err
	}
	lite, err := openBare(file)
	if err != nil {
		return err
	}
	defer lite.Close()
	start := time.Now()
	for i := 0; i < n; {
		var cid, rec []string
		var body [][]byte
		for bytes := 0; i < n && len(cid) < wire.BatchChanges && bytes < wire.BatchPlain; i++ {
			p := pending[i]
			cid, rec, body = append(cid, p.CID), append(rec, p.CID[:8]), append(body, p.Frozen.Bytes)
			bytes += len(p.Frozen.Bytes)
		}
		if _, err := conn.Exec(ctx, `INSERT INTO raw (cid, rec, body) SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[]) ON CONFLICT DO NOTHING`, cid, rec, body); err != nil {
			return err
		}
		if err := lite.commit(body...); err != nil { // the device notes that they are there
			return err
		}
	}
	v["raw push ms"] = since(start)
	start = time.Now()
	for last, got := int64(0), 0; got < n; {
		rows, err := conn.Query(ctx, `SELECT seq, body FROM raw WHERE seq > $1 ORDER BY seq LIMIT 500`, last)
		if err != nil {
			return err
		}
		page, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (body []byte, err error) { err = row.Scan(&last, &body); return body, err })
		if err != nil {
			return err
		}
		if err := lite.commit(page...); err != nil {
			return err
		}
		got += len(page)
	}
	v["raw pull ms"] = since(start)
	_, err = conn.Exec(ctx, `DROP TABLE raw`)
	return err
}
