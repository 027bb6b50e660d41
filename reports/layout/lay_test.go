package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

func text(s string) reports.Text { return reports.Text{{Text: s}} }

func lay(t testing.TB, blocks ...reports.Block) *Book {
	t.Helper()
	b, err := Lay(t.Context(), reports.Document{Kind: reports.EHCAdvice, Title: "A title", Lang: "en-GB",
		Running: reports.Running{Name: "Running Name"}, Footer: "Footer", Blocks: blocks})
	if err != nil {
		t.Fatal(err)
	}
	check(t, b)
	return b
}

// check holds what must be true of every book: every item on the page and in the tree, every letter with a glyph, a
// tree whose nodes hold nodes or items but never both.
func check(t testing.TB, b *Book) {
	t.Helper()
	if len(b.Pages) == 0 {
		t.Fatal("a book without pages")
	}
	parents, holders := map[int]bool{}, map[int]bool{}
	level := 0
	for i, n := range b.Nodes {
		for next, r := range map[int]Role{1: RoleH1, 2: RoleH2, 3: RoleH3} {
			if n.Role == r {
				if next > level+1 {
					t.Errorf("heading level %d follows level %d", next, level)
				}
				level = next
				break
			}
		}
		if n.Parent >= i {
			t.Fatalf("node %d stands before its parent %d", i, n.Parent)
		}
		if n.Role == RoleTH && n.Scope == "" {
			t.Errorf("table head %d has no scope", i)
		}
		parents[n.Parent] = true
	}
	for p, page := range b.Pages {
		for _, it := range page.Items {
			if it.Node != Artifact {
				holders[it.Node] = true
			}
			for _, v := range []float64{it.X, it.Y, it.W, it.H} {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("page %d: %+v is nowhere", p, it)
				}
			}
			if it.Y < 0 || it.Y > footBase+0.01 || it.X < marginX-0.01 || it.X+it.W > rightX+0.01 {
				t.Errorf("page %d: %q at %.1f, %.1f, %.1f wide lies off the grid", p, it.Text, it.X, it.Y, it.W)
			}
			if it.Node != Artifact && it.Y > bodyEnd+0.01 {
				t.Errorf("page %d: %q at %.1f lies under the body", p, it.Text, it.Y)
			}
			if it.Shape != Text {
				continue
			}
			if n := utf8.RuneCountInString(it.Text); n != len(it.Xs) {
				t.Errorf("%q has %d runes and %d places", it.Text, n, len(it.Xs))
			}
			for _, r := range it.Text {
				if load(it.Font).advance(r) == missing {
					t.Errorf("%q: %U would be drawn as an empty box in %s", it.Text, r, it.Font.Name())
				}
			}
		}
	}
	for n := range holders {
		if parents[n] {
			t.Errorf("node %d (%s) holds nodes and items", n, b.Nodes[n].Role)
		}
	}
}

// pageOf returns the first page on which words are drawn as part of the document, or -1.
func pageOf(b *Book, words string) int {
	for p := range b.Pages {
		if strings.Contains(drawnOn(b, p), words) {
			return p
		}
	}
	return -1
}

// drawnOn returns the text of the nodes on page p.
func drawnOn(b *Book, p int) string {
	var s strings.Builder
	for _, it := range b.Pages[p].Items {
		if it.Shape == Text && it.Node != Artifact {
			s.WriteString(it.Text + " ")
		}
	}
	return s.String()
}

func TestEmptyDocumentHasOnePage(t *testing.T) {
	b, err := Lay(t.Context(), reports.Document{})
	if err != nil {
		t.Fatal(err)
	}
	check(t, b)
	if len(b.Pages) != 1 || b.Title == "" || b.Lang == "" {
		t.Errorf("got %d pages, title %q, language %q", len(b.Pages), b.Title, b.Lang)
	}
}

func TestEmptyBlocks(t *testing.T) {
	lay(t, &reports.Section{}, &reports.Heading{}, &reports.Para{}, &reports.List{}, &reports.Table{}, &reports.KeyValues{}, &reports.Card{},
		&reports.Action{}, &reports.Callout{}, &reports.Quote{}, &reports.Strengths{}, &reports.Signature{}, &reports.PageBreak{},
		&reports.Table{Columns: []reports.Column{{}}, Rows: [][]reports.Cell{{}, nil}, Total: []reports.Cell{{}}},
		&reports.Table{Rows: [][]reports.Cell{{{Text: text("x")}}}}, &reports.List{Items: []reports.Text{nil, {}}},
		&reports.KeyValues{Rows: []reports.KeyValue{{}, {Key: "k"}}}, &reports.Card{Values: []reports.KeyValue{{}}},
		&reports.Action{Values: []reports.KeyValue{{}}}, &reports.PageBreak{})
}

func TestLongTableRepeatsItsHeadAndKeepsRowsWhole(t *testing.T) {
	tab := &reports.Table{Caption: "Many", Columns: []reports.Column{{Title: "Headword"}, {Title: "What"}, {Title: "Sum", Right: true}}}
	for i := range 200 {
		tab.Rows = append(tab.Rows, []reports.Cell{{Text: text(fmt.Sprintf("Row%03d", i))},
			{Text: text(fmt.Sprintf("first%03d words that go on and on until they need a second line in their column, last%03d", i, i))}, {Text: text("1.5")}})
	}
	tab.Total = []reports.Cell{{Text: text("Altogether")}, {}, {Text: text("300")}}
	b := lay(t, &reports.Section{Letter: "F", Title: "A section"}, tab)
	if len(b.Pages) < 8 {
		t.Fatalf("200 rows on %d pages", len(b.Pages))
	}
	for i := range 200 {
		if a, z := pageOf(b, fmt.Sprintf("first%03d", i)), pageOf(b, fmt.Sprintf("last%03d", i)); a != z || a < 0 {
			t.Errorf("row %d begins on page %d and ends on page %d", i, a, z)
		}
	}
	for p := range b.Pages {
		heads, tagged := 0, 0
		for _, it := range b.Pages[p].Items {
			if it.Text == "Headword" {
				heads++
				if it.Node != Artifact {
					tagged++
				}
			}
		}
		if heads != 1 || tagged > 0 && p > 0 {
			t.Errorf("page %d has the head %d times, %d of them read aloud", p, heads, tagged)
		}
	}
	if last := pageOf(b, "Altogether"); last != pageOf(b, "Row199") {
		t.Error("the total stands alone on its page")
	}
}

func TestBoxOverAPageEndIsClosedOnBoth(t *testing.T) {
	var items []reports.Text
	for i := range 60 {
		items = append(items, text(fmt.Sprintf("item%02d", i)))
	}
	b := lay(t, &reports.Callout{Style: reports.CalloutGap, Title: "Long", Items: items})
	if len(b.Pages) != 2 {
		t.Fatalf("%d pages", len(b.Pages))
	}
	for p := range b.Pages {
		boxes := 0
		for _, box := range b.Pages[p].Items {
			if box.Fill != GapWash {
				continue
			}
			boxes++
			for _, it := range b.Pages[p].Items {
				if it.Shape == Text && it.Node > 1 && (it.Y-mm(it.Size)*capHeight < box.Y+1 || it.Y > box.Y+box.H-1) {
					t.Errorf("page %d: %q at %.1f touches its box (%.1f to %.1f)", p, it.Text, it.Y, box.Y, box.Y+box.H)
				}
			}
		}
		if boxes != 1 {
			t.Errorf("page %d has %d boxes", p, boxes)
		}
	}
}

func values(n int, words string) []reports.KeyValue {
	var out []reports.KeyValue
	for i := range n {
		out = append(out, reports.KeyValue{Key: fmt.Sprintf("Key%02d", i), Lines: []reports.Text{text(fmt.Sprintf("start%02d %s end%02d", i, words, i))}})
	}
	return out
}

func TestCardsStayWhole(t *testing.T) {
	var blocks []reports.Block
	for i := range 9 {
		blocks = append(blocks, &reports.Card{Tab: fmt.Sprintf("F%d", i), Title: text(fmt.Sprintf("cardtitle%d", i)), Dose: "20 minutes", Hours: "1 hour",
			Values: append(values(6, "words"), reports.KeyValue{Key: "Why", Lines: []reports.Text{text(fmt.Sprintf("cardend%d", i))}})})
	}
	b := lay(t, blocks...)
	for i := range 9 {
		if a, z := pageOf(b, fmt.Sprintf("cardtitle%d", i)), pageOf(b, fmt.Sprintf("cardend%d", i)); a != z || a < 0 {
			t.Errorf("card %d begins on page %d and ends on page %d", i, a, z)
		}
	}
}

func TestTallCardSplitsBetweenRows(t *testing.T) {
	b := lay(t, &reports.Card{Tab: "F7", Title: text("Tall"), Values: values(40, strings.Repeat("many words ", 20))})
	if len(b.Pages) < 2 {
		t.Fatal("the card should need more than a page")
	}
	for i := range 40 {
		if a, z := pageOf(b, fmt.Sprintf("start%02d", i)), pageOf(b, fmt.Sprintf("end%02d", i)); a != z || a < 0 {
			t.Errorf("row %d begins on page %d and ends on page %d", i, a, z)
		}
	}
	tabs := 0
	for _, it := range b.Pages[1].Items {
		if it.Text == "F7" {
			tabs++
		}
	}
	if tabs != 1 {
		t.Errorf("the second page shows the tab %d times", tabs)
	}
}

func TestHeadingNeverEndsAPage(t *testing.T) {
	for n := range 40 {
		var blocks []reports.Block
		for range n {
			blocks = append(blocks, &reports.Para{Text: text("Filler.")})
		}
		blocks = append(blocks, &reports.Section{Letter: "B", Title: "Lastheading", Note: "A note"}, &reports.Para{Text: text("Follows it, " + strings.Repeat("for some lines of text ", 20) + "ends.")})
		b := lay(t, blocks...)
		if a, z := pageOf(b, "Lastheading"), pageOf(b, "Follows"); a != z {
			t.Errorf("after %d paragraphs the heading is on page %d and its text on page %d", n, a, z)
		}
	}
}

// A question on paper stands on one page with when it is asked, what is said of it, and the lines to answer on.
func TestQuestionStaysWithItsLines(t *testing.T) {
	lines := &reports.Drawing{Wide: 600, High: 50, Alt: "Lines to write on", Labels: []reports.Label{{X: 20, Y: 20, Text: "Lineshere"}},
		Strokes: []reports.Stroke{{Points: [][2]float64{{0, 14}, {600, 14}}, Pen: reports.PenRule, Weight: 1}}}
	for n := range 40 {
		var blocks []reports.Block
		for range n {
			blocks = append(blocks, &reports.Para{Text: text("Filler.")})
		}
		blocks = append(blocks, &reports.Para{Text: text("Onlyif"), Note: true}, &reports.Para{Text: reports.Text{{Text: "Whatisasked", Strong: true}}},
			&reports.Para{Text: text("Inunits"), Note: true}, lines, &reports.Para{Text: text("And on.")})
		b := lay(t, blocks...)
		want := pageOf(b, "Whatisasked")
		for _, word := range []string{"Onlyif", "Inunits", "Lineshere"} {
			if got := pageOf(b, word); got != want || got < 0 {
				t.Errorf("after %d paragraphs %s is on page %d and the question on page %d", n, word, got, want)
			}
		}
	}
}

// Of many lines to write on, one after the other, the last is not alone on a page.
func TestLastLineToWriteOnIsNotAlone(t *testing.T) {
	for n := range 40 {
		var blocks []reports.Block
		for range n {
			blocks = append(blocks, &reports.Para{Text: text("Filler.")})
		}
		blocks = append(blocks, &reports.Para{Text: text("Through the day")})
		for i := range 9 {
			blocks = append(blocks, &reports.Drawing{Wide: 600, High: 16, Alt: "Lines to write on", Labels: []reports.Label{{X: 20, Y: 8, Text: fmt.Sprint("Round", i)}},
				Strokes: []reports.Stroke{{Points: [][2]float64{{80, 14}, {600, 14}}, Pen: reports.PenRule, Weight: 1}}})
		}
		b := lay(t, blocks...)
		if a, z := pageOf(b, "Round7"), pageOf(b, "Round8"); a != z || a < 0 {
			t.Errorf("after %d paragraphs the last line but one is on page %d, the last on page %d", n, a, z)
		}
	}
}

func TestNoSingleLinesAtPageEdges(t *testing.T) {
	for n := range 30 {
		var blocks []reports.Block
		for range n {
			blocks = append(blocks, &reports.Para{Text: text("Filler.")})
		}
		long := &reports.Para{Text: text(strings.Repeat("lonely ", 100))}
		b := lay(t, append(blocks, long)...)
		node := len(b.Nodes) - 1
		for p := range b.Pages {
			lines := map[float64]bool{}
			for _, it := range b.Pages[p].Items {
				if it.Node == node {
					lines[it.Y] = true
				}
			}
			if len(lines) == 1 {
				t.Errorf("with %d paragraphs before it, page %d has one line of the long one", n, p)
			}
		}
	}
}

func TestTenThousandWords(t *testing.T) {
	note := strings.Repeat("word and another; ", 5000)
	b := lay(t, &reports.Para{Text: text(note)}, &reports.Callout{Style: reports.CalloutGap, Title: "Long", Body: text(note)},
		&reports.KeyValues{Rows: []reports.KeyValue{{Key: "Note", Lines: []reports.Text{text(note)}}}}, &reports.Quote{Words: note},
		&reports.Para{Text: text(strings.Repeat("w", 5000))})
	got := 0
	for p := range b.Pages {
		got += strings.Count(drawnOn(b, p), "another;")
	}
	if got != 4*5000 {
		t.Errorf("%d of %d words were drawn", got, 4*5000)
	}
}

func TestPageNumbersAndRunningHead(t *testing.T) {
	b := lay(t, &reports.Para{Text: text("one")}, &reports.PageBreak{}, &reports.PageBreak{}, &reports.Para{Text: text("two")}, &reports.PageBreak{})
	if len(b.Pages) != 2 {
		t.Fatalf("%d pages: breaks beside each other and at the end make no empty pages", len(b.Pages))
	}
	for p, want := range [][]string{{"Page 1 of 2"}, {"Page 2 of 2", "Running Name"}} {
		for _, w := range want {
			found := false
			for _, it := range b.Pages[p].Items {
				found = found || it.Text == w && it.Node == Artifact
			}
			if !found {
				t.Errorf("page %d does not say %q", p+1, w)
			}
		}
	}
}

func TestDraftIsMarkedAndUnsigned(t *testing.T) {
	doc := reports.Document{Title: "T", Draft: true, Blocks: []reports.Block{&reports.PageBreak{}, &reports.Para{Text: text("x")}, &reports.PageBreak{},
		&reports.Signature{Name: "Signing Person", Locked: "Signed today"}, &reports.Para{Text: text("y")}}}
	b, err := Lay(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for p := range b.Pages {
		marks := 0
		for _, it := range b.Pages[p].Items {
			if strings.Contains(it.Text, "not signed") && it.Node == Artifact {
				marks++
			}
			if strings.Contains(it.Text, "Signing") || strings.Contains(it.Text, "Signed today") {
				t.Error("a draft shows a signature")
			}
		}
		if marks != 2 {
			t.Errorf("page %d says %d times that it is a draft", p, marks)
		}
	}
	if !strings.Contains(b.Title, "draft") {
		t.Errorf("the title %q does not say draft", b.Title)
	}
}

func TestRefusesScriptsItCannotShape(t *testing.T) {
	for _, tt := range []struct{ name, script string }{{"أحمد", "Arabic"}, {"דוד", "Hebrew"}, {"राम", "Devanagari"}, {"王", "Han"}, {"தமிழ்", "Tamil"}} {
		_, err := Lay(t.Context(), reports.Document{Title: "About " + tt.name})
		if assessments.KindOf(err) != assessments.Invalid {
			t.Errorf("%s: %v", tt.script, err)
			continue
		}
		if got := assessments.Sentence(err); !strings.Contains(got, tt.script) || !strings.HasPrefix(got, "The title") {
			t.Errorf("the sentence %q names neither place nor script", got)
		}
	}
	_, err := Lay(t.Context(), reports.Document{Title: "T", Blocks: []reports.Block{
		&reports.Card{Tab: "F1", Values: []reports.KeyValue{{Key: "Who", Lines: []reports.Text{text("محمد")}}}}}})
	if got := assessments.Sentence(err); !strings.Contains(got, "“Who” in F1") {
		t.Errorf("the sentence %q does not name the field", got)
	}
}

// FuzzLay puts any text into every block: it is drawn in full sight, or refused with a sentence.
func FuzzLay(f *testing.F) {
	for _, s := range []string{"", "plain", "a\x00b\xff\xfe", "😀🇬🇧👍🏽", "\u202Eabc\u200B\u00AD", "e\u0301 m\u0303\u0304", "عربي", strings.Repeat("x", 300),
		"a\nb\r\nc\u2028d", "10 minutes × 3", "\uE000\uE001\uFFFC", "𝐀𝟙ﬁ", "łŁşŞđỹǿ ʼ‑–— ﷽", "\t \u00A0\u202F\u3000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		kvs := []reports.KeyValue{{Key: s, Lines: []reports.Text{text(s), {{Text: s, Gap: true}}}}}
		doc := reports.Document{Kind: reports.SchoolAdvice, Title: s, Subtitle: text(s), Band: reports.Band{Label: s, Service: s, Right: s},
			Running: reports.Running{Name: s, Parts: []string{s}, Right: s}, Footer: s, Blocks: []reports.Block{
				&reports.Section{Letter: s, Title: s, Note: s, Aside: s}, &reports.Heading{Level: 3, Text: s}, &reports.Para{Text: text(s)},
				&reports.List{Items: []reports.Text{text(s)}, Ordered: true}, &reports.KeyValues{Rows: kvs},
				&reports.Table{Caption: s, Note: s, Columns: []reports.Column{{Title: s}, {Title: s, Right: true}}, Rows: [][]reports.Cell{{{Text: text(s)}, {Text: text(s), Centile: 50}}}},
				&reports.Card{Tab: s, Title: text(s), Dose: s, Hours: s, Values: kvs}, &reports.Action{Number: 1, Title: s, What: text(s), Values: kvs},
				&reports.Callout{Style: reports.CalloutGap, Title: s, Body: text(s), Items: []reports.Text{text(s)}},
				&reports.Quote{Words: s, By: s}, &reports.Strengths{Items: []reports.Text{text(s)}}, &reports.PageBreak{}, &reports.Signature{Name: s, Job: s}}}
		b, err := Lay(t.Context(), doc)
		if err != nil {
			if assessments.KindOf(err) != assessments.Invalid || assessments.Sentence(err) == "" {
				t.Fatal(err)
			}
			return
		}
		check(t, b)
	})
}
