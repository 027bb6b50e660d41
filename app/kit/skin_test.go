package kit_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// Fyne shades every point of a rectangle, of a clear one too unless it is clear in one certain way: the rows and cards of Today had half a
// window of them.
func TestWhatIsClearIsNotPainted(t *testing.T) {
	kittest.App(t)
	seen := 0
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		if r, ok := o.(*canvas.Rectangle); ok && unseen(r.FillColor) && (unseen(r.StrokeColor) || r.StrokeWidth == 0) {
			seen++
			if r.FillColor != color.Transparent {
				t.Errorf("a clear rectangle is painted: %v, edge %v of %v", r.FillColor, r.StrokeColor, r.StrokeWidth)
			}
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				look(c)
			}
		case interface{ Inner() []fyne.CanvasObject }:
			for _, c := range o.Inner() {
				look(c)
			}
		}
	}
	for _, o := range []fyne.CanvasObject{
		kit.NewRaised(kit.NewListRow(kit.RowData{Title: "Isla"}, func() {})), kit.NewRowCard(kit.NewListRow(kit.RowData{Title: "Yusuf"}, nil)),
		kit.NewPlain("Back", func() {}), kit.NewQuiet("Note now", func() {}), kit.NewTag(kit.TagBareDone, "Seen"), kit.NewField("Passphrase", nil),
	} {
		look(o)
	}
	if seen < 4 {
		t.Errorf("%d clear rectangles: are there no others in a card and a row?", seen)
	}
}

func unseen(c color.Color) bool {
	if c == nil {
		return true
	}
	_, _, _, a := c.RGBA()
	return a == 0
}
