package views

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/mobile"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var visit = time.Date(2026, 11, 24, 9, 41, 0, 0, time.UTC)

// TestScreen_ThePensStandInOneRow: on a tablet that lies on its side the paper begins under one row of pens.
func TestScreen_ThePensStandInOneRow(t *testing.T) {
	_, b := show(desktest.Sit(t, time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC)), "", 1280, 680)
	if black, brown := b.Find("Black"), b.Find("Brown"); black.Y != brown.Y {
		t.Errorf("black is at %v, brown at %v", black.Y, brown.Y)
	}
}

func show(d *desktest.Desk, arg assessments.ID, w, h float32) (*Screen, *kittest.Bench) {
	var v *Screen
	b := d.Show(w, h, func() shell.Screen { v = NewScreen(d.Session, desktest.Isla, arg).(*Screen); return v })
	return v, b
}

func read(t *testing.T, d *desktest.Desk) Model {
	t.Helper()
	m, err := Read(d.Ctx, d.Store, desktest.Isla, "", d.Today())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// line draws with a finger.
func line(b *kittest.Bench, p *kit.DrawPad, at ...fyne.Position) {
	p.TouchDown(&mobile.TouchEvent{PointEvent: fyne.PointEvent{Position: at[0]}})
	for _, to := range at[1:] {
		p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	}
	p.TouchUp(nil)
	b.Settle()
}

// scribble is a slope with a child at it, by seven strokes and two pens.
func scribble(b *kittest.Bench, p *kit.DrawPad) {
	w := p.Size().Width
	at := func(x, y float32) fyne.Position { return fyne.NewPos(x*w, y*w*2/3) }
	line(b, p, at(0.1, 0.9), at(0.4, 0.9), at(0.9, 0.9))
	line(b, p, at(0.55, 0.9), at(0.75, 0.6), at(0.85, 0.45))
	b.Tap("Blue")
	b.Tap("Thick")
	line(b, p, at(0.3, 0.25), at(0.25, 0.3), at(0.24, 0.36), at(0.3, 0.42), at(0.37, 0.38), at(0.37, 0.3), at(0.3, 0.25))
	line(b, p, at(0.3, 0.42), at(0.3, 0.7))
	line(b, p, at(0.3, 0.5), at(0.45, 0.55), at(0.6, 0.6))
	b.Tap("Red")
	line(b, p, at(0.3, 0.7), at(0.25, 0.88))
	line(b, p, at(0.3, 0.7), at(0.38, 0.88))
}

func TestPicturesAndWords_KeptAsTheyWereGiven(t *testing.T) {
	d := desktest.Sit(t, visit)
	_, b := show(d, "", 1280, 800)
	b.Tap("Getting dressed: It is hard")
	b.Tap("Sitting at my table: I like it")
	if m := read(t, d); m.Chosen["Getting dressed"] != 2 || m.Chosen["Sitting at my table"] != 0 || len(m.Chosen) != 2 {
		t.Fatalf("chosen %v", m.Chosen)
	}
	b.Tap("Getting dressed: It is OK")
	if m := read(t, d); m.Chosen["Getting dressed"] != 1 {
		t.Errorf("changed to %v", m.Chosen)
	}
	d.TakeBack()
	if m := read(t, d); m.Chosen["Getting dressed"] != 2 {
		t.Errorf("taken back: %v", m.Chosen)
	}
	b.Tap("Sitting at my table: I like it") // once more takes it back
	if m := read(t, d); len(m.Chosen) != 1 {
		t.Errorf("tapped again: %v", m.Chosen)
	}
	b.Sound()
	d.Restart()
	v, b := show(d, "", 1280, 1600)
	if v.answer(Topics[0]) != 2 {
		t.Error("after a restart the picture is not chosen")
	}
	b.Tap("Signed")
	b.Type("My words, exactly", " My hand gets tired ")
	b.Key(fyne.KeyReturn)
	b.Shows("“My hand gets tired”", "Signed")
	recs, err := d.Store.Records(d.Ctx, store.Filter{Child: desktest.Isla, Kinds: []assessments.Kind{assessments.KindObservation}})
	if err != nil {
		t.Fatal(err)
	}
	var o assessments.Observation
	assessments.Decode(recs[len(recs)-1].Fields, &o)
	if o.Text != "My hand gets tired" || o.How != "signed" || o.SaidBy != desktest.Isla || o.Type != "said" || o.At != "09:41" {
		t.Errorf("kept %+v", o)
	}
	d.TakeBack()
	if m := read(t, d); len(m.Said) != 0 {
		t.Errorf("taken back: %+v", m.Said)
	}
	b.Type("My words, exactly", "I want to do my own tights")
	v.Leave()
	if m := read(t, d); len(m.Said) != 1 || m.Said[0].Words != "I want to do my own tights" {
		t.Errorf("words in the box were lost: %+v", m.Said)
	}
	d.TakeBack() // by the bar, on the screen that came next
	if m := read(t, d); len(m.Said) != 0 {
		t.Errorf("taken back from another screen: %+v", m.Said)
	}
	d.Sound()
}

func TestDrawing_EveryStrokeIsKeptAndDoneLetsItGo(t *testing.T) {
	d := desktest.Sit(t, visit)
	v, b := show(d, "", 1280, 1600)
	scribble(b, v.draw.pad)
	rows, err := photo.List(d.Ctx, d.Store, desktest.Isla, "")
	if err != nil || len(rows) != 1 || rows[0].Type != "drawing" || !rows[0].Held {
		t.Fatalf("drawn: %+v %v", rows, err)
	}
	id := rows[0].ID
	v.Leave() // a lock or a kill in the middle
	d.Restart()
	v, b = show(d, id, 1280, 1600)
	was := v.draw.pad.Drawing()
	if n := len(was.Shown()); n != 7 {
		t.Fatalf("after a kill %d of 7 strokes are there", n)
	}
	if f := v.Frame(); f.Kind != shell.Board || !f.Turned {
		t.Error("a child who holds the tablet has the rail of the app beside the paper")
	}
	b.Tap("Undo")
	b.Tap("Done")
	rows, _ = photo.List(d.Ctx, d.Store, desktest.Isla, "")
	list, err := d.Store.PendingBlobs(d.Ctx, 9)
	if err != nil || len(list) != 1 || rows[0].Held || list[0].SHA != rows[0].SHA || list[0].Media != "image/png" {
		t.Fatalf("finished: %+v, to be sent %+v, %v", rows, list, err)
	}
	img, elsewhere, err := d.Thumbs.Get(d.Ctx, d.Store, rows[0].Scope, rows[0].SHA)
	if err != nil || elsewhere || img.Bounds().Dx() < 300 {
		t.Errorf("its small picture: %v, %v", elsewhere, err)
	}
	// Paper that was wiped clean is no drawing.
	v, b = show(d, "", 1280, 1600)
	line(b, v.draw.pad, fyne.NewPos(50, 50), fyne.NewPos(90, 90))
	b.Tap("Clear")
	b.Tap("Done")
	if rows, _ = photo.List(d.Ctx, d.Store, desktest.Isla, ""); len(rows) != 1 {
		t.Errorf("%d drawings", len(rows))
	}
	d.Sound()
}

func TestPictures(t *testing.T) {
	d := desktest.Sit(t, visit)
	for _, c := range []struct{ topic, answer int }{{0, 2}, {1, 0}, {2, 2}, {3, 1}} {
		m := read(t, d)
		m.Choose(d.Ctx, d.Session, desktest.Isla, "", d.NewID(), Topics[c.topic], c.answer)
	}
	Say(d.Ctx, d.Session, desktest.Isla, "", d.NewID(), "The slope helps, my hand isn’t tired", 0)
	v, b := show(d, "", 1280, 1600)
	scribble(b, v.draw.pad)
	v.Leave()
	rows, err := photo.List(d.Ctx, d.Store, desktest.Isla, "")
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	_, b = show(d, rows[0].ID, 1280, 800)
	b.Everywhere("views")
	d.Sound()
}
