package goals

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit"
)

// The measures of a chart, as drawn at text 16; what holds words grows with the text.
const (
	chartTick  = 40 // between two lines across
	chartMark  = 18 // across a mark
	chartMost  = 260
	chartHead  = 28 // above the highest line, for the words of a point that lies on it
	chartPress = 56 // least between two days
)

// Chart draws values over days: lines, marks of different shapes, words at the first and last mark of each line. What it
// shows is its accessible name too.
type Chart struct {
	widget.BaseWidget
	data  ChartData
	drawn []fyne.CanvasObject
}

// NewChart draws a chart.
func NewChart(d ChartData) *Chart {
	c := &Chart{data: d}
	c.ExtendBaseWidget(c)
	return c
}

// SetData shows another chart.
func (c *Chart) SetData(d ChartData) {
	c.data = d
	c.Refresh()
}

// Inner lets the walkers of kit see what is drawn.
func (c *Chart) Inner() []fyne.CanvasObject { return c.drawn }

// AccessibilityLabel is part of fyne.Accessible: every point in words.
func (c *Chart) AccessibilityLabel() string { return c.data.Words() }

// AccessibilityRole is part of fyne.Accessible.
func (c *Chart) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// HeightFor is the height at any width.
func (c *Chart) HeightFor(float32) float32 {
	n := max(len(c.data.Ticks)-1, 4)
	return grown(chartHead) + float32(n)*c.step() + grown(44)
}

// NaturalWidth is the width at which a chart of a few days reads well.
func (c *Chart) NaturalWidth() float32 { return 460 }

// step is the room between two lines across.
func (c *Chart) step() float32 {
	return grown(min(chartTick, chartMost/float32(max(len(c.data.Ticks)-1, 4))))
}

// grown is a length that grows with the size of the text.
func grown(n float32) float32 { return n * theme.Size(kit.SizeBody) / 16 }

// CreateRenderer is part of fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer { return &chartFace{c} }

type chartFace struct{ c *Chart }

func (f *chartFace) Layout(size fyne.Size)        { f.c.draw(size) }
func (f *chartFace) MinSize() fyne.Size           { return fyne.NewSize(260, f.c.HeightFor(0)) }
func (f *chartFace) Objects() []fyne.CanvasObject { return f.c.drawn }
func (f *chartFace) Destroy()                     {}
func (f *chartFace) Refresh() {
	f.c.draw(f.c.Size())
	canvas.Refresh(f.c)
}

// board is the chart while it is drawn: its corners, and how a value and a day become a place.
type board struct {
	c                   *Chart
	left, right         float32
	top, bottom         float32
	days                []float32
	taken               []box // words that stand already
	behind, lines, over []fyne.CanvasObject
}

// draw makes everything anew for a size: charts are small, and colours follow the theme in force.
func (c *Chart) draw(size fyne.Size) {
	if size.Width < 80 {
		return
	}
	b := &board{c: c, top: grown(chartHead)}
	b.bottom = b.top + float32(max(len(c.data.Ticks)-1, 4))*c.step()
	for _, t := range c.data.Ticks {
		b.left = max(b.left, wide(t.Words, false)+16)
	}
	b.left = min(b.left, size.Width*0.45)
	b.right = size.Width - 12
	b.place()
	b.across(size.Width)
	b.below()
	for i, s := range c.data.Series {
		b.line(i, s)
	}
	for i, s := range c.data.Series {
		b.marks(i, s)
	}
	b.names()
	c.drawn = append(append(b.behind, b.lines...), b.over...)
}

// y is the height of a value.
func (b *board) y(v float64) float32 {
	d := b.c.data
	if d.High <= d.Low {
		return b.bottom
	}
	return b.bottom - (b.bottom-b.top)*float32((v-d.Low)/(d.High-d.Low))
}

// x is the place of a mark; series that meet on one day stand a little apart.
func (b *board) x(series int, m Mark) float32 {
	shift := float32(0)
	for i, s := range b.c.data.Series {
		if i == series {
			continue
		}
		for _, o := range s.Points {
			if o.Day == m.Day && o.At == m.At {
				shift = float32(series)*chartMark - chartMark/2
			}
		}
	}
	return b.days[m.Day] + shift
}

// place sets the days between the words at the left and the names at the right.
func (b *board) place() {
	names := float32(0)
	for i, s := range b.c.data.Series {
		names = max(names, wide(b.c.ending(i, s), true)+28)
	}
	from, to := b.left+40, max(b.right-names, b.left+60)
	room := max(to-from, 1)
	for _, p := range b.c.data.places(float64(grown(chartPress) / room)) {
		b.days = append(b.days, from+room*float32(p))
	}
}

// ending is what stands at the end of a line: its name and its newest value.
func (c *Chart) ending(i int, s Series) string {
	if len(s.Points) == 0 {
		return ""
	}
	last := s.Points[len(s.Points)-1].Words
	if s.Name == "" {
		return last
	}
	return s.Name + " " + last
}

// wide is the width of words as they are drawn.
func wide(s string, bold bool) float32 {
	return kit.Measure(s, theme.Size(kit.SizeBody), bold).Width
}
