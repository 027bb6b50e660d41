package app

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestPictures draws every stop of the walk for docs/pictures/app, and the ten most used also dark and on a phone. `make pictures` says
// where to; a plain test run draws none.
func TestPictures(t *testing.T) {
	dir := os.Getenv("FIELDFARE_PICTURES")
	if dir == "" {
		return
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	draw := func(name string, wide, high float32, th kit.Theme, v stop) {
		b := kittest.Open(t, wide, high)
		b.Theme(th)
		leave := w.show(b, v)
		b.Settle()
		img := b.Window.Canvas().Capture()
		leave()
		var file bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, few(img)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".png"), file.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, v := range stops {
		if one := os.Getenv("FIELDFARE_STOP"); one != "" && one != v.name {
			continue
		}
		draw(v.name, 1280, 800, kit.Theme{Variant: kit.VariantLight}, v)
		if v.most {
			draw(v.name+"-dark", 1280, 800, kit.Theme{Variant: kit.VariantDark}, v)
			draw(v.name+"-phone", 390, 844, kit.Theme{Variant: kit.VariantLight}, v)
		}
	}
}

// TestPictures_EachShowsSomethingElse: two names for one picture promise what is not there.
func TestPictures_EachShowsSomethingElse(t *testing.T) {
	drawn, err := filepath.Glob("../docs/pictures/app/*.png")
	if err != nil || len(drawn) < len(stops) {
		t.Fatalf("%d pictures of %d screens: %v", len(drawn), len(stops), err)
	}
	names := map[[sha256.Size]byte]string{}
	for _, name := range drawn {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(raw)
		if same := names[sum]; same != "" {
			t.Errorf("%s is the picture of %s", filepath.Base(name), filepath.Base(same))
		}
		names[sum] = name
	}
}

// few reduces a picture to 256 colours: the most used as they are, the others as the nearest of them. A screen has a few dozen, and the
// soft edges of its letters; the file is a third of the size.
func few(img image.Image) image.Image {
	at := img.Bounds()
	count := map[color.NRGBA]int{}
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			count[color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)]++
		}
	}
	p := image.NewPaletted(at, palette(count))
	near := map[color.NRGBA]uint8{}
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			i, ok := near[c]
			if !ok {
				i = uint8(p.Palette.Index(c))
				near[c] = i
			}
			p.SetColorIndex(x, y, i)
		}
	}
	return p
}

// palette is the 256 colours that are used most; ties are broken by the colour itself, so that a picture is the same every time.
func palette(count map[color.NRGBA]int) color.Palette {
	all := make([]color.NRGBA, 0, len(count))
	for c := range count {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.NRGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B), cmp.Compare(a.A, b.A))
	})
	out := color.Palette{}
	for _, c := range all[:min(len(all), 256)] {
		out = append(out, c)
	}
	return out
}
