package picture

import (
	"bytes"
	"image"
	"image/draw"

	"github.com/bep/imagemeta"
)

// A turn is how a camera was held, as its file says: 1 upright, 3 on its head, 6 and 8 on its sides, the others mirrored.
type turn int

// turn reads the one tag that matters from a file's metadata. A file whose tag cannot be read is taken as it lies.
func (f format) turn(data []byte) turn {
	found := turn(1)
	if f.meta == 0 {
		return found
	}
	_, _ = imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: f.meta, Sources: imagemeta.EXIF, LimitNumTags: 500,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag == "Orientation" && t.Namespace == "IFD0" },
		HandleTag: func(t imagemeta.TagInfo) error {
			if v, ok := t.Value.(uint16); ok && v >= 1 && v <= 8 {
				found = turn(v)
			}
			return imagemeta.ErrStopWalking
		}})
	return found
}

// sideways reports whether width and height change places.
func (t turn) sideways() bool { return t >= 5 && t <= 8 }

// upright returns img as it was seen.
func (t turn) upright(img draw.Image) draw.Image {
	if t <= 1 || t > 8 {
		return img
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if t.sideways() {
		size = image.Rect(0, 0, h, w)
	}
	var out draw.Image = image.NewRGBA(size)
	if _, grey := img.(*image.Gray); grey {
		out = image.NewGray(size)
	}
	for y := range h {
		for x := range w {
			to := image.Pt(x, y)
			switch t {
			case 2:
				to = image.Pt(w-1-x, y)
			case 3:
				to = image.Pt(w-1-x, h-1-y)
			case 4:
				to = image.Pt(x, h-1-y)
			case 5:
				to = image.Pt(y, x)
			case 6:
				to = image.Pt(h-1-y, x)
			case 7:
				to = image.Pt(h-1-y, w-1-x)
			case 8:
				to = image.Pt(y, w-1-x)
			}
			out.Set(to.X, to.Y, img.At(x, y))
		}
	}
	return out
}
