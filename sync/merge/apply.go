package merge

import (
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Apply returns the head after c was decided as d and given the sequence seq. head is not changed; nil is a new record. A
// quarantined change changes nothing and must not be given a sequence.
func Apply(head *Head, c wire.Change, d Decision, seq uint64) Head {
	var h Head
	if head != nil {
		h = head.clone()
	} else {
		h = Head{Record: c.Record, Kind: c.Kind, Scope: c.Scope(), Fields: assessments.Fields{}, Setters: map[string]Setter{}, Siblings: map[string][]Sibling{}}
	}
	h.Seq = seq
	setter := Setter{Seq: seq, CID: c.CID, Device: c.Device, Inc: c.Inc, Author: c.Author, At: c.TDev}
	for _, f := range d.Beside {
		if c.Op == assessments.OpSign && h.Signed == nil {
			// The signer's content wins the field; what stood there is what is kept beside it.
			s := h.Setters[f]
			h.addSibling(f, Sibling{CID: s.CID, Seq: s.Seq, Device: s.Device, Inc: s.Inc, Author: s.Author, At: s.At, Value: orNull(h.Fields[f]), Proposal: true})
			continue
		}
		h.addSibling(f, Sibling{CID: c.CID, Seq: seq, Device: c.Device, Inc: c.Inc, Author: c.Author, At: c.TDev, Value: orNull(c.Set[f]), Proposal: d.Result == Proposed})
	}
	for _, f := range d.Set {
		if null(c.Set[f]) {
			delete(h.Fields, f)
		} else {
			h.Fields[f] = c.Set[f]
		}
		h.Setters[f] = setter
	}
	if c.Op == assessments.OpSign && h.Signed == nil {
		h.Signed, h.SignedAs = c.Sign, c.CID
	}
	h.settle(c.Set.Names(), d.Settled)
	return h
}

// addSibling keeps a value beside the head's. A later value of the same device replaces its own earlier one: its author saw it.
func (h *Head) addSibling(f string, s Sibling) {
	kept := h.Siblings[f][:0:0]
	for _, x := range h.Siblings[f] {
		if x.CID != s.CID && (x.Device != s.Device || x.Inc != s.Inc) {
			kept = append(kept, x)
		}
	}
	h.Siblings[f] = append(kept, s)
}

// settle closes the siblings that a resolve names, in the fields it sets and in no other: one change may stand beside
// several fields, and a choice for one of them says nothing about the rest. Siblings it did not see stay open.
func (h *Head) settle(fields, cids []string) {
	for _, f := range fields {
		kept := slices.DeleteFunc(slices.Clone(h.Siblings[f]), func(s Sibling) bool { return slices.Contains(cids, s.CID) && s.Seq < h.Seq })
		if len(kept) == 0 {
			delete(h.Siblings, f)
		} else {
			h.Siblings[f] = kept
		}
	}
}

func orNull(v json.RawMessage) json.RawMessage {
	if len(v) == 0 {
		return json.RawMessage("null")
	}
	return v
}
