package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"io"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Reborn begins a new incarnation, if the present one still is inc: the service has seen later numbers of it than this store gave, or
// two stores that go by its name. Somebody put this store's files back by hand, or copied them. What waits goes with the name and
// numbers it was saved under. cut says that the answer that told it stopped before its end: the service began the feed anew in it, for
// the life that ends now, and would go on from the old place with the next.
func (s *Store) Reborn(ctx context.Context, inc string, cut bool) error {
	return s.write(ctx, "store.reborn", func(t *tx) error {
		if t.st.Inc != inc {
			return nil
		}
		if cut {
			t.st.Cursor, t.st.Live = "", 0
		}
		s.cfg.Log.Warn("this store is a copy, or was put back by hand: it begins a new incarnation")
		return t.reborn()
	})
}

// strange reports whether a number of the present incarnation is not what this store gave to cid: it gave it to another change, or has
// not come that far. known is false where the change that had the number is here no more, as when its child was let go of.
func (t *tx) strange(dseq uint64, cid string) (theirs, known bool, err error) {
	if dseq == 0 || cid == "" {
		return false, true, nil
	}
	if dseq > t.st.DSeq {
		return true, true, nil
	}
	for _, e := range t.s.journal.byCID {
		if e.dseq == dseq && e.n > t.st.Born {
			return e.cid != cid, true, nil
		}
	}
	err = t.eachAcked(func(_ *entry, raw []byte, _ verdict) error {
		ch, err := wire.Thaw(raw)
		if err != nil || ch.Inc != t.st.Inc || ch.DSeq != dseq {
			return err
		}
		theirs, known = ch.CID != cid, true
		return errStop
	})
	return theirs, known, err
}

// ofACopy reports whether a confirmed change has a number that this store gave to another one: a copy of it, or this store before it was
// put back, went by the same name. A number whose change is here no more tells nothing.
func (s *Store) ofACopy(d *db, x delivery) (bool, error) {
	n, known := s.st.place(x.inc, x.ch.DSeq)
	if x.device != s.st.device() || !known {
		return false, nil
	}
	r, err := d.one("SELECT rec, scope, dseq, sealed FROM outbox WHERE n = ?", n)
	if err != nil || r == nil {
		return false, err
	}
	if !bytes.Equal(blob(r[0]), s.ring.ID("record", string(x.ch.Record))) {
		return true, nil
	}
	raw, err := s.openFrozen(n, blob(r[1]), uint64(integer(r[2])), blob(r[3]))
	if err != nil {
		return false, err
	}
	ch, err := wire.Thaw(raw)
	if err != nil && assessments.KindOf(err) != assessments.TooNew {
		return false, err
	}
	return ch.CID != x.ch.CID, nil
}

// mostAside bounds how many numbers of changes that are kept aside are told.
const mostAside = 200

// aside are the numbers of the present incarnation whose changes wait and are not sent.
func (s *Store) aside() (out []wire.Number) {
	s.mem.RLock()
	defer s.mem.RUnlock()
	for _, e := range s.journal.byCID {
		if (e.state == held || e.state == quarantined) && e.n > s.st.Born && len(out) < mostAside {
			out = append(out, wire.Number{DSeq: e.dseq, CID: e.cid})
		}
	}
	slices.SortFunc(out, func(a, b wire.Number) int { return cmp.Compare(a.DSeq, b.DSeq) })
	return out
}

// SentWith is the number of the present incarnation up to which everything that is not aside was sent before, or is in batch, the first of
// what Pending gives.
func (s *Store) SentWith(batch []PendingChange) uint64 {
	last := s.now().Born
	if n := len(batch); n > 0 {
		last = max(last, batch[n-1].N)
	}
	s.mem.RLock()
	defer s.mem.RUnlock()
	for _, e := range s.journal.order {
		if e.state == pending && e.n > last {
			return e.dseq - 1
		}
	}
	return s.st.DSeq
}

// reborn gives the store a new name, under which it counts anew. From now on its earlier life is another's: the records are composed
// again, and what waits behind a change that only the other store knows waits no more.
func (t *tx) reborn() error {
	inc := make([]byte, 8)
	if _, err := io.ReadFull(t.s.cfg.Rand, inc); err != nil {
		return assessments.Wrap(err, assessments.Internal, "store.reborn", "This device gave no random numbers. Restart it and try again.")
	}
	t.st.Lived = &wire.Saw{Gen: t.st.Gen, Base: max(t.st.Read, t.st.Live)} // an earlier version noted the one alone
	t.st.Lives = append(t.st.Lives[:len(t.st.Lives):len(t.st.Lives)], life{t.st.Inc, t.st.Born})
	t.st.Inc, t.st.DSeq, t.st.Born, t.st.Shed = hex.EncodeToString(inc), 0, t.st.Next, false
	if err := t.eachServer(func(h *serverHead) { t.touched[h.Record] = true }); err != nil {
		return err
	}
	for rec, list := range t.s.journal.byRec {
		t.touched[rec] = true
		for _, e := range list {
			if is := t.state(e); is == quarantined {
				break
			} else if is != held {
				continue
			}
			v, err := t.verdict(e)
			if err != nil {
				return err
			}
			if v.Result != "" && v.By == "" {
				break // the service is too old for it
			}
			if err := t.mark(e, pending, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// news reports whether a change tells this device's present life something: it came in the feed, and is not of that life.
func (t *tx) news(d delivery) bool {
	return d.fed && (d.ch.Device != t.st.device() || d.ch.Inc != t.st.Inc)
}

// cameAgain takes a change that is in the history. One of an earlier life of this device may have come to it by its acknowledgement
// alone, before others' changes of the same time: only now are they all here.
func (t *tx) cameAgain(server *serverHead, d delivery) error {
	if !t.news(d) || d.seq <= t.s.sawOf(server).Base {
		return nil
	}
	now := *server
	now.known = d.seq
	return t.putServer(&now, server)
}
