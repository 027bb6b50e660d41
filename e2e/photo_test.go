package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWindow_Photo takes a photo of twelve megapixels from the camera's folder in the real window, blurs a part of it by a drag,
// and lets it go; then a child draws. The app logs no wrong-thread call.
func TestWindow_Photo(t *testing.T) {
	h := newHouse(t)
	store := h.at("tablet")
	h.ctl(t, "", "practice", "--store", store, "--children", "3", "--seed", "1")
	pictures := camera(t, h)

	p := newTablet(t, newDesk(t, "1280x800"), store, "--now", tourDay, "--pictures", pictures)
	p.unlock(t)
	p.tapTo(t, "Children", "Isla Maeve O'Thistlewood")
	p.tapTo(t, "Isla Maeve O'Thistlewood…", "Summary")
	p.tapTo(t, "Photos and drawings…", "No photos yet")
	p.tapTo(t, "Add a photo", "chair.jpg")
	p.shoot(t, "photo-pick")
	p.tap(t, "chair.jpg…")
	p.sees(t, "It stays on this tablet until Done")
	p.tapTo(t, "Blur", "Draw a box over a face")
	at, ok := p.find("tap", "The picture")
	if !ok {
		t.Fatal("no picture to draw on")
	}
	drag := func(x0, y0, x1, y1 float64) {
		spot := func(x, y float64) (string, string) {
			return fmt.Sprint(int(at.X + x*at.W)), fmt.Sprint(int(at.Y + y*at.H))
		}
		ax, ay := spot(x0, y0)
		bx, by := spot((x0+x1)/2, (y0+y1)/2)
		cx, cy := spot(x1, y1)
		p.desk.xdotool(t, "mousemove", ax, ay, "mousedown", "1", "sleep", "0.1", "mousemove", bx, by, "sleep", "0.1", "mousemove", cx, cy, "sleep", "0.1", "mouseup", "1")
	}
	drag(0.4, 0.3, 0.6, 0.6)
	p.sees(t, "Blurred a part")
	p.shoot(t, "photo")
	p.tap(t, "Done")
	p.sees(t, "Photos and drawings")
	p.tapTo(t, "My views", "How is it for me?")
	at, ok = p.find("tap", "My drawing")
	if !ok {
		t.Fatal("no paper")
	}
	p.tap(t, "Blue")
	drag(0.2, 0.2, 0.8, 0.5)
	p.tap(t, "Getting dressed: It is hard")
	p.sees(t, "Getting dressed: It is hard")
	p.shoot(t, "views")
	p.tapTo(t, "Done", "Covered") // a child pressed it: the adult touches and holds, or presses a key
	p.key(t, "space")
	p.sees(t, "Drawing")
	until(t, "both to be finished", func() bool { return !p.shows("Not finished") })
	p.kill()
	if got := h.ctl(t, "", "blobs", "--store", store); !strings.Contains(got, "2 waiting to be sent") {
		t.Errorf("after the visit: %s", got)
	}
}

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
