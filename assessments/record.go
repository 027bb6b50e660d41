package assessments

import (
	"encoding/json"
	"log/slog"
	"sort"
	"strings"
)

// Kind names a kind of record. Kinds are stable: they travel on the wire and are never renamed.
type Kind string

// ScopeType says whose key seals a record and whose grants show it.
type ScopeType string

// The scopes. A team record belongs to no child and no place: every therapist of the service holds it.
const (
	ScopeChild   ScopeType = "child"
	ScopeSetting ScopeType = "setting"
	ScopeTeam    ScopeType = "team"
)

// A Scope is where a record belongs: one child, one setting, or the team (then ID is empty).
type Scope struct {
	Type ScopeType `json:"type"`
	ID   ID        `json:"id,omitempty"`
}

// ChildScope, SettingScope and TeamScope make the three scopes.
func ChildScope(id ID) Scope { return Scope{ScopeChild, id} }

// SettingScope is the scope of one school, home area or clinic.
func SettingScope(id ID) Scope { return Scope{ScopeSetting, id} }

// TeamScope is the scope that every therapist of the service holds.
func TeamScope() Scope { return Scope{Type: ScopeTeam} }

// Key returns the scope as one string: "child/…", "setting/…" or "team".
func (s Scope) Key() string {
	if s.Type == ScopeTeam {
		return string(ScopeTeam)
	}
	return string(s.Type) + "/" + string(s.ID)
}

// ParseScope reads what Key wrote; ok is false for anything else.
func ParseScope(key string) (s Scope, ok bool) {
	if key == string(ScopeTeam) {
		return TeamScope(), true
	}
	kind, id, _ := strings.Cut(key, "/")
	s = Scope{Type: ScopeType(kind), ID: ID(id)}
	return s, (s.Type == ScopeChild || s.Type == ScopeSetting) && s.ID.Valid()
}

// Fields are a record's values by field name, each as JSON. Fields that this program does not know are kept untouched.
type Fields map[string]json.RawMessage

// Names returns the field names in order.
func (f Fields) Names() []string {
	names := make([]string, 0, len(f))
	for n := range f {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Clone returns a copy whose map is its own; the values are shared and never changed in place.
func (f Fields) Clone() Fields {
	c := make(Fields, len(f))
	for n, v := range f {
		c[n] = v
	}
	return c
}

// A Record is one thing that is recorded. Meta is what the store knows of it and is never part of what is written.
type Record struct {
	ID     ID     `json:"id"`
	Kind   Kind   `json:"kind"`
	Scope  Scope  `json:"scope"`
	Fields Fields `json:"fields"`
	Meta   Meta   `json:"-"`
}

// Meta is a record's state on this device: the sequence the service gave its newest confirmed change (0: none yet), how
// many changes have not been confirmed, whether it is signed, and which fields are in an open conflict.
type Meta struct {
	Seq       uint64
	Unsent    int
	Signed    *Signing
	Conflicts []string
}

// A Signing is who locked a record, when, and the SHA-256 (hex) of the content they saw.
type Signing struct {
	By   ID     `json:"by"`
	At   string `json:"at"` // RFC 3339, UTC
	Hash string `json:"hash"`
}

// LogValue prints the id only: a record's kind and fields are a child's.
func (r Record) LogValue() slog.Value { return slog.StringValue(string(r.ID)) }

// An Edit is what a person did to one record: the fields they set (JSON null clears one). Op "" sets fields.
type Edit struct {
	Record ID
	Kind   Kind
	Scope  Scope
	Op     Op
	Set    Fields
}

// Inverse is the edit that puts the fields of e back to what they were in a record, and nothing else.
func (e Edit) Inverse(was Record) Edit {
	back := Edit{Record: e.Record, Kind: e.Kind, Scope: e.Scope, Op: e.Op, Set: Fields{}}
	for name := range e.Set {
		if v, ok := was.Fields[name]; ok {
			back.Set[name] = v
		} else {
			back.Set[name] = []byte("null")
		}
	}
	return back
}

// Op is what an edit does. Like kinds, ops travel and are never renamed.
type Op string

// The operations: set fields; sign the content as seen (Set holds "hash", "by", "at"); resolve an open conflict by naming its
// siblings (Set holds the chosen value of the one field, Names the changes it settles travel beside it).
const (
	OpSet     Op = "set"
	OpSign    Op = "sign"
	OpResolve Op = "resolve"
)

// MaxField is the largest a single field may be, in bytes of JSON: 256 KiB. Larger pastes and imports are refused.
const MaxField = 256 << 10
