package store

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"math"
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

// A WaitingRow is one record with changes that the service has not confirmed, or one that did not come back (with none). Stand is that of the most pressing of its
// changes, and Code, Since, Why and Do are that change's: Since is when the service said so, or the device clock's claim of
// when the oldest was saved.
type WaitingRow struct {
	Record  assessments.ID
	Child   assessments.ID
	Kind    assessments.Kind
	Changes int
	Stand   Stand
	Code    string // of wire.Codes, CodeBehind, CodeTooNew or CodeNotBack; "" where nothing was said
	Since   string
	Reason
}

// Waiting lists what has not been sent, record by record, the newest first.
func (s *Store) Waiting(ctx context.Context) ([]WaitingRow, error) {
	rows, _, err := s.waiting(ctx, "", math.MaxInt)
	return rows, err
}

// WaitingNewest is Waiting with at most most of the records that are saved here and of which there is nothing else to say; rest is
// how many were left out. Thousands of pictures may wait, each row is a change to unseal, and nothing can be saved meanwhile.
func (s *Store) WaitingNewest(ctx context.Context, most int) (rows []WaitingRow, rest int, err error) {
	return s.waiting(ctx, "", most)
}

// Standing is where one record stands. A record of which nothing waits is in the record.
func (s *Store) Standing(ctx context.Context, id assessments.ID) (WaitingRow, error) {
	rec, err := s.Record(ctx, id)
	if err != nil {
		return WaitingRow{}, err
	}
	rows, _, err := s.waiting(ctx, id, 1)
	if err != nil || len(rows) > 0 {
		return append(rows, WaitingRow{})[0], err
	}
	w := WaitingRow{Record: id, Kind: rec.Kind, Stand: InRecord}
	if rec.Scope.Type == assessments.ScopeChild {
		w.Child = rec.Scope.ID
	}
	return w, nil
}

// waiting lists what waits of one record, or of all for "".
func (s *Store) waiting(ctx context.Context, only assessments.ID, most int) (out []WaitingRow, rest int, err error) {
	const op = "store.waiting"
	at := map[assessments.ID]int{}
	err = s.unsentEntries(ctx, op, only, func(list []*entry) error {
		var all []WaitingRow
		var first []*entry
		for _, e := range list {
			i, ok := at[e.rec]
			if !ok {
				i = len(all)
				at[e.rec] = i
				all, first = append(all, WaitingRow{Record: e.rec, Child: e.child, Stand: SavedHere}), append(first, e)
			}
			all[i].Changes++
			if err := s.stand(&all[i], e); err != nil {
				return err
			}
		}
		for i := len(all) - 1; i >= 0; i-- {
			w := all[i]
			if w.Stand == SavedHere {
				if most--; most < 0 {
					rest++
					continue
				}
			}
			ch, err := s.thawEntry(first[i])
			if err = errors.Join(err, ctx.Err()); err != nil {
				return err
			}
			w.Kind = ch.Kind
			if w.Since == "" {
				w.Since = ch.TDev
			}
			out = append(out, w)
		}
		return nil
	})
	if err != nil {
		return out, rest, err
	}
	back, err := s.waitingBack(ctx, op, only, at)
	return append(out, back...), rest, err
}

// thawEntry reads a change of the journal. The caller holds the writer's lock.
func (s *Store) thawEntry(e *entry) (wire.Change, error) {
	raw, err := s.readFrozen(s.disk, e)
	if err != nil {
		return wire.Change{}, err
	}
	return wire.Thaw(raw)
}

// stand lets a change of a record say why it waits, where nothing more pressing was said. The caller holds the writer's lock.
func (s *Store) stand(w *WaitingRow, e *entry) error {
	switch {
	case e.state == pending:
		if w.Stand == SavedHere && s.flying[e.cid] {
			w.Stand = Sending
		}
		return nil
	case w.Stand == KeptAside, w.Stand == StandsBy && e.state == held:
		return nil // the first of its kind says it all: the others stand behind it
	}
	v, err := s.said(e)
	if err != nil {
		return err
	}
	w.Stand, w.Code = StandsBy, CodeBehind
	switch {
	case e.state == quarantined:
		w.Stand, w.Code = KeptAside, v.Code
	case v.Result == wire.TooNew:
		w.Code = CodeTooNew
	}
	if v.At != "" {
		w.Since = v.At
	}
	w.Reason = ReasonFor(w.Code, v.Text)
	return nil
}

// Flying marks changes as on their way, until landed is called. It is shown and decides nothing.
func (s *Store) Flying(changes []PendingChange) (landed func()) {
	mark := func(on bool) {
		s.w.Lock()
		defer s.w.Unlock()
		for _, c := range changes {
			if on {
				s.flying[c.CID] = true
			} else {
				delete(s.flying, c.CID)
			}
		}
	}
	mark(true)
	return func() { mark(false) }
}

// ExportUnsent writes every change that the service has not confirmed, exactly as frozen, one a line, and returns how many.
func (s *Store) ExportUnsent(ctx context.Context, w io.Writer) (n int, err error) {
	buf := bufio.NewWriter(w)
	err = s.unsentEntries(ctx, "store.exportUnsent", "", func(list []*entry) error {
		for _, e := range list {
			raw, err := s.readFrozen(s.disk, e)
			if err == nil {
				_, err = buf.Write(append(raw, '\n'))
			}
			if err = errors.Join(err, ctx.Err()); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err == nil {
		err = buf.Flush()
	}
	return n, err
}

// unsentEntries gives f every unconfirmed change of one record, or of all for "", in the order of the journal, while nothing is
// written.
func (s *Store) unsentEntries(ctx context.Context, op string, only assessments.ID, f func([]*entry) error) error {
	if err := s.reading(ctx, op); err != nil {
		return err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return err
	}
	list := s.journal.order
	if only != "" {
		list = s.journal.byRec[only]
	}
	var unsent []*entry
	for _, e := range list {
		if e.state != acked {
			unsent = append(unsent, e)
		}
	}
	err := f(unsent)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return explain(op, err)
}
