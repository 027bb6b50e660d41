package courier

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A BlobReport is what became of the files that were to be sent. Waiting are the ones that the service does not have yet: Metered
// says that they wait for another network, Refused counts those that the service did not take, which stay here and are offered again.
type BlobReport struct {
	Sent, Refused, Waiting int
	Chunks                 int // how many were sent, those sent twice counted twice
	WaitingBytes           int64
	Metered                bool
}

// BlobProgress is how far the sending of one file has come, in bytes.
type BlobProgress struct{ Done, Total int64 }

// patient is how many breaks in a row, with nothing getting through between them, end a run. The next one goes on where it stopped.
const patient = 4

// Pictures sends the files that the service has not confirmed, the oldest first, a chunk at a time. It asks before each file, and after
// each break, which chunks are missing, so that a break costs at most the chunk that was on its way. Between two chunks it lets words
// go first. On a network that is paid by the amount pictures wait, unless the therapist allowed them.
func (c *Courier) Pictures(ctx context.Context) (BlobReport, error) {
	v, err, _ := c.one.Do("pictures", func() (any, error) {
		var r BlobReport
		under, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		c.mu.Lock()
		c.stopPictures = cancel
		c.mu.Unlock()
		err := c.pictures(under, &r)
		c.mu.Lock()
		c.stopPictures = nil
		c.mu.Unlock()
		if err != nil && ctx.Err() == nil && errors.Is(context.Cause(under), ErrStopped) {
			err = assessments.Wrap(ErrStopped, assessments.Unavailable, "courier.stop", "Sending was stopped. The pictures that have not gone are safe on this device.")
		}
		list, lerr := c.store.PendingBlobs(context.WithoutCancel(ctx), 1<<20)
		for _, b := range list {
			r.Waiting, r.WaitingBytes = r.Waiting+1, r.WaitingBytes+b.Size
		}
		return r, errors.Join(err, lerr)
	})
	return v.(BlobReport), err
}

func (c *Courier) pictures(ctx context.Context, r *BlobReport) error {
	if r.Metered = c.dear(ctx); r.Metered {
		return nil
	}
	list, err := c.store.PendingBlobs(ctx, 1<<20)
	if err != nil || len(list) == 0 {
		return err
	}
	t, err := c.begin(ctx)
	if err != nil {
		return err
	}
	for _, b := range list {
		err := t.sendBlob(ctx, b, r)
		switch kind := assessments.KindOf(err); {
		case err == nil:
			r.Sent++
		case errors.Is(err, errDear):
			r.Metered = true
			return nil
		case ctx.Err() == nil && (kind == assessments.NotFound || kind == assessments.Conflict || kind == assessments.Invalid || kind == assessments.TooLarge || kind == assessments.Damaged):
			r.Refused++ // this file alone: its child may not have come yet
			c.cfg.Log.Warn("a picture was not taken", "sha", b.SHA[:8], "kind", kind.String())
		default:
			return err
		}
	}
	return nil
}

// errDear means that the network changed under way to one that pictures wait on.
var errDear = errors.New("the network is paid by the amount")

// dear reports whether pictures must wait for another network.
func (c *Courier) dear(ctx context.Context) bool {
	if c.cfg.Metered == nil || !c.cfg.Metered() {
		return false
	}
	may, err := c.store.PicturesOnMobile(ctx)
	return err != nil || !may
}

// sendBlob carries one file up.
func (t *trip) sendBlob(ctx context.Context, b store.Blob, r *BlobReport) error {
	f, err := t.store.SendBlob(ctx, b.Scope, b.SHA)
	if err != nil {
		return err
	}
	o := wire.BlobOffer{Scope: b.Scope.Key(), Size: b.Size, Media: b.Media}
	for i := range wire.Chunks(b.Size) {
		chunk, err := f.Chunk(i)
		if err != nil {
			return err
		}
		o.Chunks = append(o.Chunks, wire.HashOf(chunk))
	}
	offer, err := json.Marshal(o)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "courier.blob", "")
	}
	return t.persist(ctx, patient, func(again func()) error {
		st, err := t.blob(ctx, http.MethodPost, wire.BlobPath+b.SHA, offer)
		for i := 0; err == nil && !st.Whole && i < len(o.Chunks); i++ {
			if !st.Lacks(i) {
				continue
			}
			chunk, cerr := f.Chunk(i)
			if cerr != nil {
				return cerr
			}
			r.Chunks++
			if st, err = t.blob(ctx, http.MethodPut, blobPath(b.SHA, i, b.Scope), chunk); err != nil {
				break
			}
			again()
			if t.cfg.BlobProgress != nil {
				_, to := wire.ChunkSpan(b.Size, i)
				t.cfg.BlobProgress(BlobProgress{to, b.Size})
			}
		}
		if err == nil && !st.Whole {
			err = assessments.Errorf(assessments.Conflict, "courier.blob", "The service did not say that it has this picture whole. It is still here and is offered again.")
		}
		if err != nil {
			return err
		}
		return t.store.BlobSent(ctx, b.Scope, b.SHA)
	})
}

// blobPath is where chunk i of a file is put, or the whole is asked for where i is -1.
func blobPath(sha string, i int, scope assessments.Scope) string {
	path := wire.BlobPath + sha
	if i >= 0 {
		path += fmt.Sprint("/", i)
	}
	return path + "?scope=" + url.QueryEscape(scope.Key())
}

// persist tries again after a break, waiting a little longer each time, until nothing gets through several times in a row; do calls
// again whenever something did. Before anything did, it tries at most as often as most says.
func (t *trip) persist(ctx context.Context, most int, do func(again func()) error) error {
	for breaks := 0; ; {
		err := do(func() { breaks, most = 0, patient })
		if err == nil || assessments.KindOf(err) != assessments.Unavailable || ctx.Err() != nil {
			return err
		}
		if breaks++; breaks >= most {
			return err
		}
		t.mu.Lock()
		told := t.before.Sub(t.cfg.Now())
		t.mu.Unlock()
		select {
		case <-ctx.Done():
			return err
		case <-t.cfg.After(max(told, time.Duration(float64(time.Second<<breaks)*t.cfg.Chance()))):
		}
	}
}

// blob asks about a file and reads the answer. Words that are under way go first.
func (t *trip) blob(ctx context.Context, method, path string, body []byte) (wire.BlobState, error) {
	var st wire.BlobState
	if err := t.words.over(ctx); err != nil {
		return st, err
	}
	if t.dear(ctx) {
		return st, errDear
	}
	kind := "application/json"
	if method == http.MethodPut {
		kind = "application/octet-stream"
	}
	res, err := t.prove(ctx, method, path, http.Header{"Content-Type": {kind}}, body)
	if err != nil {
		return st, err
	}
	defer res.Body.Close()
	return st, readJSON(res, &st)
}

// prove sends a request with token and proof; path is with its query. A token that is refused is renewed once.
func (t *trip) prove(ctx context.Context, method, path string, head http.Header, body []byte) (*http.Response, error) {
	for try := 0; ; try++ {
		if err := t.renew(ctx, try > 0); err != nil {
			return nil, err
		}
		proof := ed25519.Sign(t.key, wire.ProofWords(path, t.state.Token, body))
		head.Set("Authorization", "Bearer "+t.state.Token)
		head.Set(wire.ProofHeader, base64.StdEncoding.EncodeToString(proof))
		res, err := t.send(ctx, method, t.state.Server+path, head, body)
		if err != nil && assessments.KindOf(err) == assessments.Unauthorized && try == 0 {
			continue
		}
		return res, err
	}
}
