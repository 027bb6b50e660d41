package arch

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// house reads the whole module once: the tests below look at the real tree.
func house(t *testing.T) *Tree {
	t.Helper()
	tree, err := Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Files) < 10 {
		t.Fatalf("read only %d Go files: the walk has lost its way", len(tree.Files))
	}
	return tree
}

// TestHouse holds every rule over the real tree.
func TestHouse(t *testing.T) {
	tree := house(t)
	papers, err := Papers(tree)
	if err != nil {
		t.Fatal(err)
	}
	links, err := Links(tree)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range []struct {
		name     string
		breaches []Breach
	}{
		{"imports", Imports(tree, Rooms)},
		{"cycles", Cycles(tree)},
		{"fences", Fenced(tree, Fences)},
		{"models", Models(tree)},
		{"pure", Pure(tree)},
		{"environment", Environment(tree)},
		{"skips", Skips(tree)},
		{"watched", Watched(tree)},
		{"size", Size(tree)},
		{"package comments", PackageComments(tree)},
		{"exported", Exported(tree)},
		{"unfinished", Unfinished(tree)},
		{"sync folder", SyncFolder(tree)},
		{"dependencies", Dependencies(tree)},
		{"hazards", Hazards(tree)},
		{"papers", papers},
		{"links", links},
	} {
		t.Run(rule.name, func(t *testing.T) {
			for _, b := range rule.breaches {
				t.Error(b)
			}
		})
	}
}

// TestRoomsHaveNoCircle holds the table itself: a circle between rooms would let one grow between packages.
func TestRoomsHaveNoCircle(t *testing.T) {
	edges := map[string][]string{}
	var names []string
	for _, r := range Rooms {
		names = append(names, r.At)
		for _, may := range r.May {
			if may != "*" {
				edges[r.At] = append(edges[r.At], may)
			}
		}
	}
	for _, b := range circles(names, edges) {
		t.Error(b)
	}
}

// TestSizes prints what a newcomer asks first: how big is it.
func TestSizes(t *testing.T) {
	m := Sizes(house(t))
	t.Logf("%d files, %d lines: mean %d, median %d, nine tenths under %d, longest %d; comments %.2f",
		m.Files, m.Lines, m.Mean, m.Median, m.P90, m.Longest, m.Comments)
	if m.Mean == 0 || m.Longest < m.P90 || m.P90 < m.Median {
		t.Errorf("the measure contradicts itself: %+v", m)
	}
}

// TestRoomsAreWritten holds the table of docs/architecture.md to the table of this package: each room has its row, and
// the row names every room it may import.
func TestRoomsAreWritten(t *testing.T) {
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) == 5 {
			rows[strings.Trim(cells[1], " `")] = cells[3]
		}
	}
	for _, r := range Rooms {
		may, ok := rows[r.At]
		if !ok {
			t.Errorf("%s has no row in docs/architecture.md", r.At)
		}
		for _, m := range slices.Concat(r.May, r.Never) {
			if m != "*" && !strings.Contains(may, "`"+m+"`") {
				t.Errorf("the row of %s does not name %s", r.At, m)
			}
		}
	}
}
