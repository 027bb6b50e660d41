package share_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/reports"
)

// TestWords_OneNounForSharing: what goes to somebody is shared. To send is what a person does with a copy that was saved.
func TestWords_OneNounForSharing(t *testing.T) {
	other := regexp.MustCompile(`(?i)\b(send|sends|sent|sending|disclos\w*|give a copy|gives? out)\b`)
	own := []string{"for you to send", "to send by NHSmail", "Now send it to ", "SEND team", "Sent to the wrong person"}
	read := 0
	for _, room := range []string{".", "../consent", "../details"} {
		files, err := filepath.Glob(room + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				words, err := strconv.Unquote(lit.Value)
				if err != nil || !strings.Contains(words, " ") {
					return true // a name of the code
				}
				read++
				for _, s := range own {
					words = strings.ReplaceAll(words, s, "")
				}
				if found := other.FindString(words); found != "" {
					t.Errorf("%s says %q: %s", file, found, lit.Value)
				}
				return true
			})
		}
	}
	if read < 100 {
		t.Errorf("read only %d texts", read)
	}
}

// TestReaders_AParentIsTheSameWhereverTheyAreShown: what is a parent's by right is called so in the consents, on the child's page and where a
// report is shared, also where the other parent agreed to it besides.
func TestReaders_AParentIsTheSameWhereverTheyAreShown(t *testing.T) {
	d, child, report := desk(t)
	r := reader(t, model(t, d, child, report), "Gareth")
	if r.Sending.Standing != reports.ByRight || r.Line.Standing != reports.ByRight || !strings.HasPrefix(r.Line.Said, "Holds parental responsibility. Agreed: Róisín") {
		t.Errorf("where it is shared he stands as %q and %q: %q", r.Sending.Standing, r.Line.Standing, r.Line.Said)
	}
	lines, err := consent.Standings(t.Context(), d.Store, child, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, l := range lines {
		found[l.Title] = l.Word
	}
	for _, name := range []string{"Gareth Pellowick, father", "Róisín O'Thistlewood, mother"} {
		if found[name] != "By right" {
			t.Errorf("on the child’s page %s is %q", name, found[name])
		}
	}
}
