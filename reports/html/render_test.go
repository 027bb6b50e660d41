package html_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	nethtml "golang.org/x/net/html"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/internal/testkit/expect"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/html"
)

var update = flag.Bool("update", false, "write the goldens anew")

func render(t testing.TB, d reports.Document) []byte {
	t.Helper()
	out, err := html.Render(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func page(t testing.TB, d reports.Document) testkit.WebPage {
	t.Helper()
	w, err := testkit.ReadWebPage(render(t, d))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// notebooks hands out every report of the notebooks that can be written, signed.
func notebooks(t *testing.T, do func(name string, table expect.Table, rep expect.Report, d reports.Document)) {
	t.Helper()
	for _, name := range []string{"isla", "yusuf"} {
		table, records := expect.Notebook(t, name)
		for _, rep := range table.Reports {
			kind := reports.Kind(rep.Kind)
			if _, ok := reports.LookupKind(kind); !ok {
				continue
			}
			d, err := reports.Draft(reports.Evidence{Records: records}, reports.Request{Kind: kind, Recipient: reports.Recipient{Role: reports.Role(rep.Recipient)},
				AsAt: assessments.Date(rep.AsAt), Author: assessments.ID(table.Author), Version: 1, Signed: true, SignedOn: assessments.Date(rep.AsAt)})
			if err != nil {
				t.Fatalf("%s, %s for %s: %v", name, rep.Kind, rep.Recipient, err)
			}
			do(name, table, rep, d)
		}
	}
}

// TestRender_Notebooks holds the page's text to the notebooks, and what a screen reader is told to the goldens.
func TestRender_Notebooks(t *testing.T) {
	n := 0
	notebooks(t, func(name string, table expect.Table, rep expect.Report, d reports.Document) {
		n++
		w := page(t, d)
		around := strings.Join(append([]string{d.Running.Name, d.Running.Right}, d.Running.Parts...), "\n") // printed by the style sheet
		fails, err := table.Check(rep.Kind, rep.Recipient, w.Sections, w.Text+around)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range fails {
			t.Errorf("%s: %s", name, f)
		}
		if size := len(render(t, d)); size > 400<<10 && len(d.Sources) > 0 && !strings.Contains(string(render(t, d)), "data:image") {
			t.Errorf("%s, %s: %d bytes without a photo", name, rep.Kind, size)
		}
		if name == "isla" && (d.Kind == reports.EHCAdvice || d.Kind == reports.SchoolAdvice) {
			golden(t, rep.Name+"-"+name, w.Outline)
		}
	})
	if n < 4 {
		t.Errorf("%d reports were looked at, want two for each child", n)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (run with -update when it is meant):\n%s", path, diff)
	}
}

func TestRender_SameDocumentSameBytes(t *testing.T) {
	notebooks(t, func(name string, _ expect.Table, rep expect.Report, d reports.Document) {
		if !bytes.Equal(render(t, d), render(t, d)) {
			t.Errorf("%s, %s: two renderings differ", name, rep.Kind)
		}
	})
}

func TestRender_StopsWhenNobodyWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := html.Render(ctx, full())
	if assessments.KindOf(err) != assessments.Unavailable || assessments.Sentence(err) == "" {
		t.Errorf("got %v", err)
	}
}

// voids are the elements without an end.
var voids = map[string]bool{"meta": true, "img": true, "br": true}

var (
	photo  = regexp.MustCompile(`^data:image/jpeg;base64,[A-Za-z0-9+/]*=*$`)
	anchor = regexp.MustCompile(`^#[a-z0-9-]+$`)
)

// safe fails unless the file is balanced, and holds no script, no handler, no style of an element's own, and no address
// but its own parts and pictures within it.
func safe(t *testing.T, data []byte) {
	t.Helper()
	var open []string
	ids, wanted := map[string]bool{}, map[string]bool{}
	z := nethtml.NewTokenizer(bytes.NewReader(data))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatal(z.Err())
			}
			if len(open) > 0 {
				t.Fatalf("not closed: %v", open)
			}
			for id := range wanted {
				if !ids[id] {
					t.Fatalf("nothing has the id %q", id)
				}
			}
			return
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			tok := z.Token()
			switch tok.Data {
			case "script", "iframe", "object", "embed", "base", "link", "form", "foreignobject", "use", "animate", "set", "image":
				t.Fatalf("there is a %s", tok.Data)
			}
			seen := map[string]bool{}
			for _, a := range tok.Attr {
				switch {
				case seen[a.Key]:
					t.Fatalf("%s has two of %s", tok.Data, a.Key)
				case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcset", a.Key == "action":
					t.Fatalf("%s has %s", tok.Data, a.Key)
				case a.Key == "href" && !anchor.MatchString(a.Val), a.Key == "src" && !photo.MatchString(a.Val):
					t.Fatalf("%s leads to %q", tok.Data, a.Val)
				case a.Key == "id" && ids[a.Val]:
					t.Fatalf("two elements have the id %q", a.Val)
				case a.Key == "id":
					ids[a.Val] = true
				case a.Key == "href":
					wanted[a.Val[1:]] = true
				case a.Key == "aria-labelledby":
					for _, id := range strings.Fields(a.Val) {
						wanted[id] = true
					}
				}
				seen[a.Key] = true
			}
			if !voids[tok.Data] {
				open = append(open, tok.Data)
			}
		case nethtml.EndTagToken:
			tok := z.Token()
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("</%s> closes %v", tok.Data, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// TestRender_HostileWords puts words that would be a program, were they not escaped, at every place of a document.
func TestRender_HostileWords(t *testing.T) {
	for _, evil := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='x`, `</style><script>`, `</title><svg onload=x>`,
		`javascript:alert(1)`, "\x00<\x00script>", `\"};@import url(//x)`, `]]>`, `<!--`, `&lt;b&gt;`, "a\u202Eb", `&#x3c;script&#x3e;`} {
		n := 0
		d := full().Map(func(_, _ string) string { n++; return evil })
		d.Lang, d.Kind = evil, reports.Kind(evil)
		data := render(t, d)
		safe(t, data)
		if n < 40 {
			t.Fatalf("%d places were filled", n)
		}
		w, err := testkit.ReadWebPage(data)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if r == 0 || r == '\u202E' {
				return -1
			}
			return r
		}, evil)), " ")
		if strings.Count(w.Text, want) < 30 {
			t.Errorf("%q is not shown as it was written", evil)
		}
	}
}

// FuzzRender makes a page of any tree.
func FuzzRender(f *testing.F) {
	data, err := json.Marshal(full())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"lang":"\"><script>","title":"<h1>","blocks":[{"type":"table","columns":[{"title":"</td>"}],"rows":[[{"text":[{"text":"\u0000"}],"centile":-1e300}]]}]}`))
	f.Add([]byte(`{"blocks":[{"type":"card"},{"type":"action"},{"type":"table","rows":[[],null]},{"type":"figure"},{"type":"chart"},{"type":"tick-grid"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d reports.Document
		if json.Unmarshal(data, &d) != nil {
			return
		}
		out, err := html.Render(context.Background(), d)
		if err != nil { // a photo that is none
			if assessments.Sentence(err) == "" {
				t.Fatal("an error without a sentence")
			}
			return
		}
		safe(t, out)
		if _, err := nethtml.Parse(bytes.NewReader(out)); err != nil {
			t.Fatal(err)
		}
	})
}
