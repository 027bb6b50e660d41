package html_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/html"
)

func text(s string) reports.Text { return reports.Text{{Text: s}} }

// photoOf is a grey picture of so many pixels.
func photoOf(wide, high int) reports.Picture {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, wide, high)), nil); err != nil {
		panic(err)
	}
	return reports.Picture{JPEG: b.Bytes(), Wide: wide, High: high}
}

// full has every block with every field set.
func full() reports.Document {
	kvs := []reports.KeyValue{{Key: "Who", Lines: []reports.Text{text("A person"), {{Text: "price "}, {Text: "not known", Gap: true}}}}, {Key: "Where", Lines: []reports.Text{text("Hall")}}}
	from := []assessments.ID{"0190f000-0000-7000-8000-000000000001"}
	return reports.Document{
		Kind: reports.EHCAdvice, Title: "Advice", Subtitle: reports.Text{{Text: "For a child"}, {Text: "Of a school"}}, Lang: "en-GB", Footer: "Foot", AsAt: "2026-03-03",
		Band:    reports.Band{Label: "EHC", Service: "Service", Right: "Confidential"},
		Running: reports.Running{Name: "Name", Parts: []string{"born"}, Right: "Kind"},
		Letter:  &reports.Letterhead{To: []reports.Text{text("Street")}, About: []reports.Text{text("Reference")}},
		Blocks: []reports.Block{
			&reports.KeyValues{Rows: kvs},
			&reports.Section{Letter: "F", Title: "Provision", Note: "note", Aside: "aside"},
			&reports.Heading{Level: 3, Text: "Heading"},
			&reports.Para{Text: reports.Text{{Text: "Bold", Strong: true, From: from}, {Text: " soft", Soft: true}, {Text: " agreed", Done: true}}, Note: true},
			&reports.List{Items: []reports.Text{text("one"), text("two")}, Ordered: true},
			&reports.List{Items: []reports.Text{text("unknown one")}, Gaps: true},
			&reports.Table{Caption: "Table", Note: "where", Columns: []reports.Column{{Title: "A", Share: 2}, {Title: "B"}, {Title: "C", Right: true}},
				Rows:  [][]reports.Cell{{{Text: text("a")}, {Text: text("5th"), Centile: 5}, {Text: text("12.5")}}, {{Text: text("b")}}},
				Total: []reports.Cell{{Text: text("sum")}, {}, {Text: text("13")}}},
			&reports.Card{Tab: "F1", Style: reports.TabFilled, Title: text("Card"), Dose: "dose", Hours: "hours", Values: kvs},
			&reports.Card{Tab: "H1", Style: reports.TabFooted, Title: text("Rails"), Wide: true, Values: kvs},
			&reports.Section{Title: "To do"},
			&reports.Action{Number: 1, Title: "Act", What: text("what"), Values: kvs},
			&reports.Action{Number: 2, Title: "Again", Values: kvs},
			&reports.Callout{Style: reports.CalloutGap, Title: "Box", Body: text("body"), Items: []reports.Text{text("item")}},
			&reports.Callout{Style: reports.CalloutStop, Title: "Stop if"},
			&reports.Section{Title: "Pictures"},
			&reports.Quote{Words: "words", By: "by", Source: from},
			&reports.Strengths{Items: []reports.Text{text("strong")}},
			&reports.Figure{Caption: "Photo", Alt: "A chair", Picture: photoOf(40, 30), Source: from},
			&reports.Drawing{Caption: "Sketch", Alt: "A is the seat", Wide: 100, High: 60, Strokes: []reports.Stroke{
				{Points: [][2]float64{{0, 0}, {50, 50}, {100, 0}}, Closed: true, Fill: reports.PenWash, Pen: reports.PenInk, Weight: 1},
				{Points: [][2]float64{{0, 60}, {100, 60}}, Pen: reports.PenSoft, Weight: 0.5, Dashed: true}}, Labels: []reports.Label{{X: 50, Y: 25, Text: "A", Ring: true}}},
			&reports.Chart{Style: reports.ChartMoves, Caption: "Moved", Note: "ring and dot", Alt: "Writing went from -1 to 0",
				Scale: []reports.Tick{{At: -1, Text: "−1", Words: "further off"}, {At: 0, Text: "0", Words: "the goal", Goal: true}, {At: 1, Text: "+1"}},
				Lines: []reports.ChartLine{{Name: "Writing", Points: []reports.ChartPoint{{On: "2026-03-24", At: -1}, {On: "2026-07-14", At: 0, Words: "reached"}}}}},
			&reports.Section{Title: "Sheets"},
			&reports.PageBreak{},
			&reports.Steps{Items: []reports.Text{text("First"), text("Then")}},
			&reports.Beside{Left: kvs[1], Right: kvs[0]},
			&reports.TickGrid{Caption: "Tick", Head: "Week", Days: []string{"Mon", "Tue"}, Write: "Right of 10", Rows: []string{"7 June"}},
			&reports.Contents{Caption: "Contents", Rows: []reports.ContentsLine{{Title: "Advice of May", Note: "Signed"}}},
			&reports.Volume{Title: "Advice of May", Note: "Signed by", Proof: "0a1b"},
			&reports.Section{Letter: "B", Title: "Within"},
			&reports.Signature{Name: "Signer", Job: "Job", Registration: "Reg", Locked: "Signed"},
		},
	}
}

// TestFull_HasEveryBlock looks into the source for the blocks that there are: one that is added there and not shown here
// is found before a report has it.
func TestFull_HasEveryBlock(t *testing.T) {
	has := map[string]bool{}
	for _, b := range full().Blocks {
		has[b.BlockType()] = true
	}
	files, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\) BlockType\(\) string \{ return "([a-z-]+)" \}`).FindAllStringSubmatch(string(src), -1) {
			found++
			if !has[m[1]] {
				t.Errorf("no page is tried with a block of the type %q", m[1])
			}
		}
	}
	if found < 20 {
		t.Errorf("%d types of block were found", found)
	}
	golden(t, "every-block", page(t, full()).Outline)
}

// TestRender_MuchOfIt shows all of a long note, a long table and many photos.
func TestRender_MuchOfIt(t *testing.T) {
	long := &reports.Table{Caption: "Long", Columns: []reports.Column{{Title: "Row"}, {Title: "What"}}}
	for i := range 200 {
		long.Rows = append(long.Rows, []reports.Cell{{Text: text("r" + strconv.Itoa(i))}, {Text: text("what")}})
	}
	d := reports.Document{Blocks: []reports.Block{&reports.Para{Text: text(strings.Repeat("word ", 9999) + "last")}, long}}
	for range 60 {
		d.Blocks = append(d.Blocks, &reports.Figure{Alt: "A chair", Picture: photoOf(400, 300)})
	}
	data := render(t, d)
	safe(t, data)
	s := string(data)
	if strings.Count(s, "word ") < 9999 || !strings.Contains(s, "last</p>") || !strings.Contains(s, ">r199</th>") || strings.Count(s, "<img ") != 60 {
		t.Error("something of a long report is not on its page")
	}
}

// TestRender_ShowsEveryWord asks for every string of a document in what a reader gets.
func TestRender_ShowsEveryWord(t *testing.T) {
	d, n := full(), 0
	marked := d.Map(func(place, s string) string {
		if s == "" {
			return ""
		}
		n++
		return "w" + strconv.Itoa(n) + "w"
	})
	data := string(render(t, marked))
	w := page(t, marked)
	for i := 1; i <= n; i++ {
		word := "w" + strconv.Itoa(i) + "w"
		if !strings.Contains(w.Text, word) && !strings.Contains(data, word) {
			t.Errorf("word %d of %d is not in the file", i, n)
		}
	}
	if n < 60 {
		t.Errorf("%d words: the document is not full", n)
	}
}

func TestRender_Structure(t *testing.T) {
	w, data := page(t, full()), string(render(t, full()))
	for _, want := range []string{
		"p subtitle | For a child\n", "h2 lettered | F. Provision\n", "h3 | F1. Card\n", "p dose | dose = hours\n", "dt | Who\n", "dd | price [ ] not known\n",
		"th col | A\n", "th row | a\n", "td | 5th\n", "th row | sum\n", "h3 | 1. Act\n", "h3 | 2. Again\n", "li | [ ] unknown one\n", "blockquote\n", "p | “words”\n",
		"caption | Table where\n", "p | Job. Reg\n", "th row | 7 June\n", "td | [ ]\n", "p label | EHC\n", "p | Foot\n",
	} {
		if !strings.Contains(strings.ReplaceAll(w.Outline, "  ", ""), want) {
			t.Errorf("a screen reader is not told %q:\n%s", want, w.Outline)
			break
		}
	}
	for _, want := range []string{`<html lang="en-GB">`, `data-from="0190f000-0000-7000-8000-000000000001"`, `<td class="num short" role="cell" data-label="C">`, `scope="row"`,
		`alt="A chair" width="40" height="30"`, "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(photoOf(40, 30).JPEG), `href="#report"`, `colspan="2"`} {
		if !strings.Contains(data, want) {
			t.Errorf("the file has no %s", want)
		}
	}
	if _, f, _ := strings.Cut(w.Sections["F"], "F. Provision"); !strings.Contains(f, "H1. Rails") || strings.Contains(f, "To do") {
		t.Errorf("section F is %q", w.Sections["F"])
	}
}

// TestRender_HeadingsNeverSkip holds the levels of headings, whatever an author did.
func TestRender_HeadingsNeverSkip(t *testing.T) {
	d := reports.Document{Title: "T", Blocks: []reports.Block{&reports.Heading{Level: 3, Text: "a"}, &reports.Card{Tab: "E1", Title: text("b")}, &reports.Heading{Level: 9, Text: "c"},
		&reports.Heading{Level: -1, Text: "d"}, &reports.Section{Title: "e"}, &reports.Action{Number: 1, Title: "f"}}}
	last, n := 0, 0
	for _, m := range regexp.MustCompile(`<h(\d)`).FindAllStringSubmatch(string(render(t, d)), -1) {
		level, _ := strconv.Atoi(m[1])
		if level > last+1 || level > 3 {
			t.Errorf("heading %d after %d", level, last)
		}
		last = level
		n++
	}
	if n != 7 {
		t.Errorf("%d headings, want 7", n)
	}
}

// TestRender_DraftIsNeverSigned shows a draft as one, whatever its tree holds.
func TestRender_DraftIsNeverSigned(t *testing.T) {
	d := full()
	d.Draft = true
	w := page(t, d)
	if !strings.Contains(w.Text, "[ ] Draft, not signed") || !strings.Contains(w.Text, "Advice (draft, not signed)") || strings.Contains(w.Text, "Signer") {
		t.Errorf("a draft reads\n%s", w.Text)
	}
	if data := string(render(t, d)); !strings.Contains(data, `@bottom-left{content:"Foot\2C  draft\2C  not signed"}`) {
		t.Error("printed, a draft does not say on each page that it is one")
	}
}

// TestRender_Scripts shows writing systems that the PDF cannot draw, each in its own direction.
func TestRender_Scripts(t *testing.T) {
	d := reports.Document{Title: "What helps يوسف", Lang: "en-GB", Blocks: []reports.Block{
		&reports.Para{Text: text("He is called יוסי (9) at home, and यूसुफ by Nani.")},
		&reports.Para{Text: text("يحب اللعب مع أخته في الحديقة")},
		&reports.Para{Text: text("Emoji 🙂 and e\u0301 stay.\nNext line")},
	}}
	data := string(render(t, d))
	for _, want := range []string{`What helps <bdi lang="und-Arab">يوسف</bdi></h1>`, `<bdi lang="he">יוסי</bdi> (9)`, `<bdi lang="und-Deva">यूसुफ</bdi> by`,
		`<p lang="und-Arab" dir="rtl">`, "Emoji 🙂 and é stay.<br>Next line"} {
		if !strings.Contains(data, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	d.Lang = "ur"
	data = string(render(t, d))
	for _, want := range []string{`<html lang="ur" dir="rtl">`, "<p>يحب اللعب", `<a href="#report" lang="en-GB" dir="ltr">`, `<p dir="ltr">Emoji`} {
		if !strings.Contains(data, want) {
			t.Errorf("a page in Urdu has no %s", want)
		}
	}
}

// TestRender_RefusesWhatItCannotShow stops rather than leave out a part without a word.
func TestRender_RefusesWhatItCannotShow(t *testing.T) {
	for _, c := range []struct {
		block reports.Block
		kind  assessments.ErrorKind
	}{
		{hologram{}, assessments.TooNew}, {nil, assessments.TooNew},
		{&reports.Figure{Alt: "A chair", Picture: reports.Picture{JPEG: []byte("GIF89a"), Wide: 1, High: 1}}, assessments.Invalid},
	} {
		_, err := html.Render(context.Background(), reports.Document{Blocks: []reports.Block{c.block}})
		if assessments.KindOf(err) != c.kind || assessments.Sentence(err) == "" {
			t.Errorf("%T: got %v", c.block, err)
		}
	}
}

type hologram struct{}

func (hologram) BlockType() string { return "hologram" }

// TestRender_PicturesThatCannotBeDrawn tells them in words.
func TestRender_PicturesThatCannotBeDrawn(t *testing.T) {
	d := reports.Document{Blocks: []reports.Block{&reports.Drawing{Alt: "ا is the seat", Wide: 9, High: 9, Labels: []reports.Label{{Text: "ا"}}},
		&reports.Chart{Style: reports.ChartMoves, Alt: "nowhere", Lines: []reports.ChartLine{{Name: "a", Points: []reports.ChartPoint{{At: math.NaN()}}}}}}}
	if w := page(t, d); !strings.Contains(w.Text, "ا is the seat") || !strings.Contains(w.Text, "nowhere") {
		t.Errorf("got %s", w.Text)
	}
}

// TestRender_Nothing makes a page of an empty tree: a report with nothing recorded still opens.
func TestRender_Nothing(t *testing.T) {
	w := page(t, reports.Document{})
	if !strings.Contains(w.Outline, "h1 | Report") || strings.Contains(w.Outline, "nav") {
		t.Errorf("an empty tree reads\n%s", w.Outline)
	}
	safe(t, render(t, reports.Document{Blocks: []reports.Block{&reports.Table{}, &reports.KeyValues{}, &reports.Card{}, &reports.Section{}, &reports.Chart{}, &reports.Volume{}, &reports.Contents{},
		&reports.Drawing{}, &reports.TickGrid{}, &reports.Steps{}, &reports.Strengths{}, &reports.List{}, &reports.Signature{}, &reports.Quote{}}}))
}
