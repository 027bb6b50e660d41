package kit_test

import (
	"bytes"
	"image/png"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

func TestSignature_DrawnOrTypedNeverBoth(t *testing.T) {
	var got []byte
	var name string
	told := 0
	s := kit.NewSignature(func(png []byte) { got, told = png, told+1 }).OnName(func(n string) { name = n })
	b := kittest.Window(t, kit.Inset(20, kit.Column(0, s)), 600, 400)
	pad := b.Find("Sign here").Object.(*kit.DrawPad)
	draw(pad, fyne.NewPos(100, 60), fyne.NewPos(140, 100), fyne.NewPos(180, 60), fyne.NewPos(230, 110))
	img, err := png.Decode(bytes.NewReader(got))
	if err != nil || told != 1 {
		t.Fatalf("told %d times: %v", told, err)
	}
	if w, h := img.Bounds().Dx(), img.Bounds().Dy(); w < 150 || w > 400 || h > 200 {
		t.Errorf("the picture is %d by %d: not cut to what is written", w, h)
	}
	b.Sound()
	b.Picture("signature")
	s.SetProblem("Sign, or type the name")
	b.Shows("Sign, or type the name")
	b.Sound()
	b.Tap("Type the name instead")
	if got != nil || b.Texts() == "" {
		t.Error("a typed name leaves the drawn one in force")
	}
	b.Type("Full name", "Jo O’Thistlewood")
	if name != "Jo O’Thistlewood" || s.Name() != name || s.PNG() != nil {
		t.Errorf("the name told is %q", name)
	}
	b.Sound()
	b.Picture("signature-typed")
	b.Tap("Sign by finger instead")
	if name != "" || got == nil {
		t.Error("what was drawn did not come back in place of the name")
	}
	b.Tap("Undo")
	if got != nil {
		t.Error("an empty pad still tells a picture")
	}
	for _, size := range [][2]float32{{390, 844}, {320, 500}} {
		b.Resize(size[0], size[1])
		b.Sound()
	}
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
	b.Sound()
	b.Picture("signature-dark-20")
}
