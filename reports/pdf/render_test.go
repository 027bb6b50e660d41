package pdf_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/pdf"
	"github.com/google/go-cmp/cmp"
)

func render(t testing.TB, doc reports.Document) pdf.Result {
	t.Helper()
	r, err := pdf.Render(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// save writes data to a file of its own for the programs that check it.
func save(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// run runs a checking program; a missing one fails with the package to install.
func run(t testing.TB, apt, name string, args ...string) string {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		t.Fatalf("%s is missing: apt-get install %s", name, apt)
	}
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, stderr.String())
	}
	return string(out)
}

var samples = map[string]func() reports.Document{"ehc": ehcSample, "school": schoolSample, "home": homeSample, "letter": letterSample}

func TestSamplesPassLint(t *testing.T) {
	for name, doc := range samples {
		if found := reports.Lint(doc()); len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
	}
}

func TestSchoolMessageFitsOnePage(t *testing.T) {
	r := render(t, schoolSample())
	if r.Pages != 2 {
		t.Errorf("the school sample has %d pages; its message should be page one and its detail page two", r.Pages)
	}
	first := run(t, "poppler-utils", "pdftotext", "-l", "1", save(t, r.Bytes), "-")
	for _, want := range []string{"What helps Tibby in class", "Teach coat and zip before play", "Ring the OT if"} {
		if !strings.Contains(first, want) {
			t.Errorf("page one does not say %q", want)
		}
	}
}

// expected is every word of a document in reading order, walked here and not by the code under test.
func expected(doc reports.Document) []string {
	var out []string
	say := func(s ...string) {
		for _, s := range s {
			out = append(out, strings.Fields(s)...)
		}
	}
	texts := func(ts []reports.Text) {
		for _, t := range ts {
			say(t.Words())
		}
	}
	if doc.Letter != nil {
		texts(doc.Letter.To)
		texts(doc.Letter.About)
	}
	say(doc.Title)
	for _, s := range doc.Subtitle {
		say(s.Text)
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *reports.Section:
			say(b.Letter, b.Title, b.Aside, b.Note)
		case *reports.Heading:
			say(b.Text)
		case *reports.Para:
			say(b.Text.Words())
		case *reports.List:
			for i, item := range b.Items {
				if b.Ordered {
					say(fmt.Sprintf("%d.", i+1))
				}
				say(item.Words())
			}
		case *reports.Table:
			say(b.Caption, b.Note)
			for _, c := range b.Columns {
				say(c.Title)
			}
			for _, r := range append(append([][]reports.Cell{}, b.Rows...), b.Total) {
				for _, c := range r {
					say(c.Text.Words())
				}
			}
		case *reports.KeyValues:
			for _, kv := range b.Rows {
				say(kv.Key)
				texts(kv.Lines)
			}
		case *reports.Card:
			say(b.Tab, b.Title.Words(), b.Dose, b.Hours)
			for _, kv := range b.Values {
				say(kv.Key)
				texts(kv.Lines)
			}
		case *reports.Action:
			say(fmt.Sprint(b.Number), b.Title, b.What.Words())
			for _, kv := range b.Values {
				say(kv.Key)
			}
			for _, kv := range b.Values {
				texts(kv.Lines)
			}
		case *reports.Callout:
			say(b.Title, b.Body.Words())
			texts(b.Items)
		case *reports.Quote:
			say("“"+b.Words+"”", b.By)
		case *reports.Strengths:
			texts(b.Items)
		case *reports.Drawing:
			for _, l := range b.Labels {
				say(l.Text)
			}
			say(b.Caption)
		case *reports.Steps:
			for i, t := range b.Items {
				say(fmt.Sprint(i+1), t.Words())
			}
		case *reports.Beside:
			say(b.Left.Key)
			texts(b.Left.Lines)
			say(b.Right.Key)
			texts(b.Right.Lines)
		case *reports.TickGrid:
			say(b.Caption, b.Head)
			say(b.Days...)
			say(b.Write)
			say(b.Rows...)
		case *reports.Signature:
			say(b.Name, b.Job+". "+b.Registration, b.Locked)
		}
	}
	return out
}

var quoted = regexp.MustCompile(`(?m)^ *"(.*)"$`)

func TestEveryWordIsReadOnceAndInOrder(t *testing.T) {
	for name, doc := range samples {
		t.Run(name, func(t *testing.T) {
			want := expected(doc())
			path := save(t, render(t, doc()).Bytes)
			var tagged []string
			for _, m := range quoted.FindAllStringSubmatch(run(t, "poppler-utils", "pdfinfo", "-struct-text", path), -1) {
				tagged = append(tagged, strings.Fields(m[1])...)
			}
			if diff := cmp.Diff(want, tagged); diff != "" {
				t.Errorf("what a screen reader reads (-tree +file):\n%s", diff)
			}
			var copied []string
			for line := range strings.Lines(run(t, "poppler-utils", "pdftotext", "-raw", path, "-")) {
				if !furniture(doc(), line) {
					copied = append(copied, strings.Fields(line)...)
				}
			}
			if diff := cmp.Diff(want, copied); diff != "" {
				t.Errorf("what is copied out (-tree +file):\n%s", diff)
			}
		})
	}
}

// furniture reports whether line is a band, running head, footer or the scale over centile strips.
func furniture(doc reports.Document, line string) bool {
	line = strings.TrimSpace(strings.ReplaceAll(line, "\f", ""))
	return strings.HasPrefix(line, doc.Band.Label+" "+doc.Band.Service) || strings.HasPrefix(line, doc.Running.Name+" · ") ||
		strings.HasPrefix(line, doc.Footer) || line == "1 50 99"
}

func TestTagsShowHeadingsListsAndTableHeads(t *testing.T) {
	tree := run(t, "poppler-utils", "pdfinfo", "-struct", save(t, render(t, ehcSample()).Bytes))
	for _, want := range []string{"H1 (block)", "H2 (block)", "H3 (block)", "L (block)", "LI (block)", "Lbl (block)", "LBody (block)",
		"Table (block)", "Caption", "TH", "/Scope /Column", "/Scope /Row", "/ColSpan 3", "BlockQuote", "/ListNumbering /Square"} {
		if !strings.Contains(tree, want) {
			t.Errorf("the tags have no %s", want)
		}
	}
	if n := strings.Count(tree, "H1 (block)"); n != 1 {
		t.Errorf("%d H1", n)
	}
}

func TestOutlineListsTheHeadings(t *testing.T) {
	type entry struct {
		Title string
		Page  int `json:"destpageposfrom1"`
		Open  bool
		Kids  []entry
	}
	var file struct{ Outlines []entry }
	out := run(t, "qpdf", "qpdf", "--json", "--json-key=outlines", save(t, render(t, ehcSample()).Bytes))
	if err := json.Unmarshal([]byte(out), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Outlines) != 1 || file.Outlines[0].Title != "Occupational therapy advice" || !file.Outlines[0].Open {
		t.Fatalf("the outline begins with %+v", file.Outlines)
	}
	var got []string
	for _, e := range file.Outlines[0].Kids {
		got = append(got, fmt.Sprintf("%s, page %d, %d inside", e.Title, e.Page, len(e.Kids)))
	}
	want := []string{"The advice in short, page 1, 0 inside", "B. Tests and what they show, page 2, 1 inside", "E. Outcomes, page 3, 2 inside",
		"F. Special educational provision, page 4, 2 inside", "G. Health provision, page 5, 2 inside", "How this will be checked, page 6, 0 inside", "Signed, page 6, 0 inside"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-tree +file):\n%s", diff)
	}
}

func TestFileIsSound(t *testing.T) {
	for name, doc := range samples {
		path := save(t, render(t, doc()).Bytes)
		if out := run(t, "qpdf", "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
			t.Errorf("%s: %s", name, out)
		}
		for line := range strings.Lines(run(t, "poppler-utils", "pdffonts", path)) {
			if strings.Contains(line, "CID") && !regexp.MustCompile(`^[A-Z]{6}\+\S+ .*yes yes yes`).MatchString(line) {
				t.Errorf("%s: a font is not embedded, cut down and mapped to Unicode: %s", name, line)
			}
		}
	}
	info := run(t, "poppler-utils", "pdfinfo", save(t, render(t, ehcSample()).Bytes))
	for _, want := range []string{"Occupational therapy advice", "Tagged:          yes", "A4", "Tue Mar  3 00:00:00 2026"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, info)
		}
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	want := render(t, ehcSample()).Bytes
	var wg sync.WaitGroup
	for range 4 { // at once: gofpdf writes into the font it is given
		wg.Go(func() {
			r, err := pdf.Render(t.Context(), ehcSample())
			if err != nil || !bytes.Equal(r.Bytes, want) {
				t.Errorf("another run made other bytes (%v)", err)
			}
		})
	}
	wg.Wait()
	other := ehcSample()
	other.Title = "Occupational therapy advise"
	if bytes.Equal(render(t, other).Bytes, want) {
		t.Error("another title made the same bytes")
	}
}

func TestForeignNamesAndOddInput(t *testing.T) {
	doc := reports.Document{Title: "Nguyễn Đặng 😀 Ελένη Олена", Band: reports.Band{Label: "EHC"}, Blocks: []reports.Block{
		&reports.Para{Text: tx("so\u00ADft \x00 tab\t \xff \u2611 m\u0303")}, &reports.Table{Columns: []reports.Column{{Title: "A", Right: true}}, Rows: [][]reports.Cell{{{Text: tx("−1.50 × 2"), Centile: 500}}}}}}
	r := render(t, doc)
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Text, "[grinning face]") {
		t.Errorf("problems: %+v", r.Problems)
	}
	path := save(t, r.Bytes)
	run(t, "qpdf", "qpdf", "--check", path)
	got := strings.Join(strings.Fields(run(t, "poppler-utils", "pdftotext", path, "-")), " ")
	for _, want := range []string{"Nguyễn Đặng [grinning face] Ελένη Олена", "soft", "☑ m̃", "−1.50 × 2"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the file's text:\n%s", want, got)
		}
	}
}

func TestEmptyDocument(t *testing.T) {
	r := render(t, reports.Document{})
	if r.Pages != 1 {
		t.Errorf("%d pages", r.Pages)
	}
	run(t, "qpdf", "qpdf", "--check", save(t, r.Bytes))
}

func TestStoppedWork(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pdf.Render(ctx, ehcSample()); assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("got %v", err)
	}
}

// FuzzRender writes any text as title, paragraph and figure, and reads the file back.
func FuzzRender(f *testing.F) {
	for _, s := range []string{"", "(bracket) \\ back", "a\x00\xff😀", "Šimić ☑ ﷽", "\r\n", strings.Repeat("long ", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := reports.Document{Title: s, Lang: s, AsAt: assessments.Date(s), Band: reports.Band{Service: s}, Blocks: []reports.Block{&reports.Para{Text: tx(s)},
			&reports.Table{Columns: []reports.Column{{Title: s, Right: true}}, Rows: [][]reports.Cell{{{Text: tx(s)}}}}}}
		r, err := pdf.Render(t.Context(), doc)
		if err != nil {
			if assessments.KindOf(err) != assessments.Invalid {
				t.Fatal(err)
			}
			return
		}
		if !bytes.HasPrefix(r.Bytes, []byte("%PDF-1.7")) || !bytes.HasSuffix(r.Bytes, []byte("%%EOF\n")) {
			t.Error("not a whole file")
		}
	})
}

// TestVeraPDF proves PDF/UA-1 and PDF/A-2a. veraPDF is a Java program from Maven Central (org.verapdf.apps:greenfield-apps);
// whoever has it gives its class path in FIELDFARE_VERAPDF, as make does.
func TestVeraPDF(t *testing.T) {
	classes := os.Getenv("FIELDFARE_VERAPDF")
	if classes == "" {
		return
	}
	files := []string{save(t, render(t, ehcSample()).Bytes), save(t, render(t, schoolSample()).Bytes), save(t, render(t, reports.Document{}).Bytes)}
	draft := ehcSample()
	draft.Draft, draft.Title = true, "Ελένη ☑ m\u0303 😀 Đặng"
	files = append(files, save(t, render(t, draft).Bytes), save(t, render(t, pictureSample(t)).Bytes), save(t, render(t, homeSample()).Bytes), save(t, render(t, letterSample()).Bytes))
	for _, data := range plots(40) { // and whatever else somebody may write
		s := &seedling{data: data, jpeg: photo(t, 20, 10, 3)}
		if file := sound(t, s.document()); file != nil {
			files = append(files, save(t, file))
		}
	}
	for _, flavour := range []string{"ua1", "2a"} {
		args := append([]string{"-cp", classes, "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour, "--format", "text", "-v"}, files...)
		out := run(t, "default-jre-headless", "java", args...)
		if n := strings.Count(out, "PASS "); n != len(files) {
			t.Errorf("%s: %d of %d files pass\n%s", flavour, n, len(files), out)
		}
	}
}
