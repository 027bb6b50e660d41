package store

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// How many delivered changes, and how many acknowledgements, one transaction takes, so that nobody who types ever waits long. What is
// acknowledged is there already, but for its seal and its number.
const (
	pullRows = 50
	ackRows  = 250
)

// A delivery is a confirmed change, as the service's order has it.
type delivery struct {
	seq         uint64
	result      wire.Result
	device, inc string // the ones the service decided by
	at          string // when the service received it
	raw         []byte
	ch          wire.Change
	n           int64 // its place in the journal of this device, where it has one
	fed         bool  // it came down in the feed: of its record, everything before it is here
}

// Pull takes in changes that the service delivered, in the order of their sequences, and then the cursor ("" keeps the one there
// is). It never touches drafts or the journal's bytes. Anything may be delivered again.
func (s *Store) Pull(ctx context.Context, rows []wire.Delivered, cursor, epoch string) error {
	return s.PullUpto(ctx, rows, cursor, epoch, 0)
}

// PullUpto is Pull with the sequence up to which, with these rows and this cursor, everything is here; 0 while more is on its way.
func (s *Store) PullUpto(ctx context.Context, rows []wire.Delivered, cursor, epoch string, upto uint64) error {
	return s.Answered(ctx, nil, rows, cursor, epoch, upto)
}

// Answered is Acked and then PullUpto, as one answer brings both: where little came they are one transaction, and the disk is waited
// for once.
func (s *Store) Answered(ctx context.Context, acks []wire.Ack, rows []wire.Delivered, cursor, epoch string, upto uint64) error {
	for first := true; first || len(acks)+len(rows) > 0; first = false {
		heard := acks[:min(ackRows, len(acks))]
		acks = acks[len(heard):]
		n := 0
		if len(acks) == 0 {
			n = min(max(pullRows-len(heard), 0), len(rows))
		}
		batch, last := rows[:n], len(acks) == 0 && n == len(rows)
		rows = rows[n:]
		err := s.write(ctx, "store.pull", func(t *tx) error {
			t.enter(epoch)
			if err := t.acked(heard); err != nil {
				return err
			}
			for _, d := range batch {
				if err := t.take(d); err != nil {
					return err
				}
			}
			if last {
				if cursor != "" && t.st.Anew {
					t.st.Cursor, t.st.Live, t.st.Anew = "", 0, false
				} else if cursor != "" {
					t.st.Cursor, t.st.Live = cursor, upto
					t.st.Rounds++
					t.compared()
					if upto > 0 {
						t.st.Read = upto
						t.arrived()
					}
				}
				t.st.LastSync = stamp(s.cfg.Now())
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	if cursor == "" || upto == 0 {
		return nil
	}
	return s.whole(ctx)
}

// enter begins a new generation when the service's epoch is another: sequences start anew, and with them the cursor.
func (t *tx) enter(epoch string) {
	if epoch == "" || epoch == t.st.Epoch {
		return
	}
	if t.st.Epoch != "" {
		t.st.Gen++
		t.st.Cursor, t.st.Live, t.st.Read = "", 0, 0
	}
	t.st.Epoch = epoch
}

// take sorts a delivered change: news of others, or one of our own coming back.
func (t *tx) take(d wire.Delivered) error {
	in := delivery{seq: d.Seq, result: d.Result, device: d.Device, inc: d.Inc, at: d.TSrv, raw: d.Frozen.Bytes, ch: d.Change, fed: true}
	if in.device != "" {
		in.ch.Device, in.ch.Inc = in.device, in.inc
	}
	if d.Seq == 0 || !in.ch.Record.Valid() {
		t.s.cfg.Log.Warn("a delivered change does not say where it belongs", "seq", d.Seq)
		return nil
	}
	if past, err := t.past(in); err != nil || past {
		return err
	}
	e := t.s.journal.byCID[in.ch.CID]
	if e == nil || t.state(e) == acked {
		if err := t.refile(in); err != nil {
			return err
		}
		return t.deliver(in)
	}
	// The service has a change of ours whose ack never arrived.
	return t.confirm(e, &verdict{At: stamp(t.s.cfg.Now()), On: t.st.Dated, Result: wire.Dup, Seq: d.Seq}, in)
}

// deliver adds a confirmed change to the history and to the server row. One that arrives after a later one of the same record has
// the row made again from the history, so that every device has the record the service has.
func (t *tx) deliver(d delivery) error {
	id := d.ch.Record
	server, err := t.server(id)
	if err != nil {
		return err
	}
	rid := t.rid(id)
	if server != nil && server.gen == t.st.Gen && d.seq <= server.Seq { // it may have come before; putHistory would seal it first
		known, err := t.d.number("SELECT count(*) FROM history WHERE rec = ? AND gen = ? AND seq = ?", rid, t.st.Gen, d.seq)
		if err != nil {
			return err
		} else if known > 0 {
			return t.cameAgain(server, d)
		}
	}
	if fresh, err := t.putHistory(rid, d); err != nil || !fresh {
		return err
	}
	var now *serverHead
	switch {
	case server != nil && server.gen != t.st.Gen && t.st.Whole != t.st.Gen:
		if d.ch.Device != t.st.device() {
			return nil // the row of before stays until all of the new history is here; see whole
		}
		now, err = t.again(id, server.gen)
	case server == nil || server.gen != t.st.Gen:
		now = t.step1(nil, d, t.st.Gen)
	case d.seq > server.Seq:
		now = t.step1(server, d, t.st.Gen)
	default:
		now, err = t.again(id, t.st.Gen)
	}
	if err != nil || now == nil {
		return err
	}
	if server != nil && server.gen == now.gen {
		now.known = max(now.known, server.known)
	}
	if now.gen == t.st.Gen && t.news(d) {
		now.known = max(now.known, d.seq)
	}
	return t.putServer(now, server)
}

// step1 applies one delivered change. What this Fieldfare cannot apply stays in the history for a newer one.
func (t *tx) step1(server *serverHead, d delivery, gen uint64) *serverHead {
	var head *merge.Head
	known := uint64(0)
	if server != nil {
		head, known = &server.Head, t.s.sawOf(server).Base
	}
	verdict := merge.Decide(head, d.ch)
	if verdict.Result == merge.Quarantine {
		t.s.cfg.Log.Warn("a delivered change cannot be applied by this version and is kept", "seq", d.seq, "code", verdict.Code)
		return server
	}
	next := merge.Apply(head, d.ch, verdict, d.seq)
	return &serverHead{Head: next, gen: gen, known: known}
}

// again makes the server row of a generation from its history, with what this device had confirmed in later ones.
func (t *tx) again(id assessments.ID, gen uint64) (*serverHead, error) {
	var server *serverHead
	in := map[string]bool{}
	err := t.s.eachHistory(t.d, id, func(g uint64, d delivery) error {
		switch {
		case g == gen:
			server = t.step1(server, d, gen)
		case g > gen && server != nil && d.ch.Device == t.st.device() && !in[d.ch.CID]:
			server = t.carried(server, d)
		}
		in[d.ch.CID] = in[d.ch.CID] || g >= gen
		return nil
	})
	return server, err
}
