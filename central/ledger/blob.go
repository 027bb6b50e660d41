package ledger

import (
	"context"
	"encoding/hex"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
)

// MaySee reports whether a therapist holds a scope now. Every therapist of a tenant holds the team's.
func (l *Ledger) MaySee(ctx context.Context, s Session, scope assessments.Scope) (bool, error) {
	return l.holds(ctx, s, scope, `to_seq = 0`)
}

// MayAdd reports whether a therapist may add to a scope: also after their grant ended, as long as late work is taken.
func (l *Ledger) MayAdd(ctx context.Context, s Session, scope assessments.Scope) (bool, error) {
	return l.holds(ctx, s, scope, `(to_seq = 0 OR grace_ms > ?4)`, l.cfg.Now().UnixMilli())
}

func (l *Ledger) holds(ctx context.Context, s Session, scope assessments.Scope, how string, args ...any) (bool, error) {
	if scope.Type == assessments.ScopeTeam {
		return true, nil
	}
	n := 0
	err := l.read(ctx, "ledger.holds", func(tx txn) error {
		return tx.row(ctx, `SELECT count(*) FROM grants WHERE tenant = ?1 AND scope = ?2 AND therapist = ?3 AND `+how,
			append([]any{s.Tenant, scope.Key(), s.Therapist}, args...)...).Scan(&n)
	})
	return n > 0, err
}

const blobColumns = `tenant, scope, sha, size, media, chunks, whole, device`

func scanBlob(scan func(...any) error) (e blob.Entry, err error) {
	var chunks []byte
	var whole int
	err = scan(&e.Tenant, &e.Scope, &e.SHA, &e.Size, &e.Media, &chunks, &whole, &e.Device)
	for len(chunks) >= 32 {
		e.Chunks, chunks = append(e.Chunks, hex.EncodeToString(chunks[:32])), chunks[32:]
	}
	e.Whole = whole == 1
	return e, err
}

// BlobEntry returns what was offered of a file; see blob.Books, which the ledger is.
func (l *Ledger) BlobEntry(ctx context.Context, tenant, scope, sha string) (e blob.Entry, err error) {
	err = l.read(ctx, "ledger.blob", func(tx txn) error {
		e, err = scanBlob(tx.row(ctx, `SELECT `+blobColumns+` FROM blob WHERE tenant = ?1 AND scope = ?2 AND sha = ?3`, tenant, scope, sha).Scan)
		return missing(err, "ledger.blob", "The service does not hold this picture.")
	})
	return e, err
}

// EachBlob tells what was offered of every file.
func (l *Ledger) EachBlob(ctx context.Context, tell func(blob.Entry)) error {
	return l.read(ctx, "ledger.blobs", func(tx txn) error {
		return tx.each(ctx, `SELECT `+blobColumns+` FROM blob ORDER BY tenant, scope, sha`, func(scan func(...any) error) error {
			e, err := scanBlob(scan)
			tell(e)
			return err
		})
	})
}

// PutBlobEntry writes down what was offered of a file.
func (l *Ledger) PutBlobEntry(ctx context.Context, e blob.Entry) error {
	chunks, err := hex.DecodeString(strings.Join(e.Chunks, ""))
	if err != nil {
		return internal(err, "ledger.blob")
	}
	whole := 0
	if e.Whole {
		whole = 1
	}
	return l.write(ctx, "ledger.blob", func(tx txn) error {
		return tx.exec(ctx, `INSERT INTO blob (tenant, scope, sha, size, media, chunks, whole, device, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
			ON CONFLICT (tenant, scope, sha) DO UPDATE SET size = excluded.size, media = excluded.media, chunks = excluded.chunks, whole = excluded.whole`,
			e.Tenant, e.Scope, e.SHA, e.Size, printed(e.Media), chunks, whole, e.Device, l.now())
	})
}

// DropBlobEntry forgets what was offered of a file.
func (l *Ledger) DropBlobEntry(ctx context.Context, tenant, scope, sha string) error {
	return l.write(ctx, "ledger.blob", func(tx txn) error {
		return tx.exec(ctx, `DELETE FROM blob WHERE tenant = ?1 AND scope = ?2 AND sha = ?3`, tenant, scope, sha)
	})
}

// BlobKey returns the wrapped key of a scope's files, and keeps fresh where there is none.
func (l *Ledger) BlobKey(ctx context.Context, tenant, scope string, fresh []byte) ([]byte, error) {
	var out []byte
	look := func(tx txn) error {
		return tx.each(ctx, `SELECT sealed FROM blob_key WHERE tenant = ?1 AND scope = ?2`, func(scan func(...any) error) error { return scan(&out) }, tenant, scope)
	}
	if fresh == nil {
		err := l.read(ctx, "ledger.blobkey", look)
		return out, err
	}
	err := l.write(ctx, "ledger.blobkey", func(tx txn) error {
		// Of two processes that begin a scope at once, the second takes the first one's key.
		if err := tx.exec(ctx, `INSERT INTO blob_key (tenant, scope, sealed) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING`, tenant, scope, fresh); err != nil {
			return err
		}
		return look(tx)
	})
	return out, err
}

// EraseBlobs takes the key of a scope's files away for good, and what is known of them.
func (l *Ledger) EraseBlobs(ctx context.Context, tenant, scope string) error {
	return l.write(ctx, "ledger.erase", func(tx txn) error {
		if err := l.audit(ctx, tx, tenant, "pictures erased", scope); err != nil {
			return err
		}
		if err := tx.exec(ctx, `DELETE FROM blob_key WHERE tenant = ?1 AND scope = ?2`, tenant, scope); err != nil {
			return err
		}
		return tx.exec(ctx, `DELETE FROM blob WHERE tenant = ?1 AND scope = ?2`, tenant, scope)
	})
}

// BlobCheck returns what the key file must show, or nil; fresh is kept where nothing is written down.
func (l *Ledger) BlobCheck(ctx context.Context, fresh []byte) ([]byte, error) {
	var out []byte
	err := l.write(ctx, "ledger.blobcheck", func(tx txn) error {
		if fresh != nil {
			if err := tx.exec(ctx, `INSERT INTO service (name, value) VALUES ('blob-key', ?1) ON CONFLICT DO NOTHING`, fresh); err != nil {
				return err
			}
		}
		return tx.each(ctx, `SELECT value FROM service WHERE name = 'blob-key'`, func(scan func(...any) error) error { return scan(&out) })
	})
	return out, err
}
