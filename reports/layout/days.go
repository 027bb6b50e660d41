package layout

import (
	"math"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// Measures of a chart of values over days, in mm.
const (
	daysHigh  = 50.0
	daysTop   = 6.0 // for the words of the highest mark
	dayMark   = 3.4
	namesGap  = 9.0
	namesMost = 40.0
	dayLine   = 0.7
)

// days draws values over days: a line each, told apart by the shape of its marks and by its name at its end, so that it
// reads in grey.
func days(c *reports.Chart, width float64) Sketch {
	lo, hi := domain(c)
	all := dated(c)
	scaleW, namesW := 0.0, 0.0
	for _, t := range c.Scale {
		scaleW = max(scaleW, min(words(t.Text, styleMark).width(), width/5), min(words(t.Words, styleMark).width(), width/4))
	}
	for _, l := range c.Lines {
		namesW = max(namesW, min(words(l.Name, styleMark).width(), namesMost, width/3))
	}
	x := axis{at0: scaleW + 7, at1: width - namesW - namesGap - dayMark - 3}
	if len(all.days) > 0 {
		x.v1 = all.span()
	}
	y := axis{lo, hi, daysTop + daysHigh, daysTop}
	s := Sketch{W: width, H: daysTop + daysHigh + 3}
	for _, t := range c.Scale {
		if t.Goal {
			wash := Item{Shape: Rect, X: scaleW + 3, Y: y.at1 - 3, W: x.at1 + 4 - scaleW - 3, H: y.at(t.At) - y.at1 + 3, Fill: Wash}
			if falling(c, t.At) {
				wash.Y, wash.H = y.at(t.At), y.at0-y.at(t.At)
			}
			s.Items = append(s.Items, wash)
		}
	}
	scaleRules(&s, c, y, scaleW, x.at1+4, width)
	s.H += all.label(&s, x, width)
	var marks []box // where marks stand, so that words keep off them
	for _, l := range c.Lines {
		for _, p := range l.Points {
			marks = append(marks, box{x0: x.at(all.at(p)) - dayMark/2, x1: x.at(all.at(p)) + dayMark/2, y0: y.at(p.At) - dayMark/2, y1: y.at(p.At) + dayMark/2})
		}
	}
	for i, l := range c.Lines {
		it := Item{Shape: Path, Stroke: Ink, Weight: dayLine}
		if i%2 == 1 {
			it.Dash = 1.2
		}
		for _, p := range l.Points {
			it.Points = append(it.Points, [2]float64{x.at(all.at(p)), y.at(p.At)})
		}
		if len(it.Points) > 1 {
			s.Items = append(s.Items, it)
		}
	}
	for i, l := range c.Lines {
		for _, p := range l.Points {
			s.Items = append(s.Items, shapeMark(i, x.at(all.at(p)), y.at(p.At))...)
		}
	}
	for _, l := range c.Lines {
		for _, p := range l.Points {
			s.Items = append(s.Items, wordsNear(s.Items, p.Words, x.at(all.at(p)), y.at(p.At), width, &marks)...)
		}
	}
	lineNames(&s, c, y, x.at1+namesGap, width)
	return s
}

// falling reports whether the goal is reached from above: fewer minutes, fewer prompts.
func falling(c *reports.Chart, goal float64) bool {
	over := 0
	for _, l := range c.Lines {
		if len(l.Points) > 0 && l.Points[0].At > goal {
			over++
		}
	}
	return 2*over > len(c.Lines)
}

// scaleRules draws the lines of the scale and its words at the left of them.
func scaleRules(s *Sketch, c *reports.Chart, y axis, scaleW, end, width float64) {
	for _, t := range c.Scale {
		at, weight, st := y.at(t.At), hairLine, styleMark.with(regular, Ink)
		if t.Goal {
			weight, st = goalLine, styleMark.with(bold, Ink)
		}
		s.Items = append(s.Items, wire(scaleW+3, at, end-scaleW-3, 0, weight, Rule))
		base := at + mm(capHeight*styleMark.size)/2
		if t.Words != "" {
			base -= styleMark.height() / 2
			s.Items = append(s.Items, one(fit(words(t.Words, st.with(st.weight, Soft)), width/4), scaleW, base+styleMark.height(), right, 0)...)
		}
		s.Items = append(s.Items, one(fit(words(t.Text, st), width/4), scaleW, base, right, 0)...)
	}
}

// lineNames writes the name of each line beside its last mark, pushed apart where they would touch.
func lineNames(s *Sketch, c *reports.Chart, y axis, from, width float64) {
	type name struct {
		i  int
		at float64
	}
	var names []name
	for i, l := range c.Lines {
		if l.Name != "" && len(l.Points) > 0 {
			names = append(names, name{i, y.at(l.Points[len(l.Points)-1].At)})
		}
	}
	slices.SortStableFunc(names, func(a, b name) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	pitch := styleMark.height() + 0.4
	for i := 1; i < len(names); i++ {
		names[i].at = max(names[i].at, names[i-1].at+pitch)
	}
	if n := len(names); n > 0 && names[n-1].at > y.at0+1 { // back up where they ran out of room
		names[n-1].at = max(y.at0+1, y.at1+pitch*float64(n-1))
		for i := n - 2; i >= 0; i-- {
			names[i].at = min(names[i].at, names[i+1].at-pitch)
		}
	}
	for _, n := range names {
		s.Items = append(s.Items, shapeMark(n.i, from+dayMark/2, n.at)...)
		p := fit(words(c.Lines[n.i].Name, styleMark), width-from-dayMark-1.6)
		s.Items = append(s.Items, one(p, from+dayMark+1.6, n.at+mm(capHeight*styleMark.size)/2, left, 0)...)
		s.H = max(s.H, n.at+pitch)
	}
}

// wordsNear writes the words of a mark where no mark or word stands yet: over it, under it, or not at all; the Alt says them.
func wordsNear(over []Item, text string, x, y, width float64, taken *[]box) []Item {
	if text == "" {
		return nil
	}
	p := fit(words(text, styleMark), width/3)
	w, high := p.width(), mm(capHeight*styleMark.size)
	at := min(max(x, w/2), width-w/2)
	for _, base := range []float64{y - dayMark/2 - 1.2, y + dayMark/2 + 1.2 + high} {
		b := box{x0: at - w/2, x1: at + w/2, y0: base - high, y1: base}
		if b.y0 < 0 || slices.ContainsFunc(*taken, func(t box) bool { return b.x0 < t.x1 && b.x1 > t.x0 && b.y0 < t.y1 && b.y1 > t.y0 }) {
			continue
		}
		*taken = append(*taken, b)
		// No line of the scale runs through the words.
		patch := Item{Shape: Rect, X: b.x0 - 0.4, Y: b.y0 - 0.5, W: w + 0.8, H: high + 1, Fill: ground(over, at, base-high/2)}
		return append([]Item{patch}, one(p, at, base, centre, 0)...)
	}
	return nil
}

// shapeMark draws the mark of line i: full and open by turns, round, square and pointed.
func shapeMark(i int, x, y float64) []Item {
	r := dayMark / 2
	switch i % 6 {
	case 0:
		return []Item{{Shape: Dot, X: x, Y: y, W: dayMark, Fill: Ink}}
	case 1:
		return ringMark(x, y, dayMark+0.3)
	}
	it := Item{Shape: Path, X: x, Y: y, Closed: true, Fill: White, Stroke: Ink, Weight: markLine * 0.8, Points: [][2]float64{{-r * 0.85, -r * 0.85}, {r * 0.85, -r * 0.85}, {r * 0.85, r * 0.85}, {-r * 0.85, r * 0.85}}}
	if i%6 > 3 {
		it.Points = [][2]float64{{0, -r * 1.15}, {r * 1.1, r * 0.85}, {-r * 1.1, r * 0.85}}
	}
	if i%2 == 0 {
		it.Fill = Ink
	}
	return []Item{it}
}

// calendar are the days of a chart in order. Where one is not known, values stand in the order given, evenly.
type calendar struct {
	days  []assessments.Date
	known bool
}

func dated(c *reports.Chart) calendar {
	var all calendar
	all.known = true
	for _, l := range c.Lines {
		for _, p := range l.Points {
			all.known = all.known && p.On.Valid()
			all.days = append(all.days, p.On)
		}
	}
	slices.Sort(all.days)
	all.days = slices.Compact(all.days)
	return all
}

// at returns how many days p lies after the first.
func (k calendar) at(p reports.ChartPoint) float64 {
	i, _ := slices.BinarySearch(k.days, p.On)
	return k.place(i)
}

func (k calendar) place(i int) float64 {
	if !k.known {
		return float64(i)
	}
	return math.Round(k.days[i].Time().Sub(k.days[0].Time()).Hours() / 24)
}

func (k calendar) span() float64 { return k.place(len(k.days) - 1) }

// label writes the days under the chart: the first and the last, and of those between as many as have room.
func (k calendar) label(s *Sketch, x axis, width float64) float64 {
	n := len(k.days)
	if n == 0 || !k.known {
		return 0
	}
	form := "2 January"
	if k.days[0].Time().Year() != k.days[n-1].Time().Year() {
		form = "2 Jan 2006"
	}
	base := daysTop + daysHigh + 5
	var taken []box
	put := func(i int) {
		p := words(k.days[i].Time().Format(form), styleMark.with(regular, Ink))
		w, at := p.width(), x.at(k.place(i))
		s.Items = append(s.Items, wire(at, daysTop+daysHigh, 0, 1.6, mainLine, Rule))
		at = min(max(at, w/2), width-w/2)
		if slices.ContainsFunc(taken, func(b box) bool { return at-w/2 < b.x1+2 && at+w/2 > b.x0-2 }) {
			return
		}
		taken = append(taken, box{x0: at - w/2, x1: at + w/2})
		s.Items = append(s.Items, one(p, at, base+mm(capHeight*styleMark.size)/2, centre, 0)...)
	}
	put(n - 1)
	for i := range n - 1 {
		put(i)
	}
	return base + styleMark.height()/2 - (daysTop + daysHigh + 3)
}
