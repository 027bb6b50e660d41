package kit_test

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// draw moves a finger over a pad, as the window tells of it.
func draw(p *kit.DrawPad, at ...fyne.Position) {
	p.TouchDown(&mobile.TouchEvent{PointEvent: fyne.PointEvent{Position: at[0]}})
	for i, to := range at[1:] {
		p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.NewDelta(to.X-at[i].X, to.Y-at[i].Y)})
	}
	p.TouchUp(nil)
	p.DragEnd()
}

func TestDrawing_EachStrokeAndClearingIsUndone(t *testing.T) {
	told := 0
	p := kit.NewDrawPad("Paper", 2, func() { told++ })
	b := kittest.Window(t, kit.Column(0, p), 400, 300)
	draw(p, fyne.NewPos(20, 100), fyne.NewPos(100, 100), fyne.NewPos(200, 120))
	p.SetPen(kit.PenRed, kit.ThickLine)
	draw(p, fyne.NewPos(50, 50)) // a dot
	d := p.Drawing()
	if n := len(d.Shown()); n != 2 || told != 2 {
		t.Fatalf("%d strokes, told %d times", n, told)
	}
	if s := d.Shown(); s[0].Pen != kit.PenBlack || s[1].Pen != kit.PenRed || len(s[1].Spots) != 1 {
		t.Errorf("strokes %+v", s)
	}
	b.Sound()
	p.Clear()
	p.Clear()
	if d = p.Drawing(); !d.Blank() {
		t.Error("cleared paper is not blank")
	}
	for _, want := range []int{2, 1, 0, 0} {
		p.Undo()
		if d = p.Drawing(); len(d.Shown()) != want {
			t.Errorf("after undo %d strokes, want %d", len(d.Shown()), want)
		}
	}
	if told != 6 {
		t.Errorf("told %d times: 2 strokes, 1 clearing, 3 undone", told)
	}
}

func TestDrawing_ByMouseAndKeyboard(t *testing.T) {
	p := kit.NewDrawPad("Paper", 2, nil)
	b := kittest.Window(t, kit.Column(0, p), 400, 300)
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(200, 100)}, Button: desktop.MouseButtonPrimary})
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(9000, -50)}})
	p.MouseUp(nil)
	d := p.Drawing()
	last := d.Shown()[0].Spots[1]
	if last.X != kit.PaperWide || last.Y != 0 {
		t.Errorf("a line that leaves the paper ends at %+v", last)
	}
	p.Undo()
	b.Window.Canvas().Focus(p)
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeyLeft, fyne.KeySpace, fyne.KeyUp} {
		b.Key(k)
	}
	d = p.Drawing()
	if len(d.Shown()) != 1 || len(d.Shown()[0].Spots) != 4 {
		t.Fatalf("keys drew %+v", d.Shown())
	}
	b.Picture("drawpad-keys")
	b.Key(fyne.KeySpace)
	b.Key(fyne.KeyRight)
	b.Window.Canvas().Unfocus()
	if d = p.Drawing(); len(d.Shown()) != 2 {
		t.Error("the stroke in hand was lost when the keyboard moved on")
	}
}

func TestDrawing_LookTheSameBigAndSmall(t *testing.T) {
	d := kit.NewDrawing(2)
	d.Add(kit.Stroke{Pen: kit.PenBlue, Thick: 400, Spots: []kit.Spot{{X: 512, Y: 1024}, {X: 2048, Y: 1024}, {X: 3584, Y: 1024}}})
	for _, wide := range []int{200, 1000} {
		img := d.Image(wide)
		if img.Rect.Dy() != wide/2 {
			t.Errorf("%d wide is %d high", wide, img.Rect.Dy())
		}
		if got := img.RGBAAt(wide/2, wide/4); got != kit.PenBlue.Colour() {
			t.Errorf("the middle of the line is %v", got)
		}
		if got := img.RGBAAt(wide/2, wide/4+wide/16); got != (color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}) {
			t.Errorf("beside the line it is %v", got)
		}
	}
	if b := d.Bounds(); b.Min.X != 112 || b.Max.X != 3984 {
		t.Errorf("it reaches from %v", b)
	}
}

func TestPens_StandOutOnPaper(t *testing.T) {
	lum := func(c color.RGBA) float64 {
		f := func(v uint8) float64 {
			x := float64(v) / 255
			if x <= 0.03928 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
	}
	for i, name := range kit.PenNames {
		if got := 1.05 / (lum(kit.Pen(i).Colour()) + 0.05); got < 3 {
			t.Errorf("%s on white is %.1f", name, got)
		}
	}
}

func FuzzUnpackDrawing(f *testing.F) {
	d := kit.NewDrawing(1.5)
	d.Add(kit.Stroke{Pen: kit.PenBrown, Thick: kit.ThickLine, Spots: []kit.Spot{{X: 1, Y: 2}, {X: 4096, Y: 2000}}})
	d.Clear()
	d.Add(kit.Stroke{Thick: kit.ThinLine, Spots: []kit.Spot{{X: 7, Y: 9}}})
	f.Add(d.Pack())
	f.Add("")
	f.Add("AAA=")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := kit.UnpackDrawing(s)
		if err != nil {
			return
		}
		again, err := kit.UnpackDrawing(d.Pack())
		if err != nil || again.Pack() != d.Pack() || !cmp.Equal(len(again.Shown()), len(d.Shown())) {
			t.Errorf("packed again it is another drawing (%v)", err)
		}
		d.Image(20)
	})
}
