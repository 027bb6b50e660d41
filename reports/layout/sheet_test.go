package layout

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// shot is a photo of the given size.
func shot(t testing.TB, wide, high int) reports.Picture {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, wide, high)), nil); err != nil {
		t.Fatal(err)
	}
	return reports.Picture{JPEG: b.Bytes(), Wide: wide, High: high}
}

// found returns the items of a shape on a page.
func found(b *Book, page int, s Shape) []Item {
	var out []Item
	for _, it := range b.Pages[page].Items {
		if it.Shape == s {
			out = append(out, it)
		}
	}
	return out
}

// strange is a block that no writer knows.
type strange struct{}

func (strange) BlockType() string { return "hologram" }

func TestABlockThatNobodyKnowsStopsTheWhole(t *testing.T) {
	for _, b := range []reports.Block{strange{}, nil} {
		_, err := Lay(context.Background(), reports.Document{Blocks: []reports.Block{&reports.Para{Text: text("before")}, b}})
		if assessments.KindOf(err) != assessments.TooNew || !strings.Contains(assessments.Sentence(err), "Update Fieldfare") {
			t.Errorf("%v: got %v", b, err)
		}
	}
}

func TestEveryBlockOfTheTreeIsDrawn(t *testing.T) {
	p := shot(t, 40, 30)
	for _, b := range []reports.Block{&reports.Section{Title: "w"}, &reports.Heading{Level: 2, Text: "w"}, &reports.Para{Text: text("w")}, &reports.List{Items: []reports.Text{text("w")}},
		&reports.Table{Columns: []reports.Column{{Title: "w"}}}, &reports.KeyValues{Rows: []reports.KeyValue{{Key: "w"}}}, &reports.Card{Title: text("w")}, &reports.Action{Title: "w"},
		&reports.Callout{Title: "w"}, &reports.Quote{Words: "w"}, &reports.Strengths{Items: []reports.Text{text("w")}}, &reports.Figure{Caption: "w", Alt: "w", Picture: p},
		&reports.Drawing{Alt: "w", Labels: []reports.Label{{Text: "w"}}}, &reports.Chart{Caption: "w", Alt: "w"}, &reports.Steps{Items: []reports.Text{text("w")}},
		&reports.Beside{Left: reports.KeyValue{Key: "w"}}, &reports.TickGrid{Head: "w"}, &reports.Signature{Name: "w"}} {
		book := lay(t, b)
		if !strings.Contains(drawnOn(book, 0), "w") {
			t.Errorf("%s is not on the page", b.BlockType())
		}
		if l := book.Lint(); len(l) > 0 {
			t.Errorf("%s: %s", b.BlockType(), l)
		}
	}
}

func TestAnAddressStandsInTheWindow(t *testing.T) {
	doc := reports.Document{Kind: reports.LetterAccepted, Title: "A letter", Letter: &reports.Letterhead{
		To:    []reports.Text{text("Ada Sample"), text("Flat 2"), text("11 Sample Lane, a name of a street that is longer than any window is wide"), text("Sampleton"), text("SA1 1AA")},
		About: []reports.Text{text("3 March 2026"), text("A child")}}}
	b, err := Lay(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	check(t, b)
	title := 0.0
	for _, it := range found(b, 0, Text) {
		if strings.Contains(it.Text, "A letter") {
			title = it.Y
		}
	}
	for _, it := range found(b, 0, Text) {
		address := false
		for _, w := range []string{"Ada", "Flat", "Lane", "window", "Sampleton", "SA1"} {
			address = address || strings.Contains(it.Text, w)
		}
		if _, top, right, foot := it.Bounds(); address && (top < letterTop-0.5 || foot > 81 || right > 112.5 || foot > title) {
			t.Errorf("%q stands at %.1f to %.1f, as far as %.1f: outside the window", it.Text, top, foot, right)
		}
	}
	if l := b.Lint(); len(l) > 0 {
		t.Error(l)
	}
}

func TestTickGridLosesNoWeek(t *testing.T) {
	g := &reports.TickGrid{Head: "Week starting", Days: []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, Write: "How many"}
	for i := range 60 {
		g.Rows = append(g.Rows, fmt.Sprintf("Week %d.", i+1))
	}
	b := lay(t, g)
	boxes := 0
	for p := range b.Pages {
		here := 0
		for _, it := range found(b, p, Rect) {
			if it.Weight == tickLine {
				here++
				if math.Abs(it.W-it.H) > 0.01 || it.W < 7 {
					t.Errorf("a box is %.1f by %.1f", it.W, it.H)
				}
			}
		}
		boxes += here
		if heads := strings.Count(allOn(b, p), "Week starting"); here > 0 && heads != 1 {
			t.Errorf("page %d has %d heads", p+1, heads)
		}
		if here%7 != 0 {
			t.Errorf("page %d has part of a row: %d boxes", p+1, here)
		}
	}
	if boxes != 60*7 {
		t.Errorf("%d boxes for 60 weeks", boxes)
	}
	for i := range 60 {
		if pageOf(b, fmt.Sprintf("Week %d.", i+1)) < 0 {
			t.Errorf("week %d is lost", i+1)
		}
	}
}

// allOn returns every text on page p, repeated heads as well.
func allOn(b *Book, p int) string {
	var s strings.Builder
	for _, it := range found(b, p, Text) {
		s.WriteString(it.Text + " ")
	}
	return s.String()
}

func TestStepsAreNumberedInTheMargin(t *testing.T) {
	b := lay(t, &reports.Steps{Items: []reports.Text{text("First"), text("Second")}})
	tops := map[string]float64{}
	for _, it := range found(b, 0, Text) {
		tops[strings.TrimSpace(it.Text)] = it.Y
		if it.Text == "2" && (it.X < marginX || it.X+it.W > marginX+marginW) {
			t.Errorf("the number stands at %.1f", it.X)
		}
	}
	if tops["1"] == 0 || tops["1"] != tops["First"] || tops["2"] != tops["Second"] {
		t.Errorf("numbers and steps are apart: %v", tops)
	}
}

func TestBesideIsReadOneAfterTheOther(t *testing.T) {
	b := lay(t, &reports.Beside{Left: reports.KeyValue{Key: "Easier", Lines: []reports.Text{text(strings.Repeat("left words ", 12))}}, Right: reports.KeyValue{Key: "Harder", Lines: []reports.Text{text("right words")}}})
	read := strings.Join(strings.Fields(drawnOn(b, 0)), " ")
	if want := "Easier " + strings.TrimSpace(strings.Repeat("left words ", 12)) + " Harder right words"; !strings.Contains(read, want) {
		t.Errorf("it is read as %q", read)
	}
}

func TestSixtyPhotos(t *testing.T) {
	var blocks []reports.Block
	p := shot(t, 400, 300)
	for i := range 60 {
		blocks = append(blocks, &reports.Figure{Caption: fmt.Sprintf("Photo %d.", i+1), Alt: "A chair", Picture: p})
	}
	b := lay(t, blocks...)
	n := 0
	for page := range b.Pages {
		pics := found(b, page, Picture)
		n += len(pics)
		for _, it := range pics {
			if it.Y < restTop-0.01 || it.Y+it.H > bodyEnd+0.01 || it.X+it.W > rightX+0.01 {
				t.Errorf("page %d: a photo from %.1f to %.1f", page+1, it.Y, it.Y+it.H)
			}
			if math.Abs(it.W/it.H-4.0/3) > 0.01 {
				t.Errorf("a photo of 4 by 3 is %.1f by %.1f", it.W, it.H)
			}
		}
		if captions := strings.Count(drawnOn(b, page), "Photo "); captions != len(pics) {
			t.Errorf("page %d has %d photos and %d captions", page+1, len(pics), captions)
		}
	}
	if n != 60 {
		t.Errorf("%d photos of 60", n)
	}
}

func TestAPictureThatLiesIsRefused(t *testing.T) {
	good := shot(t, 40, 30)
	for name, p := range map[string]reports.Picture{"nothing": {}, "other size": {JPEG: good.JPEG, Wide: 41, High: 30}, "no JPEG": {JPEG: []byte("GIF89a"), Wide: 4, High: 4}} {
		_, err := Lay(t.Context(), reports.Document{Blocks: []reports.Block{&reports.Figure{Alt: "a", Picture: p}}})
		if assessments.KindOf(err) != assessments.Invalid || assessments.Sentence(err) == "" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestALanguageThatIsNoneIsEnglish(t *testing.T) {
	for in, want := range map[string]string{"so": "so", "en-GB": "en-GB", "zh-Hant-TW": "zh-Hant-TW", "": "en-GB", "Somali language": "en-GB", "so\nx": "en-GB"} {
		b, err := Lay(t.Context(), reports.Document{Lang: in})
		if err != nil || b.Lang != want {
			t.Errorf("%q became %q (%v), want %q", in, b.Lang, err, want)
		}
	}
}
