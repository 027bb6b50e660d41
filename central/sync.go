package central

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

const syncPath = "/v1/sync"

// sync is one round: a device's changes in, an answer for each, and a page of what others did.
func (c *Central) sync(w http.ResponseWriter, r *request) error {
	said, err := c.listen(r)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := c.respond(r.Context(), wire.NewWriter(&out), r, said); err != nil {
		return err
	}
	encoding := wire.Choose(r.Header.Get("Accept-Encoding"))
	// A small answer fits one packet either way, and packing it would only cost the tablet's battery.
	if out.Len() < 512 {
		encoding = wire.Plain
	}
	packed, err := wire.Pack(encoding, out.Bytes())
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "central.sync", "")
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Vary", "Accept-Encoding")
	if encoding != wire.Plain {
		w.Header().Set("Content-Encoding", encoding)
	}
	r.leave()
	w.Write(packed) // when the device is gone it will ask again, and loses nothing
	return nil
}

// A said is what a device sent.
type said struct {
	hello   wire.Hello
	greeted bool
	pushed  []wire.Pushed
	purged  []wire.Purged
	digests []wire.Digest
	reads   []wire.Read
}

// mostScopes bounds the lines about scopes in one message: more than any therapist has had.
const mostScopes = 5000

// listen reads what a device sent. A stream that stops early counts as far as its whole lines go.
func (c *Central) listen(r *request) (said, error) {
	var s said
	body, err := wire.Unpack(r.Header.Get("Content-Encoding"), bytes.NewReader(r.body))
	if err != nil {
		return s, err
	}
	defer body.Close()
	lines := wire.NewReader(body, wire.LineBytes, wire.StreamBytes)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		if err != nil {
			return s, unreadable(err)
		}
		switch l := line.(type) {
		case wire.Hello:
			s.hello, s.greeted = l, true
		case wire.Pushed:
			s.pushed = append(s.pushed, l)
		case wire.Purged:
			s.purged = append(s.purged, l)
		case wire.Digest:
			s.digests = append(s.digests, l)
		case wire.Read:
			s.reads = append(s.reads, l)
		case wire.End:
			return s, c.greet(r, s.hello, s.greeted)
		}
		if len(s.pushed) > wire.BatchChanges || len(s.purged)+len(s.digests) > mostScopes || len(s.reads) > wire.ReadLines {
			return s, assessments.Errorf(assessments.TooLarge, "central.listen", "A message holds at most %d changes.", wire.BatchChanges)
		}
	}
	return s, c.greet(r, s.hello, s.greeted)
}

// unreadable gives a decoder's error a kind of ours.
func unreadable(err error) error {
	var ours *assessments.Error
	if errors.As(err, &ours) {
		return err
	}
	return assessments.Wrap(err, assessments.Invalid, "central.listen", "The message is not packed as it says.")
}

// greet checks the hello. A device that claims to be another one is told that there is no such device.
func (c *Central) greet(r *request, hello wire.Hello, greeted bool) error {
	switch {
	case !greeted:
		return assessments.Errorf(assessments.Invalid, "central.greet", "The message does not begin with a hello.")
	case hello.Device != r.caller.ID:
		return assessments.Errorf(assessments.NotFound, "central.greet", "The service does not know this device.")
	case !plainName(hello.Inc):
		return assessments.Errorf(assessments.Invalid, "central.greet", "The device does not say which of its lives it is in.")
	}
	return nil
}

// push takes what a device sent. One that still is in an epoch before a restore is told so first: what the restore lost has to come
// before what its author wrote over it.
func (c *Central) push(ctx context.Context, s *ledger.Session, hello wire.Hello, fresh bool, in []wire.Pushed, hi *wire.Hi) ([]wire.Ack, error) {
	if !fresh || hello.Epoch == "" {
		return c.ledger.Push(ctx, s, in)
	}
	var err error
	hi.Shared, err = c.ledger.Shared(ctx, s.Tenant, hello.Epoch)
	var acks []wire.Ack
	for _, p := range in {
		acks = append(acks, wire.Ack{CID: p.CID, Result: wire.Retry})
	}
	return acks, err
}

// respond decides what came in and writes the whole answer. When the feed fails after changes were taken, their answers
// still go out, and the stream ends in the error instead of an end. Only an active device has a feed; the others keep the cursor
// they have, and the lease.
func (c *Central) respond(ctx context.Context, out *wire.Writer, r *request, said said) error {
	d, hello := r.caller, said.hello
	fresh := hello.Epoch != r.epoch
	hi := wire.Hi{Proto: wire.Proto, Epoch: r.epoch, Now: c.cfg.Now().UnixMilli(), State: d.State, MinSchema: max(c.cfg.MinSchema, 1), MaxBatch: wire.BatchBytes}
	session := ledger.Session{Tenant: d.Tenant, Device: d.ID, Inc: hello.Inc, Therapist: d.Therapist, Sent: hello.Sent, Barred: d.State == ledger.Revoked || d.State == ledger.ToWipe}
	active := d.State == ledger.Active
	// Drain mode: an app that is too old to understand what others wrote keeps its cursor, and may send for ever.
	feed := active && max(hello.Schema, 1) >= hi.MinSchema
	if active {
		hi.LeaseS, hi.Recovery = d.LeaseS, d.Recovery
	}
	var err error
	if session.Astray, err = c.ledger.Astray(ctx, session, hello); err != nil {
		return err
	}
	acks, err := c.push(ctx, &session, hello, fresh, said.pushed, &hi)
	if err != nil {
		return err
	}
	for _, a := range acks {
		if a.Result.Stored() {
			hello.Unsent-- // it counted what it was about to send
		}
		if a.Result.Stored() && a.Result != wire.Dup && a.Seq > 0 && (session.Taken == 0 || a.Seq < session.Taken) {
			session.Taken = a.Seq
		}
	}
	hello.Unsent = max(hello.Unsent, 0)
	more := len(acks) > 0 && hello.Unsent > hello.Quar
	var page ledger.Page
	if fresh {
		hi.LastDSeq, hi.LastCID, err = c.ledger.LastDSeq(ctx, d.Tenant, d.ID, hello.Inc)
	}
	if err == nil {
		err = c.ledger.Seen(ledger.As(ctx, d.ID), d, hello, more)
	}
	if err == nil && !fresh { // from before a restore: what the device let go of may have come back to it in the time that was lost
		hello.Cursor, err = c.ledger.Purged(ctx, session, hello.Cursor, said.purged)
	}
	var kept wire.ReadOK
	if err == nil {
		kept, err = c.ledger.Reads(ctx, session, said.reads)
	}
	if err == nil && feed && !fresh {
		hello.Cursor, err = c.ledger.Repair(ctx, session, hello.Cursor, said.digests)
	}
	if err == nil && feed {
		page, err = c.ledger.Pull(ctx, session, hello.Cursor, fresh)
	}
	hi.Reborn = page.Reborn
	lines := []any{hi}
	if order := c.ledger.WipeOrder(d, r.token); order != nil {
		lines = append(lines, *order)
	}
	for _, a := range acks {
		lines = append(lines, a)
	}
	if len(kept.IDs) > 0 {
		lines = append(lines, kept)
	}
	if err != nil {
		c.cfg.Log.Error("the feed failed", "device", d.ID, "err", err)
		return out.Write(append(lines, wire.TroubleOf(err))...)
	}
	for _, a := range page.Add {
		lines = append(lines, a)
	}
	for _, g := range page.Remove {
		lines = append(lines, g)
	}
	c.counts.carried(len(acks), len(page.Rows))
	for _, row := range page.Rows {
		lines = append(lines, row)
	}
	return out.Write(append(lines, wire.End{Cursor: page.Cursor, More: page.More, Upto: page.Upto})...)
}
