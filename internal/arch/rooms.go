package arch

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Room is one row of the import table: a folder and the rooms it may import besides itself.
type Room struct {
	At       string   // the folder
	Sub      []string // the packages it may hold below itself; "*" means any
	May      []string // rooms it may import; "*" means any
	Never    []string // rooms it may not import even under "*"
	TestOnly bool     // only tests, and other rooms that are test only, may import it
	NoRoot   bool     // the folder itself holds no package
}

// Rooms is the import table of docs/architecture.md. Do not change this data to mend a build.
var Rooms = []Room{
	{At: "assessments", Sub: []string{"calendar", "clocks", "library", "measure", "practice", "service", "template", "wording"}},
	{At: "store", Sub: []string{"*"}, May: []string{"assessments", "sync/wire", "sync/merge"}},
	{At: "sync", NoRoot: true},
	{At: "sync/wire", May: []string{"assessments"}},
	{At: "sync/merge", May: []string{"assessments", "sync/wire"}},
	{At: "sync/courier", May: []string{"sync/wire", "sync/merge", "store", "assessments"}},
	{At: "sync/fleet", May: []string{"assessments", "sync/wire", "sync/courier", "store", "central", "internal/testkit"}, TestOnly: true},
	{At: "central", Sub: []string{"*"}, May: []string{"assessments", "sync/wire", "sync/merge", "reports", "assets"}},
	{At: "reports", Sub: []string{"layout", "pdf", "html", "docx", "sheet", "picture"}, May: []string{"assessments", "assets"}},
	{At: "app", Sub: []string{"*"}, May: []string{"assessments", "store", "sync/courier", "reports", "assets"}},
	{At: "assets"},
	{At: "cmd/fieldfare", May: []string{"*"}},
	{At: "cmd/fieldfare-central", May: []string{"*"}, Never: []string{"app"}},
	{At: "cmd/fieldfarectl", May: []string{"*"}, Never: []string{"app"}},
	{At: "internal/arch"},
	{At: "internal/testkit", Sub: []string{"expect", "shared"}, May: []string{"*"}, Never: []string{"app"}, TestOnly: true},
	{At: "e2e", Sub: []string{"*"}, May: []string{"*"}, TestOnly: true},
}

// testkit is open to the tests of every room.
const testkit = "internal/testkit"

// roomOf returns the room a folder belongs to: the row with the longest match that allows the folder.
func roomOf(rooms []Room, dir string) (Room, bool) {
	var best Room
	found := false
	for _, r := range rooms {
		if r.holds(dir) && len(r.At) >= len(best.At) {
			best, found = r, true
		}
	}
	return best, found
}

func (r Room) holds(dir string) bool {
	if dir == r.At {
		return !r.NoRoot
	}
	sub, ok := strings.CutPrefix(dir, r.At+"/")
	return ok && (slices.Contains(r.Sub, "*") || slices.Contains(r.Sub, sub))
}

// helper says whether a folder holds a package that helps tests, by the convention of the standard library: its name
// ends in test, as httptest's does.
func helper(dir string) bool { return strings.HasSuffix(path.Base(dir), "test") }

// Imports checks every import of a package of ours against the table, the imports of tests included.
func Imports(t *Tree, rooms []Room) []Breach {
	var out []Breach
	unlisted := map[string]bool{}
	for _, f := range t.Files {
		from, ok := roomOf(rooms, f.Dir)
		if !ok {
			if !unlisted[f.Dir] {
				out = append(out, Breach{f.Dir, "is not in the import table: put the package in a listed room"})
			}
			unlisted[f.Dir] = true
			continue
		}
		for _, im := range f.Imports {
			dir, ok := t.ours(im.Path)
			if !ok {
				continue
			}
			if helper(dir) && !f.Test && !helper(f.Dir) {
				out = append(out, Breach{fmt.Sprintf("%s:%d", f.Path, im.Line), dir + " helps tests: only tests import it"})
				continue
			}
			if why := from.refuses(rooms, dir, f.Test); why != "" {
				out = append(out, Breach{fmt.Sprintf("%s:%d", f.Path, im.Line), why})
			}
		}
	}
	return out
}

// refuses says why a file of the room may not import the package in dir, or nothing.
func (r Room) refuses(rooms []Room, dir string, test bool) string {
	to, ok := roomOf(rooms, dir)
	switch {
	case !ok:
		return dir + " is not in the import table"
	case to.At == r.At:
		return ""
	case to.At == testkit && test:
		return ""
	case to.TestOnly && !test && !r.TestOnly:
		return dir + " is for tests only"
	case slices.Contains(r.Never, to.At):
		return r.At + " may never import " + dir
	case !slices.Contains(r.May, to.At) && !slices.Contains(r.May, "*"):
		return r.At + " may not import " + dir
	}
	return ""
}

// Cycles finds circles of imports between packages of ours, tests left out (the compiler holds those), so that a
// circle is named before a build that half works hides it.
func Cycles(t *Tree) []Breach {
	edges := map[string][]string{}
	for _, f := range t.Files {
		for _, im := range f.Imports {
			if dir, ok := t.ours(im.Path); ok && !f.Test {
				edges[f.Dir] = append(edges[f.Dir], dir)
			}
		}
	}
	return circles(t.dirs(), edges)
}

// circles walks the graph depth first; a step onto the current path closes a circle.
func circles(nodes []string, edges map[string][]string) []Breach {
	var out []Breach
	done := map[string]bool{}
	var walk func(node string, trail []string)
	walk = func(node string, trail []string) {
		if i := slices.Index(trail, node); i >= 0 {
			out = append(out, Breach{node, "imports go in a circle: " + strings.Join(append(slices.Clone(trail[i:]), node), " -> ")})
			return
		}
		if done[node] {
			return
		}
		for _, next := range edges[node] {
			walk(next, append(slices.Clone(trail), node))
		}
		done[node] = true
	}
	for _, n := range nodes {
		walk(n, nil)
	}
	return out
}
