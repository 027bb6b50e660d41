package ledger

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

//go:embed schema/sqlite/*.sql schema/postgres/*.sql
var schemas embed.FS

// migrate applies the numbered files that the database has not seen, one transaction for all of them, under a lock. A
// database made by a newer service is refused.
func (l *Ledger) migrate(ctx context.Context) error {
	files, err := fs.Glob(schemas, path.Join(l.d.schema, "[0-9]*.sql"))
	if err != nil {
		return internal(err, "ledger.migrate")
	}
	return l.write(ctx, "ledger.migrate", func(tx txn) error {
		// Two processes that start together would both create the tables; SQLite's writer holds its lock already.
		if l.d.lock != "" {
			if err := tx.exec(ctx, l.d.lock); err != nil {
				return err
			}
		}
		if err := tx.exec(ctx, `CREATE TABLE IF NOT EXISTS migration (n BIGINT PRIMARY KEY, at TEXT NOT NULL)`); err != nil {
			return err
		}
		// Numbers are allotted before they are written, so a lower one may come after a higher one.
		have, done := 0, map[int]bool{}
		if err := tx.each(ctx, `SELECT n FROM migration`, func(scan func(...any) error) error {
			var n int
			err := scan(&n)
			have, done[n] = max(have, n), true
			return err
		}); err != nil {
			return err
		}
		newest := 0
		for _, file := range files {
			number, _, _ := strings.Cut(path.Base(file), "_")
			n, err := strconv.Atoi(number)
			if err != nil {
				return fmt.Errorf("migration %s has no number: %w", file, err)
			}
			newest = max(newest, n)
			if !done[n] {
				if err := l.apply(ctx, tx, file, n); err != nil {
					return err
				}
			}
		}
		if have > newest {
			return assessments.Errorf(assessments.TooNew, "ledger.migrate", "The database was made by a newer Fieldfare (format %d); this one knows up to %d. Start the newer one.", have, newest)
		}
		return nil
	})
}

// apply runs one file. Files that were released are never edited: what they made is out there.
func (l *Ledger) apply(ctx context.Context, tx txn, file string, n int) error {
	text, err := schemas.ReadFile(file)
	if err != nil {
		return err
	}
	// Not translated: the files are written for their own database.
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return tx.exec(ctx, `INSERT INTO migration (n, at) VALUES (?1, ?2)`, n, l.now())
}
