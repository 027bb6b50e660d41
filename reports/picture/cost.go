package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"github.com/bep/imagemeta"
	"golang.org/x/image/tiff"
)

// mostCost is how many bytes decoding a picture may take. A photo of 50 megapixels from a phone takes 75 million.
const mostCost = 224 << 20

// A format is how the files of one kind are measured, decoded and turned.
type format struct {
	decode  func(io.Reader) (image.Image, error)
	measure func(data []byte) (size image.Point, cost int64, err error)
	meta    imagemeta.ImageFormat // zero where the kind has no orientation
}

// cost multiplies without running over: a lying head may say 65535 by 65535.
func cost(size image.Point, perPixel float64) int64 {
	if size.X <= 0 || size.Y <= 0 {
		return 0
	}
	return int64(min(float64(size.X)*float64(size.Y)*perPixel, math.MaxInt64/2))
}

// config measures by the decoder's own reading of the head.
func config(read func(io.Reader) (image.Config, error), perPixel float64) func([]byte) (image.Point, int64, error) {
	return func(data []byte) (image.Point, int64, error) {
		c, err := read(bytes.NewReader(data))
		size := image.Pt(c.Width, c.Height)
		return size, cost(size, perPixel), err
	}
}

// depth is how many bytes Go keeps of a pixel.
func depth(m color.Model) float64 {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.NRGBA64Model, color.RGBA64Model:
		return 8
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

func measurePNG(data []byte) (image.Point, int64, error) {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Point{}, 0, err
	}
	per := depth(c.ColorModel)
	if len(data) > 28 && data[28] == 1 { // interlaced: the last pass is half the picture, beside the whole
		per *= 1.5
	}
	size := image.Pt(c.Width, c.Height)
	return size, cost(size, per), nil
}

// measureTIFF counts every pixel twice: a file may keep the whole picture in one strip.
func measureTIFF(data []byte) (image.Point, int64, error) {
	c, err := tiff.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Point{}, 0, err
	}
	size := image.Pt(c.Width, c.Height)
	return size, cost(size, 2*depth(c.ColorModel)), nil
}

var errJPEG = errors.New("no head of a JPEG")

// measureJPEG reads the frame's head: Go keeps a sample a byte, a progressive file's samples five, and one in inks is
// kept three times over.
func measureJPEG(data []byte) (image.Point, int64, error) {
	plain := false // kept as red, green and blue, which Go writes into a second picture
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xFF {
			at++ // some cameras leave bytes between the parts
			continue
		}
		marker := data[at+1]
		if marker == 0xFF || marker == 0 || marker >= 0xD0 && marker <= 0xD9 || marker == 0x01 {
			at++
			continue
		}
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		frame := marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
		switch {
		case length < 2:
			return image.Point{}, 0, errJPEG
		case frame:
			return measureFrame(data[at+4:min(at+2+length, len(data))], marker == 0xC2, plain)
		case marker == 0xEE && length >= 14 && at+16 <= len(data):
			plain = data[at+15] == 0
		case marker == 0xDA:
			return image.Point{}, 0, errJPEG
		}
		at += 2 + length
	}
	return image.Point{}, 0, io.ErrUnexpectedEOF
}

func measureFrame(f []byte, progressive, plain bool) (image.Point, int64, error) {
	if len(f) < 6 || len(f) < 6+3*int(f[5]) {
		return image.Point{}, 0, io.ErrUnexpectedEOF
	}
	size := image.Pt(int(binary.BigEndian.Uint16(f[3:])), int(binary.BigEndian.Uint16(f[1:])))
	parts, most, sum := int(f[5]), 1, 0
	for i := range parts {
		h, v := int(f[7+3*i]>>4), int(f[7+3*i]&15)
		most, sum = max(most, h*v), sum+h*v
	}
	per := float64(sum) / float64(most)
	if progressive {
		per *= 5
	}
	switch {
	case parts == 4:
		per += 8
	case parts == 3 && (plain || f[6] == 'R' && f[9] == 'G' && f[12] == 'B'):
		per += 4
	}
	// Blocks at the edges reach beyond the picture, which counts where it is a thin strip.
	return size, cost(image.Pt(size.X+32, size.Y+32), per), nil
}
