package goals

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"github.com/fieldfare/fieldfare/app/kit"
)

// seriesInk are the colours of the lines. They help those who see them; shape and name say the same.
var seriesInk = []fyne.ThemeColorName{kit.Now, kit.Blue, kit.Ink}

func ink(series int) fyne.ThemeColorName { return seriesInk[series%len(seriesInk)] }

// box is where words stand.
type box struct{ x, y, w, h float32 }

func (a box) meets(b box) bool {
	return a.x < b.x+b.w+4 && b.x < a.x+a.w+4 && a.y < b.y+b.h && b.y < a.y+a.h
}

// write puts words with their middle at a height, unless others stand there; it answers whether it did.
func (b *board) write(s string, x, mid float32, bold bool, colour fyne.ThemeColorName) bool {
	if s == "" {
		return false
	}
	t := canvas.NewText(s, theme.Color(colour))
	t.TextSize = theme.Size(kit.SizeBody)
	kit.Weigh(t, bold)
	m := t.MinSize()
	at := box{x, mid - m.Height/2, m.Width, m.Height}
	if slices.ContainsFunc(b.taken, at.meets) {
		return false
	}
	b.taken = append(b.taken, at)
	t.Move(fyne.NewPos(at.x, at.y))
	t.Resize(m)
	back := canvas.NewRectangle(theme.Color(kit.Surface)) // no line runs through words
	back.Move(fyne.NewPos(at.x-3, at.y))
	back.Resize(fyne.NewSize(m.Width+6, m.Height))
	b.over = append(b.over, back, t)
	return true
}

func (b *board) rect(x, y, w, h float32, colour fyne.ThemeColorName) {
	r := canvas.NewRectangle(theme.Color(colour))
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(w, h))
	b.behind = append(b.behind, r)
}

// across draws the lines of the values with their words; the goal's line is dotted.
func (b *board) across(width float32) {
	for _, t := range b.c.data.Ticks {
		y := b.y(t.At)
		if t.Goal {
			for x := b.left; x+3 <= width; x += 8 {
				b.rect(x, y-1, 3, 2, kit.Soft)
			}
		} else {
			b.rect(b.left, y, width-b.left, 1, kit.RuleLine)
		}
		b.write(t.Words, 0, y, t.Goal, kit.Soft)
	}
}

// below writes the days, newest and oldest first, the rest where there is room, and a thin line up from each.
func (b *board) below() {
	labels, n := b.c.data.dayLabels(), len(b.days)
	order := []int{n - 1, 0}
	for i := 1; i < n-1; i++ {
		order = append(order, i)
	}
	if n < 2 {
		order = order[:n]
	}
	for _, i := range order {
		b.rect(b.days[i], b.top, 1, b.bottom-b.top+6, kit.RuleLine)
		w := wide(labels[i], i == n-1)
		x := min(max(b.days[i]-w/2, 0), b.right+12-w)
		ink := kit.Soft
		if i == n-1 {
			ink = kit.Ink
		}
		b.write(labels[i], x, b.bottom+grown(24), i == n-1, ink)
	}
}

// line joins the points of a series; every second series has a broken line.
func (b *board) line(i int, s Series) {
	for k := 1; k < len(s.Points); k++ {
		x1, y1 := b.x(i, s.Points[k-1]), b.y(s.Points[k-1].At)
		x2, y2 := b.x(i, s.Points[k]), b.y(s.Points[k].At)
		pieces := 1
		if i%2 == 1 {
			pieces = max(int(max(x2-x1, 1)/8), 1) | 1
		}
		for p := 0; p < pieces; p += 2 {
			l := canvas.NewLine(theme.Color(ink(i)))
			l.StrokeWidth = 4
			f, g := float32(p)/float32(pieces), float32(p+1)/float32(pieces)
			l.Position1 = fyne.NewPos(x1+(x2-x1)*f, y1+(y2-y1)*f)
			l.Position2 = fyne.NewPos(x1+(x2-x1)*g, y1+(y2-y1)*g)
			b.lines = append(b.lines, l)
		}
	}
}

// marks draws the points: disc, square, diamond; the first of a line is open, because there it began.
func (b *board) marks(i int, s Series) {
	for k, m := range s.Points {
		body := ink(i)
		if k == 0 && len(s.Points) > 1 {
			body = kit.Surface
		}
		x, y := b.x(i, m), b.y(m.At)
		o := shape(i, theme.Color(body), theme.Color(ink(i)))
		size := float32(chartMark)
		if i%3 == 2 {
			size += 6 // a diamond of the same width looks smaller
		}
		o.Move(fyne.NewPos(x-size/2, y-size/2))
		o.Resize(fyne.NewSize(size, size))
		b.over = append(b.over, o)
		b.taken = append(b.taken, box{x - size/2, y - size/2, size, size})
	}
	for k, m := range s.Points {
		if k == len(s.Points)-1 {
			break // the newest is named at the end of its line
		}
		w := wide(m.Words, false)
		x, y := b.x(i, m), b.y(m.At)
		for _, dy := range []float32{-grown(22), grown(22)} {
			if b.write(m.Words, x-w/2, y+dy, false, kit.Ink) {
				break
			}
		}
	}
}

// names writes name and newest value at the end of each line, apart where two end at the same height.
func (b *board) names() {
	type end struct {
		i    int
		x, y float32
	}
	var ends []end
	for i, s := range b.c.data.Series {
		if n := len(s.Points); n > 0 {
			ends = append(ends, end{i, b.x(i, s.Points[n-1]), b.y(s.Points[n-1].At)})
		}
	}
	slices.SortStableFunc(ends, func(p, q end) int { return int(p.y - q.y) })
	apart := grown(24)
	for k := 1; k < len(ends); k++ {
		if near := ends[k-1].y + apart - ends[k].y; near > 0 {
			ends[k-1].y -= near / 2
			ends[k].y += near / 2
		}
	}
	right := float32(0)
	for _, e := range ends {
		right = max(right, e.x)
	}
	for _, e := range ends {
		words := b.c.ending(e.i, b.c.data.Series[e.i])
		x := e.x
		if len(ends) > 1 {
			x = right
		}
		b.write(words, x+chartMark/2+8, e.y, true, ink(e.i))
	}
}
