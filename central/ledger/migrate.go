package ledger

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

//go:embed schema/sqlite/*.sql schema/postgres/*.sql
var schemas embed.FS

// migrate applies the numbered files that the database has not seen, one transaction for all of them, under a lock. A
// database made by a newer service is refused.
func (l *Ledger) migrate(ctx context.Context) error {
	return l.write(ctx, "ledger.migrate", func(tx txn) error { return l.migrateIn(ctx, tx, nil) })
}

// migrateIn is migrate within a transaction. With only, a database without tables gets no other files than those: a backup is
// restored into the tables it was made from.
func (l *Ledger) migrateIn(ctx context.Context, tx txn, only []int) error {
	files, err := fs.Glob(schemas, path.Join(l.d.schema, "[0-9]*.sql"))
	if err != nil {
		return err
	}
	// Two processes that start together would both create the tables; SQLite's writer holds its lock already.
	if l.d.lock != "" {
		if err := tx.exec(ctx, l.d.lock); err != nil {
			return err
		}
	}
	if err := tx.exec(ctx, `CREATE TABLE IF NOT EXISTS migration (n BIGINT PRIMARY KEY, at TEXT NOT NULL)`); err != nil {
		return err
	}
	done, err := l.migrations(ctx, tx)
	if err != nil {
		return err
	}
	var known []int
	for _, file := range files {
		n, err := number(file)
		if err != nil {
			return fmt.Errorf("migration %s has no number: %w", file, err)
		}
		known = append(known, n)
		// Numbers are allotted before they are written, so a lower one may come after a higher one.
		if slices.Contains(done, n) || only != nil && (len(done) > 0 || !slices.Contains(only, n)) {
			continue
		}
		if err := l.apply(ctx, tx, file, n); err != nil {
			return err
		}
	}
	for _, n := range append(done, only...) {
		if !slices.Contains(known, n) {
			return assessments.Errorf(assessments.TooNew, "ledger.migrate", "The database was made by a newer Fieldfare (format %d); this one knows up to %d. Start the newer one.", n, slices.Max(known))
		}
	}
	return nil
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

// number is the number of a migration's file; the files are ours.
func number(file string) (n int, err error) {
	_, err = fmt.Sscanf(path.Base(file), "%d_", &n)
	return n, err
}
