// Package thumb keeps the small pictures of a session in memory, so that a list of photos is quick to look at twice.
//
// Words: a thumb is a picture of at most 320 pixels; one that is elsewhere is not on this device yet.
package thumb

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports/picture"
	"github.com/fieldfare/fieldfare/store"
)

// wideMM makes a thumb of 320 pixels at what picture prints in an inch.
const wideMM = 40.6

// kept bounds the memory: a thumb takes some 300 kB.
const kept = 120

// Store is where the bytes are.
type Store interface {
	BlobState(ctx context.Context, scope assessments.Scope, sha string) (store.Blob, []int, error)
	ReadBlob(ctx context.Context, scope assessments.Scope, sha string) ([]byte, error)
}

// A Shelf holds the thumbs of one session. It is made empty when a session begins and goes with it: no picture of a child outlives
// the lock.
type Shelf struct {
	mu    sync.Mutex
	small map[string]image.Image
	order []string
	one   sync.Mutex // one picture is made small at a time: a gallery must not take every core from the therapist
}

// New makes an empty shelf.
func New() *Shelf { return &Shelf{small: map[string]image.Image{}} }

// Known is a thumb that is in memory, or nil.
func (s *Shelf) Known(scope assessments.Scope, sha string) image.Image {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.small[scope.Key()+sha]
}

// Get makes a thumb of what is on this device; elsewhere says that the bytes have not come yet. It asks nobody for them.
func (s *Shelf) Get(ctx context.Context, st Store, scope assessments.Scope, sha string) (img image.Image, elsewhere bool, err error) {
	if s == nil { // nothing is kept
		s = New()
	}
	if img := s.Known(scope, sha); img != nil {
		return img, false, nil
	}
	s.one.Lock()
	defer s.one.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	b, _, err := st.BlobState(ctx, scope, sha)
	if err != nil {
		return nil, false, err
	}
	if b.State != store.BlobPending && b.State != store.BlobHave {
		return nil, true, nil
	}
	data, err := st.ReadBlob(ctx, scope, sha)
	if err != nil {
		return nil, false, err
	}
	if img, err = Small(ctx, data); err != nil {
		return nil, false, err
	}
	s.keep(scope.Key()+sha, img)
	return img, false, nil
}

func (s *Shelf) keep(name string, img image.Image) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.small[name] == nil {
		s.order = append(s.order, name)
	}
	s.small[name] = img
	for len(s.order) > kept {
		delete(s.small, s.order[0])
		s.order = s.order[1:]
	}
}

// Small makes a thumb of a file of a picture.
func Small(ctx context.Context, data []byte) (image.Image, error) {
	p, err := picture.Prepare(ctx, data, wideMM)
	if err != nil {
		return nil, err
	}
	return Decode(p.JPEG)
}

// Decode opens a file as this app writes them: JPEG for photos, PNG for drawings.
func Decode(data []byte) (image.Image, error) {
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		return png.Decode(bytes.NewReader(data))
	}
	return jpeg.Decode(bytes.NewReader(data))
}
