package store

import (
	"context"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A HistoryEntry is one change of a record. Seq is 0 while the service has not confirmed it. Was holds what the fields were in
// the record before; At is the author's clock's claim.
type HistoryEntry struct {
	CID    string
	Seq    uint64
	At     string
	Author assessments.ID
	Device string
	Op     assessments.Op
	Set    assessments.Fields
	Was    assessments.Fields
	Sign   *assessments.Signing
	State  string // "acked", "pending", "held" or "quar"
	Why    string // what the service said of a change in quarantine
}

// History returns every change of a record that this device knows, the newest last.
func (s *Store) History(ctx context.Context, id assessments.ID) ([]HistoryEntry, error) {
	const op = "store.history"
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	h := historian{latest: map[string]int{}}
	gen := s.st.Gen
	err := s.eachHistory(s.disk, id, func(g uint64, d delivery) error {
		if g != gen {
			gen, h.head = g, nil
		}
		h.tell(d.ch, d.seq, acked, "")
		return ctx.Err()
	})
	if err != nil {
		return nil, explain(op, err)
	}
	for _, e := range s.journal.byRec[id] {
		raw, err := s.readFrozen(s.disk, e)
		if err != nil {
			return nil, explain(op, err)
		}
		ch, err := wire.Thaw(raw)
		if err != nil {
			return nil, err
		}
		why := ""
		if e.state == quarantined {
			if why, err = s.why(e); err != nil {
				return nil, explain(op, err)
			}
		}
		h.tell(own(ch, s.st.device()), 0, e.state, why)
	}
	if len(h.out) == 0 {
		return nil, notFound(op)
	}
	return h.newest(), nil
}

// why is the sentence the service gave for a change in quarantine.
func (s *Store) why(e *entry) (string, error) {
	v, err := s.said(e)
	return v.Text, err
}

// said is what the service said last of a change; empty where it said nothing.
func (s *Store) said(e *entry) (verdict, error) {
	r, err := s.disk.one("SELECT ack FROM outbox WHERE n = ?", e.n)
	if err != nil || r == nil {
		return verdict{}, err
	}
	return s.openVerdict(e, blob(r[0]))
}

// historian replays the changes of a record and notes what each replaced.
type historian struct {
	head   *merge.Head
	out    []HistoryEntry
	latest map[string]int // cid -> place: a service restored from a backup tells a change twice
}

// tell adds a change. A waiting one is replayed behind all that is known, as the view does it.
func (h *historian) tell(c wire.Change, seq uint64, state, why string) {
	e := HistoryEntry{CID: c.CID, Seq: seq, At: c.TDev, Author: c.Author, Device: c.Device, Op: c.Op, Set: c.Set, Sign: c.Sign, State: state, Why: why, Was: assessments.Fields{}}
	for f := range c.Set {
		e.Was[f] = json.RawMessage("null")
		if h.head != nil && !null(h.head.Fields[f]) {
			e.Was[f] = h.head.Fields[f]
		}
	}
	if seq == 0 && h.head != nil {
		seq = h.head.Seq + 1
	}
	if d := merge.Decide(h.head, c); d.Result != merge.Quarantine {
		next := merge.Apply(h.head, c, d, seq)
		h.head = &next
	}
	h.latest[c.CID] = len(h.out)
	h.out = append(h.out, e)
}

// newest keeps the last telling of each change.
func (h *historian) newest() []HistoryEntry {
	kept := h.out[:0]
	for i, e := range h.out {
		if h.latest[e.CID] == i {
			kept = append(kept, e)
		}
	}
	return kept
}
