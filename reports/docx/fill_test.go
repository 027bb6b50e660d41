package docx

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/reports"
)

// advice is the EHC advice of a notebook.
func advice(t *testing.T, name string, signed bool) reports.Document {
	t.Helper()
	table, ev := notebook(t, name)
	day := map[string]assessments.Date{"isla": "2026-05-21", "yusuf": "2026-05-12"}[name]
	return drafted(t, ev, reports.EHCAdvice, assessments.RoleLocalAuthority, day, table.Author, signed)
}

func filled(t *testing.T, form []byte, l Layout, doc reports.Document, rest Rest) Filled {
	t.Helper()
	out, err := Fill(context.Background(), form, l, doc, rest)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestFill walks both invented forms with both notebooks' advice: what is asked for is in its place, what is not asked
// for is listed, nothing is lost, nothing else of the form is touched, and nothing appears that must not.
func TestFill(t *testing.T) {
	for council, f := range forms(t) {
		before := mustBeSound(t, f.form)
		for _, child := range []string{"isla", "yusuf"} {
			table, _ := notebook(t, child)
			for _, rest := range []Rest{ListRest, AppendRest} {
				doc := advice(t, child, true)
				out := filled(t, f.form, f.layout, doc, rest)
				if again := filled(t, f.form, f.layout, doc, rest); !bytes.Equal(out.Bytes, again.Bytes) {
					t.Errorf("%s, %s: the same report gives other bytes", council, child)
				}
				after := mustBeSound(t, out.Bytes)
				got := words(t, after["word/document.xml"])
				for part, data := range before {
					if !strings.HasPrefix(part, "word/document.xml") && part != "word/header1.xml" && part != "word/_rels/document.xml.rels" && part != firstPart && !bytes.Equal(data, after[part]) {
						t.Errorf("%s: %s was changed", council, part)
					}
				}
				inForm := got
				for _, u := range out.Unmapped {
					if rest == ListRest {
						inForm += u.Words + "\n"
					}
				}
				for _, w := range lost(doc, inForm) {
					t.Errorf("%s, %s: neither in the form nor in the list: %s", council, child, w)
				}
				if strings.Contains(got, notAsked) != (rest == AppendRest) || len(out.Unmapped) == 0 {
					t.Errorf("%s: %d unmapped, and the heading over them is wrong", council, len(out.Unmapped))
				}
				fails, err := table.Check(string(doc.Kind), "la", nil, got)
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range fails {
					if x.Row.Section == "" && (rest == AppendRest || x.Row.MustNot+x.Row.MustNotRe != "") && !around(doc, x.Row.Must) {
						t.Errorf("%s, %s: %s", council, child, x)
					}
				}
			}
		}
	}
}

// around reports whether words stand only around the pages of a report: a form has heads of its own.
func around(doc reports.Document, words string) bool {
	return words != "" && !strings.Contains(doc.PlainText(), words)
}

// lost lists what a report says and a text does not, the words around the pages left out.
func lost(doc reports.Document, text string) []string {
	flat := strings.NewReplacer("☐", "", "■", "", "[ ]", "", "[x]", "", "•", "", ":", "", ".", "").Replace(strings.ReplaceAll(text, "\u00A0", " "))
	flat = strings.Join(strings.Fields(flat), " ")
	var out []string
	doc.Map(func(place, s string) string {
		switch {
		case place == "the title", place == "the band", place == "the service's name", place == "the running head", place == "the footer", strings.HasPrefix(place, "the heading"), strings.HasPrefix(place, "the dose of"), strings.HasPrefix(place, "the drawing"), strings.HasPrefix(place, "the chart"): // these are drawn
			return s
		}
		want := strings.Join(strings.Fields(strings.NewReplacer(".", "", ":", "").Replace(s)), " ")
		if !strings.Contains(flat, want) && !labelled(place) {
			out = append(out, place+": "+s)
		}
		return s
	})
	return out
}

// labelled reports whether the words may be a label that the form says in its own words ("Born", "Why F").
func labelled(place string) bool { return strings.HasPrefix(place, "“") }

// TestFill_Wrenmoor looks at the places one by one.
func TestFill_Wrenmoor(t *testing.T) {
	f := forms(t)["wrenmoor"]
	out := filled(t, f.form, f.layout, advice(t, "isla", false), ListRest)
	files := mustBeSound(t, out.Bytes)
	got := words(t, files["word/document.xml"])
	for _, w := range []string{"Draft, not signed", "Child or young person: Isla Maeve O’Thistlewood", "NHS number: 999 417 2638", "UPN: ☐ Not on the form: ask school",
		"F1: Letter-formation and hand-skill programme: 20 minutes × 3 a week × 38 weeks: 38.0 hours a year: Ms Tamsin Fennywell", "F5: Dressing teaching before PE: 10 minutes × 2 a week × 38 weeks: 12.7 hours a year",
		"G1. Motor re-test", "☐ Not yet agreed", "I have read the guidance of the council."} {
		if !strings.Contains(strings.ReplaceAll(got, "'", "’"), w) {
			t.Errorf("the form does not say %q:\n%s", w, got)
		}
	}
	if n := strings.Count(got, "Click here"); n != 0 {
		t.Errorf("%d places still ask to be filled:\n%s", n, got)
	}
	if head := words(t, files["word/header1.xml"]); !strings.Contains(head, "Advice about Isla Maeve") {
		t.Errorf("the head of the pages says %q", head)
	}
	raw := string(files["word/document.xml"])
	if strings.Contains(raw, "dataBinding") || strings.Contains(raw, "showingPlcHdr") {
		t.Error("a filled control would show something else when the form is opened")
	}
	if n := strings.Count(raw, `w14:paraId="1A2B3C4D"`); n != 10 {
		t.Errorf("%d rows have the mark that may stand once, want those of the form", n)
	}
	// What the form does not ask about a row of Section F is listed with the row, once.
	rest := map[string]string{}
	for _, u := range out.Unmapped {
		rest[u.Section] += u.Words + "\n"
	}
	for _, w := range []string{"F1. Letter-formation", "Why F: It teaches Issy writing.", "From 7 September 2026", "Section F at a glance"} {
		if !strings.Contains(rest["F. Special educational provision"], w) {
			t.Errorf("the list does not say %q:\n%s", w, rest["F. Special educational provision"])
		}
	}
	if strings.Contains(rest["F. Special educational provision"], "Ms Tamsin Fennywell, teaching assistant (Level 3)\n") {
		t.Error("what stands in the form is listed as having no place")
	}
	if strings.Join(out.Empty, "; ") != "signed, Signed" {
		t.Errorf("places without anything: %q, want the signature of a draft", out.Empty)
	}
}

// TestFill_Saltmarsh: what goes under a heading stands there, in the council's own style, and the next heading follows.
func TestFill_Saltmarsh(t *testing.T) {
	f := forms(t)["saltmarsh"]
	out := filled(t, f.form, f.layout, advice(t, "isla", true), AppendRest)
	files := mustBeSound(t, out.Bytes)
	got := words(t, files["word/document.xml"])
	last := -1
	for _, w := range []string{"1. Name and date of birth", "Born: 29 February 2020", "2. Summary of advice", "59.7 hours", "3. Special educational needs", "Movement ABC-2", "4. Outcomes sought",
		"E1. By 16 July 2027", "5. Provision to meet each need", "F1. Letter-formation", "6. Health provision", "G1. ", "7. Social care provision", nothing, "Return this form", "Bryony Quillfeather", notAsked} {
		i := strings.Index(got, w)
		if j := strings.Index(got[max(last, 0):], w); j >= 0 {
			i = last + j
		}
		if i < last || i < 0 {
			t.Errorf("%q does not stand in its place", w)
		}
		last = max(last, i)
	}
	raw := string(files["word/document.xml"])
	if strings.Count(raw, `<w:pStyle w:val="CouncilAnswer"/>`) < 10 || !strings.Contains(raw, `<w:tblStyle w:val="CouncilGrid"/>`) {
		t.Error("the council's own styles are not used")
	}
	if strings.Contains(raw, "ReportTable") || strings.Contains(raw, "TableText") {
		t.Error("a style of ours came into the form")
	}
}

// TestFill_Refusals: whoever wrote a layout wrongly, or has another file, is told what to do.
func TestFill_Refusals(t *testing.T) {
	doc := reports.Document{Kind: reports.EHCAdvice, Running: reports.Running{Name: "Tam"}, Blocks: []reports.Block{&reports.Section{Letter: "F", Title: "Provision"}, &reports.Para{Text: plain("x")}}}
	layout := func(place string) Layout {
		l, err := ParseLayout("l.toml", []byte("name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\n"+place))
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	good := layout("control = \"sig\"\nvalue = \"name\"")
	strict := bytes.ReplaceAll
	zipped := func(change func(parts)) []byte {
		p := parts(unzipped(t, saltmarsh(t)))
		change(p)
		data, err := p.zipped()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, c := range []struct {
		name string
		form []byte
		l    Layout
		says string
	}{
		{"no control", saltmarsh(t), layout("control = \"f_needs\"\nsection = \"F\""), "Line 3 of the layout: the form has no content control with the tag or title “f_needs”. It has “sig”, “child_name”."},
		{"no heading", saltmarsh(t), layout("heading = \"9. Needs\"\nsection = \"F\""), "the form has no paragraph that says “9. Needs”"},
		{"two headings", made(t, head("Needs")+head("Needs")), layout("heading = \"needs\"\nsection = \"F\""), "2 paragraphs of the form say “needs”"},
		{"no row", saltmarsh(t), layout("columns = { sig = \"tab\" }\nsection = \"F\""), "does not stand in a row of a table"},
		{"a box to tick", made(t, `<w:p>`+inlineControl("agree", "", `<w14:checkbox/>`)+`</w:p>`), layout("control = \"agree\"\nvalue = \"name\""), "is a box to tick"},
		{"a list", made(t, `<w:p>`+inlineControl("who", "", `<w:dropDownList><w:listItem w:displayText="OT" w:value="1"/></w:dropDownList>`)+`</w:p>`), layout("control = \"who\"\nvalue = \"name\""), "none of its choices (“OT”)"},
		{"nested", made(t, `<w:sdt>`+sdtPr("outer", "", "")+`<w:sdtContent>`+blockControl("inner", "")+`</w:sdtContent></w:sdt>`), layout("control = \"outer\"\nvalue = \"name\"\n[[place]]\ncontrol = \"inner\"\nvalue = \"name\""), "stand inside each other"},
		{"an old file", []byte{0xD0, 0xCF, 0x11, 0xE0, 1}, good, "old kind (.doc)"},
		{"no Word file", []byte("%PDF-1.7"), good, "not a Word file"},
		{"broken XML", zipped(func(p parts) { p["word/document.xml"] = p["word/document.xml"][:300] }), good, "not well-formed"},
		{"strict", zipped(func(p parts) {
			p["word/document.xml"] = strict(p["word/document.xml"], []byte(spaceW), []byte("http://purl.oclc.org/ooxml/wordprocessingml/main"))
		}), good, "Strict Open XML"},
		{"macros", zipped(func(p parts) {
			p[firstPart] = bytes.ReplaceAll(p[firstPart], []byte(wordML+"document.main+xml"), []byte("application/vnd.ms-word.document.macroEnabled.main+xml"))
		}), good, "holds macros"},
		{"another prefix", zipped(func(p parts) {
			p["word/document.xml"] = bytes.ReplaceAll(bytes.ReplaceAll(bytes.ReplaceAll(p["word/document.xml"], []byte("<w:"), []byte("<x:")), []byte("</w:"), []byte("</x:")), []byte("xmlns:w="), []byte("xmlns:x="))
		}), good, "not saved by Word"},
	} {
		_, err := Fill(context.Background(), c.form, c.l, doc, ListRest)
		if assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), c.says) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.says)
		}
	}
	doc.Kind = reports.SchoolAdvice
	if _, err := Fill(context.Background(), saltmarsh(t), good, doc, ListRest); !strings.Contains(assessments.Sentence(err), "for a report of the kind ehc-advice") {
		t.Errorf("another kind: %v", err)
	}
}

// TestFill_Pictures: a picture goes into the form with its words, beside those that the form has.
func TestFill_Pictures(t *testing.T) {
	doc := every(counter())
	doc.Kind = reports.EHCAdvice
	doc.Blocks = append([]reports.Block{&reports.Section{Letter: "B", Title: "Needs"}}, doc.Blocks[16:]...)
	l, err := ParseLayout("l.toml", []byte("name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = \"sig\"\nsection = \"B\""))
	if err != nil {
		t.Fatal(err)
	}
	out := filled(t, saltmarsh(t), l, doc, AppendRest)
	files := mustBeSound(t, out.Bytes)
	if files["word/media/reportpicture1.jpeg"] == nil || files["word/media/reportpicture3.png"] == nil {
		t.Error("the pictures are not in the form")
	}
	got := words(t, files["word/document.xml"])
	root, err := parseXML(files["word/document.xml"])
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range root.all("docPr") {
		got += d.attrs["descr"] + "\n"
	}
	for _, w := range lost(doc, got) {
		t.Errorf("lost: %s", w)
	}
}

// TestFill_LibreOffice opens a filled form in another program.
func TestFill_LibreOffice(t *testing.T) {
	office := testkit.Tool(t, "soffice", "libreoffice-writer-nogui")
	dir := t.TempDir()
	f := forms(t)["wrenmoor"]
	file := filepath.Join(dir, "form.docx")
	if err := os.WriteFile(file, filled(t, f.form, f.layout, advice(t, "isla", true), AppendRest).Bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(office, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "pdf", "--outdir", dir, file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(testkit.Tool(t, "pdftotext", "poppler-utils"), filepath.Join(dir, "form.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.Join(strings.Fields(string(out)), " ")
	for _, w := range []string{"Wrenmoor County Council", "Isla Maeve", "Letter-formation and hand-skill programme", "I have read the guidance", notAsked, "Equipment and measurements"} {
		if !strings.Contains(flat, w) {
			t.Errorf("the pages do not say %q", w)
		}
	}
}

func TestParseLayout_Problems(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrl = \"a\"\n", "l.toml, line 4, place.contrl: There is no such key"},
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = a\n", "l.toml, line 4"},
		{"name = \"n\"\nkind = \"advice\"\n[[place]]\ncontrol = \"a\"\nsection = \"F\"\n", "There is no report of the kind \"advice\""},
		{"name = \"n\"\nkind = \"ehc-advice\"\n", "has no [[place]]"},
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = \"a\"\nheading = \"b\"\nsection = \"F\"\n", "line 3: A place has exactly one of control, heading and columns."},
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = \"a\"\nsection = \"F\"\n\n[[place]]\ncontrol = \"b\"\n", "line 7: A place takes exactly one thing"},
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = \"a\"\nvalue = \"nhs\"\n", "line 5, value: \"nhs\" is none of name"},
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = \"a\"\nsection = \"F\"\nblocks = [\"cards\"]\n", "line 6, blocks: \"cards\" is none of"},
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = \"a\"\nsection = \"F\"\n[[place]]\ncontrol = \"a\"\nsection = \"G\"\n", "line 6: This place stands in line 3 as well"},
		{"name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncolumns = { a = \"tab\" }\n", "Columns take the cards of a section"},
		{"name = \"\xff\"", "not UTF-8"},
	} {
		_, err := ParseLayout("l.toml", []byte(c.text))
		var problems *assessments.FileProblems
		if !errors.As(err, &problems) || !strings.Contains(assessments.Sentence(err), c.says) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.says)
		}
	}
}

func FuzzParseLayout(f *testing.F) {
	for _, name := range []string{"wrenmoor", "saltmarsh"} {
		data, err := os.ReadFile(filepath.Join("testdata", "forms", name+".toml"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := ParseLayout("l.toml", data); err != nil && assessments.Sentence(err) == "" {
			t.Error("an error without a sentence")
		}
	})
}

// FuzzFill fills a form whose body is anything at all: the file that comes out is sound XML, or there is a sentence.
func FuzzFill(f *testing.F) {
	f.Add(blockControl("a", "b")+head("Needs"), "x\ny")
	f.Add(tableOfRows(2, rowOf(`<w:p>`+inlineControl("a", "", "")+`</w:p>`, text("Needs"))), "<&>\x00")
	f.Add(`<w:sdt><w:sdtPr><w:tag w:val="a"/></w:sdtPr><w:sdtContent/></w:sdt><w:p><w:r><w:t>Needs</w:t></w:r></w:p>`, "☐")
	l, err := ParseLayout("l.toml", []byte("name = \"n\"\nkind = \"ehc-advice\"\n[[place]]\ncontrol = \"a\"\nsection = \"B\"\n[[place]]\nheading = \"Needs\"\nsection = \"top\"\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, inner, words string) {
		doc := every(func() string { return words })
		doc.Kind = reports.EHCAdvice
		doc.Blocks = append([]reports.Block{&reports.Section{Letter: "B", Title: words}}, doc.Blocks[10:16]...)
		out, err := Fill(context.Background(), made(t, inner), l, undrawn(doc), AppendRest)
		if err != nil {
			if assessments.Sentence(err) == "" {
				t.Error("an error without a sentence")
			}
			return
		}
		for name, data := range unzipped(t, out.Bytes) {
			if strings.HasSuffix(name, ".xml") {
				if _, err := readTree(data); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	})
}
