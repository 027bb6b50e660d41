package assessments

import (
	"bytes"
	"encoding/json"
	"io"
	"sort"
)

// BundleVersion is the version of the record bundle that this program reads and writes.
const BundleVersion = 1

// A Bundle is a set of records as one file: what `fieldfarectl import` takes and `export` gives.
type Bundle struct {
	Bundle  int
	Tenant  string
	Records []Record
}

// flat is a record as it stands in a bundle: its scope is "child", "setting" or, for the team, neither.
type flat struct {
	ID      ID     `json:"id"`
	Kind    Kind   `json:"kind"`
	Child   ID     `json:"child,omitempty"`
	Setting ID     `json:"setting,omitempty"`
	Fields  Fields `json:"fields"`
}

// Write writes the bundle in its one canonical form: records by id, fields by name, values as Canonical has them, fields
// that hold nothing left out, two spaces a level. The same state gives the same bytes on every device.
func (b Bundle) Write(w io.Writer) error {
	const op = "bundle.write"
	out := struct {
		Bundle  int    `json:"bundle"`
		Tenant  string `json:"tenant,omitempty"`
		Records []flat `json:"records"`
	}{BundleVersion, b.Tenant, make([]flat, 0, len(b.Records))}
	for _, r := range b.Records {
		f, err := flatten(r)
		if err != nil {
			return err
		}
		out.Records = append(out.Records, f)
	}
	sort.Slice(out.Records, func(i, j int) bool { return out.Records[i].ID < out.Records[j].ID })
	for i := 1; i < len(out.Records); i++ {
		if out.Records[i].ID == out.Records[i-1].ID {
			return Errorf(Invalid, op, "Two records have the id %s; a bundle holds each record once.", out.Records[i].ID)
		}
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, marshal(out), "", "  "); err != nil {
		return Wrap(err, Internal, op, "")
	}
	indented.WriteByte('\n')
	if _, err := w.Write(indented.Bytes()); err != nil {
		return Wrap(err, Unavailable, op, "The file could not be written. Check that there is room on the disk, then try again.")
	}
	return nil
}

func flatten(r Record) (flat, error) {
	f := flat{ID: r.ID, Kind: r.Kind, Fields: Fields{}}
	switch r.Scope.Type {
	case ScopeChild:
		f.Child = r.Scope.ID
	case ScopeSetting:
		f.Setting = r.Scope.ID
	}
	for name, raw := range r.Fields {
		if isNull(raw) {
			continue
		}
		value, err := Canonical(raw)
		if err != nil {
			return f, Wrap(err, Damaged, "bundle.write", "A field of record "+r.ID.Short()+" is not readable; run verify.")
		}
		f.Fields[name] = value
	}
	return f, nil
}
