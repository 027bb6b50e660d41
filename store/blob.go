package store

import (
	"context"
	"fmt"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// The states of a file's bytes on this device.
const (
	BlobPending = "pending" // all here; the service has not confirmed them
	BlobHave    = "have"    // all here, and on the service
	BlobMissing = "missing" // not all here: they are fetched when somebody opens them
)

// A Blob is the bytes of an attachment, as one scope holds them.
type Blob struct {
	Scope assessments.Scope
	SHA   string // of the whole, SHA-256 in hex
	Size  int64
	Media string // such as image/jpeg
	State string
	Held  bool   // not to be sent yet: somebody is marking it up; see Hold
	Marks string // what is to be drawn on it before it is sent, in the words of the app
}

// blobRow is a blob as it stands on the disk.
type blobRow struct {
	Blob
	id  []byte
	key *scopeKey
	seq uint64
	tag []byte
}

func (s *Store) blobID(scope assessments.Scope, sha string) []byte {
	return s.ring.ID("blob", scope.Key()+"/"+sha)
}

func (s *Store) blobLabel(id, scope []byte, seq uint64) vault.Label {
	return vault.Label{Store: s.id, Table: "blob", Row: id, Key: scope, Seq: seq}
}

// row and chunkRow are what the digests cover.
func (b *blobRow) row() row {
	return row{table: tBlob, id: b.id, scope: b.key.id, seq: b.seq, state: b.State, tag: b.tag}
}

func chunkRow(blob []byte, i int64, tag []byte) row {
	return row{table: tChunk, id: blob, seq: uint64(i), tag: tag}
}

// chunkID binds a sealed chunk to its blob and its place.
func (s *Store) chunkLabel(b *blobRow, i int) vault.Label {
	return vault.Label{Store: s.id, Table: "blob_chunk", Row: b.id, Key: b.key.id, Seq: uint64(i)}
}

// blobColumns are what openBlob reads.
const blobColumns = "id, scope, seq, state, sealed"

// openBlob opens one row of blob.
func (s *Store) openBlob(r dbRow) (*blobRow, error) {
	b := &blobRow{id: blob(r[0]), seq: uint64(integer(r[2]))}
	b.State = text(r[3])
	b.tag = append(b.tag, vault.Tag(blob(r[4]))...) // opening overwrites the row
	var err error
	if b.key, err = s.keys.get(blob(r[1])); err != nil {
		return nil, rowError("blob", b.id, err)
	}
	plain, err := b.key.seal.Open(s.blobLabel(b.id, b.key.id, b.seq), blob(r[4]))
	if err != nil {
		return nil, rowError("blob", b.id, err)
	}
	u := unpack(plain)
	b.SHA, b.Size, b.Media, b.Scope = u.text(), int64(u.number()), u.text(), b.key.scope
	if u.at < len(u.buf) { // a row of an older Fieldfare ends here
		b.Held, b.Marks = u.number() == 1, u.text()
	}
	if u.err != nil || b.Size < 1 || b.Size > wire.BlobBytes {
		return nil, rowError("blob", b.id, errShort)
	}
	return b, nil
}

// findBlob returns a blob, or nil where this device has never held a piece of it.
func (s *Store) findBlob(d *db, scope assessments.Scope, sha string) (*blobRow, error) {
	r, err := d.one("SELECT "+blobColumns+" FROM blob WHERE id = ?", s.blobID(scope, sha))
	if err != nil || r == nil {
		return nil, err
	}
	return s.openBlob(r)
}

// putBlob writes the row of a blob, over the one it had.
func (t *tx) putBlob(b *blobRow, state string) error {
	tally := &t.st.Tables[tBlob]
	if b.seq > 0 {
		tally.remove(b.row().share(t.s.ring))
	}
	b.seq++
	b.State = state
	var p packer
	p.text(b.SHA)
	p.number(uint64(b.Size))
	p.text(b.Media)
	if b.Held || b.Marks != "" {
		held := uint64(0)
		if b.Held {
			held = 1
		}
		p.number(held)
		p.text(b.Marks)
	}
	sealed, err := b.key.seal.Seal(t.s.cfg.Rand, t.s.blobLabel(b.id, b.key.id, b.seq), p)
	if err != nil {
		return err
	}
	b.tag = vault.Tag(sealed)
	tally.add(b.row().share(t.s.ring))
	return t.d.exec(`INSERT INTO blob (id, scope, seq, state, sealed) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, state = excluded.state, sealed = excluded.sealed`, b.id, b.key.id, b.seq, state, sealed)
}

// putChunk writes one chunk, unless it is there.
func (t *tx) putChunk(b *blobRow, i int, plain []byte) error {
	sealed, err := b.key.seal.Seal(t.s.cfg.Rand, t.s.chunkLabel(b, i), plain)
	if err != nil {
		return err
	}
	n, err := t.d.number("INSERT INTO blob_chunk (blob, i, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1", b.id, i, sealed)
	if err != nil || n == 0 {
		return err
	}
	t.pages += len(sealed)/4096 + 1
	t.st.Tables[tChunk].add(chunkRow(b.id, int64(i), vault.Tag(sealed)).share(t.s.ring))
	return nil
}

// newBlob is a blob that has no row yet; its scope gets a key where it has none.
func (t *tx) newBlob(b Blob) (*blobRow, error) {
	key, err := t.key(b.Scope)
	if err != nil {
		return nil, err
	}
	return &blobRow{Blob: b, id: t.s.blobID(b.Scope, b.SHA), key: key}, nil
}

// readBlob takes a file into memory, up to the limit. It is said here that a file is too large, where the person who adds it can
// still choose another.
func readBlob(op string, r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, wire.BlobBytes+1))
	switch {
	case err != nil:
		return nil, assessments.Wrap(err, assessments.Unavailable, op, "The file could not be read to its end. Nothing was changed; add it again.")
	case len(data) > wire.BlobBytes:
		return nil, wire.TooLargeBlob(op)
	case len(data) == 0:
		return nil, assessments.Errorf(assessments.Invalid, op, "The file is empty. Nothing was changed; choose another.")
	}
	return data, nil
}

// PutBlob keeps a file with a scope, to be sent to the service. The same bytes in the same scope are kept once. When it returns,
// they are on the disk. Attach keeps the record of the file with it.
func (s *Store) PutBlob(ctx context.Context, scope assessments.Scope, r io.Reader, media string) (Blob, error) {
	const op = "store.blob"
	data, err := readBlob(op, r)
	if err != nil {
		return Blob{}, err
	}
	var out Blob
	err = s.write(ctx, op, func(t *tx) error {
		out, err = t.keepBlob(scope, data, media)
		return err
	})
	return out, err
}

// keepBlob writes a whole file that was made on this device.
func (t *tx) keepBlob(scope assessments.Scope, data []byte, media string) (Blob, error) {
	if err := t.mayWrite(scope); err != nil {
		return Blob{}, err
	}
	sha := wire.HashOf(data)
	b, err := t.s.findBlob(t.d, scope, sha)
	if err != nil {
		return Blob{}, err
	}
	if b != nil && b.State != BlobMissing {
		return b.Blob, nil
	}
	if b != nil { // half of it was fetched: what somebody holds in their hand counts for more
		if err := t.dropBlob(b); err != nil {
			return Blob{}, err
		}
	}
	if b, err = t.newBlob(Blob{Scope: scope, SHA: sha, Size: int64(len(data)), Media: media}); err != nil {
		return Blob{}, err
	}
	if err := t.putBlob(b, BlobPending); err != nil {
		return Blob{}, err
	}
	for i := range wire.Chunks(b.Size) {
		from, to := wire.ChunkSpan(b.Size, i)
		if err := t.putChunk(b, i, data[from:to]); err != nil {
			return Blob{}, err
		}
	}
	return b.Blob, nil
}

// Attach keeps a file and the record that says what it is, both or neither: a picture without a record would be sent and never
// seen. a gets the file's SHA-256 and size; the same bytes attached twice make two records and are kept once.
func (s *Store) Attach(ctx context.Context, id assessments.ID, scope assessments.Scope, a assessments.Attachment, r io.Reader) (Blob, error) {
	return s.attach(ctx, id, scope, a, r, false)
}

func (s *Store) attach(ctx context.Context, id assessments.ID, scope assessments.Scope, a assessments.Attachment, r io.Reader, hold bool) (Blob, error) {
	const op = "store.attach"
	data, err := readBlob(op, r)
	if err != nil {
		return Blob{}, err
	}
	var out Blob
	err = s.write(ctx, op, func(t *tx) error {
		known, err := s.findBlob(t.d, scope, wire.HashOf(data))
		if err != nil {
			return err
		}
		if out, err = t.keepBlob(scope, data, a.Media); err != nil {
			return err
		}
		if hold && (known == nil || known.State == BlobMissing) { // the same picture, added and finished before, is on its way
			if out, err = t.holdBlob(scope, out.SHA); err != nil {
				return err
			}
		}
		a.SHA256, a.Bytes = out.SHA, int(out.Size)
		_, err = t.edit(op, assessments.Edit{Record: id, Kind: assessments.KindAttachment, Scope: scope, Set: assessments.Encode(&a)})
		return err
	})
	return out, err
}

// errLost is what verify and reading say of a chunk that is gone.
func errLost(b *blobRow, i int) error {
	return rowError("blob_chunk", b.id, fmt.Errorf("chunk %d is not there: %w", i, vault.ErrSeal))
}
