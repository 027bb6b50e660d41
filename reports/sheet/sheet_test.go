package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit/expect"
	"github.com/fieldfare/fieldfare/reports"
)

// advice drafts the EHC advice of a notebook for the local authority.
func advice(t *testing.T, name string) (expect.Table, reports.Document) {
	t.Helper()
	table, records := expect.Notebook(t, name)
	day := map[string]assessments.Date{"isla": "2026-05-21", "yusuf": "2026-05-12"}[name]
	doc, err := reports.Draft(reports.Evidence{Records: records}, reports.Request{Kind: reports.EHCAdvice,
		Recipient: reports.Recipient{Role: assessments.RoleLocalAuthority}, AsAt: day, Author: assessments.ID(table.Author)})
	if err != nil {
		t.Fatal(err)
	}
	return table, doc
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// cells reads the sheet as rows of text, with numbers as they are kept and not as they are shown.
func cells(t *testing.T, f *excelize.File) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheetName, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// hoursOf are the hours column of a table with heads, by the row's name or its total.
func hoursOf(t *testing.T, rows [][]string) map[string]float64 {
	t.Helper()
	at, what := -1, -1
	for i, h := range rows[0] {
		switch h {
		case "Hours a year":
			at = i
		case "What":
			what = i
		}
	}
	out := map[string]float64{}
	for _, r := range rows[1:] {
		if len(r) <= at || r[at] == "" {
			continue
		}
		v, err := strconv.ParseFloat(r[at], 64)
		if err != nil {
			t.Fatalf("hours %q are no number", r[at])
		}
		name := r[0]
		if name == "" {
			name = r[what]
		}
		out[name] = v
	}
	return out
}

func split(data []byte) [][]string {
	var out [][]string
	for line := range strings.Lines(string(data)) {
		out = append(out, strings.Split(strings.TrimSuffix(line, "\r\n"), "\t"))
	}
	return out
}

// TestNotebook holds both formats to Isla's notebook: every row with its hours, the totals, and nothing that must not
// leave.
func TestNotebook(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		table, doc := advice(t, name)
		tsv, err := TSV(doc)
		if err != nil {
			t.Fatal(err)
		}
		xlsx, err := XLSX(doc)
		if err != nil {
			t.Fatal(err)
		}
		rows := cells(t, open(t, xlsx))
		var words []string
		for _, r := range rows {
			words = append(words, strings.Join(r, "\n"))
		}
		for format, text := range map[string]string{"tsv": string(tsv), "xlsx": strings.Join(words, "\n"), "xlsx bytes": unzipped(t, xlsx)} {
			fails, err := table.Check(string(reports.EHCAdvice), "la", nil, text)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range fails {
				if f.Row.Section == "" && f.Row.MustNot+f.Row.MustNotRe != "" {
					t.Errorf("%s, %s: %s", name, format, f)
				}
			}
		}
		if name != "isla" {
			continue
		}
		want := map[string]float64{"F1": 38, "F2": 4.5, "F3": 3, "F4": 1.5, "F5": 12.666666667, "G1": 1.25, "Section F total": 59.666666667, "Section G total": 1.25}
		got := hoursOf(t, rows[headLine-1:])
		for k, h := range want {
			if math.Abs(got[k]-h) > 1e-6 {
				t.Errorf("xlsx: %s has %v hours a year, want %v", k, got[k], h)
			}
		}
		if len(got) != len(want) {
			t.Errorf("xlsx: hours of %v, want %v", got, want)
		}
		shown := hoursOf(t, split(tsv)) // as the report rounds them
		if shown["F5"] != 12.7 || shown["Section F total"] != 59.7 || shown["G1"] != 1.25 {
			t.Errorf("tsv: %v", shown)
		}
		line := string(tsv)
		for _, w := range []string{"Tamsin Fennywell", "From 7 September 2026", "It teaches", "☐ Not yet agreed"} {
			if !strings.Contains(line, w) {
				t.Errorf("the sheet does not say %q:\n%s", w, line)
			}
		}
	}
}

func unzipped(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(raw)
	}
	return b.String()
}

// TestXLSX_IsReadable looks at what a SENCo meets: the head stays in sight, filters are there, and it prints sideways.
func TestXLSX_IsReadable(t *testing.T) {
	_, doc := advice(t, "isla")
	data, err := XLSX(doc)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, data)
	panes, err := f.GetPanes(sheetName)
	if err != nil || !panes.Freeze || panes.YSplit != headLine || panes.XSplit != 3 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	page, err := f.GetPageLayout(sheetName)
	if err != nil || *page.Orientation != "landscape" || *page.Size != 9 {
		t.Errorf("the sheet does not print on A4, landscape: %+v, %v", page, err)
	}
	all := unzipped(t, data)
	for _, w := range []string{"<autoFilter", "_xlnm.Print_Titles", `fitToWidth="3"`, "<dc:title>Occupational therapy advice", "2026-05-21T00:00:00Z"} {
		if !strings.Contains(all, w) {
			t.Errorf("the file has no %s", w)
		}
	}
	if what, err := f.GetColWidth(sheetName, "C"); err != nil || what < 30 {
		t.Errorf("the column of what is done is %v wide, %v", what, err)
	}
	for range 3 {
		again, err := XLSX(doc)
		if err != nil || !bytes.Equal(data, again) {
			t.Fatalf("the same document gives other bytes (%v)", err)
		}
	}
}

// attack is a document whose every word is something a program might work out.
func attack(words string) reports.Document {
	t := reports.Text{{Text: words}}
	return reports.Document{Title: words, Lang: "en-GB", AsAt: "2026-05-21", Footer: words, Running: reports.Running{Name: words}, Band: reports.Band{Service: words},
		Blocks: []reports.Block{&reports.Section{Letter: "F", Title: words}, &reports.Card{Tab: words, Title: t, Dose: words, Hours: words,
			Doses: []assessments.Dose{{Minutes: 20, Sessions: 3, Per: words, Weeks: 38}}, Values: []reports.KeyValue{
				{Key: "Who", Lines: []reports.Text{t, t}}, {Key: words, Lines: []reports.Text{t}}, {Key: "Why F", Lines: []reports.Text{t}}}}}}
}

func check(t *testing.T, doc reports.Document) {
	t.Helper()
	tsv, err := TSV(doc)
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(tsv) {
		t.Error("the text is not UTF-8")
	}
	lines := split(tsv)
	for _, l := range lines {
		if len(l) != len(lines[0]) {
			t.Fatalf("%d cells under %d heads: %q", len(l), len(lines[0]), l)
		}
		for _, c := range l {
			if armed := strings.TrimLeft(c, " "); armed != "" && strings.ContainsAny(armed[:1], "=+-@\t\r") {
				t.Errorf("a cell begins as a formula does: %q", c)
			}
		}
	}
	data, err := XLSX(doc)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, data)
	for i, r := range cells(t, f) {
		for j, c := range r {
			name, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if formula, err := f.GetCellFormula(sheetName, name); err != nil || formula != "" {
				t.Errorf("%s is worked out: %q, %v", name, formula, err)
			}
			if armed := strings.TrimLeft(c, " "); armed != "" && strings.ContainsAny(armed[:1], "=+-@") {
				t.Errorf("%s begins as a formula does: %q", name, c)
			}
		}
	}
}

func TestFormulas_StayWords(t *testing.T) {
	for _, w := range []string{`=HYPERLINK("http://x","y")`, "+44 1632 960000", "-1 to 0", "@SUM(A1)", "  =1+1", "\ufeff=1", "\t=1", "\n=1\n=2", "a\tb\nc", "＝1", "|calc", "x\x00y\x1f",
		strings.Repeat("long ", 9000)} {
		check(t, attack(w))
	}
}

// TestRows_NothingIsDropped: a label that no column knows still has its place.
func TestRows_NothingIsDropped(t *testing.T) {
	doc := attack("zyx")
	rows, err := Rows(doc)
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[0].Values[other]; got != "zyx: zyx" {
		t.Errorf("the value under an unknown label is %q", got)
	}
	doc.Blocks = doc.Blocks[:1]
	for name, write := range map[string]func(reports.Document) ([]byte, error){"tsv": TSV, "xlsx": XLSX} {
		if _, err := write(doc); assessments.KindOf(err) != assessments.NotFound || !strings.Contains(assessments.Sentence(err), "no provision rows") {
			t.Errorf("%s without rows: %v", name, err)
		}
	}
}

func FuzzSheet(f *testing.F) {
	f.Add("=1", 20.0)
	f.Add("\xff\t\r\n", -0.1)
	f.Add("x", math.Inf(1))
	f.Fuzz(func(t *testing.T, words string, minutes float64) {
		doc := attack(words)
		doc.Blocks[1].(*reports.Card).Doses[0].Minutes = math.Abs(minutes) // a minus before a number is no formula, and is not looked for here
		check(t, doc)
	})
}

// TestTotals_OnlyOfTime: a section with nothing but equipment has no total, which would read as nobody coming.
func TestTotals_OnlyOfTime(t *testing.T) {
	doc := attack("zyx")
	doc.Blocks = append(doc.Blocks, &reports.Section{Letter: "G", Title: "Health"}, &reports.Card{Tab: "G1", Title: reports.Text{{Text: "A chair"}}})
	tsv, err := TSV(doc)
	if err != nil {
		t.Fatal(err)
	}
	data, err := XLSX(doc)
	if err != nil {
		t.Fatal(err)
	}
	sheet := ""
	for _, r := range cells(t, open(t, data)) {
		sheet += strings.Join(r, "\t") + "\n"
	}
	for name, got := range map[string]string{"tsv": string(tsv), "xlsx": sheet} {
		if !strings.Contains(got, "A chair") || !strings.Contains(got, "Section F total") || strings.Contains(got, "Section G total") {
			t.Errorf("%s: the totals are wrong:\n%s", name, got)
		}
	}
}
