package merge

import (
	"encoding/json"
	"math"
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
	h.stand(c)
	setter := Setter{Seq: seq, CID: c.CID, Device: c.Device, Inc: c.Inc, Author: c.Author, At: c.TDev, Saw: c.Saw}
	for _, f := range d.Beside {
		if c.Op == assessments.OpSign && h.Signed == nil {
			// The signer's content wins the field; what stood there is what is kept beside it.
			s := h.Setters[f]
			h.keep(f, Sibling{CID: s.CID, Seq: s.Seq, Device: s.Device, Inc: s.Inc, Author: s.Author, At: s.At, Value: orNull(h.Fields[f]), Proposal: true})
			continue
		}
		h.replaceOwn(c, f, Sibling{CID: c.CID, Seq: seq, Device: c.Device, Inc: c.Inc, Author: c.Author, At: c.TDev, Base: known(c), Value: orNull(c.Set[f]), Proposal: d.Result == Proposed})
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

// stands is the Base of a sibling that no later value of its device replaces any more.
const stands = math.MaxInt64

// known is what a sibling's author had seen of others. Of one from before the service was restored nobody can tell any more whether
// it looked the same to them as the one after it: it stands.
func known(c wire.Change) uint64 {
	if c.Moved {
		return stands
	}
	return c.Base
}

// stand notes that a device went on knowing more of others than when it gave its siblings: from then on its screen showed the
// others' values in the fields, and its own earlier ones beside them.
func (h *Head) stand(c wire.Change) {
	for _, list := range h.Siblings {
		for i := range list {
			if x := &list[i]; x.Device == c.Device && x.Inc == c.Inc && c.Base > x.Base {
				x.Base = stands
			}
		}
	}
}

// replaceOwn keeps a value beside the head's, in the place of an earlier one of the same device that its author still saw in the
// field: it is what the change names there, or, where that does not say, nothing of others reached them between the two. Otherwise
// typing over the field said nothing about the earlier value, and both are kept. Proposals all stay: their authors may have looked at
// the signed words.
func (h *Head) replaceOwn(c wire.Change, f string, s Sibling) {
	h.Siblings[f] = slices.DeleteFunc(h.Siblings[f], func(x Sibling) bool {
		switch {
		case x.Proposal || s.Proposal || x.Device != s.Device:
			return false
		case c.Over != nil:
			return x.CID == c.Over[f]
		}
		return x.Inc == s.Inc && x.Base == s.Base && s.Base != stands
	})
	h.keep(f, s)
}

// keep adds a value beside the head's.
func (h *Head) keep(f string, s Sibling) {
	h.Siblings[f] = append(h.Siblings[f], s)
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
