package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strings"
)

// PackageComments checks that every package has exactly one comment, in one file, that begins the standard way. A
// package of tests only carries it in a test file.
func PackageComments(t *Tree) []Breach {
	var out []Breach
	for _, dir := range t.dirs() {
		name, docs, places := t.packageDocs(dir)
		switch {
		case len(docs) == 0:
			out = append(out, Breach{dir, "package " + name + " has no comment that defines its words"})
		case len(docs) > 1:
			out = append(out, Breach{dir, fmt.Sprintf("package %s has %d comments (%s): keep one", name, len(docs), strings.Join(places, ", "))})
		case name != "main" && !strings.HasPrefix(docs[0], "Package "+name+" "):
			out = append(out, Breach{places[0], "the package comment begins \"Package " + name + " \""})
		}
	}
	return out
}

func (t *Tree) packageDocs(dir string) (name string, docs, places []string) {
	onlyTests := true
	for _, f := range t.Files {
		onlyTests = onlyTests && (f.Dir != dir || f.Test)
	}
	for _, f := range t.Files {
		if f.Dir != dir || f.Test != onlyTests {
			continue
		}
		name = f.Package
		if f.Syntax.Doc != nil {
			docs, places = append(docs, f.Syntax.Doc.Text()), append(places, f.Path)
		}
	}
	return name, docs, places
}

// Exported checks that every exported name of a package has a comment. One comment on a group of constants or
// variables speaks for the group; methods that only fulfil a well-known interface are named well enough.
func Exported(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.written() {
		if f.Package == "main" {
			continue
		}
		for _, d := range f.Syntax.Decls {
			if name, bare := bareExport(d); bare {
				out = append(out, Breach{t.at(f, d), name + " is exported and has no comment"})
			}
		}
	}
	return out
}

// bareExport returns an exported name in the declaration that no comment speaks for.
func bareExport(d ast.Decl) (string, bool) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Name.Name, d.Doc == nil && d.Name.IsExported() && exportedReceiver(d)
	case *ast.GenDecl:
		if d.Doc != nil || d.Tok == token.IMPORT {
			return "", false
		}
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if s.Doc == nil && s.Comment == nil && s.Name.IsExported() {
					return s.Name.Name, true
				}
			case *ast.ValueSpec:
				if s.Doc == nil && s.Comment == nil && s.Names[0].IsExported() {
					return s.Names[0].Name, true
				}
			}
		}
	}
	return "", false
}

// wellKnown are the methods whose meaning the standard library or Fyne fixes.
var wellKnown = regexp.MustCompile(`^(String|Error|Unwrap|Is|As|LogValue|Len|Less|Swap|(Unm|M)arshal(JSON|Text|Binary|JSONTo|JSONFrom)|Read|Write|Close|ServeHTTP|` +
	`CreateRenderer|Layout|MinSize|Refresh|Objects|Destroy|Tapped|TappedSecondary|Focus(Gained|Lost)|Typed(Rune|Key|Shortcut)|Dragged|DragEnd|Scrolled|Mouse(In|Out|Moved|Down|Up)|Cursor|Hide|Show|Move|Resize|Visible|Enable|Disable|Disabled|Color|Font|Icon|Size)$`)

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	if wellKnown.MatchString(d.Name.Name) {
		return false
	}
	x := d.Recv.List[0].Type
	for {
		switch e := x.(type) {
		case *ast.StarExpr:
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.IndexListExpr:
			x = e.X
		case *ast.Ident:
			return e.IsExported()
		default:
			return true
		}
	}
}

var unfinished = regexp.MustCompile(`(?i)\b(TODO|FIXME|XXX|coming soon|not implemented yet)\b`)

// Unfinished finds comments that promise work instead of doing it.
func Unfinished(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.Files {
		for _, g := range f.Syntax.Comments {
			for _, c := range g.List {
				if m := unfinished.FindString(c.Text); m != "" {
					out = append(out, Breach{t.at(f, c), "a comment says " + m + ": do it, or write an issue"})
				}
			}
		}
	}
	return out
}
