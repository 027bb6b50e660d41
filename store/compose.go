package store

import (
	"encoding/json"
	"maps"
	"math"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// composed is a record as this device has it without drafts: the server row with the journal replayed on it. head is nil for
// a record that neither knows.
type composed struct {
	head   *merge.Head
	seq    uint64   // of the server row
	saw    wire.Saw // for the next change: the newest confirmed change of others in the server row
	unsent int
	number map[string]uint64 // which numbers confirmed changes had in their lives, a copy's the largest; read where a change of an earlier life waits
}

// confirmed is what the service has of a record.
func (s *Store) confirmed(server *serverHead) *composed {
	c := &composed{saw: s.sawOf(server)}
	if server != nil {
		c.head, c.seq = &server.Head, server.Seq
	}
	return c
}

// waiting is what sequences of waiting changes count from. It comes after every base, as that of the service will: a change whose base counts what
// another history had of other records has not seen what waits before it for that.
const waiting = 1 << 62

// replay puts a waiting change on the record as the service would, under a sequence that comes after all that is known: the
// service will give it one, and until then the record goes by the sequence of its server row.
func (c *composed) replay(ch wire.Change) {
	c.unsent++
	d := merge.Decide(c.ownWords(ch), ch)
	if d.Result == merge.Quarantine {
		return
	}
	next := merge.Apply(c.head, ch, d, waiting+uint64(c.unsent))
	next.Seq = c.seq
	c.head = &next
}

// ownWords is the head as the author of a waiting change saw it: what an earlier life of this device had confirmed, and the feed has not
// brought yet, stood on their screen as their own words. The service keeps both; the screen shows what they wrote last, so that whoever
// writes on sees what they write over. What has a later number in the life of a waiting change, or one that this store gave to something
// else, did not stand there: another store went by that name, as the service notices too.
func (c *composed) ownWords(ch wire.Change) *merge.Head {
	if c.head == nil {
		return nil
	}
	var seen *merge.Head
	for f, by := range c.head.Setters {
		inc := ch.Inc
		switch {
		case by.Device != ch.Device, by.CID == ch.CID, by.Inc != ch.Inc && by.Seq <= c.saw.Base:
			continue
		case by.Inc == ch.Inc && c.number[by.CID] < ch.DSeq:
			continue
		case by.Inc == ch.Inc:
			inc += "~"
		}
		if seen == nil {
			h := *c.head
			h.Setters = maps.Clone(h.Setters)
			seen = &h
		}
		by.Inc = inc
		seen.Setters[f] = by
	}
	if seen == nil {
		return c.head
	}
	return seen
}

// has reports whether a waiting change stands in a row already: the service had taken it, and is given it again since it was restored.
// Put on that row once more it would hide what came after it.
func (h *serverHead) has(e *entry) bool { return h != nil && h.gen < e.upto }

// compose replays the waiting changes of a record on its server row.
func (s *Store) compose(d *db, id assessments.ID, server *serverHead) (*composed, error) {
	c := s.confirmed(server)
	for _, e := range s.journal.byRec[id] {
		raw, err := s.readFrozen(d, e)
		if err != nil {
			return nil, err
		}
		ch, err := s.st.thaw(raw)
		if err != nil {
			return nil, rowError("outbox", journalID(e.n), err)
		}
		if err := s.lay(d, c, server, e, ch); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// lay puts a waiting change on a record that began with a server row.
func (s *Store) lay(d *db, c *composed, server *serverHead, e *entry, ch wire.Change) error {
	if server.has(e) {
		c.unsent++
		return nil
	}
	if ch.Inc != s.st.Inc && server != nil && c.number == nil {
		c.number = map[string]uint64{}
		if err := s.eachHistory(d, ch.Record, func(_ uint64, x delivery) error {
			c.number[x.ch.CID] = x.ch.DSeq
			theirs, err := s.ofACopy(d, x)
			if theirs {
				c.number[x.ch.CID] = math.MaxUint64
			}
			return err
		}); err != nil {
			return err
		}
	}
	c.replay(s.st.onto(e.n, ch, c.saw.Gen))
	return nil
}

// sawOf is what the author of a new change has seen: the newest change of others. A device's own changes never conflict with
// themselves, so they do not count; counting them could claim to have seen what was still on its way. What was once seen stays
// seen when the device's own words take its place. A head of an earlier generation is seen in that one's numbers.
func (s *Store) sawOf(server *serverHead) wire.Saw {
	if server == nil {
		return wire.Saw{Gen: s.st.Gen}
	}
	return wire.Saw{Gen: server.gen, Base: max(server.known, s.othersIn(server))}
}

// othersIn is the newest change of others that still stands in a head.
func (s *Store) othersIn(h *serverHead) (base uint64) {
	for _, by := range h.Setters {
		if by.Seq > base && s.st.others(by, h.gen) {
			base = by.Seq
		}
	}
	for _, by := range h.by {
		if by.Seq > base && s.st.others(by, h.gen) {
			base = by.Seq
		}
	}
	return base
}

// setter is whose value stands in a field, by cid; "" where nobody set it.
func (c *composed) setter(field string) string {
	if c.head == nil {
		return ""
	}
	return c.head.Setters[field].CID
}

// record returns a record as this transaction has it, drafts left out.
func (t *tx) record(id assessments.ID) (*composed, error) {
	if c := t.working[id]; c != nil {
		return c, nil
	}
	var c *composed
	var err error
	if len(t.s.drafts[id]) == 0 {
		c, err = t.s.view.composed(id) // the view holds it ready
	} else {
		var server *serverHead
		if server, err = t.server(id); err == nil {
			c, err = t.s.compose(t.d, id, server)
		}
	}
	if err != nil {
		return nil, err
	}
	t.working[id] = c
	return c, nil
}

// change appends a change of the record and replays it at once. Where it does not say what stood in its fields, that is what stands
// there now.
func (t *tx) change(c *composed, ch wire.Change) (string, error) {
	if ch.Over == nil {
		ch.Over = map[string]string{}
		for f := range ch.Set {
			ch.Replaces(f, c.setter(f))
		}
	}
	ch, err := t.append(ch)
	if err != nil {
		return "", err
	}
	t.touch(ch.Record, c.head != nil)
	c.replay(own(ch, t.st.device()))
	t.working[ch.Record] = c
	return ch.CID, nil
}

// shown is a record as people see it: with what is being typed on top.
func (s *Store) shown(id assessments.ID, c *composed) viewRow {
	r := viewRow{id: id, saw: c.saw, unsent: c.unsent, head: c.head}
	if s.st.notBack(c) {
		r.unsent = max(r.unsent, 1)
	}
	drafts := s.drafts[id]
	if len(drafts) == 0 || (c.head != nil && c.head.Signed != nil) {
		return r
	}
	h := merge.Head{Record: id}
	if c.head != nil {
		h = *c.head
	}
	h.Fields = h.Fields.Clone()
	for field, d := range drafts {
		if c.head == nil {
			h.Kind, h.Scope = d.Kind, d.Scope
		}
		if len(h.Siblings[field]) > 0 {
			s.uncover(&h, field, d)
		}
		if v := typedValue(d.Kind, field, d.Text); v != nil {
			h.Fields[field] = v
		} else {
			delete(h.Fields, field)
		}
	}
	r.head = &h
	return r
}

// uncover puts what the record has in a field in conflict beside the words that are being typed over it. Whoever chooses must see it:
// a choice is taken to know every value, and would replace this one unseen.
func (s *Store) uncover(h *merge.Head, field string, d *draft) {
	by := h.Setters[field]
	h.Siblings, h.Setters = maps.Clone(h.Siblings), maps.Clone(h.Setters)
	h.Siblings[field] = append(slices.Clone(h.Siblings[field]), merge.Sibling{CID: by.CID, Seq: by.Seq, Device: by.Device, Inc: by.Inc,
		Author: by.Author, At: by.At, Value: orNull(h.Fields[field])})
	h.Setters[field] = merge.Setter{Device: s.st.device(), Inc: s.st.Inc, Author: assessments.ID(s.st.User), At: d.At}
}

// null reports whether a value means "not recorded": absent or JSON null.
func null(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }
