package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Card is a sheet of Surface with round corners. Most cards lie flat behind a thin rule; one may be raised.
type Card struct {
	wid
	content fyne.CanvasObject
	raised  bool
	alarm   bool // a red edge: the summary of what is still to do
	back    *canvas.Rectangle
	front   *canvas.Rectangle
	tint    fyne.ThemeColorName
	radius  float32
}

// NewCard lays content on a flat card without padding; use Inset for 20 or 24 of it.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content, back: canvas.NewRectangle(nil), front: canvas.NewRectangle(nil), tint: Surface, radius: 16}
	c.become(c)
	return c
}

// NewRaised lays content on the one card with a shadow: the next visit, the open question.
func NewRaised(content fyne.CanvasObject) *Card {
	c := NewCard(content)
	c.raised = true
	c.redraw()
	return c
}

// NewRowCard stacks rows on a card with a thin rule between them. The first and last row follow its round corners.
func NewRowCard(rows ...fyne.CanvasObject) *Card { return NewCard(ruled(rows)) }

// ruled puts rules between rows and tells coloured first and last rows about the corners.
func ruled(rows []fyne.CanvasObject) *fyne.Container {
	var out []fyne.CanvasObject
	for i, r := range rows {
		if i > 0 {
			out = append(out, NewRule())
		}
		if lr, ok := r.(*ListRow); ok {
			lr.SetCorners(i == 0, i == len(rows)-1)
		}
		out = append(out, r)
	}
	return Column(0, out...)
}

// CardHead is the first line of a card: a title at 18, and what stands at its far end.
func CardHead(title string, trailing ...fyne.CanvasObject) *fyne.Container {
	right := float32(20)
	if n := len(trailing); n > 0 {
		if b, ok := trailing[n-1].(*Button); ok && b.kind == Plain {
			right -= 12 // the words of the button, not its target, end where the rows end
		}
	}
	if len(trailing) == 0 {
		return AtLeast(0, 52, Insets(0, right, 0, 20, Row(12, Grow(RowTitle(title)))))
	}
	return AtLeast(0, 52, Insets(0, right, 0, 20, Beside(12, 0, RowTitle(title), Row(12, trailing...))))
}

// NewTitledCard is a card with a head, a rule and rows below it.
func NewTitledCard(head fyne.CanvasObject, rows ...fyne.CanvasObject) *Card {
	return NewRowCard(append([]fyne.CanvasObject{head}, rows...)...)
}

// Tinted changes the fill, as for a straw panel.
func (c *Card) Tinted(name fyne.ThemeColorName) *Card {
	c.tint = name
	c.redraw()
	return c
}

// SetContent puts other content on the card.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.content = o
	c.redraw()
}

// HeightFor is the height of the content at a width.
func (c *Card) HeightFor(w float32) float32 { return HeightFor(c.content, w) }

// NaturalWidth is the width the content would like.
func (c *Card) NaturalWidth() float32 { return NaturalWidth(c.content) }

func (c *Card) leastWidth() float32 { return leastWidth(c.content) }

func (c *Card) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.back, c.content, c.front}
}

func (c *Card) dress() {
	fill(c.back, c.tint, Clear, 0, c.radius)
	// The edge is drawn over the content, so that a coloured row does not cover it.
	edge := RuleLine
	if c.raised || c.tint != Surface {
		edge = Clear
	}
	stroke := float32(1)
	if c.alarm {
		edge, stroke = Red, 3
	}
	fill(c.front, Clear, edge, stroke, c.radius)
	if c.raised {
		c.back.Shadow = canvas.Shadow{Color: tone(ShadowTint), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	}
}

func (c *Card) least() fyne.Size { return c.content.MinSize() }

func (c *Card) arrange(size fyne.Size) {
	place(c.back, 0, 0, size.Width, size.Height)
	place(c.content, 0, 0, size.Width, size.Height)
	place(c.front, 0, 0, size.Width, size.Height)
}

// Rule is a thin line. It decorates: it is never the only edge of a control.
type Rule struct {
	wid
	upright bool
	line    *canvas.Rectangle
}

// NewRule makes a line across.
func NewRule() *Rule {
	r := &Rule{line: canvas.NewRectangle(nil)}
	r.become(r)
	return r
}

// NewUpright makes a line down, between columns of a RowFull.
func NewUpright() *Rule {
	r := &Rule{line: canvas.NewRectangle(nil), upright: true}
	r.become(r)
	return r
}

func (r *Rule) parts() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *Rule) dress()                     { fill(r.line, RuleLine, Clear, 0, 0) }
func (r *Rule) least() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *Rule) arrange(size fyne.Size) {
	if r.upright {
		place(r.line, 0, 0, 1, size.Height)
		return
	}
	place(r.line, 0, 0, size.Width, 1)
}

// Panel fills what is behind content with one colour of the theme, edge to edge.
type Panel struct {
	wid
	content fyne.CanvasObject
	color   fyne.ThemeColorName
	back    *canvas.Rectangle
}

// NewPanel lays content on a plain fill.
func NewPanel(color fyne.ThemeColorName, content fyne.CanvasObject) *Panel {
	p := &Panel{content: content, color: color, back: canvas.NewRectangle(nil)}
	p.become(p)
	return p
}

// HeightFor is the height of the content at a width.
func (p *Panel) HeightFor(w float32) float32 { return HeightFor(p.content, w) }

// NaturalWidth is the width the content would like.
func (p *Panel) NaturalWidth() float32 { return NaturalWidth(p.content) }

func (p *Panel) leastWidth() float32 { return leastWidth(p.content) }

func (p *Panel) parts() []fyne.CanvasObject { return []fyne.CanvasObject{p.back, p.content} }
func (p *Panel) dress()                     { fill(p.back, p.color, Clear, 0, 0) }
func (p *Panel) least() fyne.Size           { return p.content.MinSize() }
func (p *Panel) arrange(size fyne.Size) {
	place(p.back, 0, 0, size.Width, size.Height)
	place(p.content, 0, 0, size.Width, size.Height)
}
