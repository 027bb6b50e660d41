package merge

import (
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Head is one record after every change up to Seq.
type Head struct {
	Record   assessments.ID       `json:"rec"`
	Kind     assessments.Kind     `json:"kind"`
	Scope    assessments.Scope    `json:"scope"`
	Seq      uint64               `json:"seq"`
	Fields   assessments.Fields   `json:"f"`
	Setters  map[string]Setter    `json:"by"`
	Signed   *assessments.Signing `json:"sign,omitempty"`
	SignedAs string               `json:"signed_cid,omitempty"`
	Siblings map[string][]Sibling `json:"siblings,omitempty"`
}

// A Setter is the change that last set a field: its sequence, and the device and incarnation that made it. A device has
// always seen its own earlier changes, so it never conflicts with itself.
type Setter struct {
	Seq    uint64         `json:"seq"`
	CID    string         `json:"cid"`
	Device string         `json:"dev"`
	Inc    string         `json:"inc"`
	Author assessments.ID `json:"author,omitempty"`
	At     string         `json:"at,omitempty"` // the device clock's claim, shown and never compared
	Saw    wire.Saw       `json:"saw,omitzero"` // what its author had seen before the service was restored; see unseen
}

// A Sibling is a value kept beside the head's: the arriving side of a conflict, or a proposal to a signed record.
type Sibling struct {
	CID      string          `json:"cid"`
	Seq      uint64          `json:"seq"`
	Device   string          `json:"dev"`
	Inc      string          `json:"inc"`
	Author   assessments.ID  `json:"author,omitempty"`
	At       string          `json:"at,omitempty"`   // the device clock's claim, shown and never compared
	Base     uint64          `json:"base,omitempty"` // what its author had seen of others; see stand
	Value    json.RawMessage `json:"value"`
	Proposal bool            `json:"proposal,omitempty"`
}

// AsRecord is the head as a record, with the fields in conflict named in its Meta.
func (h Head) AsRecord() assessments.Record {
	r := assessments.Record{ID: h.Record, Kind: h.Kind, Scope: h.Scope, Fields: h.Fields}
	r.Meta.Seq, r.Meta.Signed = h.Seq, h.Signed
	r.Meta.Conflicts = sortedKeys(h.Siblings)
	return r
}

// clone copies the maps so that Apply never changes the head it was given.
func (h Head) clone() Head {
	h.Fields = h.Fields.Clone()
	s := make(map[string]Setter, len(h.Setters))
	for k, v := range h.Setters {
		s[k] = v
	}
	h.Setters = s
	sib := make(map[string][]Sibling, len(h.Siblings))
	for k, v := range h.Siblings {
		sib[k] = append([]Sibling(nil), v...)
	}
	h.Siblings = sib
	return h
}
