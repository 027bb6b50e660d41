package capture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// grip is a photo in two colours.
func grip(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			img.SetRGBA(x, y, color.RGBA{0xD8, 0xB0, 0x8C, 0xFF})
		}
	}
	kit.DrawLine(img, 120, 400, 460, 90, 22, color.RGBA{0x2C, 0x46, 0x56, 0xFF})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPhotosStandInTheStream shows a photo of the contact between the notes of its minute, small, and opens it by a tap.
func TestPhotosStandInTheStream(t *testing.T) {
	d := sit(t)
	busy(d)
	id, err := photo.Take(d.ctx, d.Session, isla, planned, grip(t))
	if err != nil {
		t.Fatal(err)
	}
	caption := assessments.Edit{Record: id, Kind: assessments.KindAttachment, Scope: assessments.ChildScope(isla), Set: assessments.Fields{"caption": []byte(`"Pencil grip, left hand"`)}}
	if !d.Write(d.ctx, caption) {
		t.Fatal(d.failed)
	}
	d.clock.Turn(3 * time.Minute)
	s, b := d.show(1280, 800)
	b.Shows("Pencil grip, left hand", "Photo, not finished: it stays on this tablet")
	if n := len(s.shots.rows); n != 1 {
		t.Fatalf("%d photos", n)
	}
	if p := s.shots.cards[id]; p.Data().Image == nil {
		t.Error("the picture is not shown")
	}
	b.Everywhere("capture-photo")
	b.Tap("Picture, Pencil grip, left hand")
	if len(d.went) != 1 || d.went[0] != session.Photo {
		t.Errorf("went to %v", d.went)
	}
}
