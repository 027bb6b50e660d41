package ledger

import (
	"context"
	"database/sql"
	"errors"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// A restored service counts on from where its backup stood, so the numbers after that come to mean other changes. A change made
// before the restore may have a base among them: taken at its word, it would pass for one whose author had seen what has those
// numbers now. It is decided by what both histories share. In the column base such a change has -1-b for the base b.

// base is what is kept of an arrival's base.
func (a arrival) base() int64 {
	if a.c.Moved {
		return -1 - int64(a.c.Base)
	}
	return int64(a.c.Base)
}

// movedBase reads a kept base; nil where it is the change's own.
func movedBase(kept int64) *wire.Base {
	if kept >= 0 {
		return nil
	}
	b := wire.Base(-1 - kept)
	return &b
}

// turn notes up to where a tenant's epoch, which ends now, is shared with the one that begins.
func turn(ctx context.Context, tx txn, tenant string) error {
	return tx.exec(ctx, `INSERT INTO epoch (tenant, epoch, upto) SELECT id, epoch, seq FROM tenant WHERE id = ?1`, tenant)
}

// Shared is up to which sequence an earlier epoch of a tenant is the same as the present one; 0 for one that nobody knows.
func (l *Ledger) Shared(ctx context.Context, tenant, epoch string) (uint64, error) {
	var upto int64
	err := l.read(ctx, "ledger.shared", func(tx txn) error {
		err := tx.row(ctx, `SELECT upto FROM epoch WHERE tenant = ?1 AND epoch = ?2`, tenant, printed(epoch)).Scan(&upto)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return uint64(max(upto, 0)), err
}
