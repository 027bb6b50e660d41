package docx

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/reports"
)

// TestNotebooks holds the Word file of every kind to the notebooks' tables, signed and as a draft.
func TestNotebooks(t *testing.T) {
	for _, name := range []string{"isla", "yusuf"} {
		table, ev := notebook(t, name)
		held := 0
		for _, rep := range table.Reports {
			if _, live := reports.LookupKind(reports.Kind(rep.Kind)); !live {
				continue
			}
			held++
			for _, signed := range []bool{true, false} {
				doc := drafted(t, ev, reports.Kind(rep.Kind), reports.Role(rep.Recipient), assessments.Date(rep.AsAt), table.Author, signed)
				data := rendered(t, doc)
				if signed && !bytes.Equal(data, rendered(t, doc)) {
					t.Errorf("%s, %s: the same document gives other bytes", name, rep.Kind)
				}
				files := mustBeSound(t, data)
				fails, err := table.Check(rep.Kind, rep.Recipient, sections(t, files["word/document.xml"]), whole(t, files))
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range fails {
					t.Errorf("%s: %s", name, f)
				}
				if marked := strings.Contains(words(t, files["word/header2.xml"]), "Draft, not signed"); marked == signed {
					t.Errorf("%s, %s, signed %v: the draft mark is %v", name, rep.Kind, signed, marked)
				}
				for _, w := range lacking(doc, whole(t, files)) {
					t.Errorf("%s, %s: the file does not say %q", name, rep.Kind, w)
				}
			}
		}
		if held < 5 {
			t.Errorf("%s: %d reports were held to the table", name, held)
		}
	}
}

// lacking lists the strings of a document that a text does not hold: nothing may be lost on the way.
func lacking(doc reports.Document, text string) []string {
	flat := strings.Join(strings.Fields(text), " ")
	var out []string
	doc.Map(func(place, s string) string {
		if want := strings.Join(strings.Fields(s), " "); !strings.Contains(flat, want) && !strings.Contains(place, "drawing") && !strings.Contains(place, "chart") && !strings.HasPrefix(place, "the dose of") {
			out = append(out, place+": "+s)
		}
		return s
	})
	return out
}

// every is a document with each block there is, filled with words that must come through.
func every(words func() string) reports.Document {
	tx := func() reports.Text {
		return reports.Text{{Text: words()}, {Text: words(), Gap: true}, {Text: words(), Done: true}}
	}
	kv := func() reports.KeyValue { return reports.KeyValue{Key: words(), Lines: []reports.Text{tx(), tx()}} }
	kvs := func() []reports.KeyValue { return []reports.KeyValue{kv(), kv()} }
	cell := func() reports.Cell { return reports.Cell{Text: tx(), Centile: 5} }
	return reports.Document{
		Title: words(), Subtitle: tx(), Lang: "en-GB", Draft: true, AsAt: "2026-05-21", Footer: words(), Band: reports.Band{Label: words(), Service: words(), Right: words()},
		Running: reports.Running{Name: words(), Parts: []string{words()}, Right: words()}, Letter: &reports.Letterhead{To: []reports.Text{tx()}, About: []reports.Text{tx()}},
		Blocks: []reports.Block{
			&reports.Contents{Caption: words(), Rows: []reports.ContentsLine{{Title: words(), Note: words()}}}, &reports.Volume{Title: words(), Note: words(), Proof: words()},
			&reports.Section{Letter: words(), Title: words(), Note: words(), Aside: words()}, &reports.Heading{Level: 2, Text: words()}, &reports.Heading{Level: 3, Text: words()},
			&reports.Para{Text: tx()}, &reports.Para{Text: tx(), Note: true}, &reports.List{Items: []reports.Text{tx(), tx()}}, &reports.List{Items: []reports.Text{tx()}, Gaps: true},
			&reports.List{Items: []reports.Text{tx()}, Ordered: true}, &reports.List{Items: []reports.Text{tx()}, Ordered: true},
			&reports.PageBreak{}, &reports.Table{Caption: words(), Note: words(), Columns: []reports.Column{{Title: words()}, {Title: words(), Right: true, Share: 2}},
				Rows: [][]reports.Cell{{cell(), cell()}, {cell()}, {cell(), cell(), cell()}}, Total: []reports.Cell{cell()}},
			&reports.KeyValues{Rows: kvs()}, &reports.KeyValues{Rows: kvs()},
			&reports.Card{Tab: words(), Style: reports.TabFooted, Title: tx(), Dose: words(), Hours: words(), Values: kvs()}, &reports.Card{Tab: words(), Style: reports.TabOpen, Title: tx(), Wide: true, Values: kvs()},
			&reports.Action{Number: 1, Title: words(), What: tx(), Values: kvs()},
			&reports.Callout{Style: reports.CalloutGap, Title: words(), Body: tx(), Items: []reports.Text{tx(), tx()}}, &reports.Callout{Style: reports.CalloutStop, Title: words(), Body: tx()},
			&reports.Callout{Style: reports.CalloutDo, Items: []reports.Text{tx()}}, &reports.Quote{Words: words(), By: words()}, &reports.Strengths{Items: []reports.Text{tx(), tx()}},
			&reports.Steps{Items: []reports.Text{tx(), tx()}}, &reports.Beside{Left: kv(), Right: kv()}, &reports.TickGrid{Caption: words(), Head: words(), Days: []string{words()}, Write: words(), Rows: []string{words()}},
			&reports.Figure{Caption: words(), Alt: words(), Picture: reports.Picture{JPEG: []byte{0xFF, 0xD8, 0xFF, 0xE0}, Wide: 40, High: 30}},
			&reports.Figure{Caption: words(), Alt: words(), Picture: reports.Picture{JPEG: []byte("no picture"), Wide: 40, High: 30}},
			&reports.Drawing{Caption: words(), Alt: words(), Wide: 100, High: 50, Strokes: []reports.Stroke{{Points: [][2]float64{{0, 0}, {100, 50}}, Pen: reports.PenInk, Weight: 1}}, Labels: []reports.Label{{X: 50, Y: 20, Text: "A", Ring: true}}},
			&reports.Chart{Style: reports.ChartMoves, Caption: words(), Note: words(), Alt: words(), Scale: []reports.Tick{{At: -1, Text: "−1"}, {At: 0, Text: "0", Goal: true}},
				Lines: []reports.ChartLine{{Name: "A", Points: []reports.ChartPoint{{On: "2026-03-01", At: -1}, {On: "2026-06-01", At: 0}}}}},
			&reports.Signature{Name: words(), Job: words(), Registration: words(), Locked: words()},
		},
	}
}

// counter makes words that stand nowhere else.
func counter() func() string {
	n := 0
	return func() string {
		n++
		return strings.ReplaceAll("zq"+strings.Repeat("i", n%7)+string(rune('a'+n/7%26))+string(rune('a'+n/182)), "zqi", "zq i")
	}
}

// TestEveryBlock: each kind of block comes through with all its words, in a file that is sound.
func TestEveryBlock(t *testing.T) {
	doc := every(counter())
	files := mustBeSound(t, rendered(t, doc))
	for _, w := range lacking(doc, whole(t, files)) {
		t.Errorf("the file does not say %s", w)
	}
	have := map[string]bool{}
	for _, b := range doc.Blocks {
		have[b.BlockType()] = true
	}
	// The tree's own reader knows every type; one that no test writes would be lost without a word.
	for _, name := range []string{"section", "heading", "para", "list", "table", "key-values", "card", "action", "callout", "quote", "strengths", "figure", "drawing", "chart", "steps", "beside",
		"tick-grid", "volume", "contents", "signature", "page-break"} {
		var d reports.Document
		if err := json.Unmarshal([]byte(`{"blocks":[{"type":"`+name+`"}]}`), &d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !have[name] {
			t.Errorf("no %s was written", name)
		}
	}
	text := string(files["word/document.xml"])
	for _, w := range []string{`<w:pStyle w:val="Title"/>`, `<w:pStyle w:val="Heading2"/>`, `<w:pStyle w:val="Heading3"/>`, "<w:tblHeader/>", "<w:cantSplit/>", `w:firstColumn="1"`, "<w:pageBreakBefore/>", `descr="`, `w:anchor="volume1"`} {
		if !strings.Contains(text, w) {
			t.Errorf("the file has no %s", w)
		}
	}
	for name, w := range map[string]string{"word/footer1.xml": " NUMPAGES ", "word/styles.xml": `<w:lang w:val="en-GB"`, "docProps/core.xml": "2026-05-21T00:00:00Z", "word/fontTable.xml": `<w:altName w:val="Arial"/>`} {
		if !strings.Contains(string(files[name]), w) {
			t.Errorf("%s has no %s", name, w)
		}
	}
	for _, name := range []string{lastPictures(files)[0], lastPictures(files)[1]} {
		img, _, err := image.Decode(bytes.NewReader(files[name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		inked := false
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				r, g, b, _ := img.At(x, y).RGBA()
				inked = inked || r+g+b < 3*0x5000
			}
		}
		if !inked {
			t.Errorf("nothing is drawn in %s", name)
		}
	}
}

// lastPictures are the drawing and the chart, which come after the strips of the table and the photo.
func lastPictures(files map[string][]byte) [2]string {
	n := 0
	for name := range files {
		if strings.HasPrefix(name, "word/media/") {
			n++
		}
	}
	return [2]string{fmt.Sprintf("word/media/picture%d.png", n-1), fmt.Sprintf("word/media/picture%d.png", n)}
}

// TestFont: what is veiled in the file is the font, and the key unveils it.
func TestFont(t *testing.T) {
	files := unzipped(t, rendered(t, reports.Document{}))
	veil := files["word/fonts/font1.odttf"]
	if bytes.Equal(veil[:4], []byte{0, 1, 0, 0}) || !bytes.Equal(veiled(veil, fontKeys[0])[:4], []byte{0, 1, 0, 0}) {
		t.Error("the font is not veiled with its key")
	}
}

func TestRightToLeft(t *testing.T) {
	doc := reports.Document{Lang: "en-GB", Blocks: []reports.Block{&reports.Para{Text: plain("Her name is ליאת בן עמי (7).")}, &reports.Para{Text: plain("اسمها ليلى Layla.")}}}
	got := string(mustBeSound(t, rendered(t, doc))["word/document.xml"])
	for _, w := range []string{`<w:rtl/><w:lang w:bidi="he-IL"/></w:rPr><w:t xml:space="preserve">ליאת בן עמי</w:t>`, `<w:t xml:space="preserve"> (7).</w:t>`,
		`<w:bidi/>`, `<w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr><w:t xml:space="preserve">اسمها ليلى</w:t>`, `<w:t xml:space="preserve"> Layla.</w:t>`} {
		if !strings.Contains(got, w) {
			t.Errorf("the file has no %s:\n%s", w, got)
		}
	}
	if strings.Count(got, "<w:bidi/>") != 1 {
		t.Error("an English paragraph with a Hebrew name runs from right to left")
	}
}

// TestLibreOffice opens files in another program and asks it for pages: what it cannot read, it does not convert.
func TestLibreOffice(t *testing.T) {
	office := testkit.Tool(t, "soffice", "libreoffice-writer-nogui")
	dir := t.TempDir()
	table, ev := notebook(t, "isla")
	for name, doc := range map[string]reports.Document{
		"ehc":   drafted(t, ev, reports.EHCAdvice, assessments.RoleLocalAuthority, "2026-05-21", table.Author, true),
		"every": every(counter()),
	} {
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, rendered(t, doc), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(office, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "pdf", "--outdir", dir, file).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		out, err := exec.Command(testkit.Tool(t, "pdftotext", "poppler-utils"), filepath.Join(dir, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		flat := strings.Join(strings.Fields(string(out)), " ")
		for _, w := range []string{doc.Title, doc.Footer, doc.Running.Name, "Page 2 of "} {
			if !strings.Contains(flat, w) {
				t.Errorf("%s: the pages do not say %q", name, w)
			}
		}
	}
}

func TestRender_Stops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Render(ctx, every(counter())); assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("got %v", err)
	}
}

// undrawn is doc without what takes long to draw, so that a fuzzer gets further.
func undrawn(doc reports.Document) reports.Document {
	var kept []reports.Block
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *reports.Drawing, *reports.Chart:
			continue
		case *reports.Table:
			for _, r := range append(b.Rows, b.Total) {
				for i := range r {
					r[i].Centile = 0
				}
			}
		}
		kept = append(kept, b)
	}
	doc.Blocks = kept
	return doc
}

// FuzzRender writes whatever tree there is: the file must be one that a zip and an XML reader take.
func FuzzRender(f *testing.F) {
	f.Add("Issy", uint64(1))
	f.Add("a\x00b\ufffe<&>\"\n\t\xff", uint64(2))
	f.Add("\x01", uint64(16))
	f.Add("\u202eאבג 12 العربية 😀", uint64(3))
	f.Fuzz(func(t *testing.T, words string, seed uint64) {
		doc := every(func() string { return words })
		rng := rand.New(rand.NewPCG(seed, 1))
		rng.Shuffle(len(doc.Blocks), func(i, j int) { doc.Blocks[i], doc.Blocks[j] = doc.Blocks[j], doc.Blocks[i] })
		doc.Blocks = doc.Blocks[:rng.IntN(len(doc.Blocks)+1)]
		if seed%16 != 0 {
			doc = undrawn(doc)
		}
		doc.AsAt, doc.Lang = assessments.Date(words), words
		if seed%3 == 0 {
			doc.Letter = nil
		}
		files := unzipped(t, rendered(t, doc))
		for _, w := range sound(files) {
			t.Error(w)
		}
	})
}
