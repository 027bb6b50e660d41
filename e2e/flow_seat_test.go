package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
)

// camera is a folder with one photo of twelve megapixels in it, as a camera leaves it.
func camera(t *testing.T, h house) string {
	t.Helper()
	dir := h.at("camera")
	must(t, os.Mkdir(dir, 0o700))
	img := image.NewRGBA(image.Rect(0, 0, 4000, 3000))
	for y := range 3000 {
		for x := range 4000 {
			img.SetRGBA(x, y, color.RGBA{uint8(x >> 4), uint8(y >> 4), uint8(x * y >> 12), 0xFF})
		}
	}
	var raw bytes.Buffer
	must(t, jpeg.Encode(&raw, img, nil))
	must(t, os.WriteFile(filepath.Join(dir, "chair.jpg"), raw.Bytes(), 0o600))
	return dir
}

// seat is flow d: a chair is recommended from seven measurements, with a photo that has an arrow and may go to school.
func seat(t *testing.T, tab *tablet, sheet *flowSheet) {
	f := sheet.begin(t, tab, "d")
	f.to("Children", "Isla Maeve")
	f.to("Isla Maeve…", "Summary")
	f.lap()
	f.tabTo("Equipment", "New equipment")
	f.to("New equipment", "What it is")
	f.to("Sort", "Standing frame")
	f.to("Chair", "Still to be known")
	f.to("Measure", "Measure for seating")
	for _, mm := range []string{"310", "295", "240", "180", "360", "230", "180"} {
		f.types(t, mm) // on the number pad: counted as numbers, not as taps
		f.key(t, "Return")
	}
	f.waits("8 of 8")
	f.to("Back", "What it is")
	f.reach("Fill in from the measurements", 1)
	f.pick("So that Issy's feet stand flat.", 1)
	f.pick("So that both hands are free to work.", 1)

	f.reachTo("Add a photo", "chair.jpg")
	f.tap("chair.jpg…")
	f.waits("It stays on this tablet until Done")
	f.to("Arrow", "arrow")
	at, _ := f.find("tap", "The picture")
	f.desk.xdotool(t, "mousemove", fmt.Sprint(int(at.X+at.W*0.3)), fmt.Sprint(int(at.Y+at.H*0.3)), "mousedown", "1", "sleep", "0.1",
		"mousemove", fmt.Sprint(int(at.X+at.W*0.5)), fmt.Sprint(int(at.Y+at.H*0.4)), "sleep", "0.1",
		"mousemove", fmt.Sprint(int(at.X+at.W*0.6)), fmt.Sprint(int(at.Y+at.H*0.5)), "sleep", "0.1", "mouseup", "1")
	f.taps++ // a stroke
	f.pick("Yes", 1)
	f.to("Done", "Photos")

	for field, words := range map[string]string{"Owner": "School", "Who pays": "Health"} {
		f.pressAt(f.reveal("field", field, 1))
		f.taps++
		f.types(t, words)
		f.holds(t, field, words)
	}
	f.tapped("a chair with seven measurements, a photo and who pays", 24)
	f.timed("a chair with seven measurements", "≤ 4 min")
	f.shoot(t, "flow-d")
}
