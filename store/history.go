package store

import (
	"context"
	"encoding/binary"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
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
	r, err := s.disk.one("SELECT ack FROM journal WHERE n = ?", e.n)
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

// historyLabel binds a confirmed change to its record, generation and sequence.
func (s *Store) historyLabel(rid, scope []byte, gen, seq uint64) vault.Label {
	return vault.Label{Store: s.id, Table: "history", Row: appendNumber(append([]byte(nil), rid...), gen), Key: scope, Seq: seq}
}

// The forms of a confirmed change: with its bytes, or with its place in the journal of this device, where the bytes stand.
const (
	historyForm    = 1
	historyFormOwn = 2
)

// packHistory writes a confirmed change. What is read of one's own without the journal is its name.
func packHistory(d delivery) []byte {
	p := make(packer, 0, len(d.raw)+128)
	form, bytes := uint64(historyForm), d.raw
	if d.n != 0 {
		form, bytes = historyFormOwn, appendNumber([]byte(d.ch.CID), uint64(d.n))
	}
	p.number(form)
	for _, s := range []string{string(d.result), d.device, d.inc, d.at} {
		p.text(s)
	}
	p.bytes(bytes)
	moved := uint64(0)
	if d.ch.Moved {
		moved = 1
	}
	p.number(d.ch.Base<<1 | moved)
	return p
}

// putHistory keeps the bytes as their author froze them: a later version may understand more of them than this one. fresh is false
// for a change that was there already.
func (t *tx) putHistory(rid []byte, d delivery) (fresh bool, err error) {
	key, err := t.key(d.ch.Scope())
	if err != nil {
		return false, err
	}
	sealed, err := key.seal.Seal(t.s.cfg.Rand, t.s.historyLabel(rid, key.id, t.st.Gen, d.seq), packHistory(d))
	if err != nil {
		return false, err
	}
	n, err := t.d.change("INSERT INTO history (rec, gen, seq, scope, sealed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (rec, gen, seq) DO NOTHING", rid, t.st.Gen, d.seq, key.id, sealed)
	if err != nil || n == 0 {
		return false, err
	}
	t.st.Tables[tHistory].add(row{table: tHistory, id: rid, scope: key.id, seq: d.seq, gen: t.st.Gen, tag: vault.Tag(sealed)}.share(t.s.ring))
	return true, nil
}

// eachHistory reads the confirmed changes of a record in the service's order.
func (s *Store) eachHistory(d *db, id assessments.ID, fn func(gen uint64, d delivery) error) error {
	rid := s.ring.ID("record", string(id))
	return d.query("SELECT gen, seq, scope, sealed FROM history WHERE rec = ? ORDER BY gen, seq", func(r dbRow) error {
		gen, seq, scope := uint64(integer(r[0])), uint64(integer(r[1])), blob(r[2])
		x, err := s.openHistory(d, rid, scope, gen, seq, blob(r[3]))
		if err != nil {
			return err
		}
		return fn(gen, x)
	}, rid)
}

// openHistory reads what putHistory wrote.
func (s *Store) openHistory(d *db, rid, scope []byte, gen, seq uint64, sealed []byte) (delivery, error) {
	x := delivery{seq: seq}
	key, err := s.keys.get(scope)
	if err != nil {
		return x, rowError("history", rid, err)
	}
	plain, err := key.seal.Open(s.historyLabel(rid, scope, gen, seq), sealed)
	if err != nil {
		return x, rowError("history", rid, err)
	}
	u := unpack(plain)
	form := u.number()
	x.result, x.device, x.inc, x.at, x.raw = wire.Result(u.text()), u.text(), u.text(), u.text(), u.bytes()
	base, based := uint64(0), u.err == nil && u.at < len(u.buf) // the first version did not write it
	if based {
		base = u.number()
	}
	if u.err != nil || form == historyFormOwn && len(x.raw) < 8 {
		return x, rowError("history", rid, errShort)
	}
	if form == historyFormOwn {
		if x.raw, err = s.inJournal(d, &x, x.raw[len(x.raw)-8:]); err != nil {
			return x, err
		}
	}
	// A change in a newer format is read as far as this version understands it.
	x.ch, err = wire.Thaw(x.raw)
	if err != nil && assessments.KindOf(err) != assessments.TooNew {
		return x, rowError("history", rid, err)
	}
	if x.device != "" {
		x.ch.Device, x.ch.Inc = x.device, x.inc
	}
	if based {
		if moved := wire.Base(base >> 1); base&1 == 1 {
			x.ch.Move(&moved)
		} else {
			x.ch.Base = base >> 1
		}
	}
	return x, nil
}

// inJournal reads the bytes of a confirmed change where this device keeps its own.
func (s *Store) inJournal(d *db, x *delivery, place []byte) ([]byte, error) {
	x.n = int64(binary.BigEndian.Uint64(place))
	r, err := d.one("SELECT scope, dseq, sealed FROM outbox WHERE n = ?", x.n)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, rowError("outbox", journalID(x.n), vault.ErrSeal)
	}
	return s.openFrozen(x.n, blob(r[0]), uint64(integer(r[1])), blob(r[2]))
}
