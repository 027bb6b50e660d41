package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// The four quarters of every test picture, as they stand when it is upright.
var quarters = [4]color.RGBA{{0xE0, 0x10, 0x10, 255}, {0x10, 0x10, 0xE0, 255}, {0x10, 0xA0, 0x10, 255}, {0xE0, 0xE0, 0x10, 255}}

// quartered draws them.
func quartered(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, quarters[y*2/h*2+x*2/w])
		}
	}
	return img
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif is the metadata of a camera held some way: orientation, and a maker whose name must not leave with the picture.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("Exif\x00\x00")
	if order.String() == "LittleEndian" {
		b = append(b, "II*\x00"...)
	} else {
		b = append(b, "MM\x00*"...)
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, e := range []struct {
		tag, kind uint16
		count     uint32
	}{{0x010F, 2, 12}, {0x0112, 3, 1}} {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, e.tag), e.kind), e.count)
		if e.kind == 3 {
			b = order.AppendUint16(order.AppendUint16(b, orientation), 0)
		} else {
			b = order.AppendUint32(b, 8+2+24+4)
		}
	}
	b = order.AppendUint32(b, 0)
	return append(b, "SecretMaker\x00"...)
}

// held puts exif into a JPEG.
func held(data, meta []byte) []byte {
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xFF, 0xE1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(meta)+2))
	return append(append(out, meta...), data[2:]...)
}

// turned draws img as a camera held by o would have stored it.
func turned(img *image.RGBA, o int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(img.Rect)
	if o >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	b := out.Rect
	for y := range b.Dy() {
		for x := range b.Dx() {
			// Where the stored row and column lie in what was seen, as the standard's table has it.
			at := [9]image.Point{1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y}, 5: {y, x}, 6: {w - 1, 0}, 7: {w - 1 - y, h - 1 - x}, 8: {0, h - 1}}[o]
			switch o {
			case 6: // stored row 0 is the right side seen, stored column 0 the top
				at = image.Pt(w-1-y, x)
			case 8: // stored row 0 is the left side seen, stored column 0 the bottom
				at = image.Pt(y, h-1-x)
			}
			out.SetRGBA(x, y, img.RGBAAt(at.X, at.Y))
		}
	}
	return out
}

// holdsQuarters checks that p is what quartered draws.
func holdsQuarters(t testing.TB, p Picture, within int) {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(p.JPEG))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != p.Wide || b.Dy() != p.High {
		t.Errorf("it says %d by %d and is %v", p.Wide, p.High, b)
	}
	for i, want := range quarters {
		x, y := p.Wide/4+i%2*p.Wide/2, p.High/4+i/2*p.High/2
		r, g, b, _ := img.At(x, y).RGBA()
		for c, d := range []int{int(r>>8) - int(want.R), int(g>>8) - int(want.G), int(b>>8) - int(want.B)} {
			if d > within || d < -within {
				t.Errorf("quarter %d is %02x%02x%02x, want %v (channel %d)", i, r>>8, g>>8, b>>8, want, c)
				break
			}
		}
	}
}

func TestPrepare_Turns(t *testing.T) {
	for o := 1; o <= 8; o++ {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			data := held(asJPEG(t, turned(quartered(96, 64), o)), exif(order, uint16(o)))
			p, err := Prepare(t.Context(), data, 100)
			if err != nil {
				t.Fatalf("orientation %d: %v", o, err)
			}
			if p.Wide != 96 || p.High != 64 {
				t.Errorf("orientation %d: %d by %d", o, p.Wide, p.High)
			}
			holdsQuarters(t, p, 12)
			if bytes.Contains(p.JPEG, []byte("SecretMaker")) || bytes.Contains(p.JPEG, []byte("Exif")) {
				t.Errorf("orientation %d: what the camera wrote is still there", o)
			}
		}
	}
}

func TestPrepare_Formats(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 48, 32))
	pal := image.NewPaletted(image.Rect(0, 0, 48, 32), color.Palette{quarters[0], quarters[1], quarters[2], quarters[3]})
	for y := range 32 {
		for x := range 48 {
			deep.Set(x, y, quarters[y/16*2+x/24])
			pal.Set(x, y, quarters[y/16*2+x/24])
		}
	}
	var gifs, bmps bytes.Buffer
	if err := gif.Encode(&gifs, pal, nil); err != nil {
		t.Fatal(err)
	}
	if err := bmp.Encode(&bmps, quartered(48, 32)); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"png": asPNG(t, quartered(48, 32)), "png of 16 bits": asPNG(t, deep), "png with a palette": asPNG(t, pal), "gif": gifs.Bytes(), "bmp": bmps.Bytes()}
	for _, name := range []string{"inks.jpg", "progressive.jpg", "deep-interlaced.png", "lossy.webp", "packed.tiff"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	for name, data := range files {
		p, err := Prepare(t.Context(), data, 50)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		within := 14
		if name == "inks.jpg" || name == "lossy.webp" {
			within = 40 // inks and light hold different colours
		}
		holdsQuarters(t, p, within)
	}
}

func TestPrepare_SeeThroughStandsOnWhite(t *testing.T) {
	webp, err := os.ReadFile(filepath.Join("testdata", "see-through.webp"))
	if err != nil {
		t.Fatal(err)
	}
	empty := asPNG(t, image.NewNRGBA(image.Rect(0, 0, 20, 20)))
	for name, c := range map[string]struct {
		data []byte
		want int
	}{"nothing drawn": {empty, 255}, "half see-through red": {webp, (0xE0 + 255) / 2}} {
		p, err := Prepare(t.Context(), c.data, 50)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		img, _ := jpeg.Decode(bytes.NewReader(p.JPEG))
		if r, _, _, _ := img.At(3, 3).RGBA(); int(r>>8) < c.want-10 || int(r>>8) > c.want+10 {
			t.Errorf("%s: red is %d, want about %d", name, r>>8, c.want)
		}
	}
}

func TestPrepare_NoLargerThanThePageNeeds(t *testing.T) {
	for _, tt := range []struct {
		w, h       int
		wide       float64
		outW, outH int
	}{
		{3000, 2000, 152, 1197, 798}, {300, 200, 152, 300, 200}, {1200, 900, 25.4, 200, 150}, {200, 4000, 152, 117, 2339}, {4000, 1, 152, 1197, 1}, {1199, 10, 152, 1197, 10},
	} {
		p, err := Prepare(t.Context(), asPNG(t, quartered(tt.w, tt.h)), tt.wide)
		if err != nil {
			t.Fatal(err)
		}
		if p.Wide != tt.outW || p.High != tt.outH {
			t.Errorf("%d by %d became %d by %d, want %d by %d", tt.w, tt.h, p.Wide, p.High, tt.outW, tt.outH)
		}
		if tt.h > 1 {
			holdsQuarters(t, p, 14)
		}
	}
}

func TestShrink_MeansOfWhatIsCovered(t *testing.T) {
	src := image.NewGray(image.Rect(5, 5, 10, 8)) // five by three into two by one: 2.5 columns each
	for i := range src.Pix {
		src.Pix[i] = uint8(i % 5 * 50) // columns of 0, 50, 100, 150, 200
	}
	got := shrink(src, 2, 1).(*image.Gray).Pix
	want := []uint8{(0 + 50 + 50) * 10 / 25, (50 + 150 + 200) * 10 / 25} // (0 + 50 + 100/2) / 2.5, (100/2 + 150 + 200) / 2.5
	if !bytes.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPrepare_GreyStaysGrey(t *testing.T) {
	p, err := Prepare(t.Context(), asPNG(t, image.NewGray(image.Rect(0, 0, 30, 20))), 50)
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := jpeg.DecodeConfig(bytes.NewReader(p.JPEG)); c.ColorModel != color.GrayModel {
		t.Errorf("a grey scan became %v", c.ColorModel)
	}
}

func TestPrepare_SamePictureSameBytes(t *testing.T) {
	data := asJPEG(t, quartered(700, 500))
	a, _ := Prepare(t.Context(), data, 40)
	b, err := Prepare(t.Context(), data, 40)
	if err != nil || !bytes.Equal(a.JPEG, b.JPEG) {
		t.Errorf("two runs differ (%v)", err)
	}
}

func TestPrepare_Refusals(t *testing.T) {
	whole := asJPEG(t, quartered(400, 300))
	lying := asPNG(t, quartered(4, 4))
	binary.BigEndian.PutUint32(lying[16:], 60000)
	binary.BigEndian.PutUint32(lying[20:], 60000)
	binary.BigEndian.PutUint32(lying[29:], crcOf(lying[12:29]))
	lyingJPEG := append([]byte{}, whole...)
	at := bytes.Index(lyingJPEG, []byte{0xFF, 0xC0})
	copy(lyingJPEG[at+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	dng := append([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\xC6\x01\x00\x04\x00\x00\x00\x01\x04\x00\x00"), make([]byte, 20)...)
	strip := asPNG(t, quartered(4, 4)) // few pixels, and millions of them in a row
	binary.BigEndian.PutUint32(strip[16:], 100_000_000)
	binary.BigEndian.PutUint32(strip[20:], 1)
	binary.BigEndian.PutUint32(strip[29:], crcOf(strip[12:29]))
	for _, tt := range []struct {
		name string
		data []byte
		says string
	}{
		{"nothing", nil, "empty"},
		{"a strip", strip, "too large to be read here: 100000000 by 1 pixels"},
		{"a text", []byte("Dear all, here is the photo"), "no picture that can be read"},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "HEIC"},
		{"HEIC as mif1", []byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"), "HEIC"},
		{"AVIF", []byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf"), "AVIF"},
		{"Canon's raw", []byte("\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom"), "raw format"},
		{"Canon's older raw", append([]byte("II*\x00\x10\x00\x00\x00CR\x02\x00"), make([]byte, 40)...), "raw format"},
		{"DNG", dng, "raw format"},
		{"a video", []byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"), "video"},
		{"SVG", []byte("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG"},
		{"PDF", []byte("%PDF-1.7"), "PDF"},
		{"cut off", whole[:len(whole)/2], "cut off"},
		{"only a head", whole[:30], "cut off"},
		{"a PNG that lies about its size", lying, "60000 by 60000"},
		{"a JPEG that lies about its size", lyingJPEG, "65535 by 65535"},
		{"damaged", append([]byte("\x89PNG\r\n\x1A\n"), make([]byte, 60)...), "damaged"},
	} {
		_, err := Prepare(t.Context(), tt.data, 152)
		if assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), tt.says) {
			t.Errorf("%s: got %v, want a sentence with %q", tt.name, err, tt.says)
		}
	}
}

func TestPrepare_Stopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Prepare(ctx, asJPEG(t, quartered(400, 300)), 152); assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("got %v", err)
	}
}
