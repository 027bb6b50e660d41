package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// PendingBlobs returns the files that may be sent and that the service has not confirmed, the oldest first.
func (s *Store) PendingBlobs(ctx context.Context, most int) ([]Blob, error) {
	all, err := s.unsent(ctx, "store.blob.pending", func(b Blob) bool { return !b.Held })
	return all[:min(most, len(all))], err
}

// unsent are the files that the service has not confirmed, the oldest first.
func (s *Store) unsent(ctx context.Context, op string, keep func(Blob) bool) (out []Blob, err error) {
	err = s.borrow(ctx, op, func(d *db) error {
		return d.query("SELECT "+blobColumns+" FROM blob WHERE state = 'pending' ORDER BY rowid", func(r dbRow) error {
			b, err := s.openBlob(r)
			if err == nil && keep(b.Blob) {
				out = append(out, b.Blob)
			}
			return err
		})
	})
	return out, err
}

// BlobSent notes that the service has a whole file.
func (s *Store) BlobSent(ctx context.Context, scope assessments.Scope, sha string) error {
	return s.write(ctx, "store.blob.sent", func(t *tx) error {
		b, err := s.findBlob(t.d, scope, sha)
		if err != nil || b == nil || b.State != BlobPending {
			return err
		}
		b.Held = false // too late to hold it: the service has it
		return t.putBlob(b, BlobHave)
	})
}

// OfferBlobsAgain puts every file that is whole here back in the queue: the service was restored from a backup and may have
// lost what it had confirmed. Offering one that it still has costs a few hundred bytes.
func (s *Store) OfferBlobsAgain(ctx context.Context) error {
	return s.write(ctx, "store.blob.again", func(t *tx) error {
		var list []*blobRow
		err := t.d.query("SELECT "+blobColumns+" FROM blob WHERE state = 'have'", func(r dbRow) error {
			b, err := s.openBlob(r)
			list = append(list, b)
			return err
		})
		for _, b := range list {
			if err != nil {
				break
			}
			err = t.putBlob(b, BlobPending)
		}
		return err
	})
}

// KeepChunk keeps chunk i of a file that is being fetched; b names it. With the last chunk the whole is held against its name: when
// it is another file, all of it is dropped again and the answer is Damaged. whole says that nothing is missing any more.
func (s *Store) KeepChunk(ctx context.Context, b Blob, i int, data []byte) (whole bool, err error) {
	const op = "store.blob.keep"
	if from, to := wire.ChunkSpan(b.Size, i); b.Size < 1 || b.Size > wire.BlobBytes || i < 0 || int64(len(data)) != to-from {
		return false, assessments.Errorf(assessments.Invalid, op, "A piece of the picture came with another size than it should have.")
	}
	wrong := false
	err = s.write(ctx, op, func(t *tx) error {
		row, err := s.findBlob(t.d, b.Scope, b.SHA)
		if err != nil {
			return err
		}
		if row != nil && row.State != BlobMissing {
			whole = true
			return nil
		}
		if row != nil && row.Size != b.Size {
			if err := t.dropBlob(row); err != nil {
				return err
			}
			row = nil
		}
		if row == nil {
			if row, err = t.newBlob(b); err != nil {
				return err
			}
			if err := t.putBlob(row, BlobMissing); err != nil {
				return err
			}
		}
		if err := t.putChunk(row, i, data); err != nil {
			return err
		}
		lacks, err := lacking(t.d, row)
		if err != nil || len(lacks) > 0 {
			return err
		}
		sum, err := s.sumBlob(t.d, row)
		if err != nil {
			return err
		}
		if wrong = sum != row.SHA; wrong {
			return t.dropBlob(row)
		}
		whole = true
		return t.putBlob(row, BlobHave)
	})
	if err == nil && wrong {
		err = assessments.Errorf(assessments.Damaged, op, "The picture that came is not the one that was recorded. It was not kept; it will be asked for again.")
	}
	return whole, err
}

// sumBlob is the SHA-256 of what the chunks of a blob hold together.
func (s *Store) sumBlob(d *db, b *blobRow) (string, error) {
	h := sha256.New()
	for i := range wire.Chunks(b.Size) {
		plain, err := s.readChunk(d, b, i)
		if err != nil {
			return "", err
		}
		h.Write(plain)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// dropBlob takes a file off this device.
func (t *tx) dropBlob(b *blobRow) error {
	tally := &t.st.Tables[tChunk]
	err := t.d.query("SELECT i, sealed FROM blob_chunk WHERE blob = ?", func(r dbRow) error {
		tally.remove(chunkRow(b.id, integer(r[0]), vault.Tag(blob(r[1]))).share(t.s.ring))
		return nil
	}, b.id)
	if err != nil {
		return err
	}
	t.st.Tables[tBlob].remove(b.row().share(t.s.ring))
	if err := t.d.exec("DELETE FROM blob_chunk WHERE blob = ?", b.id); err != nil {
		return err
	}
	return t.d.exec("DELETE FROM blob WHERE id = ?", b.id)
}

// dropBlobs takes every file of a scope off this device, before its key goes.
func (t *tx) dropBlobs(scope []byte) error {
	var list []*blobRow
	err := t.d.query("SELECT "+blobColumns+" FROM blob WHERE scope = ?", func(r dbRow) error {
		b, err := t.s.openBlob(r)
		list = append(list, b)
		return err
	}, scope)
	for _, b := range list {
		if err != nil {
			break
		}
		err = t.dropBlob(b)
	}
	return err
}
