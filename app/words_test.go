package app

import (
	"go/ast"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assets"
)

// builders are words of whoever made a page, about how it is made: a therapist has a service and its criteria, and no template, and no
// page whose sentences are tested.
var builders = []string{"template", "is tested", "not tested", "guess", "no rule is asked", "no clock runs", "the page says", "the page gives", "the pages", "name no clinic",
	"mib", "ordinary practice", "before a service uses it", "one tap", "reading of the rules", "taken over", "under this link"}

// TestSentencesAreATherapists reads every sentence that the pages of clinics, questions, groups, pathway and register can show, and those
// that come to them with the rules and the questions.
func TestSentencesAreATherapists(t *testing.T) {
	read := 0
	judge := func(at, words string) {
		if strings.Count(words, " ") < 2 {
			return
		}
		read++
		for _, b := range builders {
			if strings.Contains(strings.ToLower(words), b) {
				t.Errorf("%s: %q is said in %q", at, b, words)
			}
		}
	}
	for _, room := range []string{"clinic", "questions", "groups", "pathway", "register"} {
		files, err := filepath.Glob(filepath.Join(room, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(room, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			ast.Inspect(parse(t, file), func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					words, _ := strconv.Unquote(lit.Value)
					judge(file, words)
				}
				return true
			})
		}
	}
	for _, of := range []fs.FS{assets.Services, assets.Templates} {
		err := fs.WalkDir(of, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(of, name)
			for _, line := range strings.Split(string(data), "\n") {
				if _, words, is := strings.Cut(line, "= \""); is && !strings.HasPrefix(line, "#") {
					judge(name, words)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 1000 {
		t.Errorf("read only %d sentences", read)
	}
}
