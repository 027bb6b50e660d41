package courier

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

const syncPath = "/v1/sync"

// packAt is from how many bytes on packing is worth it.
const packAt = 512

// An answer is as much of the service's answer as arrived.
type answer struct {
	hi   *wire.Hi
	acks []wire.Ack
	rows []wire.Delivered
	read wire.ReadOK
	add  []wire.ScopeAdd
	rm   []wire.ScopeRm
	end  *wire.End
	wipe *wire.Wipe // an order, from whomever
}

// exchange sends one round and reads the answer. A token that is refused is renewed once. An answer comes back beside an
// error when its beginning is good.
func (t *trip) exchange(ctx context.Context, body []byte, encoding string) (*answer, error) {
	for try := 0; ; try++ {
		if err := t.renew(ctx, try > 0); err != nil {
			return nil, err
		}
		proof := ed25519.Sign(t.key, wire.ProofWords(syncPath, t.state.Token, body))
		head := http.Header{"Content-Type": {"application/x-ndjson"}, "Accept-Encoding": {"zstd, gzip"}, "Authorization": {"Bearer " + t.state.Token},
			wire.ProofHeader: {base64.StdEncoding.EncodeToString(proof)}}
		if encoding != wire.Plain {
			head.Set("Content-Encoding", encoding)
		}
		sent := t.cfg.Now()
		res, err := t.post(ctx, t.state.Server+syncPath, head, body)
		got := t.cfg.Now()
		if err != nil {
			if assessments.KindOf(err) == assessments.Unauthorized && try == 0 {
				continue
			}
			return nil, err
		}
		// An answer counts as far as it came: its whole lines are as good as if the rest had followed.
		a, err := readAnswer(res)
		res.Body.Close()
		if a != nil && a.hi != nil {
			t.heard(ctx, sent, got, a.hi)
		}
		return a, err
	}
}

// body writes hello, changes and end.
func (t *trip) body(changes []store.PendingChange) ([]byte, string, error) {
	st, sent := t.state, t.store.SentWith(changes)
	var b bytes.Buffer
	lines := []any{wire.Hello{Proto: wire.Proto, App: t.cfg.App, Schema: wire.Format, Device: st.Device, Inc: st.Inc, Epoch: st.Epoch, Cursor: st.Cursor,
		Now: t.cfg.Now().UnixMilli(), Unsent: st.Unsent, Quar: st.Quarantined, Last: &st.Last, Sent: &sent, Aside: st.Aside}}
	for _, p := range t.purged {
		lines = append(lines, p)
	}
	for _, d := range t.digests {
		lines = append(lines, d)
	}
	size := 4096
	for _, c := range changes {
		lines = append(lines, wire.Pushed{CID: c.CID, Frozen: c.Frozen, Base: c.Base})
		size += len(c.Frozen.Bytes) + 256
	}
	b.Grow(size)
	for _, r := range t.reads {
		lines = append(lines, r)
	}
	if err := wire.NewWriter(&b).Write(append(lines, wire.End{N: len(changes)})...); err != nil {
		return nil, "", assessments.Wrap(err, assessments.Internal, "courier.body", "")
	}
	encoding := wire.Plain
	if b.Len() >= packAt {
		encoding = wire.Zstd
	}
	packed, err := wire.Pack(encoding, b.Bytes())
	if err != nil {
		return nil, "", assessments.Wrap(err, assessments.Internal, "courier.body", "")
	}
	t.packed(b.Len(), len(packed))
	return packed, encoding, nil
}

// readAnswer reads lines until the stream ends, well or not.
func readAnswer(res *http.Response) (*answer, error) {
	plain, err := wire.Unpack(res.Header.Get("Content-Encoding"), res.Body)
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	a := &answer{}
	lines := wire.NewReader(plain, wire.LineBytes, 4*wire.StreamBytes)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return a, nil
		}
		if err != nil {
			return a, err
		}
		switch l := line.(type) {
		case wire.Hi:
			a.hi = &l
		case wire.Ack:
			a.acks = append(a.acks, l)
		case wire.Delivered:
			a.rows = append(a.rows, l)
		case wire.ReadOK:
			a.read.IDs = append(a.read.IDs, l.IDs...)
		case wire.Wipe:
			a.wipe = &l
		case wire.ScopeAdd:
			a.add = append(a.add, l)
		case wire.ScopeRm:
			a.rm = append(a.rm, l)
		case wire.Trouble:
			return a, l.Err("courier.answer")
		case wire.End:
			a.end = &l
			return a, nil
		}
	}
}

// heard takes in what the service says of its clock, and of when it wants to hear from us.
func (c *Courier) heard(ctx context.Context, sent, got time.Time, hi *wire.Hi) {
	if hi.RetryS > 0 {
		c.later(strconv.Itoa(hi.RetryS))
	}
	if hi.Now > 0 {
		c.store.Dated(time.UnixMilli(hi.Now))
	}
	c.mu.Lock()
	c.clock.add(sent, got, hi.Now)
	off, known := c.clock.now()
	c.mu.Unlock()
	if known {
		if err := c.store.SetClockOff(ctx, off); err != nil {
			c.cfg.Log.Warn("how far the clock is off was not kept", "kind", assessments.KindOf(err).String())
		}
	}
}

// post is send with the method that most of what is sent has.
func (c *Courier) post(ctx context.Context, url string, head http.Header, body []byte) (*http.Response, error) {
	return c.send(ctx, http.MethodPost, url, head, body)
}

// send sends a body and returns an answer of status 200, or 206 for a part, or the error the service gave.
func (c *Courier) send(ctx context.Context, method, url string, head http.Header, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, "courier.post", "The service's address is not an address.")
	}
	req.Header = head
	c.pace.up(req, body)
	res, err := c.cfg.Client.Do(req)
	if err != nil {
		return nil, offline(err)
	}
	c.pace.down(ctx, res)
	if res.StatusCode == http.StatusOK || res.StatusCode == http.StatusPartialContent {
		return res, nil // whether it is our service that answered shows in the first line
	}
	defer res.Body.Close()
	c.later(res.Header.Get("Retry-After"))
	raw, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	if err != nil {
		return nil, offline(err)
	}
	var tr wire.Trouble
	if json.Unmarshal(raw, &tr) != nil || tr.Msg == "" {
		// Not our service: a proxy, or a hotel's page asking for a room number.
		return nil, offline(fmt.Errorf("status %d without a reason", res.StatusCode))
	}
	return nil, tr.Err("courier.post")
}

// mostAlone bounds for how long the service may ask to be left alone: a proxy may say anything.
const mostAlone = time.Hour

// later keeps what a Retry-After says, in seconds or as a date.
func (c *Courier) later(said string) {
	now := c.cfg.Now()
	var d time.Duration
	if s, err := strconv.Atoi(said); err == nil {
		d = time.Duration(min(s, int(mostAlone/time.Second))) * time.Second
	} else if at, err := http.ParseTime(said); err == nil {
		d = min(at.Sub(now), mostAlone)
	}
	if d <= 0 {
		return
	}
	c.mu.Lock()
	c.before = now.Add(d)
	c.mu.Unlock()
}

// offline is the error for a service that does not answer, or not as ours does.
func offline(err error) error {
	var ours *assessments.Error
	if errors.As(err, &ours) && ours.Kind != assessments.Invalid && ours.Kind != assessments.Damaged {
		return err
	}
	return assessments.Wrap(errors.Join(ErrOffline, err), assessments.Unavailable, "courier.post", "The service cannot be reached. What you saved is safe on this device and will be sent when the network is back.")
}
