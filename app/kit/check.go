package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Check is a box to tick, with its words beside it; words and box are one target.
type Check struct {
	control
	on        bool
	img       *canvas.Raster
	label     *Text
	line      *Text
	onChanged func(bool)
}

// NewCheck makes a box; line may be empty.
func NewCheck(label, line string, on bool, onChanged func(bool)) *Check {
	c := &Check{on: on, img: newPicture(), label: Body(label), line: Quieter(line), onChanged: onChanged}
	c.name = label
	c.onTap = func() {
		c.SetOn(!c.on)
		if c.onChanged != nil {
			c.onChanged(c.on)
		}
	}
	c.become(c)
	return c
}

// SetOn ticks or clears the box without calling back.
func (c *Check) SetOn(on bool) {
	if c.on != on {
		c.on = on
		c.redraw()
	}
}

// On tells whether the box is ticked.
func (c *Check) On() bool { return c.on }

func (c *Check) spoken() string {
	if c.on {
		return c.name + ", ticked"
	}
	return c.name + ", not ticked"
}

func (c *Check) leastWidth() float32 { return checkText + 60 }

func (c *Check) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.img, c.label, c.line}, c.ring.parts()...)
}

func (c *Check) dress() {
	icon, ink := IconBoxOff, Edge
	if c.on {
		icon, ink = IconBoxOn, Blue
	}
	paintIcon(c.img, icon, ink)
	c.line.Hidden = c.line.String() == ""
	c.ring.dress(c.focused, 10)
}

// checkText is where the words start.
const checkText = 40

// HeightFor is the height at a width.
func (c *Check) HeightFor(w float32) float32 {
	h := c.label.HeightFor(w - checkText)
	if c.line.String() != "" {
		h += c.line.HeightFor(w - checkText)
	}
	return max(grown(48), h+16)
}

// NaturalWidth is the width at which nothing wraps.
func (c *Check) NaturalWidth() float32 {
	return checkText + max(c.label.NaturalWidth(), c.line.NaturalWidth()) + 8
}

func (c *Check) least() fyne.Size {
	w := c.Size().Width
	if w == 0 {
		w = c.NaturalWidth()
	}
	return fyne.NewSize(checkText+60, c.HeightFor(w))
}

func (c *Check) arrange(size fyne.Size) {
	c.ring.arrange(0, 0, size.Width, size.Height)
	w := size.Width - checkText
	lh, sh := c.label.HeightFor(w), float32(0)
	if c.line.String() != "" {
		sh = c.line.HeightFor(w)
	}
	y := (size.Height - lh - sh) / 2
	place(c.img, 4, y+(lh-26)/2, 26, 26)
	place(c.label, checkText, y, w, lh)
	place(c.line, checkText, y+lh, w, sh)
}

// Select is a field whose answer is picked from a sheet.
type Select struct {
	control
	label    *Text
	value    *Text
	words    []string
	chosen   int
	back     *canvas.Rectangle
	img      *canvas.Raster
	onChosen func(int)
}

// NewSelect makes a field to pick one of many words; chosen is -1 while nothing is chosen.
func NewSelect(label string, words []string, chosen int, onChosen func(int)) *Select {
	s := &Select{label: Quieter(label), value: Body(""), words: words, back: canvas.NewRectangle(nil), img: newPicture(),
		onChosen: onChosen}
	s.name = label
	s.onTap = s.open
	s.become(s)
	s.SetChosen(chosen)
	return s
}

// open lists the answers in a sheet, so that a long list scrolls by finger.
func (s *Select) open() {
	c := CanvasOf(s)
	if c == nil {
		return
	}
	ShowPick(c, s.name, s.words, s.chosen, func(i int) {
		s.SetChosen(i)
		if s.onChosen != nil {
			s.onChosen(i)
		}
	})
}

// SetChosen shows an answer without calling back.
func (s *Select) SetChosen(n int) {
	s.chosen = n
	if n >= 0 && n < len(s.words) {
		s.value.SetText(s.words[n])
		s.value.SetColor(Ink)
	} else {
		s.value.SetText("Choose")
		s.value.SetColor(Soft)
	}
	s.redraw()
}

// SetWords replaces the answers and forgets the choice.
func (s *Select) SetWords(words []string) {
	s.words = words
	s.SetChosen(-1)
}

// Chosen is the index of the answer, -1 for none.
func (s *Select) Chosen() int { return s.chosen }

func (s *Select) spoken() string { return s.name + ", " + s.value.String() }

func (s *Select) leastWidth() float32 { return 120 }

func (s *Select) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{s.back, s.label, s.value, s.img}, s.ring.parts()...)
}

func (s *Select) dress() {
	body := Surface
	if s.pressed {
		body = Well
	}
	fill(s.back, body, Edge, edgeStroke, 10)
	paintIcon(s.img, IconOpen, Soft)
	s.label.Hidden = s.label.String() == ""
	s.ring.dress(s.focused, 10)
}

// top is the room of the label above the box.
func (s *Select) top(w float32) float32 {
	if s.label.String() == "" {
		return 0
	}
	return s.label.HeightFor(w) + fieldGap
}

// HeightFor is the height at a width.
func (s *Select) HeightFor(w float32) float32 {
	return s.top(w) + max(grown(52), s.value.HeightFor(w-60)+28)
}

// NaturalWidth holds the longest answer on one line.
func (s *Select) NaturalWidth() float32 {
	w := s.label.NaturalWidth()
	for _, o := range s.words {
		w = max(w, Measure(o, textSize(SizeBody), false).Width+64)
	}
	return max(w, 160)
}

func (s *Select) least() fyne.Size {
	w := s.Size().Width
	if w == 0 {
		w = s.NaturalWidth()
	}
	return fyne.NewSize(120, s.HeightFor(w))
}

func (s *Select) arrange(size fyne.Size) {
	top := s.top(size.Width)
	place(s.label, 0, 0, size.Width, max(top-fieldGap, 0))
	place(s.back, 0, top, size.Width, size.Height-top)
	s.ring.arrange(0, top, size.Width, size.Height-top)
	mid := top + (size.Height-top)/2
	h := s.value.HeightFor(size.Width - 60)
	place(s.value, 16, mid-h/2, size.Width-60, h)
	place(s.img, size.Width-38, mid-12, 24, 24)
}
