package kit

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"math"
)

// Pen is one of the colours of a drawing. Paper is white by day and by night: what a child drew must look the same to everybody.
type Pen uint8

// The pens, each with 3.0 or more of contrast on white.
const (
	PenBlack Pen = iota
	PenBlue
	PenRed
	PenGreen
	PenOrange
	PenPurple
	PenBrown
	pens
)

var penColours = [pens]color.RGBA{
	{0x21, 0x2B, 0x32, 0xFF}, {0x00, 0x5E, 0xB8, 0xFF}, {0xC8, 0x25, 0x1A, 0xFF}, {0x00, 0x7F, 0x3B, 0xFF},
	{0xC4, 0x5A, 0x00, 0xFF}, {0x7A, 0x3E, 0x9D, 0xFF}, {0x7B, 0x4A, 0x2B, 0xFF},
}

// PenNames are the pens in words, in their order.
var PenNames = []string{"Black", "Blue", "Red", "Green", "Orange", "Purple", "Brown"}

// Colour is the colour of a pen.
func (p Pen) Colour() color.RGBA { return penColours[min(p, pens-1)] }

// PaperWide is how many steps a sheet of paper is wide; its height follows from its proportion.
const PaperWide = 4096

// Spot is a place on the paper, in steps from its upper left corner.
type Spot struct{ X, Y int16 }

// Stroke is one line from pen down to pen up. One spot alone is a dot.
type Stroke struct {
	Pen   Pen
	Thick int16 // in steps
	Spots []Spot
	blank bool // not a line: the paper was cleared here
}

// Drawing is strokes on paper. It keeps what was cleared, so that clearing can be undone like a stroke.
type Drawing struct {
	High    int16 // of the paper, in steps
	strokes []Stroke
}

// NewDrawing is blank paper of a proportion of width to height.
func NewDrawing(proportion float32) Drawing { return Drawing{High: int16(PaperWide / proportion)} }

// Shown are the strokes since the paper was cleared last.
func (d *Drawing) Shown() []Stroke {
	for i := len(d.strokes) - 1; i >= 0; i-- {
		if d.strokes[i].blank {
			return d.strokes[i+1:]
		}
	}
	return d.strokes
}

// Blank tells that nothing is on the paper.
func (d *Drawing) Blank() bool { return len(d.Shown()) == 0 }

// Add puts a stroke on the paper.
func (d *Drawing) Add(s Stroke) { d.strokes = append(d.strokes, s) }

// Clear takes everything off the paper; Undo brings it back.
func (d *Drawing) Clear() {
	if !d.Blank() {
		d.strokes = append(d.strokes, Stroke{blank: true})
	}
}

// Undo takes back the last stroke or the last clearing, and tells whether there was one.
func (d *Drawing) Undo() bool {
	if len(d.strokes) == 0 {
		return false
	}
	d.strokes = d.strokes[:len(d.strokes)-1]
	return true
}

// Image draws the paper so many pixels wide.
func (d *Drawing) Image(wide int) *image.RGBA {
	high := max(1, int(math.Round(float64(wide)*float64(d.High)/PaperWide)))
	img := image.NewRGBA(image.Rect(0, 0, max(wide, 1), high))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	for _, s := range d.Shown() {
		s.paint(img)
	}
	return img
}

// Bounds is the part of the paper that is drawn on, in steps; empty on blank paper.
func (d *Drawing) Bounds() image.Rectangle {
	var b image.Rectangle
	for _, s := range d.Shown() {
		t := int(s.Thick)
		for _, p := range s.Spots {
			b = b.Union(image.Rect(int(p.X)-t, int(p.Y)-t, int(p.X)+t, int(p.Y)+t))
		}
	}
	return b.Intersect(image.Rect(0, 0, PaperWide, int(d.High)))
}

// Pack writes the strokes short enough to be kept after each of them: a busy drawing of 200 takes some 40 kB.
func (d *Drawing) Pack() string {
	out := binary.LittleEndian.AppendUint16(nil, uint16(d.High))
	for _, s := range d.strokes {
		pen := byte(s.Pen)
		if s.blank {
			pen = 0xFF
		}
		out = append(out, pen)
		out = binary.LittleEndian.AppendUint16(out, uint16(s.Thick))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.Spots)))
		for _, p := range s.Spots {
			out = binary.LittleEndian.AppendUint16(out, uint16(p.X))
			out = binary.LittleEndian.AppendUint16(out, uint16(p.Y))
		}
	}
	return base64.StdEncoding.EncodeToString(out)
}

var errDrawing = errors.New("not a packed drawing")

// UnpackDrawing reads what Pack wrote.
func UnpackDrawing(s string) (Drawing, error) {
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(raw) < 2 {
		return Drawing{}, errDrawing
	}
	d := Drawing{High: int16(binary.LittleEndian.Uint16(raw))}
	if d.High <= 0 {
		return Drawing{}, errDrawing
	}
	for raw = raw[2:]; len(raw) > 0; {
		if len(raw) < 7 || raw[0] != 0xFF && raw[0] >= byte(pens) {
			return Drawing{}, errDrawing
		}
		s := Stroke{Pen: Pen(raw[0]), Thick: int16(binary.LittleEndian.Uint16(raw[1:]))}
		if s.blank = raw[0] == 0xFF; s.blank {
			s.Pen = PenBlack
		}
		n := int(binary.LittleEndian.Uint32(raw[3:]))
		if raw = raw[7:]; n < 0 || n > len(raw)/4 || s.Thick < 0 {
			return Drawing{}, errDrawing
		}
		s.Spots = make([]Spot, n)
		for i := range s.Spots {
			s.Spots[i] = Spot{int16(binary.LittleEndian.Uint16(raw[4*i:])), int16(binary.LittleEndian.Uint16(raw[4*i+2:]))}
		}
		raw = raw[4*n:]
		d.strokes = append(d.strokes, s)
	}
	return d, nil
}
