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
	return s.waiting(ctx, "")
}

// Standing is where one record stands. A record of which nothing waits is in the record.
func (s *Store) Standing(ctx context.Context, id assessments.ID) (WaitingRow, error) {
	rec, err := s.Record(ctx, id)
	if err != nil {
		return WaitingRow{}, err
	}
	rows, err := s.waiting(ctx, id)
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
func (s *Store) waiting(ctx context.Context, only assessments.ID) ([]WaitingRow, error) {
	const op = "store.waiting"
	var out []WaitingRow
	at := map[assessments.ID]int{}
	err := s.eachUnsent(ctx, op, only, func(e *entry, raw []byte) error {
		i, ok := at[e.rec]
		if !ok {
			ch, err := wire.Thaw(raw)
			if err != nil {
				return err
			}
			i = len(out)
			at[e.rec] = i
			out = append(out, WaitingRow{Record: e.rec, Child: e.child, Kind: ch.Kind, Stand: SavedHere, Since: ch.TDev})
		}
		out[i].Changes++
		return s.stand(&out[i], e)
	})
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	if err != nil {
		return out, err
	}
	back, err := s.waitingBack(ctx, op, only, at)
	return append(out, back...), err
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
	err = s.eachUnsent(ctx, "store.exportUnsent", "", func(_ *entry, raw []byte) error {
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

// eachUnsent calls f for every unconfirmed change of one record, or of all for "", in the order of the journal.
func (s *Store) eachUnsent(ctx context.Context, op string, only assessments.ID, f func(e *entry, raw []byte) error) error {
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
	for _, e := range list {
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
