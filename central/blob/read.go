package blob

import (
	"context"
	"errors"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Reader reads a whole blob from any place, a chunk at a time. It belongs to one request.
type Reader struct {
	Entry
	s    *Shelf
	ctx  context.Context
	at   int64
	i    int // the chunk in hand, or -1
	hand []byte
}

// Open opens a blob that is whole; any other is NotFound.
func (s *Shelf) Open(ctx context.Context, tenant, scope, sha string) (*Reader, error) {
	e, err := s.books.BlobEntry(ctx, tenant, scope, sha)
	if err != nil {
		return nil, err
	}
	if !e.Whole {
		return nil, notFound("blob.open")
	}
	return &Reader{Entry: e, s: s, ctx: ctx, i: -1}, nil
}

// chunk opens chunk i and holds it against its hash.
func (r *Reader) chunk(i int) ([]byte, error) {
	if r.i == i {
		return r.hand, nil
	}
	key, err := r.s.key(r.ctx, r.Tenant, r.Scope, false)
	if err != nil {
		return nil, err
	}
	sealed, err := r.s.store.Get(r.ctx, r.s.ring.place(r.Tenant, r.Scope, r.SHA), i)
	if err != nil {
		return nil, err
	}
	plain, err := open(key, sealed, chunkOf(r.Entry, i))
	if err == nil && wire.HashOf(plain) != r.Chunks[i] {
		err = errSeal
	}
	if err != nil {
		return nil, broken(err)
	}
	r.i, r.hand = i, plain
	return plain, nil
}

// Read reads on from where the reader stands.
func (r *Reader) Read(p []byte) (int, error) {
	if r.at >= r.Size {
		return 0, io.EOF
	}
	i := int(r.at / wire.ChunkBytes)
	chunk, err := r.chunk(i)
	if err != nil {
		return 0, err
	}
	n := copy(p, chunk[r.at-int64(i)*wire.ChunkBytes:])
	r.at += int64(n)
	return n, nil
}

// Seek moves to a place in the blob.
func (r *Reader) Seek(off int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		off += r.at
	case io.SeekEnd:
		off += r.Size
	}
	if off < 0 {
		return r.at, assessments.Wrap(errors.New("before the beginning"), assessments.Invalid, "blob.seek", "The picture has no such place.")
	}
	r.at = off
	return off, nil
}
