package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A database that was filled before its tables were cut by tenant keeps every row, every guarantee and every refusal.
func TestPartitions_KeepRowsAndGuarantees(t *testing.T) {
	url := testkit.Postgres(t)
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	first, err := schemas.ReadFile("schema/postgres/001_ledger.sql")
	if err != nil {
		t.Fatal(err)
	}
	exec(string(first))
	exec(`CREATE TABLE migration (n BIGINT PRIMARY KEY, at TEXT NOT NULL); INSERT INTO migration VALUES (1, 'then')`)
	for tenant := range 20 {
		exec(`INSERT INTO change SELECT 't' || $1::text, n, 'cid' || n, 'd', 'i', n, 'r' || n, 'k', 'team', 0, 'set', 'ok', 'h', 'body', '', '', '' FROM generate_series(1, 50) n`, fmt.Sprint(tenant))
		exec(`INSERT INTO rec_head SELECT 't' || $1::text, 'r' || n, 'k', 'team', n, CASE n WHEN 1 THEN 'signed' ELSE '' END, 'b', 0, 'b', 0 FROM generate_series(1, 50) n`, fmt.Sprint(tenant))
	}
	k := newKit(t, Config{Database: url})
	var rows, parts, used int
	for _, table := range []string{"change", "rec_head"} {
		if err := db.QueryRow(`SELECT count(*), count(DISTINCT tableoid) FROM `+table+` WHERE tenant <> $1`, k.tenant.ID).Scan(&rows, &used); err != nil {
			t.Fatal(err)
		}
		if err := db.QueryRow(`SELECT count(*) FROM pg_inherits WHERE inhparent = $1::regclass`, table).Scan(&parts); err != nil {
			t.Fatal(err)
		}
		if rows != 1000 || parts != 8 || used < 4 {
			t.Errorf("%s: %d rows in %d of %d parts", table, rows, used, parts)
		}
	}
	for _, refused := range []string{
		`INSERT INTO change SELECT tenant, 51, cid, 'd', 'i', 51, rec, kind, scope, base, op, result, h, body, chain, t_dev, t_srv FROM change WHERE tenant = 't3' AND seq = 7`,
		`INSERT INTO change SELECT tenant, 51, 'new', device, inc, dseq, rec, kind, scope, base, op, result, h, body, chain, t_dev, t_srv FROM change WHERE tenant = 't3' AND seq = 7`,
		`INSERT INTO change SELECT tenant, seq, 'new', 'd', 'i', 51, rec, kind, scope, base, op, result, h, body, chain, t_dev, t_srv FROM change WHERE tenant = 't3' AND seq = 7`,
		`INSERT INTO rec_head SELECT * FROM rec_head WHERE tenant = 't4' AND rec = 'r9'`,
		`UPDATE change SET h = 'other' WHERE tenant = 't3' AND seq = 7`,
		`DELETE FROM change WHERE tenant = 't3'`,
		`TRUNCATE change`, `TRUNCATE change_0`, `DELETE FROM change_0`,
		`UPDATE rec_head SET body = 'other' WHERE tenant = 't3' AND rec = 'r1'`,
		`DELETE FROM rec_head WHERE tenant = 't3' AND rec = 'r1'`,
	} {
		if res, err := db.Exec(refused); err == nil {
			if n, _ := res.RowsAffected(); n > 0 || !strings.Contains(refused, "change_0") {
				t.Errorf("it was taken: %s", refused)
			}
		}
	}
	// One tenant's question looks into one part.
	var plan strings.Builder
	lines, err := db.Query(`EXPLAIN SELECT * FROM change WHERE tenant = 't3' AND seq > 5 ORDER BY seq LIMIT 5`)
	if err != nil {
		t.Fatal(err)
	}
	defer lines.Close()
	for lines.Next() {
		var s string
		if err := lines.Scan(&s); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(s + "\n")
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plan.String(), "Append") || strings.Count(plan.String(), " on change_") != 1 {
		t.Errorf("the plan is\n%s", plan.String())
	}
	k.want(k.ann, k.set(assessments.ChildScope(k.id()), k.id(), 0, "a", "1"), wire.OK, "")
}

// The numbers of migrations may have gaps that a later landing fills.
func TestMigrate_FillsGaps(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		if err := k.exec(`DELETE FROM migration WHERE n = 1`); err != nil {
			t.Fatal(err)
		}
		if err := k.l.migrate(context.Background()); err == nil {
			t.Error("a file that the database has not seen was passed over")
		}
		if err := k.exec(`INSERT INTO migration (n, at) VALUES (1, 'now'), (999, 'now')`); err != nil {
			t.Fatal(err)
		}
		if err := k.l.migrate(context.Background()); assessments.KindOf(err) != assessments.TooNew {
			t.Errorf("a newer database: %v", err)
		}
	})
}
