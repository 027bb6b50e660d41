package store

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Exists reports whether a folder holds a store. A folder that cannot be read counts as one: what is there must not be taken
// for nothing and made anew.
func Exists(dir string) bool {
	_, err := os.Stat(Config{Dir: dir}.path())
	return !errors.Is(err, fs.ErrNotExist)
}

// A WaitingRow is one record with changes that the service has not confirmed. State is the most pressing of its changes:
// "quar" before "held" before "pending". Since is the device clock's claim of the oldest.
type WaitingRow struct {
	Record  assessments.ID
	Child   assessments.ID
	Kind    assessments.Kind
	Changes int
	State   string
	Since   string
	Why     string // what the service said, for "quar"
}

// Waiting lists what has not been sent, record by record, the newest first.
func (s *Store) Waiting(ctx context.Context) ([]WaitingRow, error) {
	const op = "store.waiting"
	var out []WaitingRow
	at := map[assessments.ID]int{}
	err := s.eachUnsent(ctx, op, func(e *entry, raw []byte) error {
		i, ok := at[e.rec]
		if !ok {
			ch, err := wire.Thaw(raw)
			if err != nil {
				return err
			}
			i = len(out)
			at[e.rec] = i
			out = append(out, WaitingRow{Record: e.rec, Child: e.child, Kind: ch.Kind, State: pending, Since: ch.TDev})
		}
		w := &out[i]
		w.Changes++
		if e.state == held && w.State == pending {
			w.State = held
		}
		if e.state == quarantined {
			w.State = quarantined
			why, err := s.why(e)
			if err != nil {
				return err
			}
			w.Why = why
		}
		return nil
	})
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out, err
}

// ExportUnsent writes every change that the service has not confirmed, exactly as frozen, one a line, and returns how many.
func (s *Store) ExportUnsent(ctx context.Context, w io.Writer) (n int, err error) {
	buf := bufio.NewWriter(w)
	err = s.eachUnsent(ctx, "store.exportUnsent", func(_ *entry, raw []byte) error {
		n++
		if _, err := buf.Write(raw); err != nil {
			return err
		}
		return buf.WriteByte('\n')
	})
	if err == nil {
		err = buf.Flush()
	}
	return n, err
}

// eachUnsent calls f for every unconfirmed change in the order of the journal.
func (s *Store) eachUnsent(ctx context.Context, op string, f func(e *entry, raw []byte) error) error {
	if err := s.reading(ctx, op); err != nil {
		return err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return err
	}
	for _, e := range s.journal.order {
		if e.state == acked {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, err := s.readFrozen(s.disk, e)
		if err == nil {
			err = f(e, raw)
		}
		if err != nil {
			return explain(op, err)
		}
	}
	return nil
}
