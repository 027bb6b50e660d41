package app

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestEveryScreenIsSound walks every screen in every window, light and dark, with text at 16 and 20, in the words of the app and in
// words a third longer: no target is under 48, nothing is cut, overlaps or leaves the window, and everything stands out.
// Nothing is painted. What is light or dark changes no shape, so each shape is walked in one of the two.
func TestEveryScreenIsSound(t *testing.T) {
	longer, err := kittest.Longer()
	if err != nil {
		t.Fatal(err)
	}
	dresses := []struct {
		name  string
		theme kit.Theme
	}{{"16 light", kit.Theme{Variant: kit.VariantLight}}, {"20 dark", kit.Theme{Variant: kit.VariantDark, Text: 20}},
		{"16 dark, longer words", kit.Theme{Variant: kit.VariantDark, Fonts: longer}}, {"20 light, longer words", kit.Theme{Variant: kit.VariantLight, Text: 20, Fonts: longer}}}
	frames := kittest.Frames
	if raced { // the race detector looks for races: one dress and two frames run every line of every screen
		dresses, frames = dresses[1:2], frames[1:3]
	}
	w := newWorld(t)
	found := map[string][]string{}
	for _, dress := range dresses {
		for _, f := range frames {
			b := kittest.Open(t, f.W, f.H)
			b.Theme(dress.theme)
			for _, v := range stops {
				leave := w.show(b, v)
				for _, fault := range b.Faults() {
					found[v.name] = append(found[v.name], fmt.Sprintf("%s, %s: %s", f.Name, dress.name, fault))
				}
				leave()
			}
		}
	}
	for _, v := range stops {
		if faults := found[v.name]; len(faults) > 0 {
			t.Run(v.name, func(t *testing.T) {
				for _, f := range faults {
					t.Error(f)
				}
			})
		}
	}
	if len(w.Failed) > 0 {
		t.Error(w.Failed)
	}
}

// TestEveryScreenIsWalked: who registers a screen adds it to the table above, or this fails.
func TestEveryScreenIsWalked(t *testing.T) {
	words := map[string]string{} // the constants of the session by their names
	for _, file := range []string{"session/session.go"} {
		ast.Inspect(parse(t, file), func(n ast.Node) bool {
			if c, ok := n.(*ast.ValueSpec); ok && len(c.Values) == 1 {
				if lit, ok := c.Values[0].(*ast.BasicLit); ok {
					words[c.Names[0].Name], _ = strconv.Unquote(lit.Value)
				}
			}
			return true
		})
	}
	registered := 0
	ast.Inspect(parse(t, "registry.go"), func(n ast.Node) bool {
		c, ok := n.(*ast.CaseClause)
		if !ok {
			return true
		}
		for _, e := range c.List {
			sel, ok := e.(*ast.SelectorExpr)
			if !ok {
				t.Errorf("a case of the registry is not a name of the session")
				continue
			}
			registered++
			screen := words[sel.Sel.Name]
			if !slices.ContainsFunc(stops, func(v stop) bool { return v.screen == screen }) || screen == "" {
				t.Errorf("session.%s is registered and not among the stops that are walked", sel.Sel.Name)
			}
		}
		return true
	})
	if registered < 40 {
		t.Errorf("read only %d screens of the registry", registered)
	}
}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
