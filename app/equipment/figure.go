package equipment

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assets"
)

// The grid of the figures.
const (
	gridWide = 372
	gridHigh = 450
)

// Figure is a sitting child with the dimension that is being measured in chestnut, and those already measured thin.
type Figure struct {
	widget.BaseWidget
	lines []Line
	at    int
	body  *canvas.Image
	drawn []fyne.CanvasObject
}

var _ fyne.Accessible = (*Figure)(nil)

// NewFigure makes a figure without dimensions.
func NewFigure() *Figure {
	f := &Figure{body: &canvas.Image{FillMode: canvas.ImageFillContain}}
	f.ExtendBaseWidget(f)
	return f
}

// SetLines draws the lines; at is the one being measured.
func (f *Figure) SetLines(lines []Line, at int) {
	f.lines, f.at = lines, at
	f.Refresh()
}

// AccessibilityLabel is part of fyne.Accessible.
func (f *Figure) AccessibilityLabel() string {
	if f.at >= len(f.lines) {
		return "Figure"
	}
	return "Figure: " + f.lines[f.at].Says
}

// AccessibilityRole is part of fyne.Accessible.
func (f *Figure) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Inner lists what is drawn, for the walkers.
func (f *Figure) Inner() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{f.body}, f.drawn...)
}

// CreateRenderer is part of fyne.Widget.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer { return &figureRenderer{f} }

type figureRenderer struct{ f *Figure }

func (r *figureRenderer) MinSize() fyne.Size           { return fyne.NewSize(200, 200) }
func (r *figureRenderer) Objects() []fyne.CanvasObject { return r.f.Inner() }
func (r *figureRenderer) Destroy()                     {}
func (r *figureRenderer) Layout(size fyne.Size)        { r.f.draw(size) }

func (r *figureRenderer) Refresh() {
	r.f.draw(r.f.Size())
	canvas.Refresh(r.f)
}

// tone is a colour of the theme in force.
func tone(n fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(n, s.ThemeVariant())
}

// bodyTint lies half way between the edge of the slate band and Surface in either variant: the body is seen, and the
// dimension stands out from it.
func bodyTint() color.Color {
	a, b := color.NRGBAModel.Convert(tone(kit.SlateEdge)).(color.NRGBA), color.NRGBAModel.Convert(tone(kit.Surface)).(color.NRGBA)
	mix := func(x, y uint8) uint8 { return uint8((int(x) + int(y)) / 2) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xFF}
}

// code is a colour as SVG writes it.
func code(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)
}

// paint puts the figure of a view in the colours of the moment.
func (f *Figure) paint(view string) {
	raw, err := assets.Figures.ReadFile("figures/" + view + ".svg")
	if err != nil {
		return
	}
	fill, edge := code(bodyTint()), code(tone(kit.Edge))
	name := view + fill + edge + ".svg"
	if f.body.Resource != nil && f.body.Resource.Name() == name {
		return
	}
	raw = bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("#aa0000"), []byte(fill)), []byte("#00aa00"), []byte(edge))
	f.body.Resource, f.body.Image = fyne.NewStaticResource(name, raw), nil
	f.body.Refresh()
}

// draw places the body and the dimensions of its view.
func (f *Figure) draw(size fyne.Size) {
	f.drawn = f.drawn[:0]
	if f.at >= len(f.lines) || size.Width <= 0 {
		return
	}
	now := f.lines[f.at]
	view := "side"
	if now.Front {
		view = "front"
	}
	f.paint(view)
	scale := min(size.Width/gridWide, size.Height/gridHigh)
	p := pen{scale: scale, at: fyne.NewPos((size.Width-gridWide*scale)/2, (size.Height-gridHigh*scale)/2)}
	f.body.Move(p.at)
	f.body.Resize(fyne.NewSize(gridWide*scale, gridHigh*scale))
	p.line(spot{7, 414}, spot{366, 414}, kit.RuleLine, 2)
	seen := map[string]bool{now.Dimension.Name: true}
	for _, l := range f.lines {
		name := l.Dimension.Name
		if m, ok := marks[name]; ok && l.Front == now.Front && l.Text != "" && !seen[name] {
			p.measured(m, l.Text)
			seen[name] = true
		}
	}
	if m, ok := marks[now.Dimension.Name]; ok {
		p.measuring(m, now.Text)
	}
	f.drawn = p.out
}

// pen draws on the grid.
type pen struct {
	scale float32
	at    fyne.Position
	out   []fyne.CanvasObject
}

// pos is a spot of the grid in units of the widget.
func (p *pen) pos(s spot) fyne.Position {
	return fyne.NewPos(p.at.X+s.x*p.scale, p.at.Y+s.y*p.scale)
}

func (p *pen) line(a, b spot, c fyne.ThemeColorName, width float32) {
	l := canvas.NewLine(tone(c))
	l.StrokeWidth = width
	l.Position1, l.Position2 = p.pos(a), p.pos(b)
	p.out = append(p.out, l)
}

// dots is a dotted leader: Fyne's lines know no dashes.
func (p *pen) dots(a, b spot, c fyne.ThemeColorName) {
	dx, dy := b.x-a.x, b.y-a.y
	long := max(abs(dx), abs(dy))
	for s := float32(0); s < long; s += 10 {
		e := min(s+5, long)
		p.line(spot{a.x + dx*s/long, a.y + dy*s/long}, spot{a.x + dx*e/long, a.y + dy*e/long}, c, 2)
	}
}

// measured is a dimension that has its value: thin, with short ends.
func (p *pen) measured(m mark, value string) {
	p.line(m.from, m.to, kit.Edge, 2)
	for _, s := range []spot{m.from, m.to} {
		if m.from.y == m.to.y {
			p.line(spot{s.x, s.y - 7}, spot{s.x, s.y + 7}, kit.Edge, 2)
		} else {
			p.line(spot{s.x - 7, s.y}, spot{s.x + 7, s.y}, kit.Edge, 2)
		}
	}
	p.label(m.label, value, kit.Ink, kit.Surface)
}

// measuring is the dimension of the moment: chestnut, with arrow heads and leaders.
func (p *pen) measuring(m mark, value string) {
	for _, l := range m.leaders {
		p.dots(l[0], l[1], kit.Now)
	}
	p.line(m.from, m.to, kit.Now, 4)
	const a = 9
	for i, s := range []spot{m.from, m.to} {
		in := float32(a)
		if i == 1 {
			in = -a
		}
		if m.from.y == m.to.y {
			p.line(s, spot{s.x + in, s.y - a}, kit.Now, 4)
			p.line(s, spot{s.x + in, s.y + a}, kit.Now, 4)
		} else {
			p.line(s, spot{s.x - a, s.y + in}, kit.Now, 4)
			p.line(s, spot{s.x + a, s.y + in}, kit.Now, 4)
		}
	}
	if value != "" {
		p.label(m.label, value, kit.OnNow, kit.Now)
	}
}

// label is a value on a plain fill, centred on a spot and kept inside the figure.
func (p *pen) label(at spot, value string, ink, body fyne.ThemeColorName) {
	t := canvas.NewText(value, tone(ink))
	t.TextSize = fyne.CurrentApp().Settings().Theme().Size(kit.SizeRow)
	kit.Weigh(t, true)
	m := t.MinSize()
	pad := fyne.NewSize(m.Width+26, m.Height+12)
	if body == kit.Surface {
		pad = fyne.NewSize(m.Width+14, m.Height)
	}
	back := canvas.NewRectangle(tone(body))
	back.CornerRadius = 8
	c := p.pos(at)
	c.X = min(max(c.X, p.at.X+pad.Width/2), p.at.X+gridWide*p.scale-pad.Width/2)
	back.Move(fyne.NewPos(c.X-pad.Width/2, c.Y-pad.Height/2))
	back.Resize(pad)
	t.Move(fyne.NewPos(c.X-m.Width/2, c.Y-m.Height/2))
	t.Resize(m)
	p.out = append(p.out, back, t)
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
