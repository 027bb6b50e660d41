package equipment

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
)

// The photos of a piece stand in its form, and both screens lead to the camera's pictures.
func TestScreen_PhotosOfAPiece(t *testing.T) {
	d := desktest.Sit(t, visit)
	d.Pictures = t.TempDir()
	var raw bytes.Buffer
	if err := png.Encode(&raw, image.NewRGBA(image.Rect(0, 0, 400, 300))); err != nil {
		t.Fatal(err)
	}
	id, err := photo.Take(d.Ctx, d.Session, desktest.Isla, slope, raw.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var v *Screen
	b := d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, slope, d.Clock.Kit()); return v })
	v.editor.Reveal(b.Find("Add a photo").Object)
	b.Settle()
	b.Shows("Photos", "Not finished")
	b.Sound()
	b.Tap("Add a photo")
	b.Shows("There is no picture in the pictures folder")
	b.Tap("Close")
	v.editor.ScrollTo(v.editor.Offset() + 200)
	b.Settle()
	b.Tap("Photo, 24 November 2026, Writing slope")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Photo || last.Arg != string(id) {
		t.Errorf("went to %+v", last)
	}
	b = d.Show(1280, 800, func() shell.Screen { return newMeasuring(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Tap("Photo")
	b.Shows("Add a photo")
	b.Resize(390, 844)
	b.Tap("Close")
	b.Tap("Take a photo")
	b.Sound()
	d.Sound()
}
