package kit

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Scene is the picture of the first screens: the wordmark on slate, and a fieldfare on a hill at sunrise.
type Scene struct {
	wid
	back *canvas.Rectangle
	art  *canvas.Raster
	name *Text
	line *Text
}

// NewScene makes the picture with a sentence below the wordmark.
func NewScene(line string) *Scene {
	s := &Scene{back: canvas.NewRectangle(color.Transparent), art: newPicture(), name: NewText("Fieldfare", SizeNumber, OnSlate, true),
		line: NewText(line, SizeRow, OnSlateSoft, false)}
	s.art.Generator = drawScene
	s.become(s)
	return s
}

// SetText changes the sentence.
func (s *Scene) SetText(line string) {
	s.line.SetText(line)
	s.redraw()
}

func (s *Scene) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.back, s.art, s.name, s.line}
}
func (s *Scene) dress() { fill(s.back, Slate, Slate, 0, 0) }

// margin is the room around the words: less on a narrow screen.
func (s *Scene) margin(width float32) float32 { return min(56, max(24, width*0.1)) }

// HeightFor is what the words need with a strip of the picture below them, for screens that stack.
func (s *Scene) HeightFor(w float32) float32 {
	m := s.margin(w)
	return 2*m + s.name.HeightFor(w-2*m) + s.line.HeightFor(w-2*m) + 160
}

func (s *Scene) leastWidth() float32 { return 240 }

func (s *Scene) least() fyne.Size { return fyne.NewSize(240, 200) }

func (s *Scene) arrange(size fyne.Size) {
	m := s.margin(size.Width)
	place(s.back, 0, 0, size.Width, size.Height)
	nh := s.name.HeightFor(size.Width - 2*m)
	lh := s.line.HeightFor(size.Width - 2*m)
	place(s.name, m, m+2, size.Width-2*m, nh)
	place(s.line, m, m+nh+8, size.Width-2*m, lh)
	high := min(size.Width*sceneHigh/sceneWide, size.Height*0.55, max(0, size.Height-m-nh-lh-16))
	place(s.art, 0, size.Height-high, size.Width, high)
	if high > 0 {
		ahead.Do(func() { go drawScene(int(math.Round(float64(size.Width))), int(math.Round(float64(high)))) })
	}
}

// ahead draws the picture of the first screen on another core while the window is being opened: it takes as long as a third of that. A
// screen with more than a pixel a unit, which is not known before, finds that it must draw its own.
var ahead sync.Once

// sceneWide and sceneHigh are the drawn proportions; a wider place shows more hill at both sides.
const (
	sceneWide = 560
	sceneHigh = 390
)

// drawScene draws the hills as wide parabolas, so that they fill any width, and the bird of the mark between them.
func drawScene(w, h int) image.Image {
	if w <= 0 || h <= 0 {
		return blank(1, 1)
	}
	wide := float64(sceneHigh) * float64(w) / float64(h)
	spread := wide / sceneWide
	svg := fmt.Sprintf(sceneSVG, wide, wide/2-280, spread, 280*(1-spread))
	return rasterizeTo(fmt.Sprintf("scene%dx%d", w, h), []byte(svg), w, h)
}

const sceneSVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]v 390"><g transform="translate(%[2]v,-410)">
<circle cx="437" cy="527" r="61" fill="#F2B544"/>
<g transform="matrix(%[3]v,0,0,1,%[4]v,0)"><path d="M-700 1033Q300 -7 1300 1033Z" fill="#3F5F58"/>
<path d="M-700 1172Q300 -6 1300 1172Z" fill="#507B66"/></g>
<g transform="matrix(0.5556,0,0,0.5556,66.900,372.100)">
<path d="M232 380v40M278 376v44" fill="none" stroke="#F2B544" stroke-width="6.700" stroke-linecap="round"/>
<path d="M168 338L64 392a12 12 0 0 0 9 22L196 376Z" fill="#14222B"/>
<path d="M370 186C400 280 356 384 246 386C188 387 150 366 100 389L262 150Z" fill="#F7E3B5"/>
<path d="M258 116C334 190 322 264 270 308C224 346 164 344 92 392C108 290 158 168 258 116Z" fill="#A4532A"/>
<path d="M190 300C232 286 264 258 276 216" fill="none" stroke="#7E3A19" stroke-width="5.600" stroke-linecap="round"/>
<circle cx="308" cy="160" r="72" fill="#B6CAD5"/>
<path d="M370 138L440 164L372 184Z" fill="#F2B544"/>
<circle cx="332" cy="148" r="12" fill="#14222B"/>
<path d="M340 252l9 11 9-11M306 300l9 11 9-11M340 304l9 11 9-11M268 342l9 11 9-11M304 346l9 11 9-11" fill="none" stroke="#5B2F18" stroke-width="6.100" stroke-linecap="round" stroke-linejoin="round"/>
</g>
<g transform="matrix(%[3]v,0,0,1,%[4]v,0)"><path d="M-700 1370Q300 -50 1300 1370Z" fill="#6F9F7C"/>
<path d="M-700 1365Q300 53 1300 1365M-700 1342Q300 162 1300 1342" fill="none" stroke="#8DBE9A" stroke-width="4"/></g>
</g></svg>`
