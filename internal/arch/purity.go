package arch

import (
	"fmt"
	"go/ast"
	"slices"
)

// pureRooms decide and describe; they touch no disk, no network, no clock and no chance. Time, ids and randomness are
// given to them.
var pureRooms = []string{"assessments", "sync/wire", "sync/merge"}

// impure are the standard packages that reach outside a pure function.
var impure = []string{
	"os", "os/exec", "os/signal", "os/user", "net", "net/http", "syscall", "math/rand", "math/rand/v2", "crypto/rand", "log",
}

// clockCalls are the functions of package time that read or wait for the clock.
var clockCalls = []string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc"}

// envCalls are the functions of package os that read the environment.
var envCalls = []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv"}

// Pure checks that the pure rooms stay pure. Their tests may read test data and seed their own chance.
func Pure(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.Files {
		if f.Test || !anyWithin(f.Dir, pureRooms) {
			continue
		}
		for _, im := range f.Imports {
			if slices.Contains(impure, im.Path) {
				out = append(out, Breach{fmt.Sprintf("%s:%d", f.Path, im.Line), "imports " + im.Path + ": this room is pure, take the value as an argument"})
			}
		}
		out = append(out, t.calls(f, "time", clockCalls, "this room is pure, take the time as an argument")...)
	}
	return out
}

// Environment checks that nothing below cmd reads the environment: configuration is a struct filled in cmd.
func Environment(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.Files {
		if f.Test || helper(f.Dir) || anyWithin(f.Dir, []string{"cmd", "e2e", testkit}) {
			continue
		}
		out = append(out, t.calls(f, "os", envCalls, "only cmd reads the environment: take a value from the configuration")...)
	}
	return out
}

// calls finds uses of pkg.Name in a file for the names given. It goes by the package's own name: nothing of ours
// renames a standard package on import.
func (t *Tree) calls(f *File, pkg string, names []string, why string) []Breach {
	var out []Breach
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == pkg && slices.Contains(names, sel.Sel.Name) {
			out = append(out, Breach{t.at(f, sel), "uses " + pkg + "." + sel.Sel.Name + ": " + why})
		}
		return true
	})
	return out
}

// Skips finds tests that skip themselves: a test that cannot find a program fails with the apt package's name.
func Skips(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.Files {
		if !f.Test {
			continue
		}
		for _, recv := range []string{"t", "b", "f", "tb"} {
			out = append(out, t.calls(f, recv, []string{"Skip", "Skipf", "SkipNow"}, "a test runs or fails, it does not skip")...)
		}
	}
	return out
}

// Watched finds tests that make an app of Fyne's test driver for themselves: only kittest's fails the test when a widget is changed
// beside the screen's own thread. The inner tests of kit cannot import it, since it imports kit.
func Watched(t *Tree) []Breach {
	var out []Breach
	for _, f := range t.Files {
		if f.Dir != "app/kit/kittest" && f.Dir != "app/kit" {
			out = append(out, t.calls(f, "test", []string{"NewApp", "NewTempApp"}, "kittest.App looks from which thread widgets are changed")...)
		}
	}
	return out
}
