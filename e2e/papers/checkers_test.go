package papers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/google/go-cmp/cmp"
)

// The checkers as build/checkers.sh leaves them.
const checkers = "../../.cache/checkers"

// program runs a checker. ok is false when it refused its files; a checker that is not there fails the test.
func program(t *testing.T, name string, args ...string) (out string, ok bool) {
	t.Helper()
	var both bytes.Buffer
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdout, cmd.Stderr = &both, &both
	err := cmd.Run()
	var refused *exec.ExitError
	if err != nil && !errors.As(err, &refused) {
		t.Fatalf("%s: %v (build/setup.sh test and build/checkers.sh install it)", name, err)
	}
	return both.String(), err == nil
}

func paths(papers []paper) []string {
	var out []string
	for _, p := range papers {
		out = append(out, p.path)
	}
	return out
}

// verapdf returns for each file whether it conforms to the flavour: ua1 or 2a. One Java machine reads all files.
func verapdf(t *testing.T, flavour string, files []string) map[string]bool {
	t.Helper()
	args := append([]string{"-Xmx2g", "-cp", checkers + "/verapdf/*", "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "text"}, files...)
	out, _ := program(t, "java", args...)
	passed := map[string]bool{}
	for line := range strings.Lines(out) {
		verdict, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if file, f, ok := strings.Cut(rest, ".pdf "); ok && strings.TrimSpace(f) == flavour && (verdict == "PASS" || verdict == "FAIL") {
			passed[filepath.Base(file)+".pdf"] = verdict == "PASS"
		}
	}
	if len(passed) != len(files) {
		t.Fatalf("veraPDF looked at %d of %d files:\n%s", len(passed), len(files), out)
	}
	return passed
}

// A seen is what pdf.js finds in a file.
type seen struct {
	File                                       string
	Pages, Tables, Heads, Cells, Figures, Alts int
	Headings                                   []string
}

func pdfjs(t *testing.T, files []string) []seen {
	t.Helper()
	script, err := filepath.Abs(checkers + "/node/tree.cjs")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", append([]string{script}, files...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdf.js: %v\n%s", err, stderr.String())
	}
	var all []seen
	for line := range strings.Lines(string(out)) {
		var s seen
		if strings.HasPrefix(line, "{") {
			if err := json.Unmarshal([]byte(line), &s); err != nil {
				t.Fatal(err)
			}
			all = append(all, s)
		}
	}
	if len(all) != len(files) {
		t.Fatalf("pdf.js read %d of %d files:\n%s", len(all), len(files), stderr.String())
	}
	return all
}

// check holds papers to every checker.
func check(t *testing.T, papers []paper) {
	t.Helper()
	files := paths(papers)
	for _, flavour := range []string{"ua1", "2a"} {
		passed := verapdf(t, flavour, files)
		for _, p := range papers {
			if !passed[filepath.Base(p.path)] {
				why, _ := program(t, "java", "-cp", checkers+"/verapdf/*", "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "text", "-v", p.path)
				t.Errorf("%s is not valid %s:\n%s", p.name, flavour, why)
			}
		}
	}
	for _, p := range papers {
		if out, ok := program(t, "qpdf", "--check", p.path); !ok {
			t.Errorf("qpdf refuses %s:\n%s", p.name, out)
		}
	}
	if out, ok := program(t, checkers+"/pdfcpu", append([]string{"validate", "-q", "-m", "strict"}, files...)...); !ok {
		t.Errorf("pdfcpu refuses:\n%s", out)
	}
	for i, s := range pdfjs(t, files) {
		if d := cmp.Diff(headings(papers[i].doc), s.Headings); d != "" {
			t.Errorf("%s: the headings that pdf.js finds (-want +got):\n%s", papers[i].name, d)
		}
		if want := heads(papers[i].doc); s.Heads < want {
			t.Errorf("%s: pdf.js finds %d table heads, want %d or more", papers[i].name, s.Heads, want)
		}
		if s.Figures != s.Alts {
			t.Errorf("%s: %d of %d figures say what they show", papers[i].name, s.Alts, s.Figures)
		}
	}
	t.Logf("%d papers passed through veraPDF ua1 and 2a, qpdf, pdfcpu strict and pdf.js (%s)", len(papers), runtime.GOARCH)
}

// heads are the table heads that the tree asks for: of columns, of rows and of labelled values.
func heads(d reports.Document) int {
	n := 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *reports.Table:
			n += len(b.Columns) + len(b.Rows)
		case *reports.KeyValues:
			n += len(b.Rows)
		case *reports.Card:
			n += len(b.Values)
		}
	}
	return n
}

// headings are those of the tree, as a screen reader says them.
func headings(d reports.Document) []string {
	out := []string{"H1 " + d.Title}
	add := func(level, words string) { out = append(out, level+" "+strings.Join(strings.Fields(words), " ")) }
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *reports.Volume:
			add("H1", b.Title)
		case *reports.Section:
			add("H2", b.Letter+" "+b.Title) // the letter as it is drawn; its full stop is for those who listen
		case *reports.Heading:
			add("H"+string(rune('0'+b.Level)), b.Text)
		case *reports.Card:
			add("H3", b.Tab+" "+b.Title.Words())
		case *reports.Action:
			add("H3", fmt.Sprint(b.Number)+" "+b.Title)
		}
	}
	return out
}
