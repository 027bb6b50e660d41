package wire

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
)

// Format is the version of the frozen form of a change that this program writes. Older forms stay readable for ever: an
// upgrade never rewrites an unsent row.
const Format = 1

// A Change is one person's edit of one record, as it stands in the journal and on the wire.
type Change struct {
	CID     string               `json:"cid"`               // 32 hexadecimal characters, random
	Device  string               `json:"dev"`               // device id given at enrolment; "" before it
	Inc     string               `json:"inc"`               // incarnation: renewed by every restore or clone of the device
	DSeq    uint64               `json:"dseq"`              // 1, 2, 3 … within the incarnation
	Record  assessments.ID       `json:"rec"`               //
	Kind    assessments.Kind     `json:"kind"`              //
	Child   assessments.ID       `json:"child,omitempty"`   // the scope: a child, a setting, or neither for the team
	Setting assessments.ID       `json:"setting,omitempty"` //
	Base    uint64               `json:"base"`              // server sequence of the record as its author saw it; 0: none yet
	Gen     uint64               `json:"gen,omitempty"`     // which of the service's histories Base is of, as the device counts them
	Op      assessments.Op       `json:"op"`                //
	Set     assessments.Fields   `json:"f"`                 // OpSet, OpResolve: fields set; OpSign: the whole content as seen
	Names   []string             `json:"names,omitempty"`   // OpResolve: cids of the siblings it settles
	Over    map[string]string    `json:"over,omitzero"`     // for each field of Set that had been set: whose value its author saw there, by cid; nil: it does not say
	Sign    *assessments.Signing `json:"sign,omitempty"`    // OpSign
	Author  assessments.ID       `json:"author,omitempty"`  // person record of who did it
	TDev    string               `json:"td"`                // device clock's claim, RFC 3339 in UTC
	Boot    string               `json:"boot,omitempty"`    // which start of the device the monotonic clock counts from
	Mono    int64                `json:"mono,omitempty"`    // milliseconds of the monotonic clock
	V       int                  `json:"v"`                 // Format
	Moved   bool                 `json:"-"`                 // Base is not the frozen one; see Base, the type
	Saw     Saw                  `json:"-"`                 // what the frozen bytes say, where Base says something else
}

// Saw is what the author of a change had seen of others: up to Base, in the Gen-th history of the service that the device met. Two
// changes of one device with the same Saw were made on a screen to which nothing of others had come in between.
type Saw struct {
	Gen  uint64 `json:"g,omitempty"`
	Base uint64 `json:"b,omitempty"`
}

// Compare orders by how much was seen.
func (s Saw) Compare(o Saw) int {
	return cmp.Or(cmp.Compare(s.Gen, o.Gen), cmp.Compare(s.Base, o.Base))
}

// Scope is the record's scope.
func (c Change) Scope() assessments.Scope {
	switch {
	case c.Child != "":
		return assessments.ChildScope(c.Child)
	case c.Setting != "":
		return assessments.SettingScope(c.Setting)
	default:
		return assessments.TeamScope()
	}
}

// SetScope puts a scope into the change.
func (c *Change) SetScope(s assessments.Scope) {
	c.Child, c.Setting = "", ""
	switch s.Type {
	case assessments.ScopeChild:
		c.Child = s.ID
	case assessments.ScopeSetting:
		c.Setting = s.ID
	}
}

// Replaces notes whose value the author of a change saw in a field, by its cid; "" is nobody's.
func (c *Change) Replaces(field, cid string) {
	if cid != "" {
		c.Over[field] = cid
	}
}

// Frozen is a change's bytes exactly as first written, with their SHA-256 in hexadecimal.
type Frozen struct {
	Bytes []byte
	Hash  string
}

// Freeze writes a change once and for all. The bytes are one line of JSON without a line feed.
func Freeze(c Change) (Frozen, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(c); err != nil {
		return Frozen{}, assessments.Wrap(err, assessments.Invalid, "wire.freeze", "This change cannot be written down: one of its values is not valid.")
	}
	raw := bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	return Frozen{raw, HashOf(raw)}, nil
}

// HashOf is the SHA-256 of frozen bytes, hexadecimal.
func HashOf(raw []byte) string {
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:])
}

// Thaw reads frozen bytes back. It checks shape, not sense: merge decides what a change does. The change may share raw's memory,
// which must not be written to any more.
func Thaw(raw []byte) (Change, error) {
	c, ok := thawPlain(raw)
	if !ok {
		c = Change{}
		if err := json.Unmarshal(raw, &c); err != nil {
			return Change{}, assessments.Wrap(err, assessments.Invalid, "wire.thaw", "A change is not readable JSON.")
		}
	}
	if c.V > Format {
		return c, assessments.Errorf(assessments.TooNew, "wire.thaw", "A change was written by a newer Fieldfare (format %d); this one reads up to %d.", c.V, Format)
	}
	return c, nil
}
