package store

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// CodeNotBack is for a record that the service had confirmed before it was restored from a backup, and that has not come from it
// since: the tablet that wrote it has not sent it again, or may not. It is shown as it was, and as one that the service has not got.
const CodeNotBack = "not_back"

// whole notes that the feed was read to its end in the present generation. Records of an earlier one that it did not bring are from
// now on shown as waiting.
func (t *tx) whole() error {
	if t.st.Whole == t.st.Gen {
		return nil
	}
	t.st.Whole = t.st.Gen
	return t.touchServers(func(h *serverHead) bool { return h.gen != t.st.Gen })
}

// touchServers has the view follow for the confirmed records that are chosen.
func (t *tx) touchServers(chosen func(*serverHead) bool) error {
	return t.d.query("SELECT id, scope, seq, sealed FROM server_row", func(r dbRow) error {
		h, err := t.s.openServer(r)
		if isDamage(err) {
			return nil // whoever opens or verifies the store is told
		}
		if err == nil && chosen(h) {
			t.touched[h.Record] = true
		}
		return err
	})
}

// notBack reports whether a record as composed has not come back.
func (st *state) notBack(c *composed) bool {
	return c.head != nil && c.seq > 0 && c.saw.Gen != st.Gen && st.Whole == st.Gen
}

// waitingBack lists the records that have not come back and of which nothing of this device waits, or the one that is asked for.
func (s *Store) waitingBack(ctx context.Context, op string, only assessments.ID, known map[assessments.ID]int) (out []WaitingRow, err error) {
	st := s.now()
	if st.Gen == 0 || st.Whole != st.Gen {
		return nil, nil
	}
	since := ""
	if n := len(st.Turns); n > 0 {
		since = st.Turns[n-1].At
	}
	err = s.look(ctx, op, func(d *db) error {
		return d.query("SELECT body FROM rec WHERE unsent > 0 AND (id = ?1 OR ?1 = '') ORDER BY id", func(r dbRow) error {
			h, _, err := unpackHead(blob(r[0]))
			if _, waits := known[h.Record]; err != nil || waits {
				return err
			}
			w := WaitingRow{Record: h.Record, Kind: h.Kind, Stand: StandsBy, Code: CodeNotBack, Since: since, Reason: ReasonFor(CodeNotBack, "")}
			if h.Scope.Type == assessments.ScopeChild {
				w.Child = h.Scope.ID
			}
			out = append(out, w)
			return nil
		}, string(only))
	})
	return out, err
}
