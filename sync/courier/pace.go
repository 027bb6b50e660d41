package courier

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"golang.org/x/time/rate"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// patience is how many seconds' worth of a slow line one request takes up at most.
const patience = 15

// pace bounds what the courier takes of the line, both ways together, so that a therapist on a school's network can still telephone.
type pace struct {
	limiter *rate.Limiter // nil: unbounded
	bytes   int           // a second
}

// newPace returns a pace of so many bytes a second; 0 is unbounded.
func newPace(bytes int) pace {
	if bytes <= 0 {
		return pace{}
	}
	return pace{rate.NewLimiter(rate.Limit(bytes), max(bytes/4, 1)), bytes}
}

// batch is how many bytes of changes a request may hold.
func (p pace) batch() int {
	if p.limiter == nil {
		return wire.BatchBytes
	}
	return min(wire.BatchBytes, max(p.bytes*patience, 4<<10))
}

// longer is how much longer than usual a request may take: the largest answer at this pace.
func (p pace) longer() time.Duration {
	if p.limiter == nil {
		return 0
	}
	return time.Duration(4*wire.BatchBytes/p.bytes) * time.Second
}

// up makes a request's body go at this pace.
func (p pace) up(req *http.Request, body []byte) {
	if p.limiter == nil {
		return
	}
	again := func() (io.ReadCloser, error) {
		return io.NopCloser(paced{req.Context(), bytes.NewReader(body), p.limiter}), nil
	}
	req.GetBody = again
	req.Body, _ = again()
}

// down makes an answer come at this pace: what is not read waits at the service.
func (p pace) down(ctx context.Context, res *http.Response) {
	if p.limiter != nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{paced{ctx, res.Body, p.limiter}, res.Body}
	}
}

// paced reads no faster than its limiter lets it.
type paced struct {
	ctx context.Context
	r   io.Reader
	l   *rate.Limiter
}

// Read reads at most a burst, and gives it out once its time has come.
func (p paced) Read(b []byte) (int, error) {
	n, err := p.r.Read(b[:min(len(b), p.l.Burst())])
	if n > 0 {
		if werr := p.l.WaitN(p.ctx, n); werr != nil && err == nil {
			err = werr
		}
	}
	return n, err
}
