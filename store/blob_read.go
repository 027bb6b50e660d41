package store

import (
	"cmp"
	"context"
	"errors"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A BlobSource brings files that this device does not hold, chunk by chunk, into the store; see KeepChunk. The courier is one.
type BlobSource interface {
	FetchBlob(ctx context.Context, scope assessments.Scope, sha string) error
}

// SetBlobSource says who is asked for files that are not here when somebody opens them; nil: nobody.
func (s *Store) SetBlobSource(src BlobSource) {
	s.mem.Lock()
	defer s.mem.Unlock()
	s.source = src
}

// A BlobReader reads the bytes of one file, a chunk at a time: a save never waits for more than one. It belongs to one goroutine.
type BlobReader struct {
	Blob
	s    *Store
	ctx  context.Context
	row  *blobRow
	at   int64
	i    int // the chunk in hand, or -1
	hand []byte
	send bool // it is read to be sent: a hold stops it
}

// OpenBlob opens a file of a scope. One that is not here is fetched first, where somebody can be asked; otherwise it is NotFound.
// The reader is good until ctx ends.
func (s *Store) OpenBlob(ctx context.Context, scope assessments.Scope, sha string) (*BlobReader, error) {
	const op = "store.blob.open"
	b, err := s.blobRow(ctx, op, scope, sha)
	if err != nil {
		return nil, err
	}
	if b == nil || b.State == BlobMissing {
		s.mem.RLock()
		src := s.source
		s.mem.RUnlock()
		if src == nil {
			return nil, notHere(op)
		}
		if err := src.FetchBlob(ctx, scope, sha); err != nil {
			return nil, err
		}
		if b, err = s.blobRow(ctx, op, scope, sha); err != nil {
			return nil, err
		}
		if b == nil || b.State == BlobMissing {
			return nil, notHere(op)
		}
	}
	return &BlobReader{Blob: b.Blob, s: s, ctx: ctx, row: b, i: -1}, nil
}

// SendBlob opens a file to be sent to the service. A store that has locked itself still does that.
func (s *Store) SendBlob(ctx context.Context, scope assessments.Scope, sha string) (*BlobReader, error) {
	const op = "store.blob.send"
	b, err := s.blobRow(ctx, op, scope, sha)
	if err != nil {
		return nil, err
	}
	if b == nil || b.State == BlobMissing {
		return nil, notHere(op)
	}
	if b.Held {
		return nil, heldBack(op)
	}
	return &BlobReader{Blob: b.Blob, s: s, ctx: ctx, row: b, i: -1, send: true}, nil
}

func heldBack(op string) error {
	return assessments.Errorf(assessments.NotFound, op, "This picture is being marked up. It is sent when that is finished.")
}

func notHere(op string) error {
	return assessments.Errorf(assessments.NotFound, op, "This picture is not on this device yet. It comes with the next sync on a network that may carry pictures.")
}

// blobRow finds a blob with the writer's connection borrowed for a moment.
func (s *Store) blobRow(ctx context.Context, op string, scope assessments.Scope, sha string) (b *blobRow, err error) {
	err = s.borrow(ctx, op, func(d *db) error {
		b, err = s.findBlob(d, scope, sha)
		return err
	})
	return b, err
}

// borrow reads the disk with the writer's connection.
func (s *Store) borrow(ctx context.Context, op string, fn func(*db) error) error {
	if err := s.reading(ctx, op); err != nil {
		return err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return err
	}
	return explain(op, fn(s.disk))
}

// BlobState returns what this device holds of a file, and which of its chunks it lacks. A file it never heard of has an empty
// State.
func (s *Store) BlobState(ctx context.Context, scope assessments.Scope, sha string) (out Blob, lacks []int, err error) {
	err = s.borrow(ctx, "store.blob.state", func(d *db) error {
		b, err := s.findBlob(d, scope, sha)
		if err != nil || b == nil {
			return err
		}
		out = b.Blob
		lacks, err = lacking(d, b)
		return err
	})
	return out, lacks, err
}

// lacking lists the chunks that are not here.
func lacking(d *db, b *blobRow) ([]int, error) {
	have := map[int64]bool{}
	err := d.query("SELECT i FROM blob_chunk WHERE blob = ?", func(r dbRow) error {
		have[integer(r[0])] = true
		return nil
	}, b.id)
	var out []int
	for i := range wire.Chunks(b.Size) {
		if !have[int64(i)] {
			out = append(out, i)
		}
	}
	return out, err
}

// readChunk opens one chunk.
func (s *Store) readChunk(d *db, b *blobRow, i int) ([]byte, error) {
	r, err := d.one("SELECT sealed FROM blob_chunk WHERE blob = ? AND i = ?", b.id, i)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errLost(b, i)
	}
	plain, err := b.key.seal.Open(s.chunkLabel(b, i), blob(r[0]))
	if err != nil {
		return nil, rowError("blob_chunk", b.id, err)
	}
	if from, to := wire.ChunkSpan(b.Size, i); int64(len(plain)) != to-from {
		return nil, rowError("blob_chunk", b.id, errShort)
	}
	return plain, nil
}

// Chunk returns chunk i of the file. The bytes are the caller's until the next call.
func (r *BlobReader) Chunk(i int) ([]byte, error) {
	if r.i == i && !r.send {
		return r.hand, nil
	}
	const op = "store.blob.read"
	err := r.s.borrow(r.ctx, op, func(d *db) (err error) {
		r.i = -1
		if r.send {
			if b, err := r.s.findBlob(d, r.Scope, r.SHA); err != nil || b == nil || b.Held {
				return cmp.Or(err, heldBack(op))
			}
		}
		r.hand, err = r.s.readChunk(d, r.row, i)
		return err
	})
	if err == nil {
		r.i = i
	}
	return r.hand, err
}

// Read reads on from where the reader stands.
func (r *BlobReader) Read(p []byte) (int, error) {
	n, err := r.ReadAt(p[:min(len(p), wire.ChunkBytes)], r.at)
	r.at += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

// ReadAt reads from a place in the file.
func (r *BlobReader) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("before the beginning of a file")
	}
	for n < len(p) {
		if off >= r.Size {
			return n, io.EOF
		}
		i := int(off / wire.ChunkBytes)
		chunk, err := r.Chunk(i)
		if err != nil {
			return n, err
		}
		got := copy(p[n:], chunk[off-int64(i)*wire.ChunkBytes:])
		n, off = n+got, off+int64(got)
	}
	return n, nil
}

// Seek moves to a place in the file.
func (r *BlobReader) Seek(off int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		off += r.at
	case io.SeekEnd:
		off += r.Size
	}
	if off < 0 {
		return r.at, errors.New("before the beginning of a file")
	}
	r.at = off
	return off, nil
}

// ReadBlob returns the whole of a file, checked against its name.
func (s *Store) ReadBlob(ctx context.Context, scope assessments.Scope, sha string) ([]byte, error) {
	const op = "store.blob.read"
	r, err := s.OpenBlob(ctx, scope, sha)
	if err != nil {
		return nil, err
	}
	data := make([]byte, r.Size)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, explain(op, err)
	}
	if wire.HashOf(data) != sha {
		return nil, assessments.Errorf(assessments.Damaged, op, "The bytes of this picture are not what was kept. Nothing was deleted; tell your service.")
	}
	return data, nil
}

// Media reads the files of a child for a report; see reports.Evidence. One that cannot be fetched now is NotFound.
func (s *Store) Media(ctx context.Context, child assessments.ID) func(sha256 string) ([]byte, error) {
	return func(sha string) ([]byte, error) {
		data, err := s.ReadBlob(ctx, assessments.ChildScope(child), sha)
		if assessments.KindOf(err) == assessments.Unavailable && ctx.Err() == nil {
			err = assessments.Wrap(err, assessments.NotFound, "store.media", assessments.Sentence(err))
		}
		return data, err
	}
}
