package store

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// The states of a journal row; see the package comment.
const (
	pending     = "pending"
	held        = "held"
	quarantined = "quar"
	acked       = "acked"
)

// An entry is what memory keeps of a journal row that still waits. Its bytes stay on the disk.
type entry struct {
	n     int64
	cid   string
	rec   assessments.ID
	child assessments.ID
	rid   []byte // the record's id on disk
	scope []byte
	dseq  uint64
	state string
	tag   []byte
	ack   []byte // tag of the sealed ack
	upto  uint64 // rows of generations before this one have it already: the service had taken it and was restored; see Repush
	size  int    // of the frozen bytes
}

// row is the entry as its table's digest sees it. The state is part of it: a change marked as sent behind our back would be lost
// without a trace.
func (e *entry) row(t table) row {
	return row{table: t, id: append(journalID(e.n), e.rid...), scope: e.scope, seq: e.dseq, state: e.state, tag: e.tag, ack: e.ack}
}

// journal is the open part of the outbox, in memory.
type journal struct {
	order []*entry // by n; acked ones are left in until compacted
	byCID map[string]*entry
	byRec map[assessments.ID][]*entry
	count map[string]int // by state: the sync chip asks often
}

// newJournal is an empty journal.
func newJournal() *journal {
	return &journal{byCID: map[string]*entry{}, byRec: map[assessments.ID][]*entry{}, count: map[string]int{}}
}

// add puts an entry at the end.
func (j *journal) add(e *entry) {
	j.order = append(j.order, e)
	j.count[e.state]++
	j.byCID[e.cid] = e
	j.byRec[e.rec] = append(j.byRec[e.rec], e)
}

// move gives an entry another state.
func (j *journal) move(e *entry, to string) {
	j.count[e.state]--
	j.count[to]++
	if e.state = to; to == acked {
		j.remove(e)
	}
}

// remove takes out an entry that the service confirmed. The order is tidied only now and then: moving it each time would make a
// long first sync quadratic.
func (j *journal) remove(e *entry) {
	delete(j.byCID, e.cid)
	list := j.byRec[e.rec]
	kept := make([]*entry, 0, len(list))
	for _, x := range list {
		if x != e {
			kept = append(kept, x)
		}
	}
	if len(kept) == 0 {
		delete(j.byRec, e.rec)
	} else {
		j.byRec[e.rec] = kept
	}
	if len(j.byCID) == 0 && len(j.order) > 64 {
		*j = *newJournal() // after a long first sync: an emptied map goes on being as large as it was, to whoever walks through it
		return
	}
	if len(j.order) > 2*len(j.byCID)+64 {
		open := make([]*entry, 0, len(j.byCID))
		for _, x := range j.order {
			if x.state != acked {
				open = append(open, x)
			}
		}
		j.order = open
	}
}

// lane is the state a new change of the record starts in: behind one that waits, it waits.
func lane(before []*entry) string {
	for _, e := range before {
		if e.state == held || e.state == quarantined {
			return held
		}
	}
	return pending
}

// journalLabel binds frozen bytes to their place in the journal.
func (s *Store) journalLabel(n int64, scope []byte, dseq uint64) vault.Label {
	return vault.Label{Store: s.id, Table: "outbox", Row: journalID(n), Key: scope, Seq: dseq}
}

// append freezes a change and adds it to the journal.
func (t *tx) append(c wire.Change) (wire.Change, error) {
	s := t.s
	if err := t.mayWrite(c.Scope()); err != nil {
		return c, err
	}
	cid := make([]byte, 16)
	if _, err := io.ReadFull(s.cfg.Rand, cid); err != nil {
		return c, assessments.Wrap(err, assessments.Internal, "store.journal", "This device gave no random numbers, so nothing could be saved. Restart it and try again.")
	}
	now := s.cfg.Now()
	// The time comes first: changes of one time lie side by side in an index of them, the service's. Ten random bytes tell any two apart.
	copy(cid, binary.BigEndian.AppendUint64(nil, uint64(now.UnixMilli())<<16)[:6])
	t.st.DSeq++
	t.st.Next++
	c.CID, c.Device, c.Inc, c.DSeq, c.V = hex.EncodeToString(cid), t.st.device(), t.st.Inc, t.st.DSeq, wire.Format
	c.Author, c.TDev = assessments.ID(t.st.User), stamp(now)
	c.Boot, c.Mono = s.boot, now.Sub(s.started).Milliseconds()
	frozen, err := wire.Freeze(c)
	if err != nil {
		return c, err
	}
	key, err := t.key(c.Scope())
	if err != nil {
		return c, err
	}
	sealed, err := key.seal.Seal(s.cfg.Rand, s.journalLabel(t.st.Next, key.id, c.DSeq), frozen.Bytes)
	if err != nil {
		return c, err
	}
	e := &entry{n: t.st.Next, cid: c.CID, rec: c.Record, child: c.Child, rid: t.rid(c.Record), scope: key.id,
		dseq: c.DSeq, tag: vault.Tag(sealed), size: len(frozen.Bytes)}
	e.state = lane(s.journal.byRec[c.Record])
	if err := t.d.exec("INSERT INTO outbox (n, rec, scope, dseq, state, sealed) VALUES (?, ?, ?, ?, ?, ?)", e.n, e.rid, e.scope, e.dseq, e.state, sealed); err != nil {
		return c, err
	}
	t.st.Tables[tOpen].add(e.row(tOpen).share(s.ring))
	t.touch(c.Record, false)
	t.after(func() { s.journal.add(e) })
	return c, nil
}

// readFrozen returns the frozen bytes of a journal row.
func (s *Store) readFrozen(d *db, e *entry) ([]byte, error) {
	r, err := d.one("SELECT sealed FROM outbox WHERE n = ?", e.n)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, rowError("outbox", journalID(e.n), vault.ErrSeal)
	}
	return s.openFrozen(e.n, e.scope, e.dseq, blob(r[0]))
}

// openFrozen opens the sealed bytes of a journal row.
func (s *Store) openFrozen(n int64, scope []byte, dseq uint64, sealed []byte) ([]byte, error) {
	key, err := s.keys.get(scope)
	if err != nil {
		return nil, rowError("outbox", journalID(n), err)
	}
	plain, err := key.seal.Open(s.journalLabel(n, scope, dseq), sealed)
	if err != nil {
		return nil, rowError("outbox", journalID(n), err)
	}
	return plain, nil
}

// own fills in who made a change of this device: one made before enrolment knows no device.
func own(c wire.Change, device string) wire.Change {
	if c.Device == "" {
		c.Device = device
	}
	return c
}

// verdict is what the service said of a change, sealed beside it.
type verdict struct {
	At     string      `json:"at"`
	On     int64       `json:"on,omitempty"` // seconds since 1970 by the service's clock
	Result wire.Result `json:"r"`
	Seq    uint64      `json:"seq,omitempty"`
	Code   string      `json:"code,omitempty"`
	Text   string      `json:"text,omitempty"`
	By     string      `json:"by,omitempty"`
	Upto   uint64      `json:"upto,omitempty"` // the entry's
}

// mark moves a journal row to another state, with the verdict that moved it (nil keeps none).
func (t *tx) mark(e *entry, to string, v *verdict) error {
	if v == nil && e.upto > 0 {
		v = &verdict{}
	}
	var sealed []byte
	if v != nil {
		v.Upto = e.upto
		var err error
		if sealed, err = t.s.sealVerdict(e, v); err != nil {
			return err
		}
	}
	was, ok := t.marked[e]
	if !ok {
		was = *e
	}
	is := was
	is.state, is.ack = to, vault.Tag(sealed)
	t.st.Tables[openOrDone(was.state)].remove(was.row(openOrDone(was.state)).share(t.s.ring))
	t.st.Tables[openOrDone(to)].add(is.row(openOrDone(to)).share(t.s.ring))
	t.touch(e.rec, true)
	t.marked[e] = is
	t.after(func() {
		e.ack = is.ack
		t.s.journal.move(e, to)
	})
	if to == acked {
		return t.d.exec("INSERT INTO confirmed (n, scope, ack) VALUES (?, ?, ?)", e.n, e.scope, sealed)
	}
	if was.state == acked {
		if err := t.d.exec("DELETE FROM confirmed WHERE n = ?", e.n); err != nil {
			return err
		}
	}
	var ack any
	if sealed != nil {
		ack = sealed
	}
	return t.d.exec("UPDATE outbox SET state = ?, ack = ? WHERE n = ?", to, ack, e.n)
}

// sealVerdict seals what the service said of a change; openVerdict reads it.
func (s *Store) sealVerdict(e *entry, v *verdict) ([]byte, error) {
	key, err := s.keys.get(e.scope)
	if err != nil {
		return nil, err
	}
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	l := s.journalLabel(e.n, e.scope, e.dseq)
	l.Table = "outbox.ack"
	return key.seal.Seal(s.cfg.Rand, l, plain)
}

// openOrDone is which half of the journal a state belongs to. They have digests of their own: an unlock reads the open half only.
func openOrDone(state string) table {
	if state == acked {
		return tDone
	}
	return tOpen
}

// stamp is a moment as changes carry it: UTC with milliseconds.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z07:00") }
