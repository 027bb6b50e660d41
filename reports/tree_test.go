package reports_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/google/go-cmp/cmp"
)

func text(s string) reports.Text { return reports.Text{{Text: s}} }

// tree has every block with every field set.
func tree() reports.Document {
	kvs := []reports.KeyValue{{Key: "Who", Lines: []reports.Text{text("A person"), {{Text: "not known", Gap: true}}}}}
	return reports.Document{
		Kind: reports.EHCAdvice, Title: "Advice", Subtitle: text("For a child"), Lang: "en-GB", Footer: "Foot", AsAt: "2026-03-03",
		Band: reports.Band{Label: "EHC", Service: "Service", Right: "Confidential"}, Child: "c", Recipient: reports.Recipient{Role: "school", Person: "p"},
		Running: reports.Running{Name: "Name", Parts: []string{"born"}, Right: "EHC"},
		Blocks: []reports.Block{
			&reports.Section{Letter: "F", Title: "Provision", Note: "note", Aside: "aside"},
			&reports.Heading{Level: 3, Text: "Heading"},
			&reports.Para{Text: reports.Text{{Text: "Bold", Strong: true, From: []assessments.ID{"r1"}}, {Text: " soft", Soft: true}}, Note: true},
			&reports.List{Items: []reports.Text{text("one"), text("two")}, Ordered: true},
			&reports.Table{Caption: "Table", Note: "where", Columns: []reports.Column{{Title: "A", Share: 2}, {Title: "B", Right: true}},
				Rows: [][]reports.Cell{{{Text: text("a")}, {Text: text("5th"), Centile: 5}}}, Total: []reports.Cell{{Text: text("sum")}, {Text: text("1")}}},
			&reports.KeyValues{Rows: kvs},
			&reports.Card{Tab: "F1", Style: reports.TabOpen, Title: text("Card"), Wide: true, Dose: "dose", Hours: "hours", Values: kvs},
			&reports.Action{Number: 2, Title: "Act", What: text("what"), Values: kvs},
			&reports.Callout{Style: reports.CalloutGap, Title: "Box", Body: text("body"), Items: []reports.Text{text("item")}},
			&reports.Quote{Words: "words", By: "by", Source: []assessments.ID{"r2"}},
			&reports.Strengths{Items: []reports.Text{text("strong")}},
			&reports.PageBreak{},
			&reports.Signature{Name: "Signer", Job: "Job", Registration: "Reg", Locked: "Signed"},
		},
	}
}

func TestJSONRoundTrip(t *testing.T) {
	want := tree()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got reports.Document
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
	for _, name := range []string{`{"type":"section","letter":"F"`, `{"type":"page-break"}`, `"title":"Advice"`} {
		if !strings.Contains(string(data), name) {
			t.Errorf("the JSON has no %s", name)
		}
	}
}

func TestJSONKeepsWhatWasWithheldOut(t *testing.T) {
	doc := tree()
	doc.Withheld = []reports.Withheld{{Field: "secret", Reason: "hidden"}}
	data, err := json.Marshal(&doc)
	if err != nil {
		t.Fatal(err)
	}
	if s := string(data) + doc.PlainText(); strings.Contains(s, "secret") || strings.Contains(s, "hidden") {
		t.Error("what was withheld is in the file")
	}
}

func TestUnknownBlockIsRefused(t *testing.T) {
	var doc reports.Document
	err := json.Unmarshal([]byte(`{"title":"x","blocks":[{"type":"hologram"}]}`), &doc)
	if assessments.KindOf(err) != assessments.TooNew || !strings.Contains(assessments.Sentence(err), "hologram") {
		t.Errorf("got %v", err)
	}
	if doc.Title != "" {
		t.Error("a refused document was half read")
	}
}

func FuzzDocumentJSON(f *testing.F) {
	data, err := json.Marshal(tree())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"blocks":[null]}`))
	f.Add([]byte(`{"blocks":[{"type":"table","rows":[[null]]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var doc reports.Document
		if json.Unmarshal(data, &doc) != nil {
			return
		}
		again, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var same reports.Document
		if err := json.Unmarshal(again, &same); err != nil {
			t.Fatalf("cannot read back %s: %v", again, err)
		}
		reports.Lint(doc)
	})
}

func TestPlainText(t *testing.T) {
	got := tree().PlainText()
	for _, want := range []string{"Advice\nFor a child\n", "F. Provision\nnote\naside\n", "1. one\n2. two\n", "Table\nwhere\nA | B\na | 5th\nsum | 1\n",
		"Who: A person\n    [ ] not known\n", "F1. Card\ndose = hours\n", "2. Act\nwhat\n", "Box\nbody\n[ ] item\n", "“words”\nby\n", "Signer\nJob. Reg\nSigned\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("the text has no %q:\n%s", want, got)
		}
	}
}

func TestMapReachesEveryStringAndChangesNothing(t *testing.T) {
	doc := tree()
	var seen []string
	out := doc.Map(func(place, s string) string {
		if place == "" {
			t.Errorf("%q has no place", s)
		}
		seen = append(seen, s)
		return strings.ToUpper(s)
	})
	if diff := cmp.Diff(tree(), doc); diff != "" {
		t.Errorf("Map changed its document:\n%s", diff)
	}
	for line := range strings.Lines(out.PlainText()) {
		if line = strings.TrimRight(line, "\n"); line != strings.ToUpper(line) && !strings.Contains(line, "[ ]") {
			t.Errorf("Map did not reach %q", line)
		}
	}
	for _, s := range []string{"Confidential", "born", "Foot", "aside", "where", "5th", "hours", "item", "by", "Reg"} {
		if !slices.Contains(seen, s) {
			t.Errorf("Map did not visit %q", s)
		}
	}
}

func TestLint(t *testing.T) {
	if found := reports.Lint(tree()); len(found) != 0 {
		t.Errorf("a sound tree: %q", found)
	}
	for _, tt := range []struct {
		name, want string
		spoil      func(*reports.Document)
	}{
		{"title", "no title", func(d *reports.Document) { d.Title = "" }},
		{"language", "language", func(d *reports.Document) { d.Lang = "" }},
		{"skipped level", "level 3 after level 1", func(d *reports.Document) { d.Blocks = []reports.Block{&reports.Heading{Level: 3, Text: "x"}} }},
		{"table without heads", "no columns", func(d *reports.Document) { d.Blocks = []reports.Block{&reports.Table{Caption: "x"}} }},
		{"column without head", "Column 1", func(d *reports.Document) {
			d.Blocks = []reports.Block{&reports.Table{Columns: []reports.Column{{}}}}
		}},
		{"row without head", "Row 1", func(d *reports.Document) {
			d.Blocks = []reports.Block{&reports.Table{Columns: []reports.Column{{Title: "x"}}, Rows: [][]reports.Cell{{{}}}}}
		}},
		{"short row", "1 cells under 2", func(d *reports.Document) {
			d.Blocks = []reports.Block{&reports.Table{Columns: []reports.Column{{Title: "x"}, {Title: "y"}}, Rows: [][]reports.Cell{{{Text: text("a")}}}}}
		}},
		{"empty value", "is empty", func(d *reports.Document) {
			d.Blocks = []reports.Block{&reports.KeyValues{Rows: []reports.KeyValue{{Key: "UPN"}}}}
		}},
	} {
		doc := tree()
		tt.spoil(&doc)
		if found := strings.Join(reports.Lint(doc), "\n"); !strings.Contains(found, tt.want) {
			t.Errorf("%s: lint said %q, not %q", tt.name, found, tt.want)
		}
	}
}
