package picture

import (
	"context"
	"image"
	"net/http"
	"strings"
)

// captureSide is the longest side of a picture that is kept, in pixels: enough for a sheet of paper and for a look at a hand's grip
// from near, and about half a megabyte instead of a camera's six.
const captureSide = 2048

// Capture makes a file fit to be kept with a child and to travel. A picture is written anew: upright, as JPEG, no side longer than
// 2048 pixels, without the place, time and serial number that a camera puts in. A PDF and a film are kept as they are, with whatever
// stands in them. media is the kind of file that came out. Errors are Prepare's.
func Capture(ctx context.Context, data []byte) (out []byte, media string, err error) {
	if kind := http.DetectContentType(data); kind == "application/pdf" || strings.HasPrefix(kind, "video/") {
		return data, kind, nil
	}
	p, err := ready(ctx, data, image.Pt(captureSide, captureSide))
	return p.JPEG, "image/jpeg", err
}
