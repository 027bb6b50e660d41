package photo

import (
	"image"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/mobile"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// drag moves a finger over the picture, from and to in shares of it.
func drag(b *kittest.Bench, p *kit.PicturePad, x0, y0, x1, y1 float32) {
	size := p.Size()
	wide := min(size.Width, size.Height*4/3)
	left, top := (size.Width-wide)/2, (size.Height-wide*3/4)/2
	at := func(x, y float32) fyne.Position { return fyne.NewPos(left+x*wide, top+y*wide*3/4) }
	p.TouchDown(&mobile.TouchEvent{PointEvent: fyne.PointEvent{Position: at(x0, y0)}})
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(x1, y1)}})
	p.TouchUp(nil)
	p.DragEnd()
	b.Settle()
}

func show(d *desktest.Desk, id assessments.ID, w, h float32) (*Screen, *kittest.Bench) {
	var v *Screen
	b := d.Show(w, h, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, id, d.Clock.Kit()); return v })
	return v, b
}

// TestByHand takes a picture, marks it by finger and by keyboard, and finishes it: everything is on the disk at every step.
func TestByHand(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := taken(t, d)
	v, b := show(d, id, 1280, 800)
	b.Shows("Saved. It stays on this tablet until Done", "Allowed in school report?")
	pad := b.Find("The picture").Object.(*kit.PicturePad)
	drag(b, pad, 0.2, 0.6, 0.4, 0.9)
	drag(b, pad, 0.5, 0.5, 0.505, 0.5) // a slip
	b.Tap("Blur")
	drag(b, pad, 0.69, 0.24, 0.87, 0.5)
	if got := open(t, d, id).Marks; len(got) != 2 || got[0].Kind != Arrow || got[1].Kind != Blur {
		t.Fatalf("on the disk: %v", got)
	}
	b.Tap("Undo")
	if got := open(t, d, id).Marks; len(got) != 1 {
		t.Errorf("after Undo: %v", got)
	}
	b.Window.Canvas().Focus(pad)
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeySpace, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace} {
		b.Key(k)
	}
	if got := open(t, d, id).Marks; len(got) != 2 || got[1].Kind != Blur {
		t.Fatalf("by keyboard: %v", got)
	}
	b.Tap("Label")
	drag(b, pad, 0.04, 0.5, 0.04, 0.5)
	b.Type("Words of the label", "Footrest 40 mm too low")
	d.Clock.Turn(time.Second)
	if got := open(t, d, id).Marks; len(got) != 3 || got[2].Text != "Footrest 40 mm too low" {
		t.Fatalf("a second after the last key: %v", got)
	}
	b.Sound()
	b.Picture("photo")
	b.Type("What stands under it", "At the slope, before the footrest was raised")
	b.Tap("Yes")
	if !ForSchool(open(t, d, id).A) {
		t.Error("Yes did not allow it")
	}
	d.TakeBack()
	if ForSchool(open(t, d, id).A) {
		t.Error("taken back, it is still allowed")
	}
	before := v.p.A.SHA256
	b.Tap("Done")
	v.Leave()
	p := open(t, d, id)
	if p.Held || len(p.Marks) != 0 || p.A.SHA256 == before || p.A.Caption != "At the slope, before the footrest was raised" {
		t.Errorf("after Done: %+v", p.A)
	}
	if d.Went[len(d.Went)-1].Screen != "back" {
		t.Errorf("went to %v", d.Went)
	}
	d.Sound()
}

// Leaving without Done, as by a lock or a kill, keeps the picture here with its marks.
func TestLeftUnfinished_ItStaysHere(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := taken(t, d)
	v, b := show(d, id, 800, 1280)
	drag(b, b.Find("The picture").Object.(*kit.PicturePad), 0.2, 0.2, 0.6, 0.6)
	v.Leave()
	d.Restart()
	if p := open(t, d, id); !p.Held || len(p.Marks) != 1 {
		t.Errorf("after a kill: held %v, marks %v", p.Held, p.Marks)
	}
	if list, _ := d.Store.PendingBlobs(d.Ctx, 9); len(list) != 0 {
		t.Errorf("it would be sent: %+v", list)
	}
	_, b = show(d, id, 1280, 800)
	b.Tap("Undo")
	b.Tap("Done")
	if list, _ := d.Store.PendingBlobs(d.Ctx, 9); len(list) != 1 {
		t.Errorf("finished without marks it would not be sent: %+v", list)
	}
	// Opened again before it is gone, the first mark holds it back once more.
	_, b = show(d, id, 1280, 800)
	b.Shows("Saved. Sent with the next signal")
	drag(b, b.Find("The picture").Object.(*kit.PicturePad), 0.2, 0.2, 0.6, 0.6)
	if list, _ := d.Store.PendingBlobs(d.Ctx, 9); len(list) != 0 {
		t.Error("it is sent while it is being marked")
	}
	d.Sound()
}

func TestRemove_AndTakenBack(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := taken(t, d)
	_, b := show(d, id, 1280, 1000)
	b.Tap("Remove the picture")
	if rows, _ := List(d.Ctx, d.Store, desktest.Isla, slope); len(rows) != 0 {
		t.Errorf("removed, it is listed: %+v", rows)
	}
	d.TakeBack()
	if rows, _ := List(d.Ctx, d.Store, desktest.Isla, slope); len(rows) != 1 {
		t.Error("taken back, it is not there")
	}
	d.Sound()
}

// elsewhere is a picture that a colleague attached.
func elsewhere(t *testing.T, d *desktest.Desk) assessments.ID {
	t.Helper()
	a := assessments.Attachment{Of: slope, Type: "photo", SHA256: strings.Repeat("ab", 32), Bytes: 400000, Media: "image/jpeg", Caption: "The chair at home", On: "2026-11-20"}
	id := d.NewID()
	if !d.Write(d.Ctx, d.Create(id, assessments.ChildScope(desktest.Isla), &a)) {
		t.Fatal(d.Failed)
	}
	return id
}

func TestElsewhere_GreyCardAndFetch(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := elsewhere(t, d)
	taken(t, d)
	b := d.Show(1280, 800, func() shell.Screen { return NewGallery(d.Session, desktest.Isla, "") })
	b.Shows("The chair at home", "Not on this tablet yet", "Fetch", "Not finished")
	b.Everywhere("photos")
	b.Tap("The chair at home")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Photo || last.Arg != string(id) {
		t.Errorf("went to %+v", last)
	}
	_, b = show(d, id, 1280, 800)
	b.Shows("This picture is not on this tablet yet")
	b.Picture("photo-elsewhere")
	b.Sound()
	b.Tap("Fetch") // nobody to ask
	b.Shows("It did not come", "This picture is not on this tablet yet", "Fetch")
	b.Sound()
	d.Sound()
}

func TestPictures(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := taken(t, d)
	marks := Marks{{Kind: Arrow, A: image.Pt(300, 900), B: image.Pt(650, 1100)}, {Kind: Blur, A: image.Pt(1100, 280), B: image.Pt(1400, 600)},
		{Kind: Label, A: image.Pt(60, 780), Text: "Footrest 40 mm too low"}}
	p := open(t, d, id)
	if err := d.Store.Mark(d.Ctx, p.Rec.Scope, p.A.SHA256, marks.String()); err != nil {
		t.Fatal(err)
	}
	_, b := show(d, id, 1280, 800)
	b.Everywhere("photo")
	d.Sound()
}

func TestAdd_FromTheFolderOfTheCamera(t *testing.T) {
	d := desktest.Sit(t, visit)
	d.Pictures = t.TempDir()
	for i, name := range []string{"IMG_2040.jpg", "IMG_2041.jpg"} {
		path := filepath.Join(d.Pictures, name)
		if err := os.WriteFile(path, file(t, classroom(800, 600)), 0o600); err != nil {
			t.Fatal(err)
		}
		if at := visit.Add(time.Duration(i) * time.Minute); os.Chtimes(path, at, at) != nil {
			t.Fatal("the time of a file cannot be set")
		}
	}
	if err := os.WriteFile(filepath.Join(d.Pictures, "broken.jpg"), []byte("\xFF\xD8\xFF and no more"), 0o600); err != nil {
		t.Fatal(err)
	}
	old := visit.AddDate(-1, 0, 0)
	_ = os.Chtimes(filepath.Join(d.Pictures, "broken.jpg"), old, old)
	b := d.Show(1280, 800, func() shell.Screen { return NewGallery(d.Session, desktest.Isla, slope) })
	b.Shows("No photos yet")
	b.Picture("photos-none")
	b.Tap("Add a photo")
	b.Shows("IMG_2041.jpg", "Today, 09:42", "Cannot be shown")
	b.Sound()
	b.Picture("photo-pick")
	b.Tap("IMG_2041.jpg")
	rows, err := List(d.Ctx, d.Store, desktest.Isla, slope)
	if err != nil || len(rows) != 1 || d.Went[len(d.Went)-1].Arg != string(rows[0].ID) {
		t.Fatalf("added %+v, went to %v", rows, d.Went)
	}
	if len(b.Window.Canvas().Overlays().List()) != 0 {
		t.Error("a sheet stays open")
	}
	d.Sound()
}

// A photo of 50 megapixels goes through in 300 MB, and what is kept of it is no larger than any other: it is opened for marking up at
// the size of the screen, in the memory of a screen's picture. How long that takes is measured by BenchmarkOpen_FiftyMegapixels.
func TestFiftyMegapixels(t *testing.T) {
	d := desktest.Sit(t, visit)
	raw := file(t, classroom(fiftyWide, fiftyHigh))
	var id assessments.ID
	if mb := allocated(func() {
		var err error
		if id, err = Take(d.Ctx, d.Session, desktest.Isla, slope, raw); err != nil {
			t.Fatal(err)
		}
	}); mb > 300 {
		t.Errorf("taking it in took %d MB in all", mb)
	}
	var p Photo
	var drawn image.Image
	if mb := allocated(func() { p = open(t, d, id); drawn = p.View.Draw(fiftyMarks) }); mb > 60 {
		t.Errorf("opening it and drawing marks took %d MB in all", mb)
	}
	if b := drawn.Bounds(); max(b.Dx(), b.Dy()) != viewSide || b.Dx()*fiftyHigh/fiftyWide != b.Dy() {
		t.Errorf("it is opened at %v, want %d wide and not stretched", b.Size(), viewSide)
	}
	if p.A.Bytes > 500<<10 {
		t.Errorf("it takes %d kB on the tablet", p.A.Bytes>>10)
	}
}

// A photo of 50 megapixels, and what somebody draws on it.
const fiftyWide, fiftyHigh = 8688, 5792

var fiftyMarks = Marks{{Kind: Blur, A: image.Pt(0, 0), B: image.Pt(900, 900)}, {Kind: Arrow, B: image.Pt(1000, 1000)}}

// allocated is how many megabytes do takes from the heap in all.
func allocated(do func()) uint64 {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20
}

// TestUndo_TheBarTakesBackTheMarkItTellsOf: once the toolbar has taken that mark off, the bar leaves the others alone. A face that was
// blurred stays so.
func TestUndo_TheBarTakesBackTheMarkItTellsOf(t *testing.T) {
	d := desktest.Sit(t, visit)
	id := taken(t, d)
	_, b := show(d, id, 1280, 800)
	pad := b.Find("The picture").Object.(*kit.PicturePad)
	b.Tap("Blur")
	drag(b, pad, 0.69, 0.24, 0.87, 0.5)
	b.Tap("Arrow")
	drag(b, pad, 0.2, 0.6, 0.4, 0.9)
	b.Tap("Undo") // of the toolbar
	d.TakeBack()  // by the bar, which still says that an arrow was added
	if got := open(t, d, id).Marks; len(got) != 1 || got[0].Kind != Blur {
		t.Errorf("the blur is gone: %v", got)
	}
	b.Tap("Label")
	drag(b, pad, 0.04, 0.5, 0.04, 0.5)
	b.Type("Words of the label", "Footrest")
	d.TakeBack()
	if got := open(t, d, id).Marks; len(got) != 1 || got[0].Kind != Blur {
		t.Errorf("the label with its words is not taken back: %v", got)
	}
	d.Sound()
}
