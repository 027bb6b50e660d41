package blob

import (
	"bytes"
	"context"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Shelf is where the service keeps attachments. It may be used by many goroutines, and several processes may share its books and
// its store. Who may ask for what is decided before it is asked.
type Shelf struct {
	books Books
	store Store
	ring  *Ring
	rand  io.Reader
}

// NewShelf puts books, store and key file together. A key file that is not the one this service's pictures were sealed with is
// refused before anything is sealed with it.
func NewShelf(ctx context.Context, books Books, store Store, ring *Ring, rand io.Reader) (*Shelf, error) {
	s := &Shelf{books, store, ring, rand}
	return s, s.check(ctx, nil)
}

// check holds the key file against the books; fresh is written down where they know none yet, which is when the first key is wrapped.
func (s *Shelf) check(ctx context.Context, fresh []byte) error {
	want, err := s.books.BlobCheck(ctx, fresh)
	if err == nil && want != nil && !bytes.Equal(want, s.ring.Check()) {
		err = assessments.Errorf(assessments.Invalid, "blob.shelf", "The key file of the pictures is another one than they were sealed with. Name the right one with --blob-key. Nothing was changed.")
	}
	return err
}

// key opens a scope's key. Where there is none a new one is made, or NotFound said.
func (s *Shelf) key(ctx context.Context, tenant, scope string, mayMake bool) (cipher.AEAD, error) {
	of := "fieldfare blob key 1\n" + tenant + "\n" + scope
	wrapped, err := s.books.BlobKey(ctx, tenant, scope, nil)
	if err == nil && len(wrapped) == 0 && mayMake {
		if err := s.check(ctx, s.ring.Check()); err != nil {
			return nil, err
		}
		fresh := make([]byte, keySize)
		if _, err := io.ReadFull(s.rand, fresh); err != nil {
			return nil, assessments.Wrap(err, assessments.Internal, "blob.key", "")
		}
		if fresh, err = seal(s.ring.wrap, s.rand, fresh, of); err == nil {
			wrapped, err = s.books.BlobKey(ctx, tenant, scope, fresh)
		}
	}
	if err != nil {
		return nil, err
	}
	if len(wrapped) == 0 {
		return nil, notFound("blob.key")
	}
	plain, err := open(s.ring.wrap, wrapped, of)
	if err != nil {
		return nil, broken(err)
	}
	return newAEAD(plain)
}

func broken(err error) error {
	return assessments.Wrap(err, assessments.Damaged, "blob.open", "The service cannot open this picture: its bytes are not what was kept. Nothing was deleted; tell whoever runs the service.")
}

// chunkOf binds a sealed chunk to its place in its blob.
func chunkOf(e Entry, i int) string {
	return fmt.Sprintf("fieldfare blob chunk 1\n%s\n%s\n%s\n%d", e.Tenant, e.Scope, e.SHA, i)
}

// Offer takes note of what a device has and answers what is missing. An offer that differs from an earlier one of the same name
// takes its place as long as that one is not whole: one of the two is a lie, and only the right one can be completed.
func (s *Shelf) Offer(ctx context.Context, tenant, device, sha string, o wire.BlobOffer) (wire.BlobState, error) {
	if err := o.Check(sha); err != nil {
		return wire.BlobState{}, err
	}
	e, err := s.books.BlobEntry(ctx, tenant, o.Scope, sha)
	fresh := assessments.KindOf(err) == assessments.NotFound
	if err != nil && !fresh {
		return wire.BlobState{}, err
	}
	if fresh || !e.Whole && (e.Size != o.Size || !slices.Equal(e.Chunks, o.Chunks)) {
		if !fresh {
			if err := s.store.DropBlob(ctx, s.ring.place(tenant, o.Scope, sha)); err != nil {
				return wire.BlobState{}, err
			}
		}
		e = Entry{Tenant: tenant, Scope: o.Scope, SHA: sha, Size: o.Size, Media: o.Media, Chunks: o.Chunks, Device: device}
		if err := s.books.PutBlobEntry(ctx, e); err != nil {
			return wire.BlobState{}, err
		}
	}
	return s.state(ctx, e)
}

// state looks at what the store really has: after either was restored from a backup the books may remember more or less than that.
func (s *Shelf) state(ctx context.Context, e Entry) (wire.BlobState, error) {
	have, err := s.store.Have(ctx, s.ring.place(e.Tenant, e.Scope, e.SHA))
	if err != nil {
		return wire.BlobState{}, err
	}
	there := map[int]bool{}
	for _, i := range have {
		there[i] = i < len(e.Chunks)
	}
	switch lacking := len(there) < len(e.Chunks); {
	case lacking && e.Whole:
		e.Whole = false
		err = s.books.PutBlobEntry(ctx, e)
	case !lacking && !e.Whole:
		if e.Whole, err = s.finish(ctx, e); !e.Whole {
			clear(there)
		}
	}
	if err != nil || e.Whole {
		return wire.BlobState{Whole: e.Whole}, err
	}
	return wire.BlobState{Missing: wire.Bitmap(len(e.Chunks), func(i int) bool { return !there[i] })}, nil
}

// finish holds the whole against its name once every chunk is there. What is not what it was said to be is dropped. Chunks that do not
// open are dropped too and asked for again: their scope was erased while they came.
func (s *Shelf) finish(ctx context.Context, e Entry) (whole bool, err error) {
	at := s.ring.place(e.Tenant, e.Scope, e.SHA)
	r := &Reader{Entry: e, s: s, ctx: ctx, i: -1}
	h := sha256.New()
	for i := range e.Chunks {
		chunk, err := r.chunk(i)
		if k := assessments.KindOf(err); k == assessments.Damaged || k == assessments.NotFound {
			return false, s.store.DropBlob(ctx, at)
		}
		if err != nil {
			return false, err
		}
		h.Write(chunk)
	}
	if hex.EncodeToString(h.Sum(nil)) != e.SHA {
		err := s.store.DropBlob(ctx, at)
		if err == nil {
			err = s.books.DropBlobEntry(ctx, e.Tenant, e.Scope, e.SHA)
		}
		if err != nil {
			return false, err
		}
		return false, assessments.Errorf(assessments.Conflict, "blob.finish", "The pieces of this picture do not add up to it. It was not kept; it is still on the tablet.")
	}
	e.Whole = true
	return true, s.books.PutBlobEntry(ctx, e)
}

// PutChunk keeps one chunk of a blob that was offered, once its hash fits. Putting it again changes nothing.
func (s *Shelf) PutChunk(ctx context.Context, tenant, scope, sha string, i int, plain []byte) (wire.BlobState, error) {
	e, err := s.books.BlobEntry(ctx, tenant, scope, sha)
	if err != nil || e.Whole {
		return wire.BlobState{Whole: err == nil}, err
	}
	if i < 0 || i >= len(e.Chunks) || wire.HashOf(plain) != e.Chunks[i] {
		return wire.BlobState{}, assessments.Errorf(assessments.Conflict, "blob.put", "This piece of the picture is not the one that was offered. It will be sent again.")
	}
	key, err := s.key(ctx, tenant, scope, true)
	if err != nil {
		return wire.BlobState{}, err
	}
	sealed, err := seal(key, s.rand, plain, chunkOf(e, i))
	if err != nil {
		return wire.BlobState{}, err
	}
	if err := s.store.Put(ctx, s.ring.place(tenant, scope, sha), i, sealed); err != nil {
		return wire.BlobState{}, err
	}
	return s.state(ctx, e)
}

// EraseScope makes everything of a scope unreadable for good, wherever copies of its chunks are, by taking its key away; then it
// takes away the chunks.
func (s *Shelf) EraseScope(ctx context.Context, tenant, scope string) error {
	if err := s.books.EraseBlobs(ctx, tenant, scope); err != nil {
		return err
	}
	return s.DropScope(ctx, tenant, scope)
}

// DropScope takes away the chunks of a scope whose key is gone.
func (s *Shelf) DropScope(ctx context.Context, tenant, scope string) error {
	return s.store.DropScope(ctx, tenant, s.ring.name("scope", tenant, scope))
}
