package store

import (
	"bytes"
	"context"

	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Both sides compare what they have of each scope every compareEvery rounds, and once more after something was missing.
const compareEvery = 16

// countRows is how many changes one sync counts: the store of a long caseload takes many, and no sync of it feels longer than that of
// a short one.
const countRows = 300

// Whether to compare once more: after a repair, and only once until the next regular comparison. A scope that stays different is not
// fetched again in every round.
const (
	recheckNo = iota
	recheckDue
	recheckDone
)

// counting is a comparison being made ready. It walks through the confirmed changes in the order they came in: later ones stand
// behind, so that it can go on in the next sync.
type counting struct {
	on    bool
	gen   uint64
	after int64  // last row counted
	most  uint64 // newest sequence counted
	sums  map[string]*wire.Sum
	tally tally // of all rows, as they are

	said    bool // it was handed out; the next answer settles that it was heard
	again   bool // it was handed out because of a repair
	differs bool // the service sends something again
}

// Digests returns what this device has of each scope, when it is time to compare and the count is ready; otherwise nil. It is
// ready only while the journal is empty and everything up to the cursor is here: then both sides mean the same changes.
func (s *Store) Digests(ctx context.Context) ([]wire.Digest, error) {
	const op = "store.digests"
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	c := &s.counting
	if s.st.Live == 0 || !c.on && s.st.Recheck != recheckDue && s.st.Rounds-s.st.Compared < compareEvery {
		return nil, nil
	}
	if !c.on || c.gen != s.st.Gen {
		*c = counting{on: true, gen: s.st.Gen, sums: map[string]*wire.Sum{}}
	}
	whole, err := s.count(c)
	if err != nil {
		return nil, explain(op, err)
	}
	for _, e := range s.journal.byCID {
		whole = whole && e.state != pending
	}
	if !whole || c.most > s.st.Live {
		return nil, nil
	}
	out := make([]wire.Digest, 0, len(c.sums))
	for _, key := range sorted(c.sums) {
		out = append(out, c.sums[key].Of(key))
	}
	said := counting{said: true, again: s.st.Recheck == recheckDue, tally: c.tally}
	said.tally.Rows -= s.st.Tables[tHistory].Rows
	said.tally.mix(s.st.Tables[tHistory].Digest) // what is left is by how much the count written down is off
	*c = said
	return out, nil
}

// count goes on counting; true when every row is in.
func (s *Store) count(c *counting) (bool, error) {
	rows := 0
	// A scope with nothing in it is compared too: it may have lost everything.
	for _, key := range s.keys.scopes() {
		if c.sums[key] == nil {
			c.sums[key] = &wire.Sum{}
		}
	}
	err := s.disk.query("SELECT h, rec, gen, seq, scope, sealed FROM history WHERE h > ? ORDER BY h LIMIT ?", func(r dbRow) error {
		c.after = integer(r[0])
		rows++
		seq, scope := uint64(integer(r[3])), blob(r[4])
		c.tally.add(row{table: tHistory, id: blob(r[1]), scope: scope, seq: seq, gen: uint64(integer(r[2])), tag: vault.Tag(blob(r[5]))}.share(s.ring))
		if uint64(integer(r[2])) != c.gen {
			return nil
		}
		key, err := s.keys.get(scope)
		if err != nil {
			return err
		}
		plain, err := key.seal.Open(s.historyLabel(blob(r[1]), scope, c.gen, seq), blob(r[5]))
		if err != nil {
			s.cfg.Log.Warn("a confirmed change cannot be opened", "seq", seq)
			return nil // it counts as missing
		}
		c.sums[key.scope.Key()].Add(cidOf(plain))
		c.most = max(c.most, seq)
		return nil
	}, c.after, countRows)
	return rows < countRows, err
}

// cidOf reads the cid of a packed history row. Every change that this program froze begins with it; others are parsed.
func cidOf(plain []byte) string {
	u := unpacker{buf: plain} // without the text: nothing of it is kept
	form := u.number()
	for range 4 {
		u.span()
	}
	raw := u.bytes()
	if form == historyFormOwn && len(raw) >= 8 {
		return string(raw[:len(raw)-8])
	}
	const head, size = `{"cid":"`, 32
	if n := len(head); len(raw) > n+size && bytes.HasPrefix(raw, []byte(head)) && raw[n+size] == '"' && bytes.IndexByte(raw[n:n+size], '\\') < 0 {
		return string(raw[n : n+size])
	}
	ch, _ := wire.Thaw(raw) // one of a newer form is read as far as its name
	return ch.CID
}

// compared notes that a comparison was heard. Once the service has found everything right that it had to send again, the count
// that is written down follows what is there: the rows that were missing are no damage any more.
func (t *tx) compared() {
	c := t.s.counting
	if !c.said {
		return
	}
	switch {
	case c.again && t.st.Recheck == recheckDue:
		t.st.Recheck = recheckDone
		if !c.differs {
			t.st.Tables[tHistory].Rows += c.tally.Rows
			t.st.Tables[tHistory].mix(c.tally.Digest)
		}
	case !c.again && t.st.Recheck == recheckDone:
		t.st.Recheck = recheckNo
	}
	t.st.Compared = t.st.Rounds
	t.after(func() { t.s.counting.said = false })
}
