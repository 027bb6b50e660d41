package ledger

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A database that goes away in the middle of a transaction is no fault of the program, whichever of its statements meets it first:
// a tablet that is told "internal" holds its change for the one to blame.
func TestPostgres_LostLineIsUnavailable(t *testing.T) {
	k := newKit(t, Config{Database: testkit.Postgres(t)})
	for after := range 3 {
		err := k.l.write(k.ctx, "test", func(tx txn) error {
			var pid int
			if err := tx.QueryRowContext(k.ctx, `SELECT pg_backend_pid()`).Scan(&pid); err != nil {
				return err
			}
			if err := k.exec(`SELECT pg_terminate_backend(?1)`, pid); err != nil {
				t.Fatal(err)
			}
			for range after { // these fail; going on to the commit as if nothing had been shows what it says of a closed connection
				_, _ = tx.ExecContext(k.ctx, `SELECT 1`)
			}
			return nil
		})
		if assessments.KindOf(err) != assessments.Unavailable {
			t.Errorf("after %d statements on a lost line: %v", after, err)
		}
	}
}
