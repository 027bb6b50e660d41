package arch

import (
	"fmt"
	"go/ast"
	"path"
	"strings"
)

// Fence keeps a package that is not ours, and all below it, inside the rooms that are named. Tests obey it too.
type Fence struct {
	Path  string
	Rooms []string // folders; what lies below them is inside as well
	Why   string
}

// Fences are the packages that only some rooms may touch. The longest matching path decides.
var Fences = []Fence{
	{"fyne.io/fyne/v2/app", []string{"cmd/fieldfare"}, "only the app's main opens a real window; everything else must run without a display"},
	{"fyne.io", []string{"app", "cmd/fieldfare"}, "widgets live in app"},
	{"github.com/jung-kurt/gofpdf", []string{"reports/pdf"}, "one package speaks to the PDF library, so that it can be replaced"},
	{"github.com/xuri/excelize", []string{"reports/sheet"}, "one package speaks to the library of sheets, so that it can be replaced"},
	{"github.com/mattn/go-sqlite3", []string{"store", "central"}, "SQL lives in store and central"},
	{"github.com/jackc/pgx", []string{"central", "internal/testkit"}, "PostgreSQL is the central service's"},
	{"github.com/minio/minio-go", []string{"central/blob"}, "one file speaks to buckets, so that the library can be replaced"},
	{"github.com/coreos/go-oidc", []string{"central/sso"}, "one package speaks to the libraries of signing in, so that they can be replaced"},
	{"golang.org/x/oauth2", []string{"central/sso"}, "one package speaks to the libraries of signing in, so that they can be replaced"},
	{"database/sql", []string{"store", "central", "internal/testkit"}, "SQL lives in store and central"},
}

// bareRooms import the standard library and nothing else.
var bareRooms = []string{"assessments", "assets", "internal/arch"}

// bareExcept are the packages of bare rooms that may read TOML.
var bareExcept = map[string]string{
	"assessments/clocks":   "github.com/pelletier/go-toml/v2",
	"assessments/library":  "github.com/pelletier/go-toml/v2",
	"assessments/service":  "github.com/pelletier/go-toml/v2",
	"assessments/template": "github.com/pelletier/go-toml/v2",
}

// Fenced checks the imports of packages that are not ours: the fences, and the rooms that keep to the standard
// library. Test files of bare rooms may use go-cmp, which only compares.
func Fenced(t *Tree, fences []Fence) []Breach {
	var out []Breach
	for _, f := range t.Files {
		for _, im := range f.Imports {
			if _, ok := t.ours(im.Path); ok {
				continue
			}
			where := fmt.Sprintf("%s:%d", f.Path, im.Line)
			if fence, ok := fenceOf(fences, im.Path); ok && !anyWithin(f.Dir, fence.Rooms) {
				out = append(out, Breach{where, fmt.Sprintf("imports %s, kept to %s: %s", im.Path, strings.Join(fence.Rooms, ", "), fence.Why)})
				continue
			}
			if anyWithin(f.Dir, bareRooms) && !standard(im.Path) && im.Path != bareExcept[f.Dir] && (!f.Test || im.Path != "github.com/google/go-cmp/cmp") {
				out = append(out, Breach{where, "imports " + im.Path + ": this room keeps to the standard library"})
			}
		}
	}
	return out
}

func fenceOf(fences []Fence, importPath string) (Fence, bool) {
	var best Fence
	for _, f := range fences {
		if within(importPath, f.Path) && len(f.Path) > len(best.Path) {
			best = f
		}
	}
	return best, best.Path != ""
}

func anyWithin(dir string, tops []string) bool {
	for _, top := range tops {
		if within(dir, top) {
			return true
		}
	}
	return false
}

// standard says whether an import path is of the standard library: its first element has no dot.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// Models checks that a screen's model.go knows no widget and starts no goroutine: it must be testable as plain values.
func Models(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.Files {
		if path.Base(f.Path) != "model.go" || !within(f.Dir, "app") {
			continue
		}
		for _, im := range f.Imports {
			if within(im.Path, "fyne.io") {
				out = append(out, Breach{fmt.Sprintf("%s:%d", f.Path, im.Line), "a model.go imports no Fyne: move the widget to screen.go"})
			}
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok {
				out = append(out, Breach{t.at(f, g), "a model.go starts no goroutine: slow work goes through kit.Load"})
			}
			return true
		})
	}
	return out
}
