package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/internal/testkit/expect"
	"github.com/fieldfare/fieldfare/reports"
)

func table(t *testing.T, name string) expect.Table {
	t.Helper()
	table, _ := expect.Notebook(t, name)
	return table
}

// tool runs an installed program over a file.
func tool(t *testing.T, program, apt string, args ...string) string {
	t.Helper()
	out, err := exec.Command(testkit.Tool(t, program, apt), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}

// write drafts one report of the notebooks to a file with the given ending.
func write(t *testing.T, dir string, child string, rep expect.Report, ending string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), rep.Name+ending)
	do(t, "report", "--store", dir, "--child", child, "--kind", rep.Kind, "--for", rep.Recipient, "--as-at", rep.AsAt, "--out", out)
	return out
}

// sections cuts a document at its headings, as the tables speak of them.
func sections(d reports.Document) map[string]string {
	out := map[string]string{"header": d.Title + "\n" + d.Subtitle.Words()}
	at := "header"
	for _, b := range d.Blocks {
		if s, ok := b.(*reports.Section); ok {
			at = s.Letter
		}
		out[at] += reports.Document{Blocks: []reports.Block{b}}.PlainText()
	}
	delete(out, "")
	return out
}

// TestReports_HoldTheNotebooks walks from the practice store, as an administrator would, to the tree, the text and the
// PDF of every report that is drafted today, and holds each to its notebook's table.
func TestReports_HoldTheNotebooks(t *testing.T) {
	dir := practised(t)
	for name, child := range map[string]string{"isla": isla, "yusuf": yusuf} {
		table := table(t, name)
		held := 0
		for _, rep := range table.Reports {
			if rep.Later || !oneOf(rep.Kind, kindNames()) {
				continue
			}
			held++
			t.Run(name+"/"+rep.Name, func(t *testing.T) {
				raw, err := os.ReadFile(write(t, dir, child, rep, ".json"))
				must(t, err)
				var d reports.Document
				must(t, json.Unmarshal(raw, &d))
				text, err := os.ReadFile(write(t, dir, child, rep, ".txt"))
				must(t, err)
				// The words around the pages are in the tree and not in the text.
				around := strings.Join(append([]string{d.Band.Label, d.Band.Service, d.Band.Right, d.Running.Name, d.Running.Right, d.Footer}, d.Running.Parts...), "\n")
				failures, err := table.Check(rep.Kind, rep.Recipient, sections(d), string(text)+"\n"+around)
				must(t, err)
				for _, f := range failures {
					t.Error(f)
				}
				holdPDF(t, table, rep, write(t, dir, child, rep, ".pdf"))
				holdHTML(t, table, rep, write(t, dir, child, rep, ".html"), d)
			})
		}
		if held < 2 {
			t.Errorf("%s: %d reports were held to the table, want EHC and school advice", name, held)
		}
	}
}

// holdPDF checks the file that leaves the house: sound, tagged, and without anything that must not appear.
func holdPDF(t *testing.T, table expect.Table, rep expect.Report, path string) {
	t.Helper()
	if out := tool(t, "qpdf", "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf --check: %s", out)
	}
	tree := tool(t, "pdfinfo", "poppler-utils", "-struct", path)
	tags := []string{"\n  H1 "}
	if rep.Kind == string(reports.EHCAdvice) || rep.Kind == string(reports.SchoolAdvice) { // these hold something of everything
		tags = append(tags, "\n  H2 ", "L (block)", "LI (block)", "Lbl", "LBody", "Table (block)", "TH", "/Scope /Column", "/Scope /Row")
	}
	for _, tag := range tags {
		if !strings.Contains(tree, tag) {
			t.Errorf("the structure tree has no %q", strings.TrimSpace(tag))
		}
	}
	text := tool(t, "pdftotext", "poppler-utils", "-layout", path, "-")
	failures, err := table.Check(rep.Kind, rep.Recipient, nil, text)
	must(t, err)
	for _, f := range failures {
		if f.Row.Section == "" && f.Row.MustNot+f.Row.MustNotRe != "" { // what must be said may be broken over two lines here
			t.Errorf("in the PDF: %s", f)
		}
	}
	first := rep.Restricted && strings.Contains(text, "Yusuf")
	if !first && !strings.Contains(text, "Isla Maeve O") && !strings.Contains(text, "Yusuf Xirsi Dayaxweyn") {
		t.Error("the PDF does not name its child: its text cannot be read")
	}
}

// holdHTML checks the page that leaves the house against every row of the table, section by section. What the style sheet
// prints at the head of each sheet is in no element.
func holdHTML(t *testing.T, table expect.Table, rep expect.Report, path string, d reports.Document) {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	w, err := testkit.ReadWebPage(data)
	must(t, err)
	around := strings.Join(append([]string{d.Running.Name, d.Running.Right}, d.Running.Parts...), "\n")
	failures, err := table.Check(rep.Kind, rep.Recipient, w.Sections, w.Text+around)
	must(t, err)
	for _, f := range failures {
		t.Errorf("in the HTML: %s", f)
	}
}

// TestReports_AsAt holds reports to the day they are drafted for.
func TestReports_AsAt(t *testing.T) {
	dir := practised(t)
	// What was noted on 30 June is in the report as at that day and in none before.
	late := write(t, dir, yusuf, expect.Report{Name: "late", Kind: "school-advice", Recipient: "nursery", AsAt: "2026-06-30"}, ".txt")
	early := write(t, dir, yusuf, expect.Report{Name: "early", Kind: "school-advice", Recipient: "nursery", AsAt: "2026-05-12"}, ".txt")
	a, err := os.ReadFile(early)
	must(t, err)
	b, err := os.ReadFile(late)
	must(t, err)
	if strings.Contains(string(a), "June 2026") || !strings.Contains(string(b), "June 2026") {
		t.Error("as at 12 May something of June is in the report, or as at 30 June nothing is")
	}
}

func TestReport_SameRecordsSameBytes(t *testing.T) {
	dir := practised(t)
	rep := expect.Report{Name: "ehc", Kind: "ehc-advice", Recipient: "la", AsAt: "2026-05-21"}
	for _, ending := range formats {
		a, err := os.ReadFile(write(t, dir, isla, rep, ending))
		must(t, err)
		b, err := os.ReadFile(write(t, dir, isla, rep, ending))
		must(t, err)
		if string(a) != string(b) {
			t.Errorf("two drafts of the same records differ as %s", ending)
		}
	}
}

// TestReport_RefusalLeavesNoFile asks for reports that nobody may have.
func TestReport_RefusalLeavesNoFile(t *testing.T) {
	dir := practised(t)
	for _, c := range []struct{ child, to, at, says string }{
		{isla, "la", "2026-04-14", "Nobody has agreed"},
		{isla, "social-care", "2026-05-21", "Nobody has agreed"},
		{isla, "nursery", "2026-05-21", "Nobody has agreed"},
		{yusuf, "school", "2026-05-12", "Nobody has agreed"},
		{yusuf, "supplier", "2026-05-12", "first name and sizes only"},
		{"019a0001-0000-7003-8000-0000000000ff", "la", "2026-05-21", "no child"},
	} {
		for _, ending := range formats {
			folder := t.TempDir()
			out := filepath.Join(folder, "advice"+ending)
			refused(t, c.says, in(t, "", "report", "--store", dir, "--child", c.child, "--kind", "ehc-advice", "--for", c.to, "--as-at", c.at, "--out", out))
			if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
				t.Errorf("a refusal left %v (%v)", left, err)
			}
			// A report that was written before is not touched by a refusal.
			must(t, os.WriteFile(out, []byte("earlier"), 0o600))
			in(t, "", "report", "--store", dir, "--child", c.child, "--kind", "ehc-advice", "--for", c.to, "--as-at", c.at, "--out", out)
			if data, err := os.ReadFile(out); err != nil || string(data) != "earlier" {
				t.Errorf("a refusal changed an earlier file to %q (%v)", data, err)
			}
		}
	}
	if r := in(t, "", "report", "--store", dir, "--child", isla, "--kind", "ehc-advice", "--for", "postman", "--out", filepath.Join(t.TempDir(), "a.pdf")); r.code != exitUsage {
		t.Errorf("a reader that is none: exit %d %s", r.code, r.err)
	}
	nowhere := filepath.Join(t.TempDir(), "no", "a.pdf")
	refused(t, "could not be written", in(t, "", "report", "--store", dir, "--child", isla, "--kind", "ehc-advice", "--for", "la", "--as-at", "2026-05-21", "--out", nowhere))
	if _, err := os.Stat(nowhere); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

// TestReport_ForAPerson names the reader by their record.
func TestReport_ForAPerson(t *testing.T) {
	dir := practised(t)
	var uncle string
	for _, r := range document[[]flatRecord](t, do(t, "records", "--store", dir, "--child", yusuf, "--kind", "person", "--json")) {
		if strings.Contains(r.Fields.Text("name"), "Liibaan") {
			uncle = string(r.ID)
		}
	}
	if uncle == "" {
		t.Fatal("the notebook's uncle is not in the store")
	}
	out := filepath.Join(t.TempDir(), "a.pdf")
	refused(t, "refused on 12 March 2026", in(t, "", "report", "--store", dir, "--child", yusuf, "--kind", "ehc-advice", "--for", uncle, "--as-at", "2026-05-12", "--out", out))
}
