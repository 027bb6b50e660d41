package docx

import (
	"context"
	"image"
	"strings"
	"testing"

	"golang.org/x/image/vector"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// placed is a layout for advice with the places of text.
func placed(t *testing.T, text string) Layout {
	t.Helper()
	l, err := ParseLayout("l.toml", []byte("name = \"n\"\nkind = \"ehc-advice\"\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// small is advice with some blocks in Section B.
func small(blocks ...reports.Block) reports.Document {
	return reports.Document{Kind: reports.EHCAdvice, Running: reports.Running{Name: "Tam"}, Blocks: append([]reports.Block{&reports.Section{Letter: "B", Title: "Needs"}}, blocks...)}
}

// changed is a form with other parts.
func changed(t *testing.T, form []byte, change func(parts)) []byte {
	t.Helper()
	p := parts(unzipped(t, form))
	change(p)
	data, err := p.zipped()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestRaster_OnlyWhereTheItemIs: an item paints the same as on the whole picture, and costs its own part of it.
func TestRaster_OnlyWhereTheItemIs(t *testing.T) {
	s := layout.Sketch{W: 80, H: 60, Items: []layout.Item{
		{Shape: layout.Rect, X: 5, Y: 40, W: 12, H: 9, Fill: layout.Hair, Stroke: layout.Ink, Weight: 0.5},
		{Shape: layout.Line, X: 50, Y: 50, W: -20, H: -30, Stroke: layout.Rule, Weight: 3},
		{Shape: layout.Line, X: 2, Y: 2, W: 60, Stroke: layout.Ink, Weight: 0.4, Dash: 2},
		{Shape: layout.Dot, X: 70, Y: 8, W: 6, Fill: layout.Ink},
		{Shape: layout.Dot, X: 80, Y: 60, W: 6, Fill: layout.Ink},
		{Shape: layout.Path, X: 30, Y: 30, Points: [][2]float64{{0, 0}, {9, -8}, {3, 12}}, Closed: true, Fill: layout.Rule, Stroke: layout.Ink, Weight: 1},
		{Shape: layout.Text, X: 20, Y: 20, W: 12, Size: 14, Text: "ÅÉgj", Xs: []float64{0, 4, 7, 10}, Fill: layout.Ink},
	}}
	got := raster(s, 4)
	want := raster(layout.Sketch{W: s.W, H: s.H}, 4)
	whole := &brush{img: want, scale: 4, r: vector.NewRasterizer(want.Rect.Dx(), want.Rect.Dy()), room: want.Rect}
	whole.begin()
	for _, it := range s.Items {
		whole.item(it)
	}
	for i := range want.Pix {
		if d := int(got.Pix[i]) - int(want.Pix[i]); d < -2 || d > 2 {
			t.Fatalf("the pixel %d, %d is %v, want %v", i/4%320, i/4/320, got.Pix[i], want.Pix[i])
		}
	}
	if r := whole.frame(s.Items[3]); !image.Rect(268, 20, 292, 44).In(r) || r.Dx()*r.Dy() > 30*30 {
		t.Errorf("a dot of 24 pixels draws %v", r)
	}
}

// TestFill_FormsMadeToHarm: a form that would take all memory gets a sentence.
func TestFill_FormsMadeToHarm(t *testing.T) {
	l := placed(t, "[[place]]\ncontrol = \"sig\"\nsection = \"B\"\n")
	head := func(inner string) func(parts) {
		return func(p parts) { p["word/header1.xml"] = []byte(headerXML(inner)) }
	}
	for name, form := range map[string][]byte{
		"elements in the body": made(t, strings.Repeat(`<w:p/>`, maxNodes+1)+blockControl("sig", "")),
		"elements in a head":   changed(t, saltmarsh(t), head(strings.Repeat(`<w:p/>`, maxNodes+1))),
		"attributes":           changed(t, saltmarsh(t), head(`<w:p`+strings.Repeat(` a=""`, maxNodes)+`/>`)),
		"relationships": changed(t, saltmarsh(t), func(p parts) {
			p["word/_rels/document.xml.rels"] = relsXML(many(maxNodes / 2))
		}),
	} {
		_, err := Fill(context.Background(), form, l, small(), ListRest)
		if assessments.KindOf(err) != assessments.TooLarge || !strings.Contains(assessments.Sentence(err), "more than a million pieces") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFill_OneControlTooOften: what a form repeats without end is not written without end.
func TestFill_OneControlTooOften(t *testing.T) {
	form := made(t, strings.Repeat(`<w:sdt><w:sdtPr><w:tag w:val="sig"/></w:sdtPr><w:sdtContent/></w:sdt>`, 2_000))
	doc := small(&reports.Para{Text: plain(strings.Repeat("x", 10_000))})
	_, err := Fill(context.Background(), form, placed(t, "[[place]]\ncontrol = \"sig\"\nsection = \"B\"\n"), doc, ListRest)
	if assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), "so many times") {
		t.Errorf("got %v", err)
	}
}

// many are relationships to one head.
func many(n int) []rel {
	out := make([]rel, n)
	for i := range out {
		out[i] = rel{"rId2", "header", "header1.xml"}
	}
	return out
}

// TestFill_OneHeadTwice: two sections share one head, which is filled once.
func TestFill_OneHeadTwice(t *testing.T) {
	form := changed(t, saltmarsh(t), func(p parts) {
		p["word/_rels/document.xml.rels"] = relsXML([]rel{{"rId1", "styles", "styles.xml"}, {"rId2", "header", "header1.xml"}, {"rId3", "header", "header1.xml"}})
	})
	if f, err := readForm(changed(t, saltmarsh(t), func(p parts) { p["word/_rels/document.xml.rels"] = relsXML(many(100_000)) })); err != nil || len(f.seen) != 2 {
		t.Errorf("a hundred thousand relationships to one head: %v", err)
	}
	out := filled(t, form, placed(t, "[[place]]\ncontrol = \"child_name\"\nvalue = \"name\"\n"), small(), ListRest)
	if got := words(t, mustBeSound(t, out.Bytes)["word/header1.xml"]); strings.TrimSpace(got) != "Advice about Tam" {
		t.Errorf("the head says %q", got)
	}
}

// stopping is a context that ends after some looks at it.
type stopping struct {
	context.Context
	left int
}

func (s *stopping) Err() error {
	if s.left--; s.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestFill_Stops between two places.
func TestFill_Stops(t *testing.T) {
	ctx := &stopping{context.Background(), 1}
	l := placed(t, "[[place]]\ncontrol = \"child_name\"\nvalue = \"name\"\n[[place]]\ncontrol = \"no such control\"\nvalue = \"name\"\n")
	if _, err := Fill(ctx, saltmarsh(t), l, small(), ListRest); assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("a form whose filling was stopped: %v", err)
	}
}
