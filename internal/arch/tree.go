package arch

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Tree is the module's Go files and the file system they stand in.
type Tree struct {
	Module string // module path of the root go.mod
	FS     fs.FS
	Files  []*File
	fset   *token.FileSet
}

// File is one parsed Go file. Path and Dir are slash paths from the root of the module.
type File struct {
	Path, Dir string
	Package   string // the name in the package clause
	Test      bool   // named *_test.go
	Generated bool   // carries the standard "Code generated" line
	Lines     int
	Imports   []Import
	Syntax    *ast.File
}

// Import is one import of a File.
type Import struct {
	Path string
	Line int
}

// Breach is a broken rule: where, and what is wrong in words that say how to mend it.
type Breach struct {
	Where string // a path, with ":line" where there is one
	Why   string
}

// String returns the breach on one line.
func (b Breach) String() string { return b.Where + ": " + b.Why }

// Read parses every Go file under fsys. Folders that hold a module of their own, test data, and folders whose name
// starts with a dot or an underscore are not part of the tree; out and bin hold what the build makes.
func Read(fsys fs.FS) (*Tree, error) {
	mod, err := fs.ReadFile(fsys, "go.mod")
	if err != nil {
		return nil, fmt.Errorf("read the module file: %w", err)
	}
	t := &Tree{FS: fsys, fset: token.NewFileSet()}
	t.Module = strings.TrimSpace(strings.TrimPrefix(strings.SplitN(string(mod), "\n", 2)[0], "module "))
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return t.enter(name)
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		return t.add(name)
	})
	return t, err
}

// enter decides whether the walk goes into a folder.
func (t *Tree) enter(name string) error {
	if name == "." {
		return nil
	}
	base := path.Base(name)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || name == "out" || name == "bin" {
		return fs.SkipDir
	}
	if _, err := fs.Stat(t.FS, path.Join(name, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

func (t *Tree) add(name string) error {
	src, err := fs.ReadFile(t.FS, name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	syntax, err := parser.ParseFile(t.fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("parse: %w", err)
	}
	f := &File{
		Path: name, Dir: path.Dir(name), Package: syntax.Name.Name, Syntax: syntax,
		Test: strings.HasSuffix(name, "_test.go"), Generated: ast.IsGenerated(syntax), Lines: bytes.Count(src, []byte("\n")),
	}
	for _, spec := range syntax.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return fmt.Errorf("%s: import %s: %w", name, spec.Path.Value, err)
		}
		f.Imports = append(f.Imports, Import{Path: p, Line: t.line(spec)})
	}
	t.Files = append(t.Files, f)
	return nil
}

func (t *Tree) line(n ast.Node) int { return t.fset.Position(n.Pos()).Line }

// at names a place in a file.
func (t *Tree) at(f *File, n ast.Node) string { return fmt.Sprintf("%s:%d", f.Path, t.line(n)) }

// ours returns the folder of an imported package of this module, and whether it is one.
func (t *Tree) ours(importPath string) (string, bool) {
	if importPath == t.Module {
		return ".", true
	}
	return strings.CutPrefix(importPath, t.Module+"/")
}

// dirs returns every folder with Go files, in order.
func (t *Tree) dirs() []string {
	var all []string
	for _, f := range t.Files {
		all = append(all, f.Dir)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// within says whether dir is top or lies below it.
func within(dir, top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") }
