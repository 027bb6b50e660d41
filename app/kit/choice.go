package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Option is one card of a Choice.
type Option struct {
	Title string
	Line  string
}

// choiceCard is one card of a Choice.
type choiceCard struct {
	control
	option Option
	chosen bool
	back   *canvas.Rectangle
	dot    *canvas.Circle
	core   *canvas.Circle
	title  *Text
	line   *Text
}

// Chosen reports whether this card is the answer.
func (c *choiceCard) Chosen() bool { return c.chosen }

func (c *choiceCard) spoken() string {
	s := c.option.Title
	if c.option.Line != "" {
		s += ", " + c.option.Line
	}
	if c.chosen {
		s += ", chosen"
	}
	return s
}

func (c *choiceCard) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.back, c.dot, c.core, c.title, c.line}, c.ring.parts()...)
}

func (c *choiceCard) dress() {
	body, edge, soft, stroke := Surface, Edge, Soft, float32(edgeStroke)
	if c.chosen {
		body, edge, soft, stroke = BlueTint, Blue, OnBlueTint, 3
	}
	if c.pressed {
		body = Well
	}
	fill(c.back, body, edge, stroke, 12)
	c.dot.FillColor, c.dot.StrokeColor, c.dot.StrokeWidth = tone(Surface), tone(Edge), 2
	if c.chosen {
		c.dot.StrokeColor, c.dot.StrokeWidth = tone(Blue), 3
	}
	c.core.FillColor = tone(Blue)
	c.core.Hidden = !c.chosen
	c.line.SetColor(soft)
	c.line.Hidden = c.option.Line == ""
	c.ring.dress(c.focused, 12)
}

// choiceText is where words start beside the dot.
const choiceText = 54

// HeightFor is 76 or what the words need.
func (c *choiceCard) HeightFor(w float32) float32 {
	h := c.title.HeightFor(w - choiceText - 12)
	if c.option.Line != "" {
		h += c.line.HeightFor(w - choiceText - 12)
	}
	floor := float32(76)
	if c.option.Line == "" {
		floor = 60
	}
	return max(floor, h+24)
}

// NaturalWidth is what the words need on one line each.
func (c *choiceCard) NaturalWidth() float32 {
	return max(c.title.NaturalWidth(), c.line.NaturalWidth()) + choiceText + 16
}

func (c *choiceCard) least() fyne.Size {
	w := c.Size().Width
	if w == 0 {
		w = 200
	}
	return fyne.NewSize(160, c.HeightFor(w))
}

func (c *choiceCard) arrange(size fyne.Size) {
	place(c.back, 0, 0, size.Width, size.Height)
	c.ring.arrange(0, 0, size.Width, size.Height)
	place(c.dot, 17, size.Height/2-12, 24, 24)
	place(c.core, 23, size.Height/2-6, 12, 12)
	w := size.Width - choiceText - 12
	th := c.title.HeightFor(w)
	lh := float32(0)
	if c.option.Line != "" {
		lh = c.line.HeightFor(w)
	}
	y := (size.Height - th - lh) / 2
	place(c.title, choiceText, y, w, th)
	place(c.line, choiceText, y+th, w, lh)
}

// Choice is a group of cards of which at most one is chosen. Arrows move the choice.
type Choice struct {
	wid
	cards    []*choiceCard
	chosen   int
	narrow   float32
	ladder   bool // the cards are rungs, the lowest first
	onChosen func(int)
}

// NewChoice makes the group; chosen is -1 while nothing is chosen.
func NewChoice(options []Option, chosen int, onChosen func(int)) *Choice {
	c := &Choice{chosen: chosen, onChosen: onChosen, narrow: 200}
	for i, o := range options {
		card := &choiceCard{option: o, chosen: i == chosen, back: canvas.NewRectangle(nil), dot: canvas.NewCircle(nil),
			core: canvas.NewCircle(nil), title: RowTitle(o.Title), line: Quieter(o.Line)}
		card.name = o.Title
		card.onTap = func() { c.pick(i) }
		card.keys = func(e *fyne.KeyEvent) bool { return c.arrow(i, e) }
		card.become(card)
		c.cards = append(c.cards, card)
	}
	c.become(c)
	return c
}

// Narrower lets cards stand side by side from a smaller width on than 200.
func (c *Choice) Narrower(width float32) *Choice {
	c.narrow = width
	c.redraw()
	return c
}

// Ladder makes the cards rungs, the lowest first, in the one direction that every ladder of the app has: more is up, and to the right.
// They stand in one row where all of them fit, else below one another with the highest on top; two and three to a row would climb and
// fall again.
func (c *Choice) Ladder() *Choice {
	c.ladder = true
	c.redraw()
	return c
}

// pick chooses as a person does: it calls back, SetChosen does not.
func (c *Choice) pick(i int) {
	c.SetChosen(i)
	if c.onChosen != nil {
		c.onChosen(i)
	}
}

// arrow moves choice and keyboard together, as radio buttons do everywhere.
func (c *Choice) arrow(i int, e *fyne.KeyEvent) bool {
	var n int
	down, up := i+1, i-1
	if c.ladder {
		down, up = up, down
	}
	switch e.Name {
	case fyne.KeyRight:
		n = i + 1
	case fyne.KeyLeft:
		n = i - 1
	case fyne.KeyDown:
		n = down
	case fyne.KeyUp:
		n = up
	default:
		return false
	}
	if n = min(max(n, 0), len(c.cards)-1); n != i {
		c.pick(n)
		focus(c.cards[n])
	}
	return true
}

// SetChosen moves the choice without calling back.
func (c *Choice) SetChosen(n int) {
	c.chosen = n
	for i, card := range c.cards {
		if card.chosen != (i == n) {
			card.chosen = i == n
			card.redraw()
		}
	}
}

// Chosen is the index of the chosen card, -1 for none.
func (c *Choice) Chosen() int { return c.chosen }

func (c *Choice) leastWidth() float32 { return 160 }

func (c *Choice) parts() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(c.cards))
	for i, card := range c.cards {
		out[i] = card
	}
	if c.ladder && c.columns(c.Size().Width) == 1 {
		slices.Reverse(out)
	}
	return out
}

// columns answers how many cards fit side by side.
func (c *Choice) columns(width float32) int {
	n := int((width + 12) / (c.narrow + 12))
	if c.ladder && n < len(c.cards) {
		return 1
	}
	return min(max(n, 1), max(len(c.cards), 1))
}

// grid is made anew for each width: cards stand below one another on a phone.
func (c *Choice) grid(width float32) *grid { return &grid{cols: c.columns(width), gap: 12} }

// HeightFor is the height of all rows of cards.
func (c *Choice) HeightFor(w float32) float32 { return c.grid(w).heightFor(c.parts(), w) }

// NaturalWidth is all cards side by side.
func (c *Choice) NaturalWidth() float32 {
	n := float32(len(c.cards))
	return max(c.narrow, widestNatural(c.parts()))*n + 12*(n-1)
}

func (c *Choice) dress() {}

func (c *Choice) least() fyne.Size {
	w := c.Size().Width
	if w == 0 {
		w = c.NaturalWidth()
	}
	return fyne.NewSize(160, c.HeightFor(w))
}

func (c *Choice) arrange(size fyne.Size) {
	c.grid(size.Width).Layout(c.parts(), size)
}
