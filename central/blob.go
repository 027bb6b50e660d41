package central

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Blobs says where attachments are kept. The zero value keeps them in the database, with the key file beside an embedded one.
type Blobs struct {
	Key   string     // file of the key; "": blob.key in Config.Dir, and with a Config.Database no attachments
	Store blob.Store // nil: the ledger's database
}

// picturesAt is how many requests about attachments are worked on at once. Words have places of their own.
const picturesAt = 16

// A shelf is opened by the first who needs it: most commands of an administrator need none, and make no key file.
type shelf struct {
	mu    *sync.Mutex
	open  *blob.Shelf
	slots chan struct{}
}

func newShelf() shelf { return shelf{mu: &sync.Mutex{}, slots: make(chan struct{}, picturesAt)} }

// Shelf opens the place of the attachments. The service asks for it when it starts, so that a wrong key file is told then.
// Unavailable means that it was set up without one.
func (c *Central) Shelf(ctx context.Context) (*blob.Shelf, error) {
	c.shelf.mu.Lock()
	defer c.shelf.mu.Unlock()
	if c.shelf.open != nil {
		return c.shelf.open, nil
	}
	path := c.cfg.blobKey()
	if path == "" {
		return nil, assessments.Errorf(assessments.Unavailable, "central.shelf", "This service has no place for pictures yet; its administrator names a key file with --blob-key. Pictures wait on the tablets, words go as ever.")
	}
	known, err := c.ledger.BlobCheck(ctx, nil)
	if err != nil {
		return nil, err
	}
	ring, err := blob.OpenKey(path, c.cfg.Rand, len(known) == 0)
	if err != nil {
		return nil, err
	}
	store := c.cfg.Blobs.Store
	if store == nil {
		store = c.ledger.Chunks()
	}
	s, err := blob.NewShelf(ctx, c.ledger, store, ring, c.cfg.Rand)
	if err == nil {
		c.shelf.open = s
	}
	return s, err
}

// withShelf finds a place for one more picture, and the shelf.
func (c *Central) withShelf(r *request, do func(*blob.Shelf) error) error {
	select {
	case c.shelf.slots <- struct{}{}:
		defer func() { <-c.shelf.slots }()
	default:
		return pause{assessments.Errorf(assessments.Unavailable, "central.blob", "The service is busy with pictures. Yours are safe on this device and go in a moment."), http.StatusServiceUnavailable, 5}
	}
	s, err := c.Shelf(r.Context())
	if assessments.KindOf(err) == assessments.Invalid { // told to whoever started the service; nothing is wrong with what was asked
		err = assessments.Wrap(err, assessments.Unavailable, "central.blob", "The service cannot take or give pictures at the moment. Yours are safe on this device, and words go as ever.")
	}
	if err != nil {
		return err
	}
	return do(s)
}

// scope finds which scope is meant and whether the caller may. Whoever may not is told the same as about a picture that nobody has.
func (c *Central) scope(r *request, key string, may func(context.Context, ledger.Session, assessments.Scope) (bool, error)) (string, error) {
	const op = "central.blob"
	scope, ok := assessments.ParseScope(key)
	if !ok || !wire.HexSum(r.PathValue("sha")) {
		return "", assessments.Errorf(assessments.Invalid, op, "A picture is asked for by its child and the SHA-256 of its bytes.")
	}
	d := r.caller
	allowed, err := may(r.Context(), ledger.Session{Tenant: d.Tenant, Device: d.ID, Therapist: d.Therapist}, scope)
	if err == nil && !allowed {
		err = assessments.Errorf(assessments.NotFound, op, "The service does not hold this picture.")
	}
	return scope.Key(), err
}

// offerBlob takes note of what a device has and says what is missing.
func (c *Central) offerBlob(w http.ResponseWriter, r *request) error {
	var o wire.BlobOffer
	if err := json.Unmarshal(r.body, &o); err != nil {
		return assessments.Wrap(err, assessments.Invalid, "central.blob", "What the device offers cannot be read.")
	}
	scope, err := c.scope(r, o.Scope, c.ledger.MayAdd)
	if err != nil {
		return err
	}
	o.Scope = scope
	return c.withShelf(r, func(s *blob.Shelf) error {
		st, err := s.Offer(r.Context(), r.caller.Tenant, r.caller.ID, r.PathValue("sha"), o)
		if err != nil {
			return err
		}
		return answer(w, st)
	})
}

// putChunk keeps one chunk. Asked twice it answers twice the same.
func (c *Central) putChunk(w http.ResponseWriter, r *request) error {
	scope, err := c.scope(r, r.URL.Query().Get("scope"), c.ledger.MayAdd)
	if err != nil {
		return err
	}
	i, err := strconv.Atoi(r.PathValue("i"))
	if err != nil {
		return assessments.Wrap(err, assessments.Invalid, "central.blob", "A piece has a number.")
	}
	return c.withShelf(r, func(s *blob.Shelf) error {
		st, err := s.PutChunk(r.Context(), r.caller.Tenant, scope, r.PathValue("sha"), i, r.body)
		if err != nil {
			return err
		}
		return answer(w, st)
	})
}

// getBlob gives a whole file or a range of it.
func (c *Central) getBlob(w http.ResponseWriter, r *request) error {
	scope, err := c.scope(r, r.URL.Query().Get("scope"), c.ledger.MaySee)
	if err != nil {
		return err
	}
	return c.withShelf(r, func(s *blob.Shelf) error {
		f, err := s.Open(r.Context(), r.caller.Tenant, scope, r.PathValue("sha"))
		if err != nil {
			return err
		}
		// Never the type that a device claimed: nothing that is kept here may run in a browser.
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("ETag", `"`+f.SHA+`"`)
		src := &noting{Reader: f}
		http.ServeContent(w, r.Request, "", time.Time{}, src)
		if src.err != nil { // the length that was promised tells the device that the rest did not come
			c.cfg.Log.Error("a picture could not be read to its end", "err", src.err)
		}
		return nil
	})
}

// A noting reader remembers why it stopped.
type noting struct {
	*blob.Reader
	err error
}

// Read reads on and keeps the error.
func (n *noting) Read(p []byte) (int, error) {
	got, err := n.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return got, err
}
