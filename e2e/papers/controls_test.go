package papers

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A control is a good paper with one thing broken. The new words are as long as the old, so that nothing else breaks.
type control struct {
	name     string
	was, now string
	refuse   string // the checker that must see it
}

var controls = []control{
	{"no language", "/Lang <feff", "/Lxng <feff", "ua1"},
	{"not marked as tagged", "/Marked true", "/Mxrked true", "ua1"},
	{"no structure", "/StructTreeRoot", "/StructTreeRxxt", "ua1"},
	{"a heading level that is skipped", "/S /H2", "/S /H4", "ua1"},
	{"not said to be PDF/UA", "<pdfuaid:part>1", "<pdfuaid:part>7", "ua1"},
	{"not said to be PDF/A-2", "<pdfaid:part>2", "<pdfaid:part>4", "2a"},
	{"no colours that a printer can rely on", "/OutputIntents", "/OxtputIntents", "2a"},
	{"letters that cannot be copied out", "/ToUnicode", "/TxUnicode", "2a"},
	{"a date that is none", "/CreationDate (D:2026", "/CreationDate (D:20Q6", "pdfcpu"},
	{"no table heads", "/S /TH", "/S /TD", "pdf.js"},
	{"headings that are paragraphs", "/S /H3", "/S /P ", "pdf.js"},
}

// TestControls breaks a good paper in one place at a time. A checker that lets one through proves nothing about the others.
func TestControls(t *testing.T) {
	b := notebooks(t)[0]
	var w written
	w.kinds, w.refused = map[reports.Kind]int{}, map[reports.Kind][]string{}
	dir := t.TempDir()
	var child assessments.ID
	for _, r := range b.Records {
		if r.Kind == assessments.KindChild {
			child = r.ID
		}
	}
	w.add(t, dir, "good", reports.Gather(child, b.Records), reports.Request{Kind: reports.EHCAdvice, AsAt: lateEnough,
		Recipient: reports.Recipient{Role: assessments.RoleLocalAuthority}, Version: 1})
	if len(w.papers) != 1 {
		t.Fatal(w.refused)
	}
	open := filepath.Join(dir, "open.pdf") // the same paper with nothing compressed
	if out, ok := program(t, "qpdf", "--qdf", "--object-streams=disable", "--newline-before-endstream", w.papers[0].path, open); !ok {
		t.Fatal(out)
	}
	good, err := os.ReadFile(open)
	if err != nil {
		t.Fatal(err)
	}
	files := []string{open}
	for i, c := range controls {
		if len(c.was) != len(c.now) || !bytes.Contains(good, []byte(c.was)) {
			t.Fatalf("%s: %q is not in the paper, or %q is not as long", c.name, c.was, c.now)
		}
		path := filepath.Join(dir, string(rune('a'+i))+".pdf")
		if err := os.WriteFile(path, bytes.ReplaceAll(good, []byte(c.was), []byte(c.now)), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	ua, a2, js := verapdf(t, "ua1", files), verapdf(t, "2a", files), pdfjs(t, files[:1])
	if !ua["open.pdf"] || !a2["open.pdf"] {
		t.Fatalf("the good paper is refused: ua1 %v, 2a %v", ua["open.pdf"], a2["open.pdf"])
	}
	if out, ok := program(t, checkers+"/pdfcpu", "validate", "-q", "-m", "strict", open); !ok {
		t.Fatalf("the good paper is refused: %s", out)
	}
	for i, c := range controls {
		path, refused := files[i+1], false
		switch c.refuse {
		case "ua1":
			refused = !ua[filepath.Base(path)]
		case "2a":
			refused = !a2[filepath.Base(path)]
		case "pdfcpu":
			_, ok := program(t, checkers+"/pdfcpu", "validate", "-q", "-m", "strict", path)
			refused = !ok
		case "pdf.js":
			s := pdfjs(t, []string{path})[0]
			refused = s.Heads < heads(w.papers[0].doc) || strings.Join(s.Headings, "\n") != strings.Join(js[0].Headings, "\n")
		}
		if !refused {
			t.Errorf("%s passes a paper with %s", c.refuse, c.name)
		}
	}
	short := filepath.Join(dir, "short.pdf")
	if err := os.WriteFile(short, good[:len(good)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if out, ok := program(t, "qpdf", "--check", short); ok {
		t.Errorf("qpdf passes half a paper: %s", out)
	}
}
