package ledger

import (
	"context"
	"errors"
	"math"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Session is who pushes: a device, its incarnation, and the therapist it works for. Barred means that the device is revoked:
// what it pushes goes to quarantine. Taken is the first sequence that was given to its changes in this very request, 0 for none.
type Session struct {
	Tenant    string
	Device    string
	Inc       string
	Therapist string
	Barred    bool
	Taken     uint64
	Astray    bool    // see Ledger.Astray; Push notes it too
	Sent      *uint64 // as in the hello; nil: it does not say
	own       bool    // the service writes itself; see Write
}

// Push takes a batch of changes in the order their device made them and answers each one, in that order. What is answered
// as stored is durable. Sending the same again changes nothing. When the database refuses a batch for its content, the batch
// is halved until the change at fault stands alone, and that one goes to quarantine; all others go through. What the feed of the same
// answer has to know is noted in s.
func (l *Ledger) Push(ctx context.Context, s *Session, in []wire.Pushed) ([]wire.Ack, error) {
	if len(in) == 0 {
		return nil, nil
	}
	acks, err := l.pushOnce(ctx, s, in)
	if err == nil {
		return acks, l.lookAgain(ctx, *s, acks)
	}
	if !l.d.faulty(err) {
		return acks, err
	}
	if len(in) == 1 {
		l.cfg.Log.Error("a change could not be stored", "cid", in[0].CID, "err", err)
		return l.pushFault(ctx, *s, in[0])
	}
	half := len(in) / 2
	first, err := l.Push(ctx, s, in[:half])
	if err != nil {
		return first, err
	}
	rest, err := l.Push(ctx, s, in[half:])
	return append(first, rest...), err
}

// pushOnce decides and writes a batch in one transaction. A change that is in quarantine is decided like any other when it
// comes again: what stood against it may be gone.
func (l *Ledger) pushOnce(ctx context.Context, s *Session, in []wire.Pushed) ([]wire.Ack, error) {
	changes := make([]arrival, len(in))
	for i, p := range in {
		changes[i] = arrive(p, *s)
	}
	var acks []wire.Ack
	var astray bool
	err := l.write(ctx, "ledger.push", func(tx txn) error {
		p := &push{l: l, tx: tx, s: *s, batch: batch{tenant: s.Tenant, at: l.now()}}
		if err := p.load(ctx, changes); err != nil {
			return err
		}
		// The transaction may run again over newer heads: its answers start over with it.
		acks, astray = acks[:0], s.Astray
		for _, a := range changes {
			p.twin(a)
		}
		for _, a := range changes {
			ack := p.decide(a)
			acks, astray = append(acks, ack), astray || p.met[a.CID] && ack.Seq == 0 // what was taken has got another name
		}
		if err := p.keepQuarantine(ctx); err != nil {
			return err
		}
		if len(p.batch.changes) == 0 {
			return nil
		}
		if err := p.lay(); err != nil {
			return err
		}
		s0, err := l.d.finish(ctx, tx, &p.batch)
		for i := range acks {
			acks[i].Seq = settleSeq(acks[i].Seq, s0)
		}
		if err == nil && len(p.late) > 0 {
			err = p.keepLate(ctx, s0)
		}
		return err
	})
	if err == nil && len(acks) > 0 {
		s.Astray = astray
		l.news.tell(s.Tenant)
	}
	return acks, err
}

// pushFault keeps a change that the database itself refused.
func (l *Ledger) pushFault(ctx context.Context, s Session, in wire.Pushed) ([]wire.Ack, error) {
	a := arrive(in, s)
	var ack wire.Ack
	err := l.write(ctx, "ledger.push", func(tx txn) error {
		p := &push{l: l, tx: tx, s: s, batch: batch{tenant: s.Tenant, at: l.now()}}
		ack = p.quarantine(a, "fault", "The service could not store this change; it is kept whole, and somebody has been told.")
		return p.keepQuarantine(ctx)
	})
	return []wire.Ack{ack}, err
}

// An arrival is a pushed change with what can be said of it before the database is asked: the change, or a quarantine code.
type arrival struct {
	wire.Pushed
	c      wire.Change
	scope  string
	code   string
	text   string
	tooNew bool
}

// arrive looks at the bytes alone. The hash comes first: bytes that are not what was saved must not be believed about
// anything else.
func arrive(p wire.Pushed, s Session) arrival {
	a := arrival{Pushed: p}
	if wire.HashOf(p.Frozen.Bytes) != p.Frozen.Hash {
		a.code, a.text = "hash", "The change is not what was saved: its bytes were damaged on the device."
		return a
	}
	c, err := wire.Thaw(p.Frozen.Bytes)
	switch {
	case err != nil && assessments.KindOf(err) == assessments.TooNew:
		a.tooNew = true
	case err != nil:
		a.code, a.text = "schema", "The change cannot be read."
	case c.CID != p.CID:
		a.code, a.text = "schema", "The change carries two different ids."
	case !clean(c):
		a.code, a.text = "schema", "The change holds a name that is no name."
	}
	// The session, not the bytes, says which device it was: bytes from before enrolment know none, and nobody may speak for another.
	c.Device = s.Device
	if c.Inc == "" {
		c.Inc = s.Inc
	}
	if b := p.Base; b != nil && uint64(*b) < c.Base {
		c.Move(b)
	}
	a.c, a.scope = c, c.Scope().Key()
	return a
}

// clean refuses names that a database or a person would trip over: too long, or with control characters in them.
func clean(c wire.Change) bool {
	names := append(c.Set.Names(), string(c.Kind), c.Inc, string(c.Author), c.TDev, string(c.Op))
	for _, n := range names {
		if len(n) > 200 {
			return false
		}
		for _, r := range n {
			if r < ' ' || r == 0x7f {
				return false
			}
		}
	}
	return c.DSeq < provisional && c.Base < provisional
}

// sent is up to which number of its present incarnation the device knows what is its own.
func (s Session) sent() int64 {
	if s.Sent == nil {
		return math.MaxInt64 // an earlier app; the same number twice shows what is not
	}
	return int64(min(*s.Sent, math.MaxInt64))
}

// errNoTenant is for a session whose tenant is gone.
var errNoTenant = errors.New("no such tenant")
