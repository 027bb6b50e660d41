package photo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// visit is a school morning in the practice notebook; slope is a piece of Isla's equipment in it.
var visit = time.Date(2026, 11, 24, 9, 41, 0, 0, time.UTC)

const slope assessments.ID = "019a0001-0000-7010-8000-000000000004"

// classroom is a photo of two children at a table: flat colours, so that a test knows what is where.
func classroom(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	fill := func(r image.Rectangle, c color.RGBA) { draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src) }
	at := func(x, y float64) (float64, float64) { return x * float64(w), y * float64(h) }
	fill(img.Rect, color.RGBA{0xE9, 0xE2, 0xD0, 0xFF})
	fill(image.Rect(0, h*3/4, w, h), color.RGBA{0x8A, 0x6B, 0x4E, 0xFF})
	fill(image.Rect(w/12, h/12, w/3, h/3), color.RGBA{0x9E, 0xC4, 0xDD, 0xFF})
	line := func(x0, y0, x1, y1, r float64, c color.RGBA) {
		ax, ay := at(x0, y0)
		bx, by := at(x1, y1)
		kit.DrawLine(img, ax, ay, bx, by, r*float64(h), c)
	}
	skin, hair := color.RGBA{0xC9, 0x8A, 0x66, 0xFF}, color.RGBA{0x3A, 0x2A, 0x20, 0xFF}
	for _, x := range []float64{0.42, 0.78} {
		line(x, 0.5, x, 0.75, 0.09, color.RGBA{0x2F, 0x5D, 0x9B, 0xFF})
		line(x, 0.33, x, 0.33, 0.1, hair)
		line(x, 0.36, x, 0.36, 0.088, skin)
		for _, e := range []float64{-0.018, 0.018} {
			line(x+e, 0.35, x+e, 0.35, 0.01, hair)
		}
		line(x-0.02, 0.4, x+0.02, 0.4, 0.006, hair)
	}
	line(0.25, 0.72, 0.95, 0.72, 0.03, color.RGBA{0xC8, 0x9B, 0x6A, 0xFF})
	line(0.42, 0.86, 0.42, 0.95, 0.015, color.RGBA{0x55, 0x55, 0x55, 0xFF})
	line(0.34, 0.95, 0.5, 0.95, 0.012, color.RGBA{0x55, 0x55, 0x55, 0xFF})
	return img
}

func file(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// taken is a picture of Isla at her slope, held.
func taken(t testing.TB, d *desktest.Desk) assessments.ID {
	t.Helper()
	id, err := Take(d.Ctx, d.Session, desktest.Isla, slope, file(t, classroom(1600, 1200)))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func open(t testing.TB, d *desktest.Desk, id assessments.ID) Photo {
	t.Helper()
	p, err := Open(d.Ctx, d.Store, desktest.Isla, id, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTake_HeldAndInNoSchoolsReport(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := taken(t, d)
	p := open(t, d, id)
	if !p.Held || p.Sent || p.View == nil || p.A.Of != slope || p.A.Type != "photo" || p.A.On != "2026-11-24" || p.A.RecordedBy != desktest.Bryony {
		t.Errorf("taken: %+v", p.A)
	}
	if ForSchool(p.A) {
		t.Error("a school may have it before anybody said so")
	}
	if list, err := d.Store.PendingBlobs(d.Ctx, 9); err != nil || len(list) != 0 {
		t.Errorf("it would be sent: %v %v", list, err)
	}
	if _, err := Take(d.Ctx, d.Session, desktest.Isla, slope, []byte("%PDF-1.7 a page")); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("a page as a photo: %v", err)
	}
	if _, err := Take(d.Ctx, d.Session, desktest.Isla, slope, []byte("no picture")); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("nothing as a photo: %v", err)
	}
}

func TestFinish_WhatWasBlurredIsNowhere(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := taken(t, d)
	p := open(t, d, id)
	before := p.A.SHA256
	face := image.Rect(1100, 280, 1400, 600)
	p.Marks = Marks{{Kind: Blur, A: face.Min, B: face.Max}, {Kind: Label, A: image.Pt(900, 800)}}
	if err := Finish(d.Ctx, d.Store, p); err != nil {
		t.Fatal(err)
	}
	d.Restart()
	p = open(t, d, id)
	if p.Held || p.A.SHA256 == before || len(p.Marks) != 0 {
		t.Fatalf("after finishing: held %v, marks %v", p.Held, p.Marks)
	}
	if got, _, err := d.Store.BlobState(d.Ctx, p.Rec.Scope, before); err != nil || got.State != "" {
		t.Errorf("the picture with the face is still here: %+v %v", got, err)
	}
	img := p.View.Draw(nil)
	k := float64(img.Rect.Dx()) / 1600
	// The eyes are the darkest spots of a face: of them nothing is left.
	for y := int(320 * k); y < int(420*k); y++ {
		for x := int(1180 * k); x < int(1320*k); x++ {
			if c := img.RGBAAt(x, y); int(c.R)+int(c.G)+int(c.B) < 3*0x48 {
				t.Fatalf("a dark spot of the face is left at %d,%d: %v", x, y, c)
			}
		}
	}
	list, err := d.Store.PendingBlobs(d.Ctx, 9)
	if err != nil || len(list) != 1 || list[0].SHA != p.A.SHA256 {
		t.Errorf("to be sent: %+v %v", list, err)
	}
}

func TestMarks_ArrowLabelAndCropAreInThePicture(t *testing.T) {
	c := NewCanvas(classroom(1600, 1200), viewSide)
	marks := Marks{{Kind: Arrow, A: image.Pt(300, 900), B: image.Pt(650, 1100)}, {Kind: Label, A: image.Pt(60, 780), Text: "Footrest 40 mm too low"}}
	yellow := func(img *image.RGBA) (n int) {
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i] > 0xF0 && img.Pix[i+1] > 0xC8 && img.Pix[i+2] < 0x20 {
				n++
			}
		}
		return n
	}
	all := c.Draw(marks)
	if n := yellow(all); n < 8000 {
		t.Errorf("%d bright pixels: where are the marks?", n)
	}
	if n := yellow(c.Draw(nil)); n > 0 {
		t.Errorf("the canvas was drawn on: %d", n)
	}
	marks = append(marks, Mark{Kind: Crop, A: image.Pt(1200, 1150), B: image.Pt(100, 700)})
	cut := c.Draw(marks)
	if w, h := cut.Rect.Dx(), cut.Rect.Dy(); w < 950 || w > 970 || h < 390 || h > 400 {
		t.Errorf("cropped to %d by %d", w, h)
	}
	if got := marks.Shown(c.Whole()); got != image.Rect(100, 700, 1200, 1150) {
		t.Errorf("shows %v", got)
	}
	if dir := os.Getenv("FIELDFARE_PICTURES"); dir != "" {
		_ = os.WriteFile(filepath.Join(dir, "photo-burnt.jpg"), file(t, cut), 0o600)
	}
}

func TestMarkOf_ASlipIsNoMark(t *testing.T) {
	shown := image.Rect(0, 0, 1600, 1200)
	for _, x := range []struct {
		kind string
		b    image.Point
		ok   bool
	}{
		{Arrow, image.Pt(110, 105), false}, {Arrow, image.Pt(100, 400), true}, {Blur, image.Pt(100, 400), false}, {Blur, image.Pt(400, 400), true},
		{Crop, image.Pt(120, 500), false}, {Label, image.Pt(100, 100), true},
	} {
		if _, ok := MarkOf(x.kind, image.Pt(100, 100), x.b, shown); ok != x.ok {
			t.Errorf("%s to %v: %v", x.kind, x.b, ok)
		}
	}
}

func FuzzParseMarks(f *testing.F) {
	f.Add(Marks{{Kind: Crop, A: image.Pt(1, 2), B: image.Pt(30, 40)}, {Kind: Label, Text: "a"}}.String())
	f.Add(`[{"k":"blur","a":{"X":-9000000000},"b":{"X":1,"Y":1}}]`)
	f.Add("")
	c := NewCanvas(classroom(60, 40), 60)
	f.Fuzz(func(t *testing.T, s string) {
		m := ParseMarks(s)
		if again := ParseMarks(m.String()); again.String() != m.String() {
			t.Errorf("%q is read back as %q", m.String(), again.String())
		}
		for _, x := range m {
			if x.A.X < -1e6 || x.A.X > 1e6 || x.A.Y < -1e6 || x.A.Y > 1e6 || x.B.X < -1e6 || x.B.X > 1e6 || x.B.Y < -1e6 || x.B.Y > 1e6 {
				t.Fatalf("a mark beyond every picture: %+v", x)
			}
		}
		if len(m) < 8 && len(s) < 400 {
			c.Draw(m)
		}
	})
}

func TestForSchool(t *testing.T) {
	a := assessments.Attachment{}
	a.NotFor = []string{"gp", "school", "nursery"}
	if a.NotFor = NotFor(a, true); !ForSchool(a) || len(a.NotFor) != 1 || a.NotFor[0] != "gp" {
		t.Errorf("allowed: %v", a.NotFor)
	}
	if a.NotFor = NotFor(a, false); ForSchool(a) || len(a.NotFor) != 3 {
		t.Errorf("not allowed: %v", a.NotFor)
	}
}

func TestRecent_NewestFirst(t *testing.T) {
	day := func(n int) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("x"), ModTime: visit.AddDate(0, 0, -n)}
	}
	got := Recent(fstest.MapFS{"old.jpg": day(9), "Camera Roll/new.JPG": day(0), "a/b/c/d/too deep.jpg": day(0), "letter.docx": day(0),
		".thumbs/x.jpg": day(0), "scan.png": day(2)}, 2)
	if len(got) != 2 || got[0].Name != "new.JPG" || got[1].Name != "scan.png" {
		t.Errorf("found %+v", got)
	}
	if w := got[0].When("2026-11-24"); w != "Today, 09:41" {
		t.Errorf("it says %q", w)
	}
	if w := got[1].When("2026-11-24"); w != "22 November 2026, 09:41" {
		t.Errorf("it says %q", w)
	}
}

func TestList_NewestFirstWithWhatItBelongsTo(t *testing.T) {
	d := desktest.Sit(t, visit)
	first := taken(t, d)
	d.Clock.Turn(time.Hour)
	second, err := Take(d.Ctx, d.Session, desktest.Isla, desktest.Isla, file(t, classroom(800, 600)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := List(d.Ctx, d.Store, desktest.Isla, "")
	if err != nil || len(rows) < 2 || rows[0].ID != second || rows[1].ID != first || !rows[0].Held || rows[1].Time != "09:41" {
		t.Fatalf("rows %+v %v", rows, err)
	}
	if rows, _ = List(d.Ctx, d.Store, desktest.Isla, slope); len(rows) != 1 || rows[0].ID != first {
		t.Errorf("of the slope: %+v", rows)
	}
}
