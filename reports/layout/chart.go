package layout

import (
	"slices"

	"github.com/fieldfare/fieldfare/reports"
)

// Chart measures, in mm.
const (
	movesPitch = 11.0 // from line to line
	movesAir   = 0.7
	nameMost   = 46.0 // names longer than this wrap
	markWide   = 4.4
	markLine   = 0.75
	trackLine  = 0.9
	goalLine   = 0.8
	underScale = 1.2
	chartHigh  = 200.0 // with its title, what one page holds
	nameLines  = 3     // of a name; the Alt says it whole
)

// chart draws a chart in its style.
func chart(c *reports.Chart, width float64) (Sketch, error) {
	for _, t := range c.Scale {
		if !finite(t.At) {
			return Sketch{}, nowhere("chart", c.Caption)
		}
	}
	for _, l := range c.Lines {
		for _, p := range l.Points {
			if !finite(p.At) {
				return Sketch{}, nowhere("chart", c.Caption)
			}
		}
	}
	if c.Style == reports.ChartDays {
		return days(c, width).within(width, chartHigh), nil
	}
	return moves(c, width).within(width, chartHigh), nil
}

// An axis turns values into places.
type axis struct{ v0, v1, at0, at1 float64 }

func (a axis) at(v float64) float64 {
	if a.v1 == a.v0 {
		return (a.at0 + a.at1) / 2
	}
	return a.at0 + (v-a.v0)/(a.v1-a.v0)*(a.at1-a.at0)
}

// domain returns the least and largest value of the scale and of what is shown on it: nothing is drawn where it is not.
func domain(c *reports.Chart) (lo, hi float64) {
	first := true
	take := func(v float64) {
		if first {
			lo, hi, first = v, v, false
		}
		lo, hi = min(lo, v), max(hi, v)
	}
	for _, t := range c.Scale {
		take(t.At)
	}
	for _, l := range c.Lines {
		for _, p := range l.Points {
			take(p.At)
		}
	}
	return lo, hi
}

// moves draws, on one scale from left to right, where each thing was and where it is.
func moves(c *reports.Chart, width float64) Sketch {
	names := make([][]line, len(c.Lines))
	nameW, worded := 0.0, false
	for i, l := range c.Lines {
		names[i] = words(l.Name, styleBody.with(bold, Ink)).wrap(min(nameMost, width/3))
		if len(names[i]) > nameLines {
			last := names[i][nameLines-1]
			last.last = true
			names[i] = append(names[i][:nameLines-1:nameLines-1], last)
		}
		for _, ln := range names[i] {
			nameW = max(nameW, ln.width)
		}
		for _, p := range l.Points {
			worded = worded || p.Words != ""
		}
	}
	// A line is as high as its name needs; the first and the last keep a little off the ends of the scale.
	mids, foot := make([]float64, len(c.Lines)), movesAir
	for i := range c.Lines {
		h := max(movesPitch, float64(len(names[i]))*styleBody.height()+2.5)
		if worded {
			h = max(h, 14.5)
		}
		mids[i] = foot + h/2
		foot += h
	}
	foot = max(foot, movesPitch) + movesAir
	lo, hi := domain(c)
	half := func(v float64) float64 { return tickWidth(c, v) / 2 }
	x := axis{lo, hi, min(nameW+5+max(half(lo), markWide/2), width/2), width - max(half(hi), 4.5)}
	s := Sketch{W: width, H: foot}
	for _, t := range c.Scale { // the wash lies under everything
		if t.Goal {
			s.Items = append(s.Items, Item{Shape: Rect, X: x.at(t.At), W: min(x.at1+4.4, width) - x.at(t.At), H: foot, Fill: Wash})
		}
	}
	for _, t := range c.Scale {
		weight := hairLine * 1.3
		if t.Goal {
			weight = goalLine
		}
		s.Items = append(s.Items, wire(x.at(t.At), 0, 0, foot, weight, Rule))
	}
	s.H += scaleWords(&s, c, x, foot, width)
	for i, l := range c.Lines {
		mid := mids[i]
		top := mid - styleBody.height()*float64(len(names[i]))/2
		for j, ln := range names[i] {
			s.Items = append(s.Items, ln.items(0, top+styleBody.height()*float64(j), 0)...)
		}
		s.Items = append(s.Items, track(c, l, x, mid, width)...)
	}
	return s
}

// tickWidth is how wide the words of the ticks at v are.
func tickWidth(c *reports.Chart, v float64) float64 {
	w := 0.0
	for _, t := range c.Scale {
		if t.At == v {
			w = max(w, words(t.Text, styleMark).width(), words(t.Words, styleMark).width())
		}
	}
	return min(w, colW/4)
}

// scaleWords writes the ticks under the scale, leaving out words that would run into others, and returns how high they
// are. The goal's words are never left out.
func scaleWords(s *Sketch, c *reports.Chart, x axis, foot, width float64) float64 {
	high := 0.0
	for row := range 2 {
		var taken []box
		said := make([][]Item, len(c.Scale))
		put := func(i int, t reports.Tick) {
			text, st := t.Text, styleMark.with(regular, Ink)
			if row > 0 {
				text, st.color = t.Words, Soft
			}
			if t.Goal {
				st = st.with(bold, Ink)
			}
			p := words(text, st)
			w := p.width()
			at := min(max(x.at(t.At), w/2), width-w/2)
			near := func(b box) bool { return at-w/2 < b.x1+1 && at+w/2 > b.x0-1 }
			if w == 0 || w > width || slices.ContainsFunc(taken, near) {
				return
			}
			taken = append(taken, box{x0: at - w/2, x1: at + w/2})
			y := foot + underScale + styleMark.height()*float64(row)
			said[i] = one(p, at, y+styleMark.base(), centre, 0)
			high = max(high, y+styleMark.height()-foot)
		}
		for _, goal := range []bool{true, false} {
			for i, t := range c.Scale {
				if t.Goal == goal {
					put(i, t)
				}
			}
		}
		s.Items = append(s.Items, slices.Concat(said...)...)
	}
	return high
}

// track draws one line of a moves chart: a ring for what was before, a dot for what is now. Where both are at one place,
// the dot stands in the ring.
func track(c *reports.Chart, l reports.ChartLine, x axis, mid, width float64) []Item {
	var out []Item
	n := len(l.Points)
	if n == 0 {
		return nil
	}
	lo, hi := x.at(l.Points[0].At), x.at(l.Points[0].At)
	for _, p := range l.Points {
		lo, hi = min(lo, x.at(p.At)), max(hi, x.at(p.At))
	}
	if hi > lo {
		out = append(out, wire(lo, mid, hi-lo, 0, trackLine, Ink))
	}
	now := n - 1
	if n == 1 && earlier(c, l.Points[0]) {
		now = n
	}
	var above, below box
	for i, p := range l.Points {
		at := x.at(p.At)
		switch {
		case i != now:
			out = append(out, ringMark(at, mid, markWide)...)
		case n > 1 && l.Points[i-1].At == p.At:
			out = append(out, ringMark(at, mid, markWide+1)...)
			out = append(out, Item{Shape: Dot, X: at, Y: mid, W: markWide - 1.6, Fill: Ink})
		default:
			out = append(out, Item{Shape: Dot, X: at, Y: mid, W: markWide, Fill: Ink})
		}
		out = append(out, markWords(p.Words, at, mid, width, &above, &below)...)
	}
	return out
}

// markWords writes the words of a mark over it, or under it where another's words stand already.
func markWords(text string, at, mid, width float64, above, below *box) []Item {
	if text == "" {
		return nil
	}
	p := fit(words(text, styleMark), width)
	w := p.width()
	at = min(max(at, w/2), width-w/2)
	side, base := above, mid-markWide/2-1.1
	if above.some && at-w/2 < above.x1+1.5 && at+w/2 > above.x0-1.5 {
		side, base = below, mid+markWide/2+1.1+mm(capHeight*styleMark.size)
	}
	side.add(at-w/2, 0)
	side.add(at+w/2, 0)
	return one(p, at, base, centre, 0)
}

// earlier reports whether p is from before the last day that the chart knows.
func earlier(c *reports.Chart, p reports.ChartPoint) bool {
	for _, l := range c.Lines {
		for _, q := range l.Points {
			if p.On != "" && q.On > p.On {
				return true
			}
		}
	}
	return false
}

// ringMark draws an open ring with paper inside.
func ringMark(x, y, wide float64) []Item {
	return []Item{{Shape: Dot, X: x, Y: y, W: wide, Fill: Ink}, {Shape: Dot, X: x, Y: y, W: wide - 2*markLine, Fill: White}}
}
