package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// sorted returns a map's keys in order, so that nothing depends on Go's order of maps.
func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// jsonOf writes a text or a list of texts without escaping <, > and &.
func jsonOf(v any) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("store: a text cannot be written as JSON: " + err.Error()) // texts and lists of texts always can
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// asRecord is a record as composed, or an empty one of the draft's kind where there is none.
func asRecord(id assessments.ID, c *composed, d Draft) assessments.Record {
	if c.head == nil {
		return assessments.Record{ID: id, Kind: d.Kind, Scope: d.Scope}
	}
	return c.head.AsRecord()
}

// newProblems are the problems of now that before did not have already: an old mistake elsewhere in a record must not stop a
// new sentence from being saved. An empty before counts as having none.
func newProblems(before, now assessments.Record) assessments.Problems {
	probs := assessments.Check(now)
	if len(probs) == 0 || len(before.Fields) == 0 {
		return probs
	}
	had := map[assessments.Problem]bool{}
	for _, p := range assessments.Check(before) {
		had[p] = true
	}
	var fresh assessments.Problems
	for _, p := range probs {
		if !had[p] {
			fresh = append(fresh, p)
		}
	}
	return fresh
}
