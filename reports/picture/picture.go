package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"math"
	"runtime/debug"

	"github.com/fieldfare/fieldfare/assessments"
	"golang.org/x/sync/semaphore"
)

// A Picture is ready to be put on a page: a JPEG without metadata, and its size in pixels.
type Picture struct {
	JPEG       []byte
	Wide, High int
}

const (
	perInch = 200   // what paper shows; more only makes the file larger
	pageMM  = 297.0 // no picture is higher than a sheet
	quality = 85
	costly  = 32 << 20 // above this, memory is given back before the next picture
)

// room lets a few pictures be decoded at a time, but a large one only alone: two photos of 50 megapixels at once are what a
// small tablet cannot hold.
var room = semaphore.NewWeighted(costly)

// mostSide is how many pixels a picture may have along one side: what shrinking sets aside grows with each side alone, so a strip of
// one pixel by millions would cost far more than its pixels do. No camera comes near it.
const mostSide = 1 << 16

// Prepare reads a JPEG, PNG, GIF, WebP, BMP or TIFF and writes it for a place wideMM wide. It is never made larger. A
// file that cannot be read gives assessments.Invalid, with a sentence that says what to do; a stop of ctx gives
// Unavailable.
func Prepare(ctx context.Context, data []byte, wideMM float64) (Picture, error) {
	return ready(ctx, data, image.Pt(pixels(wideMM), pixels(pageMM)))
}

// ready reads a picture and writes it upright and no larger than most.
func ready(ctx context.Context, data []byte, most image.Point) (Picture, error) {
	const op = "picture.prepare"
	f, err := sniff(data)
	if err != nil {
		return Picture{}, err
	}
	size, cost, err := f.measure(data)
	if err != nil {
		return Picture{}, unreadable(data, err)
	}
	if size.X <= 0 || size.Y <= 0 {
		return Picture{}, assessments.Errorf(assessments.Invalid, op, "This picture has no size. Open it where it was made, save it as JPEG, then add it again.")
	}
	if cost > mostCost || size.X > mostSide || size.Y > mostSide {
		return Picture{}, assessments.Errorf(assessments.Invalid, op,
			"This picture is too large to be read here: %d by %d pixels. Save a copy at half its size as JPEG, then add that.", size.X, size.Y)
	}
	part := min(cost, costly)
	if err := room.Acquire(ctx, part); err != nil {
		return Picture{}, stopped(err)
	}
	defer room.Release(part)
	out, err := f.draw(ctx, data, size, most)
	if cost > costly {
		// Left alone, the collector waits until twice as much is in use as now, and the next photo stands beside the rest of
		// this one.
		debug.FreeOSMemory()
	}
	if ctx.Err() != nil {
		return Picture{}, stopped(ctx.Err())
	}
	if err != nil {
		return Picture{}, unreadable(data, err)
	}
	return encode(out)
}

// draw decodes data and returns it small and upright. The large picture is garbage once it returns.
func (f format) draw(ctx context.Context, data []byte, size, most image.Point) (out image.Image, err error) {
	defer func() { // a decoder that trips over bytes nobody has thought of costs this picture, not the therapist's morning
		if r := recover(); r != nil {
			err = errors.New("the decoder stopped")
		}
	}()
	src, err := f.decode(&reader{ctx, bytes.NewReader(data)})
	if err != nil {
		return nil, err
	}
	if b := src.Bounds(); b.Dx() > size.X || b.Dy() > size.Y || b.Empty() {
		return nil, image.ErrFormat
	}
	turn := f.turn(data)
	w, h := src.Bounds().Dx(), src.Bounds().Dy()
	if turn.sideways() {
		most.X, most.Y = most.Y, most.X
	}
	if scale := min(float64(most.X)/float64(w), float64(most.Y)/float64(h)); scale < 1 {
		w, h = max(int(math.Round(float64(w)*scale)), 1), max(int(math.Round(float64(h)*scale)), 1)
	}
	return turn.upright(shrink(src, w, h)), ctx.Err()
}

// pixels returns how many pixels a length on paper shows.
func pixels(mm float64) int {
	if !(mm > 0) || mm > pageMM { // no place, or none on a sheet
		mm = pageMM
	}
	return max(int(math.Round(mm/25.4*perInch)), 1)
}

func encode(img image.Image) (Picture, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return Picture{}, assessments.Wrap(err, assessments.Internal, "picture.encode", "This picture could not be written. What you saved is safe.")
	}
	return Picture{JPEG: b.Bytes(), Wide: img.Bounds().Dx(), High: img.Bounds().Dy()}, nil
}

// reader stops a decoder when ctx is done.
type reader struct {
	ctx context.Context
	r   *bytes.Reader
}

func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// ReadAt spares the TIFF decoder a copy of the whole file.
func (r *reader) ReadAt(p []byte, off int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.ReadAt(p, off)
}

// unreadable says why a picture of a known format was not read.
func unreadable(data []byte, err error) error {
	msg := "This picture is damaged or of a kind that cannot be read. Open it where it was made, save it as JPEG, then add it again."
	// A JPEG that is cut off in the middle looks like a damaged one to its decoder; its last mark is missing.
	endless := bytes.HasPrefix(data, []byte{0xFF, 0xD8}) && !bytes.Contains(data[max(0, len(data)-1<<16):], []byte{0xFF, 0xD9})
	if endless || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		msg = "This picture is cut off: it did not arrive whole. Add it again from where it was taken."
	}
	return assessments.Wrap(err, assessments.Invalid, "picture.prepare", msg)
}

func stopped(err error) error {
	return assessments.Wrap(err, assessments.Unavailable, "picture.prepare", "Reading the picture was stopped. Nothing was lost.")
}
