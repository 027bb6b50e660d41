package store

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// CodeNotBack is for a record that the service had confirmed before it was restored from a backup, and that has not come from it
// since: the tablet that wrote it has not sent it again, or may not. It is shown as it was, and as one that the service has not got.
const CodeNotBack = "not_back"

// wholeRows is how many records one transaction turns over, so that nobody who types waits long.
const wholeRows = 50

// whole turns the records over to the present generation, once the feed was read to its end in it; until then they are shown as they
// were, with what this device had confirmed since: a row made from the first change that comes would not show the older ones, and
// somebody could write over what they do not see. Records of an earlier generation that the feed did not bring are from now on shown
// as waiting. What a power cut leaves undone the next answer goes on with.
func (s *Store) whole(ctx context.Context) error {
	if st := s.now(); st.Whole == st.Gen {
		return nil
	}
	var old, left []assessments.ID
	for first, done := true, false; !done; first = false {
		err := s.write(ctx, "store.whole", func(t *tx) (err error) {
			if first {
				old, err = t.older()
			}
			n := min(wholeRows, len(old))
			for _, id := range old[:n] {
				back, terr := t.turnOver(id)
				if terr != nil {
					return terr
				} else if !back {
					left = append(left, id)
				}
			}
			if old, done = old[n:], n == len(old); !done || err != nil {
				return err
			}
			t.st.Whole = t.st.Gen
			for _, id := range left {
				t.touched[id] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// turnOver makes a record's server row from the present generation, which is here up to Live; false where it did not come in that.
func (t *tx) turnOver(id assessments.ID) (back bool, err error) {
	server, err := t.server(id)
	if err != nil || server == nil || server.gen == t.st.Gen {
		return server != nil, err
	}
	now, err := t.again(id, t.st.Gen)
	if err != nil || now == nil {
		return false, err
	}
	for _, by := range now.Setters {
		if by.Seq <= t.st.Live && (by.Device != t.st.device() || by.Inc != t.st.Inc) {
			now.known = max(now.known, by.Seq)
		}
	}
	return true, t.putServer(now, server)
}

// older lists the confirmed records of earlier generations.
func (t *tx) older() (ids []assessments.ID, err error) {
	err = t.eachServer(func(h *serverHead) {
		if h.gen != t.st.Gen {
			ids = append(ids, h.Record)
		}
	})
	return ids, err
}

// eachServer opens every confirmed record.
func (t *tx) eachServer(fn func(*serverHead)) error {
	return t.d.query("SELECT id, scope, seq, sealed FROM server_row", func(r dbRow) error {
		h, err := t.s.openServer(r)
		if isDamage(err) {
			return nil // whoever opens or verifies the store is told
		}
		if err == nil {
			fn(h)
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
			if err != nil {
				return err
			}
			if _, waits := known[h.Record]; waits {
				return nil
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
