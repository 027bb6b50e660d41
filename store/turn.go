package store

import (
	"cmp"
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A turn is a restore of the service that this store heard of. The changes of the journal up to Upto were made before it: of what
// the service has now, their authors saw no more than what both histories share.
// A change that was made later, on a record that had not come anew yet, says itself that it is of a generation before After.
type turn struct {
	Upto   int64  `json:"n"`
	Shared uint64 `json:"shared"`
	After  uint64 `json:"after,omitempty"`
	At     string `json:"at,omitempty"` // shown
}

// Turned notes that the service was restored, and that its history is the one this store knows up to shared. It comes before the
// first Pull of the new epoch.
func (s *Store) Turned(ctx context.Context, shared uint64) error {
	return s.write(ctx, "store.turn", func(t *tx) error {
		t.st.Turns = append(t.st.Turns[:len(t.st.Turns):len(t.st.Turns)], turn{t.st.Next, shared, t.st.Gen + 1, stamp(s.cfg.Now())})
		for _, e := range s.journal.order {
			t.touched[e.rec] = true
		}
		return nil
	})
}

// moved is the base that a change of the journal is decided by now; nil where that is its own.
func (st *state) moved(n int64, ch wire.Change) *wire.Base {
	b := wire.Base(ch.Base)
	for i, t := range st.Turns {
		if !uncounted(n) && n <= t.Upto || ch.Gen < cmp.Or(t.After, uint64(i+1)) { // the first version did not write it
			b = min(b, wire.Base(t.Shared))
		}
	}
	if uint64(b) == ch.Base {
		return nil
	}
	return &b
}

// thaw reads a change of the journal, with the device that made it.
func (st *state) thaw(raw []byte) (wire.Change, error) {
	ch, err := wire.Thaw(raw)
	if err == nil {
		ch = own(ch, st.device())
	}
	return ch, err
}

// onto is a change of the journal as it is decided over a record of a generation: over one of its own its base means what it says.
func (st *state) onto(n int64, ch wire.Change, gen uint64) wire.Change {
	if ch.Gen != gen {
		ch.Move(st.moved(n, ch))
	}
	return ch
}

// sent is the base that goes beside a pushed change; nil where it is its own.
func (st *state) sent(e *entry, raw []byte) *wire.Base {
	if len(st.Turns) == 0 {
		return nil
	}
	ch, err := wire.Thaw(raw)
	if err != nil && assessments.KindOf(err) != assessments.TooNew {
		return nil // the service will say so
	}
	return st.moved(e.n, ch)
}

// carried puts a change of this device that a later history has on the row of an earlier one, which is shown until all of the later
// one is here. It counts in the numbers of the row: what its author saw stands in those, and what it makes must not look like news of
// others.
func (t *tx) carried(server *serverHead, d delivery) *serverHead {
	ch := d.ch
	if ch.Moved && ch.Gen == server.gen {
		ch.Base, ch.Moved, ch.Saw = ch.Saw.Base, false, wire.Saw{}
	}
	verdict := merge.Decide(&server.Head, ch)
	if verdict.Result == merge.Quarantine {
		return server
	}
	next := merge.Apply(&server.Head, ch, verdict, server.Seq+1)
	next.Seq = server.Seq
	return &serverHead{Head: next, gen: server.gen, known: t.s.sawOf(server).Base}
}
