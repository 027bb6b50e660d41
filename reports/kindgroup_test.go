package reports

import "testing"

// TestKindGroups: no kind can be written that nobody can find.
func TestKindGroups(t *testing.T) {
	seen := map[Kind]int{}
	for _, g := range KindGroups() {
		if g.Title == "Other" {
			t.Errorf("%v stand under no heading: add them to groupOf", g.Kinds)
		}
		for _, info := range g.Kinds {
			seen[info.Kind]++
		}
	}
	for _, info := range Kinds() {
		if seen[info.Kind] != 1 {
			t.Errorf("%s stands in the list %d times", info.Kind, seen[info.Kind])
		}
	}
}
