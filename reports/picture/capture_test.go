package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// camera is a photo as a camera writes it: on its side, with a place and a serial number in its head.
func camera(t *testing.T, w, h int, turn byte) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x * 255 / w), uint8(y * 255 / h), 90, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	// APP1: Exif, big endian, one entry: orientation; behind it what must not be kept.
	exif := append([]byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), turn, 0, 0, 0, 0, 0, 0)
	exif = append(exif, "GPS 51.5N SERIAL-4711"...)
	head := []byte{0xFF, 0xD8, 0xFF, 0xE1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)}
	return append(append(head, exif...), b.Bytes()[2:]...)
}

func TestCapture_SmallUprightAndSilent(t *testing.T) {
	out, media, err := Capture(t.Context(), camera(t, 3000, 2000, 6))
	if err != nil || media != "image/jpeg" {
		t.Fatalf("%s (%v)", media, err)
	}
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Width != 1365 || cfg.Height != 2048 {
		t.Errorf("%d by %d, want 1365 by 2048: turned, and its longest side 2048", cfg.Width, cfg.Height)
	}
	for _, word := range []string{"Exif", "GPS", "SERIAL"} {
		if bytes.Contains(out, []byte(word)) {
			t.Errorf("%s went with it", word)
		}
	}
	small, _, err := Capture(t.Context(), camera(t, 300, 200, 1))
	if err != nil {
		t.Fatal(err)
	}
	if cfg, _ := jpeg.DecodeConfig(bytes.NewReader(small)); cfg.Width != 300 {
		t.Errorf("a small one was made %d wide", cfg.Width)
	}
}

func TestCapture_OtherFiles(t *testing.T) {
	pdf := []byte("%PDF-1.7\n…")
	if out, media, err := Capture(t.Context(), pdf); err != nil || media != "application/pdf" || !bytes.Equal(out, pdf) {
		t.Errorf("a PDF: %s (%v)", media, err)
	}
	film := []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
	if _, media, err := Capture(t.Context(), film); err != nil || media != "video/mp4" {
		t.Errorf("a film: %s (%v)", media, err)
	}
	if _, _, err := Capture(t.Context(), []byte("PK\x03\x04 some sheet")); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("something else: %v", err)
	}
}
