package composer

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// TestPaint_PathsAndPictures holds that the preview shows what a drawing and a photo put on paper: a page seen without them
// would be signed without them.
func TestPaint_PathsAndPictures(t *testing.T) {
	red := image.NewRGBA(image.Rect(0, 0, 16, 16))
	for i := range red.Pix {
		red.Pix[i] = [4]uint8{200, 0, 0, 255}[i%4]
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, red, nil); err != nil {
		t.Fatal(err)
	}
	page := layout.Page{Items: []layout.Item{
		{Shape: layout.Path, X: 20, Y: 20, Points: [][2]float64{{0, 0}, {40, 0}, {40, 40}, {0, 40}}, Closed: true, Fill: layout.Wash, Stroke: layout.Ink, Weight: 2},
		{Shape: layout.Path, X: 20, Y: 100, Points: [][2]float64{{0, 0}, {40, 0}}, Stroke: layout.Ink, Weight: 2, Dash: 4},
		{Shape: layout.Path, X: 20, Y: 150, Points: [][2]float64{{0, 0}, {30, 30}}, Stroke: layout.Ink, Weight: 2},
		{Shape: layout.Picture, X: 100, Y: 20, W: 40, H: 40, Picture: &reports.Picture{JPEG: b.Bytes(), Wide: 16, High: 16}},
	}}
	img, err := Paint(t.Context(), page, 840) // four pixels in a mm
	if err != nil {
		t.Fatal(err)
	}
	at := func(x, y float64) color.RGBA { return img.RGBAAt(int(x*4), int(y*4)) }
	dark := func(c color.RGBA) bool { return c.R < 100 }
	if c := at(40, 40); c.R != layout.Wash.R || c.G != layout.Wash.G {
		t.Errorf("inside the shape it is %v", c)
	}
	for _, p := range [][2]float64{{20, 40}, {60, 40}, {40, 20}, {40, 60}, {22, 100}, {30, 100}, {35, 165}} {
		if c := at(p[0], p[1]); !dark(c) {
			t.Errorf("at %v there is no ink: %v", p, c)
		}
	}
	for _, p := range [][2]float64{{26, 100}, {34, 100}, {35, 155}, {80, 40}} {
		if c := at(p[0], p[1]); dark(c) {
			t.Errorf("at %v there is ink: %v", p, c)
		}
	}
	if c := at(120, 40); c.R < 180 || c.G > 40 {
		t.Errorf("the photo is %v", c)
	}
	page.Items[3].Picture = &reports.Picture{JPEG: []byte("no picture")}
	if _, err := Paint(t.Context(), page, 840); err == nil {
		t.Error("a picture that cannot be read left no word")
	}
}
