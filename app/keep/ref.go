package keep

import (
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Ref names a record well enough to make it.
type Ref struct {
	ID    assessments.ID
	Kind  assessments.Kind
	Scope assessments.Scope
}

// RefOf is the Ref of a record that exists.
func RefOf(r assessments.Record) Ref { return Ref{r.ID, r.Kind, r.Scope} }

// slot is one field of one record.
type slot struct {
	ref   Ref
	field string
}

// sortedSlots fixes the order of writing, so that the same typing gives the same journal.
func sortedSlots(m map[slot]string) []slot {
	out := make([]slot, 0, len(m))
	for at := range m {
		out = append(out, at)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		return a.ref.ID < b.ref.ID || a.ref.ID == b.ref.ID && a.field < b.field
	})
	return out
}
