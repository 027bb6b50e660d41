package pdf_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
)

// large is a document of everything at once: a table of 200 rows, a note of 10,000 words, 60 photos, and words that no
// line holds.
func large(t testing.TB) reports.Document {
	t.Helper()
	table := &reports.Table{Caption: "Every session", Columns: []reports.Column{{Title: "No."}, {Title: "What"}, {Title: "Minutes", Right: true}}}
	for i := range 200 {
		table.Rows = append(table.Rows, cells(fmt.Sprintf("Row%03d", i), strings.Repeat("buttons and zips ", i%7+1), fmt.Sprint(10+i%20)))
	}
	note := &reports.Para{}
	for i := range 10000 {
		note.Text = append(note.Text, reports.Span{Text: fmt.Sprintf("w%04d ", i)})
	}
	doc := reports.Document{Title: "Everything", Lang: "en-GB", Running: reports.Running{Name: "Running"}, Footer: "Footer", Blocks: []reports.Block{
		&reports.Section{Title: "A word"}, &reports.Para{Text: tx(strings.Repeat("Donaudampfschifffahrt", 40))}, &reports.Section{Title: "A table"}, table, &reports.Section{Title: "A note"}, note,
		&reports.Section{Title: "Photos"}}}
	for i := range 60 {
		doc.Blocks = append(doc.Blocks, &reports.Figure{Caption: fmt.Sprintf("Photo%02d", i), Alt: "A board", Picture: photo(t, 120+i, 90, uint8(i))})
	}
	return doc
}

// TestLargeDocument holds that nothing of a large document is lost, doubled or split where it may not be.
func TestLargeDocument(t *testing.T) {
	r := render(t, large(t))
	path := save(t, r.Bytes)
	run(t, "qpdf", "qpdf", "--check", path)
	pages := strings.Split(run(t, "poppler-utils", "pdftotext", "-layout", path, "-"), "\f")
	text := strings.Join(pages, "\n")
	for pattern, want := range map[string]int{`\bRow\d{3}\b`: 200, `\bw\d{4}\b`: 10000, `\bPhoto\d\d\b`: 60} {
		seen := map[string]int{}
		for _, w := range regexp.MustCompile(pattern).FindAllString(text, -1) {
			seen[w]++
		}
		doubled := 0
		for _, n := range seen {
			if n > 1 {
				doubled++
			}
		}
		if len(seen) != want || doubled > 0 {
			t.Errorf("%s: %d of %d are there, %d of them more than once", pattern, len(seen), want, doubled)
		}
	}
	if n := strings.Count(strings.Join(strings.Fields(text), ""), "Donaudampfschifffahrt"); n != 40 {
		t.Errorf("the long word is there %d times of 40", n)
	}
	for i, page := range pages {
		if row := regexp.MustCompile(`\bRow\d{3}\b`).FindString(page); row != "" && !strings.Contains(page, "Minutes") {
			t.Errorf("page %d has %s without a head", i+1, row)
		}
	}
	images := strings.Count(run(t, "poppler-utils", "pdfimages", "-list", path), "jpeg")
	if images != 60 {
		t.Errorf("%d pictures of 60", images)
	}
	if again := render(t, large(t)); !bytes.Equal(again.Bytes, r.Bytes) {
		t.Error("the same document gave other bytes")
	}
	t.Logf("%d pages, %d KB", r.Pages, len(r.Bytes)/1000)
}

// TestNothingRecorded holds that a document of empty blocks is a page and not a failure.
func TestNothingRecorded(t *testing.T) {
	doc := reports.Document{Blocks: []reports.Block{&reports.Section{}, &reports.Para{}, &reports.List{}, &reports.Table{}, &reports.KeyValues{}, &reports.Card{}, &reports.Action{},
		&reports.Callout{}, &reports.Quote{}, &reports.Strengths{}, &reports.Drawing{}, &reports.Chart{}, &reports.Chart{Style: reports.ChartDays}, &reports.Steps{}, &reports.Beside{}, &reports.TickGrid{}, &reports.Signature{}},
		Letter: &reports.Letterhead{}}
	if file := sound(t, doc); file == nil {
		t.Error("an empty tree was refused")
	} else {
		run(t, "qpdf", "qpdf", "--check", save(t, file))
	}
}

// TestAPhotoShownTwiceIsInTheFileOnce keeps a bundle small.
func TestAPhotoShownTwiceIsInTheFileOnce(t *testing.T) {
	p := photo(t, 600, 400, 9)
	f := &reports.Figure{Caption: "c", Alt: "a", Picture: p}
	once := render(t, reports.Document{Title: "t", Blocks: []reports.Block{f}})
	twice := render(t, reports.Document{Title: "t", Blocks: []reports.Block{f, f}})
	if more := len(twice.Bytes) - len(once.Bytes); more > len(p.JPEG)/2 {
		t.Errorf("the second showing takes %d bytes, the photo %d", more, len(p.JPEG))
	}
}
