package store

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A turn is a restore of the service that this store heard of. The changes of the journal up to Upto were made before it: of what
// the service has now, their authors saw no more than what both histories share.
type turn struct {
	Upto   int64  `json:"n"`
	Shared uint64 `json:"shared"`
}

// Turned notes that the service was restored, and that its history is the one this store knows up to shared. It comes before the
// first Pull of the new epoch.
func (s *Store) Turned(ctx context.Context, shared uint64) error {
	return s.write(ctx, "store.turn", func(t *tx) error {
		t.st.Turns = append(t.st.Turns[:len(t.st.Turns):len(t.st.Turns)], turn{t.st.Next, shared})
		for _, e := range s.journal.order {
			t.touched[e.rec] = true
		}
		for _, id := range sorted(s.drafts) {
			for _, f := range sorted(s.drafts[id]) {
				if d := *s.drafts[id][f]; d.Base > shared {
					d.Base = shared
					if err := t.putDraft(d); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

// moved is the base that a change of the journal is decided by now; nil where that is its own.
func (st *state) moved(n int64, base uint64) *wire.Base {
	b := wire.Base(base)
	for _, t := range st.Turns {
		if n <= t.Upto {
			b = min(b, wire.Base(t.Shared))
		}
	}
	if uint64(b) == base {
		return nil
	}
	return &b
}

// thaw reads a change of the journal, with the device that made it and the base it is decided by now.
func (st *state) thaw(e *entry, raw []byte) (wire.Change, error) {
	ch, err := wire.Thaw(raw)
	if err == nil {
		ch = own(ch, st.device())
		ch.Move(st.moved(e.n, ch.Base))
	}
	return ch, err
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
	return st.moved(e.n, ch.Base)
}
