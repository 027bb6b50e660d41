package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/central/blob"
)

// Chunks is the database as a blob.Store: the default, so that one backup holds everything.
func (l *Ledger) Chunks() blob.Store { return chunks{l} }

type chunks struct{ l *Ledger }

// Put keeps a chunk, over the one there was.
func (c chunks) Put(ctx context.Context, at blob.Place, i int, sealed []byte) error {
	return c.l.write(ctx, "ledger.chunk", func(tx txn) error {
		return tx.exec(ctx, `INSERT INTO blob_chunk (tenant, scope, blob, i, sealed) VALUES (?1, ?2, ?3, ?4, ?5)
			ON CONFLICT (tenant, scope, blob, i) DO UPDATE SET sealed = excluded.sealed`,
			at.Tenant, at.Scope, at.Blob, i, sealed)
	})
}

// Have lists the chunks of a blob.
func (c chunks) Have(ctx context.Context, at blob.Place) ([]int, error) {
	var out []int
	err := c.l.read(ctx, "ledger.chunks", func(tx txn) error {
		return tx.each(ctx, `SELECT i FROM blob_chunk WHERE tenant = ?1 AND scope = ?2 AND blob = ?3 ORDER BY i`, func(scan func(...any) error) error {
			var i int
			err := scan(&i)
			out = append(out, i)
			return err
		}, at.Tenant, at.Scope, at.Blob)
	})
	return out, err
}

// Get returns one chunk.
func (c chunks) Get(ctx context.Context, at blob.Place, i int) ([]byte, error) {
	var out []byte
	err := c.l.read(ctx, "ledger.chunk", func(tx txn) error {
		err := tx.row(ctx, `SELECT sealed FROM blob_chunk WHERE tenant = ?1 AND scope = ?2 AND blob = ?3 AND i = ?4`, at.Tenant, at.Scope, at.Blob, i).Scan(&out)
		return missing(err, "ledger.chunk", "The service does not hold this picture.")
	})
	return out, err
}

// DropBlob takes the chunks of a blob away.
func (c chunks) DropBlob(ctx context.Context, at blob.Place) error {
	return c.l.write(ctx, "ledger.chunk", func(tx txn) error {
		return tx.exec(ctx, `DELETE FROM blob_chunk WHERE tenant = ?1 AND scope = ?2 AND blob = ?3`, at.Tenant, at.Scope, at.Blob)
	})
}

// DropScope takes the chunks of a scope away.
func (c chunks) DropScope(ctx context.Context, tenant, scope string) error {
	return c.l.write(ctx, "ledger.chunk", func(tx txn) error {
		return tx.exec(ctx, `DELETE FROM blob_chunk WHERE tenant = ?1 AND scope = ?2`, tenant, scope)
	})
}
