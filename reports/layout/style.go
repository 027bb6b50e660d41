package layout

// The grid, in mm: one reading column, and a margin column that holds only names of things.
const (
	pageW, pageH = 210.0, 297.0
	marginX      = 18.0 // margin column 18 to 34
	marginW      = 16.0
	colX         = 40.0 // reading column 40 to 192
	colW         = 152.0
	rightX       = colX + colW
	firstTop     = 32.2 // body on page one, under the band
	restTop      = 30.0 // body under the running head
	bodyEnd      = 276.0
	bandTop      = 15.0
	bandH        = 10.0
	runningBase  = 19.0
	runningRule  = 22.0
	footRule     = 279.5
	footBase     = 284.0
)

// Weights of lines, in mm.
const (
	mainLine    = 0.35
	hairLine    = 0.2
	calloutLine = 0.5
	poleLine    = 0.8
	stopLine    = 1.0
	quoteBar    = 1.0
)

// The colours. All text passes 4.5 to 1 on what it stands on; Hair and the washes only decorate.
var (
	Ink      = Color{0x1D, 0x29, 0x30}
	Slate    = Color{0x2B, 0x48, 0x58}
	Soft     = Color{0x4A, 0x5D, 0x68}
	Chestnut = Color{0x84, 0x40, 0x0F}
	Rule     = Color{0x7F, 0x8F, 0x98}
	Hair     = Color{0xC6, 0xCF, 0xD4}
	Wash     = Color{0xEE, 0xF2, 0xF4}
	GapWash  = Color{0xFB, 0xF2, 0xE4}
	White    = Color{0xFF, 0xFF, 0xFF}
	bar      = Color{0xD5, 0xDC, 0xE0} // the middle half of a centile strip: darker than Wash, so that it copies
)

// A style is how a run of text is set: size and line in pt.
type style struct {
	size, line float64
	weight     weight
	color      Color
}

// weight is one of the three faces of the text fount.
type weight uint8

const (
	regular weight = iota
	semiBold
	bold
)

// The styles of look.md, section 3.
var (
	styleTitle     = style{25, 30, bold, Ink}
	styleSubtitle  = style{13, 18, regular, Soft}
	styleLetter    = style{30, 30, bold, Slate}
	styleNumber    = style{24, 24, bold, Slate}
	styleH2        = style{17, 23, bold, Ink}
	styleOutcome   = style{15, 20.5, bold, Ink}
	styleH3        = style{14, 18.5, bold, Ink}
	styleCaption   = style{13.5, 18.5, bold, Ink}
	styleDose      = style{13, 17, regular, Ink}
	styleWords     = style{15, 21, regular, Ink}
	styleWordsLine = style{13, 18, regular, Ink}
	styleBody      = style{12, 17, regular, Ink}
	styleCell      = style{12, 16, regular, Ink}
	styleLabel     = style{11, 15, semiBold, Soft}
	styleHead      = style{11, 17, semiBold, Ink}
	styleNote      = style{11, 15, regular, Soft}
	styleAside     = style{12, 17, regular, Soft}
	styleAction    = style{10.5, 13, semiBold, Soft}
	styleRunning   = style{10, 14, regular, Soft}
	styleTab       = style{17, 20, bold, Slate}
	styleStrength  = style{13, 16, bold, Ink}
	styleLetterTo  = style{20, 26, bold, Ink} // the title of a letter, under its address
	styleRing      = style{10, 12, bold, Ink} // a letter in a ring
	styleMark      = style{11, 13, semiBold, Ink}
	styleStep      = style{16, 22, regular, Ink}
	styleStepMark  = style{20, 22, bold, Ink}
	styleHomeTitle = style{32, 37, bold, Ink}
	styleHomeLine  = style{15, 20.5, regular, Soft}
	styleHomeText  = style{14, 19, regular, Ink}
	styleHomeCell  = style{13, 17, semiBold, Ink}
)

// mm turns points into millimetres.
func mm(pt float64) float64 { return pt * 25.4 / 72 }

// capHeight is Atkinson Hyperlegible Next's, as a share of the size: lines are centred on their capitals, which is what
// the eye takes for the middle of a line.
const capHeight = 0.668

// height is the height of one line in mm.
func (s style) height() float64 { return mm(s.line) }

// base is how far the baseline lies under the top of the line, in mm.
func (s style) base() float64 { return mm(s.line+capHeight*s.size) / 2 }

// with returns s in another weight and colour.
func (s style) with(w weight, c Color) style {
	s.weight, s.color = w, c
	return s
}
