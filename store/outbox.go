package store

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// A PendingChange is a journal row on its way to the service.
type PendingChange struct {
	N      int64
	CID    string
	DSeq   uint64
	Frozen wire.Frozen
	Base   *wire.Base // what the service is to decide by instead of the frozen base; nil: that one
}

// Pending returns the changes to send next, in the order of the journal: at most maxChanges and about maxBytes, but at least one
// where there is one. Held lanes are left out.
func (s *Store) Pending(ctx context.Context, maxChanges, maxBytes int) ([]PendingChange, error) {
	const op = "store.pending"
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	var out []PendingChange
	clear(s.inHand)
	size := 0
	for _, e := range s.journal.order {
		if e.state != pending {
			continue
		}
		if len(out) > 0 && (len(out) >= maxChanges || size+e.size > maxBytes) {
			break
		}
		raw, err := s.readFrozen(s.disk, e)
		if err != nil {
			return nil, explain(op, err)
		}
		size += e.size
		s.inHand[e.n] = raw
		out = append(out, PendingChange{e.n, e.cid, e.dseq, wire.Frozen{Bytes: raw, Hash: wire.HashOf(raw)}, s.st.sent(e, raw)})
	}
	return out, nil
}

// Acked takes in what the service said of pushed changes, in one transaction. A stored change moves into the server row at once
// and leaves the journal's open part; a quarantined one stays, marked, and holds up the later changes of its record only.
func (s *Store) Acked(ctx context.Context, acks []wire.Ack) error {
	return s.write(ctx, "store.acked", func(t *tx) error { return t.acked(acks) })
}

func (t *tx) acked(acks []wire.Ack) error {
	if t.s.dated != 0 {
		t.st.Dated = t.s.dated
	}
	for _, a := range acks {
		e := t.s.journal.byCID[a.CID]
		if e == nil || t.state(e) == acked {
			continue // heard before: a reply that was lost came again
		}
		if err := t.ack(e, a); err != nil {
			return err
		}
		delete(t.s.inHand, e.n)
	}
	return nil
}

// Unsent is the first change that Pending would give, by its cid; "" where there is none.
func (s *Store) Unsent(ctx context.Context) (string, error) {
	const op = "store.unsent"
	if err := s.reading(ctx, op); err != nil {
		return "", err
	}
	s.w.Lock()
	defer s.w.Unlock()
	for _, e := range s.journal.order {
		if e.state == pending {
			return e.cid, s.usable(op)
		}
	}
	return "", s.usable(op)
}

// state is a journal row's state as this transaction has it.
func (t *tx) state(e *entry) string {
	if m, ok := t.marked[e]; ok {
		return m.state
	}
	return e.state
}

// ack does what one answer says. An answer that this version does not know leaves the change where it is, to be sent again:
// duplicates are harmless, gaps are not.
func (t *tx) ack(e *entry, a wire.Ack) error {
	v := &verdict{At: stamp(t.s.cfg.Now()), On: t.st.Dated, Result: a.Result, Seq: a.Seq, Code: a.Code, Text: a.Text, By: a.By}
	switch {
	case a.Result == wire.Quar:
		if err := t.mark(e, quarantined, v); err != nil {
			return err
		}
		if a.Code == wire.CodeRevoked {
			return nil // the service keeps each of them whole, and in their order
		}
		return t.holdBehind(e)
	case a.Result == wire.Held && t.s.journal.byCID[a.By] == nil:
		t.st.Anew = true // behind a change that this store does not know: another one goes by its name, and has passed for it
		return t.reborn()
	case a.Result == wire.Held, a.Result == wire.TooNew:
		if err := t.mark(e, held, v); err != nil {
			return err
		}
		return t.holdBehind(e)
	case !a.Result.Stored() || a.Seq == 0:
		return nil // it goes again
	}
	raw, ok := t.s.inHand[e.n]
	if !ok {
		var err error
		if raw, err = t.s.readFrozen(t.d, e); err != nil {
			return err
		}
	}
	ch, err := wire.Thaw(raw)
	if err != nil {
		return err
	}
	ch = own(ch, t.st.device())
	if a.Inc != "" {
		ch.Inc = a.Inc // a copy of this store uses the same numbers: everybody must decide by the name the service gave
	}
	ch.Move(a.Base)
	return t.confirm(e, v, delivery{seq: a.Seq, result: a.Result, device: ch.Device, inc: ch.Inc, at: v.At, raw: raw, ch: ch, n: e.n})
}

// confirm moves a change of this device from the journal into the record, and lets go of what waited behind it.
func (t *tx) confirm(e *entry, v *verdict, d delivery) error {
	waited := t.state(e) != pending
	if err := t.mark(e, acked, v); err != nil {
		return err
	}
	if err := t.deliver(d); err != nil {
		return err
	}
	if waited {
		return t.release(e)
	}
	return nil
}

// holdBehind holds the later changes of the same record.
func (t *tx) holdBehind(e *entry) error {
	for _, x := range t.s.journal.byRec[e.rec] {
		if x.n > e.n && t.state(x) == pending {
			if err := t.mark(x, held, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// release lets the changes behind e go on, up to the next one in quarantine.
func (t *tx) release(e *entry) error {
	for _, x := range t.s.journal.byRec[e.rec] {
		switch {
		case x.n <= e.n:
		case t.state(x) == quarantined:
			return nil
		case t.state(x) == held:
			if err := t.mark(x, pending, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// Repush puts confirmed changes with a later number than afterDSeq back into the journal: a service restored from a backup has
// lost them. Changes of an earlier incarnation, from before this store was restored itself, all go again: the number says nothing
// of them, and the service knows which it has. So does everything when that number is not afterCID's here ("": whose it is was not
// said): another store goes by this one's name, and the service has its changes. Where the number can be compared with nothing any
// more, all of this incarnation goes again too: a copy may have given it, and the service takes nothing twice. A store that let go of
// some of its confirmed changes takes another name: what a copy of it gives the service again in their place must come to it as news.
func (s *Store) Repush(ctx context.Context, afterDSeq uint64, afterCID string) error {
	return s.write(ctx, "store.repush", func(t *tx) error {
		theirs, known, err := t.strange(afterDSeq, afterCID)
		if err == nil && (theirs || t.st.Shed) {
			err = t.reborn() // of the life that it leaves everything goes again
		}
		if err != nil {
			return err
		}
		if !known {
			afterDSeq = 0
		}
		return t.eachAcked(func(e *entry, raw []byte, _ verdict) error {
			ch, err := wire.Thaw(raw)
			if err != nil || ch.Inc == t.st.Inc && ch.DSeq <= afterDSeq {
				return err
			}
			e.upto = t.st.Gen + 1
			e.cid, e.rec, e.child, e.size = ch.CID, ch.Record, ch.Child, len(raw)
			t.after(func() { s.journal.restore(e) })
			return t.mark(e, pending, nil)
		})
	})
}

// restore puts a row back at its place.
func (j *journal) restore(e *entry) {
	j.add(e)
	byNumber := func(list []*entry) {
		for i := len(list) - 1; i > 0 && list[i].n < list[i-1].n; i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
	}
	byNumber(j.order)
	byNumber(j.byRec[e.rec])
}

// stopped ends a reading without an error.
func stopped(err error) error {
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// openVerdict opens what the service said of a change; an empty one where it said nothing yet.
func (s *Store) openVerdict(e *entry, sealed []byte) (v verdict, err error) {
	if len(sealed) == 0 {
		return v, nil
	}
	key, err := s.keys.get(e.scope)
	if err != nil {
		return v, err
	}
	l := s.journalLabel(e.n, e.scope, e.dseq)
	l.Table = "outbox.ack"
	plain, err := key.seal.Open(l, sealed)
	if err != nil {
		return v, rowError("outbox", journalID(e.n), err)
	}
	return v, json.Unmarshal(plain, &v)
}
