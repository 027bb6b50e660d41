package courier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// sulk is for how long after nothing answered a picture that somebody opens is not asked for: a report with ten of them must not
// wait ten times for a network that is not there.
const sulk = 30 * time.Second

// FetchBlob brings a file that others attached into the store, when somebody opens it. What came before a break stays, and the next
// call asks for the rest. It is what the store asks; see store.BlobSource.
func (c *Courier) FetchBlob(ctx context.Context, scope assessments.Scope, sha string) error {
	const op = "courier.fetch"
	if c.dear(ctx) {
		return assessments.Errorf(assessments.Unavailable, op, "This picture is not on this device yet. It comes on Wi-Fi, or when you allow pictures on mobile data.")
	}
	c.mu.Lock()
	silent := c.cfg.Now().Before(c.silent)
	c.mu.Unlock()
	if silent {
		return offline(errors.New("nothing answered a moment ago"))
	}
	_, err, _ := c.one.Do("fetch "+scope.Key()+" "+sha, func() (any, error) {
		t, err := c.begin(ctx)
		if err != nil {
			return nil, err
		}
		// Somebody waits for it: where nothing answers at all they are told at once.
		return nil, t.persist(ctx, 1, func(again func()) error { return t.fetchBlob(ctx, store.Blob{Scope: scope, SHA: sha}, again) })
	})
	if errors.Is(err, ErrOffline) {
		c.mu.Lock()
		c.silent = c.cfg.Now().Add(sulk)
		c.mu.Unlock()
	}
	return err
}

// fetchBlob asks for the chunks that are not here. How large the file is stands in the first answer.
func (t *trip) fetchBlob(ctx context.Context, b store.Blob, again func()) error {
	have, lacks, err := t.store.BlobState(ctx, b.Scope, b.SHA)
	if err != nil {
		return err
	}
	if have.State != "" {
		if b = have; b.State != store.BlobMissing {
			return nil
		}
	} else {
		lacks = []int{0}
	}
	for len(lacks) > 0 {
		data, size, err := t.chunk(ctx, b, lacks[0])
		if err != nil {
			return err
		}
		fresh := b.Size == 0
		b.Size = size
		whole, err := t.store.KeepChunk(ctx, b, lacks[0], data)
		if err != nil || whole {
			return err
		}
		again()
		if lacks = lacks[1:]; fresh {
			for i := 1; i < wire.Chunks(size); i++ {
				lacks = append(lacks, i)
			}
		}
	}
	return nil
}

// chunk fetches one chunk and how large the whole is.
func (t *trip) chunk(ctx context.Context, b store.Blob, i int) ([]byte, int64, error) {
	if err := t.words.over(ctx); err != nil {
		return nil, 0, err
	}
	from := int64(i) * wire.ChunkBytes
	head := http.Header{"Range": {fmt.Sprintf("bytes=%d-%d", from, from+wire.ChunkBytes-1)}}
	res, err := t.prove(ctx, http.MethodGet, blobPath(b.SHA, -1, b.Scope), head, nil)
	if err != nil {
		return nil, 0, err
	}
	defer res.Body.Close()
	var at, to, size int64
	if _, err := fmt.Sscanf(res.Header.Get("Content-Range"), "bytes %d-%d/%d", &at, &to, &size); err != nil || at != from || !strings.Contains(res.Header.Get("ETag"), b.SHA) {
		return nil, 0, offline(errors.New("an answer that is not our service's")) // a proxy, or a hotel's page
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, wire.ChunkBytes+1))
	if err != nil || int64(len(data)) != to-at+1 {
		return nil, 0, offline(fmt.Errorf("a chunk broke off after %d bytes: %w", len(data), err))
	}
	return data, size, nil
}

// FetchPictures brings every file that records here speak of and this device does not hold, for a day without a network ahead. It
// returns how many came; the first that could not be had for lack of a network ends it.
func (c *Courier) FetchPictures(ctx context.Context) (n int, err error) {
	list, err := c.store.MissingBlobs(ctx)
	for _, b := range list {
		if err != nil {
			break
		}
		err = c.FetchBlob(ctx, b.Scope, b.SHA)
		switch assessments.KindOf(err) {
		case assessments.NotFound, assessments.Damaged, assessments.Invalid:
			if err != nil { // still on the tablet it was taken with; not a reason to leave the others
				c.cfg.Log.Info("a picture is not on the service yet", "sha", b.SHA[:8])
				err = nil
				continue
			}
		}
		if err == nil {
			n++
		}
	}
	return n, err
}
