package arch

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// plant builds a small tree from path, text pairs and reads it.
func plant(t *testing.T, pairs ...string) *Tree {
	t.Helper()
	fsys := fstest.MapFS{"go.mod": {Data: []byte("module example.org/house\n\ngo 1.26\n\nrequire (\n\tgithub.com/direct/one v1.0.0\n\tgithub.com/hidden/two v1.0.0 // indirect\n\tgithub.com/quiet/three v1.0.0 // indirect\n)\n")}}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	tree, err := Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// pkg writes a Go file that imports the given paths for nothing but the import.
func pkg(name string, imports ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "// Package %s is planted.\npackage %s\n", name, name)
	for _, im := range imports {
		fmt.Fprintf(&b, "import _ %q\n", im)
	}
	return b.String()
}

const us = "example.org/house/"

// hazard is one of a log, without its tests.
const hazard = "### H1. A\n\n- Effect: b.\n- Causes: c.\n- Controls: d.\n- Left to the service: e.\n"

// TestPlanted plants one violation of each rule, and beside it the nearest thing that is allowed.
func TestPlanted(t *testing.T) {
	imports := func(t *Tree) []Breach { return Imports(t, Rooms) }
	fenced := func(t *Tree) []Breach { return Fenced(t, Fences) }
	papers := func(tree *Tree) []Breach { return must(t)(Papers(tree)) }
	links := func(tree *Tree) []Breach { return must(t)(Links(tree)) }
	cases := []struct {
		name  string
		check func(*Tree) []Breach
		tree  []string
		want  string // where the one breach is; empty for none
	}{
		{"store may import the domain", imports, []string{"store/a.go", pkg("store", us+"assessments/measure")}, ""},
		{"store may not import reports", imports, []string{"store/a.go", pkg("store", us+"reports")}, "store/a.go:3"},
		{"reports may not import store, even a test", imports, []string{"reports/a_test.go", pkg("reports", us+"store")}, "reports/a_test.go:3"},
		{"merge may import wire", imports, []string{"sync/merge/a.go", pkg("merge", us+"sync/wire")}, ""},
		{"wire may not import merge", imports, []string{"sync/wire/a.go", pkg("wire", us+"sync/merge")}, "sync/wire/a.go:3"},
		{"the domain imports nothing of ours", imports, []string{"assessments/a.go", pkg("assessments", us+"assets")}, "assessments/a.go:3"},
		{"the companion may not import app", imports, []string{"cmd/fieldfarectl/a.go", pkg("main", us+"app/kit")}, "cmd/fieldfarectl/a.go:3"},
		{"the companion may import central", imports, []string{"cmd/fieldfarectl/a.go", pkg("main", us+"central")}, ""},
		{"a test may import testkit", imports, []string{"store/a_test.go", pkg("store_test", us+"internal/testkit")}, ""},
		{"code may not import testkit", imports, []string{"cmd/fieldfare/a.go", pkg("main", us+"internal/testkit")}, "cmd/fieldfare/a.go:3"},
		{"fleet may import testkit", imports, []string{"sync/fleet/a.go", pkg("fleet", us+"internal/testkit")}, ""},
		{"code may not import a helper of tests", imports, []string{"app/a.go", pkg("app", us+"app/kit/kittest")}, "app/a.go:3"},
		{"a test may import a helper of tests", imports, []string{"app/a_test.go", pkg("app", us+"app/kit/kittest")}, ""},
		{"a new room is refused", imports, []string{"helpers/a.go", pkg("helpers")}, "helpers"},
		{"a new package in the domain is refused", imports, []string{"assessments/misc/a.go", pkg("misc")}, "assessments/misc"},
		{"a package at the root is refused", imports, []string{"a.go", pkg("main")}, "."},
		{"an import of an unlisted package", imports, []string{"app/a.go", pkg("app", us+"helpers")}, "app/a.go:3"},
		{"a circle", Cycles, []string{"app/a/a.go", pkg("a", us+"app/b"), "app/b/b.go", pkg("b", us+"app/a")}, "app/a"},
		{"no circle through a test", Cycles, []string{"app/a/a.go", pkg("a", us+"app/b"), "app/b/b_test.go", pkg("b_test", us+"app/a")}, ""},
		{"a real window in a feature", fenced, []string{"app/today/screen.go", pkg("today", "fyne.io/fyne/v2/app")}, "app/today/screen.go:3"},
		{"a real window in main", fenced, []string{"cmd/fieldfare/main.go", pkg("main", "fyne.io/fyne/v2/app")}, ""},
		{"a widget in a report", fenced, []string{"reports/a.go", pkg("reports", "fyne.io/fyne/v2/widget")}, "reports/a.go:3"},
		{"the PDF library in layout", fenced, []string{"reports/layout/a.go", pkg("layout", "github.com/jung-kurt/gofpdf")}, "reports/layout/a.go:3"},
		{"the PDF library in its place", fenced, []string{"reports/pdf/a.go", pkg("pdf", "github.com/jung-kurt/gofpdf")}, ""},
		{"a driver in courier", fenced, []string{"sync/courier/a.go", pkg("courier", "github.com/mattn/go-sqlite3")}, "sync/courier/a.go:3"},
		{"PostgreSQL on the device", fenced, []string{"store/a.go", pkg("store", "github.com/jackc/pgx/v5")}, "store/a.go:3"},
		{"PostgreSQL below central", fenced, []string{"central/ledger/a.go", pkg("ledger", "github.com/jackc/pgx/v5/pgxpool")}, ""},
		{"SQL in app", fenced, []string{"app/a.go", pkg("app", "database/sql")}, "app/a.go:3"},
		{"a foreign package in the domain", fenced, []string{"assessments/a.go", pkg("assessments", "github.com/google/uuid")}, "assessments/a.go:3"},
		{"TOML where the domain reads it", fenced, []string{"assessments/service/a.go", pkg("service", "github.com/pelletier/go-toml/v2")}, ""},
		{"TOML elsewhere in the domain", fenced, []string{"assessments/measure/a.go", pkg("measure", "github.com/pelletier/go-toml/v2")}, "assessments/measure/a.go:3"},
		{"a widget in a model", Models, []string{"app/goals/model.go", pkg("goals", "fyne.io/fyne/v2")}, "app/goals/model.go:3"},
		{"a goroutine in a model", Models, []string{"app/goals/model.go", "package goals\n\nfunc f() { go f() }\n"}, "app/goals/model.go:3"},
		{"a widget in a screen", Models, []string{"app/goals/screen.go", pkg("goals", "fyne.io/fyne/v2")}, ""},
		{"the clock in the domain", Pure, []string{"assessments/a.go", "package assessments\n\nimport \"time\"\n\nvar now = time.Now\n"}, "assessments/a.go:5"},
		{"the disk in merge", Pure, []string{"sync/merge/a.go", pkg("merge", "os")}, "sync/merge/a.go:3"},
		{"test data in a pure room's test", Pure, []string{"sync/merge/a_test.go", pkg("merge", "os")}, ""},
		{"the environment in store", Environment, []string{"store/a.go", "package store\n\nimport \"os\"\n\nvar home = os.Getenv(\"HOME\")\n"}, "store/a.go:5"},
		{"the environment in a helper of tests", Environment, []string{"app/kit/kittest/a.go", "package kittest\n\nimport \"os\"\n\nvar home = os.Getenv(\"HOME\")\n"}, ""},
		{"the environment in cmd", Environment, []string{"cmd/fieldfare/a.go", "package main\n\nimport \"os\"\n\nvar home = os.Getenv(\"HOME\")\n"}, ""},
		{"a test that skips", Skips, []string{"store/a_test.go", "package store\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) { t.Skip() }\n"}, "store/a_test.go:5"},
		{"a test app that nobody watches", Watched, []string{"app/a_test.go", "package app\n\nimport \"fyne.io/fyne/v2/test\"\n\nvar a = test.NewApp()\n"}, "app/a_test.go:5"},
		{"the test app that looks", Watched, []string{"app/kit/kittest/a.go", "package kittest\n\nimport \"fyne.io/fyne/v2/test\"\n\nvar a = test.NewApp()\n"}, ""},
		{"a file at the cap", Size, []string{"a/a.go", long(300), "a/b.go", pkg("a"), "a/c.go", pkg("a")}, ""},
		{"a file over the cap", Size, []string{"a/a.go", long(301), "a/b.go", pkg("a"), "a/c.go", pkg("a")}, "a/a.go"},
		{"a generated file over the cap", Size, []string{"a/a.go", "// Code generated by hand. DO NOT EDIT.\n" + long(400)}, ""},
		{"a test over the cap", Size, []string{"a/a_test.go", long(400)}, ""},
		{"a mean over the cap", Size, []string{"a/a.go", long(200), "a/b.go", long(200)}, "."},
		{"no package comment", PackageComments, []string{"a/a.go", "package a\n"}, "a"},
		{"two package comments", PackageComments, []string{"a/a.go", pkg("a"), "a/b.go", pkg("a")}, "a"},
		{"a package comment with another beginning", PackageComments, []string{"a/a.go", "// This is a.\npackage a\n"}, "a/a.go"},
		{"a package of tests only", PackageComments, []string{"e2e/a_test.go", pkg("e2e"), "e2e/b_test.go", "package e2e\n"}, ""},
		{"an exported name without a comment", Exported, []string{"a/a.go", "package a\n\nfunc Open() {}\n"}, "a/a.go:3"},
		{"an exported type without a comment", Exported, []string{"a/a.go", "package a\n\ntype Thing struct{}\n"}, "a/a.go:3"},
		{"a method of a hidden type", Exported, []string{"a/a.go", "package a\n\ntype thing struct{}\n\nfunc (t *thing) Open() {}\n"}, ""},
		{"one comment for a group", Exported, []string{"a/a.go", "package a\n\n// Sides.\nconst (\n\tLeft = 1\n\tRight = 2\n)\n"}, ""},
		{"a promise", Unfinished, []string{"a/a.go", "package a\n\n// TODO: later\n"}, "a/a.go:3"},
		{"a package called sync", SyncFolder, []string{"sync/a.go", pkg("sync")}, "sync/a.go"},
		{"a direct dependency without a line", Dependencies, []string{"docs/dependencies.md", "nothing"}, "docs/dependencies.md"},
		{"a direct dependency with a line", Dependencies, []string{"docs/dependencies.md", "`github.com/direct/one`"}, ""},
		{"an imported one marked indirect", Dependencies, []string{"docs/dependencies.md", "`github.com/direct/one`", "a/a.go", pkg("a", "github.com/hidden/two/sub")}, "docs/dependencies.md"},
		{"SQL without a comment", papers, []string{"store/schema/0001_a.sql", "CREATE TABLE a (b TEXT) STRICT;\n"}, "store/schema/0001_a.sql"},
		{"SQL with a comment", papers, []string{"store/schema/0001_a.sql", "\n-- what it holds\nCREATE TABLE a (b TEXT) STRICT;\n"}, ""},
		{"a decision without consequences", papers, []string{"docs/adr/0001-a.md", "# A\n\n## Context\n\n## Decision\n"}, "docs/adr/0001-a.md"},
		{"a changelog entry of no sort", papers, []string{"changelog/unreleased/a.md", "Sync works\n"}, "changelog/unreleased/a.md"},
		{"a program that a build left behind", papers, []string{"fieldfare-central", "\x7fELF\x02\x01"}, "fieldfare-central"},
		{"a file of words without an ending", papers, []string{"Makefile", "help: ## this list\n"}, ""},
		{"a dead link", links, []string{"docs/a.md", "see [b](b.md#top)\n"}, "docs/a.md"},
		{"a picture that is not among those drawn", links, []string{"a.md", "![x](docs/pictures/x.png)", "docs/pictures/y.png", ""}, "a.md"},
		{"a picture before any is drawn", links, []string{"a.md", "![x](docs/pictures/x.png)"}, ""},
		{"a hazard whose test is gone", Hazards, []string{hazardLog, hazard + "- Tests: `TestGone`.\n", "a/a_test.go", "package a\n\nfunc TestThere() {}\n"}, hazardLog},
		{"a hazard without a test", Hazards, []string{hazardLog, hazard + "- Tests: none.\n"}, hazardLog},
		{"a hazard that leaves out a part", Hazards, []string{hazardLog, "### H1. A\n\n- Effect: b.\n- Causes: c.\n- Tests: `TestThere`.\n- Left to the service: d.\n",
			"a/a_test.go", "package a\n\nfunc TestThere() {}\n"}, hazardLog},
		{"a hazard with its test", Hazards, []string{hazardLog, hazard + "- Tests: `TestThere`.\n", "a/a_test.go", "package a\n\nfunc TestThere() {}\n"}, ""},
		{"a live link and one to the web", links, []string{"docs/a.md", "see [b](../b.md#top) and [w](https://example.org/x)\n", "b.md", ""}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := c.check(plant(t, c.tree...))
			if c.want == "" && len(got) != 0 {
				t.Errorf("want no breach, got %v", got)
			}
			if c.want != "" && (len(got) != 1 || got[0].Where != c.want) {
				t.Errorf("want one breach at %s, got %v", c.want, got)
			}
		})
	}
}

// TestRead_Leaves checks what is not part of the tree: other modules, test data, what the build makes.
func TestRead_Leaves(t *testing.T) {
	tree := plant(t, "bench/go.mod", "module b\n", "bench/a.go", pkg("b"), "store/testdata/a.go", "not go",
		"out/a.go", "not go", ".cache/a.go", "not go", "_old/a.go", "not go", "store/a.go", pkg("store"))
	if len(tree.Files) != 1 || tree.Files[0].Path != "store/a.go" {
		t.Errorf("want store/a.go alone, got %d files", len(tree.Files))
	}
}

func must(t *testing.T) func([]Breach, error) []Breach {
	return func(b []Breach, err error) []Breach {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}

func long(lines int) string {
	return "package a\n" + strings.Repeat("\n", lines-1)
}
