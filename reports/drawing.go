package reports

import "math"

// A pen builds a stroke point by point. Curves are laid down as short straight pieces, so that no writer of a format
// needs to know what a curve is.
type pen struct {
	at     [2]float64
	points [][2]float64
}

// curvePieces is how many straight pieces make one curve: at the size of a page nobody sees a corner.
const curvePieces = 14

// from starts a path.
func from(x, y float64) *pen {
	return &pen{at: [2]float64{x, y}, points: [][2]float64{{x, y}}}
}

// line goes straight to a point.
func (p *pen) line(x, y float64) *pen {
	p.at = [2]float64{x, y}
	p.points = append(p.points, p.at)
	return p
}

// curve goes to a point along a cubic curve, pulled by two others.
func (p *pen) curve(ax, ay, bx, by, x, y float64) *pen {
	start := p.at
	for i := 1; i <= curvePieces; i++ {
		t := float64(i) / curvePieces
		u := 1 - t
		a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		p.line(tenth(a*start[0]+b*ax+c*bx+d*x), tenth(a*start[1]+b*ay+c*by+d*y))
	}
	return p
}

// tenth rounds to a tenth of a unit, so that a tree holds no endless fractions.
func tenth(x float64) float64 { return math.Round(x*10) / 10 }

// shape is a closed outline of the body: ink around white, so that what stands behind it is hidden.
func (p *pen) shape() Stroke {
	return Stroke{Points: p.points, Closed: true, Fill: PenWhite, Pen: PenInk, Weight: bodyWeight}
}

// open is a line of the body that closes nothing.
func (p *pen) open() Stroke { return Stroke{Points: p.points, Pen: PenInk, Weight: bodyWeight} }

// furniture is a closed grey area without an outline.
func (p *pen) furniture() Stroke { return Stroke{Points: p.points, Closed: true, Fill: PenRule} }

// The weights of lines, in units of a grid of 600 across the column.
const (
	bodyWeight  = 3.2
	sizeWeight  = 1.6
	guideWeight = 1.1
)

// circle is a closed ring around a point.
func circle(x, y, r float64) *pen {
	const k = 0.5523 // a quarter of a circle as a cubic curve
	return from(x, y-r).curve(x+k*r, y-r, x+r, y-k*r, x+r, y).curve(x+r, y+k*r, x+k*r, y+r, x, y+r).
		curve(x-k*r, y+r, x-r, y+k*r, x-r, y).curve(x-r, y-k*r, x-k*r, y-r, x, y-r)
}

// guide is a dotted line from a place on the body to where its size is drawn.
func guide(x1, y1, x2, y2 float64) Stroke {
	return Stroke{Points: [][2]float64{{x1, y1}, {x2, y2}}, Pen: PenSoft, Weight: guideWeight, Dashed: true}
}

// size is a line between two places with a short bar across each end.
func size(x1, y1, x2, y2 float64) []Stroke {
	const bar = 6
	dx, dy := bar, 0.0
	if y1 == y2 {
		dx, dy = 0, bar
	}
	one := func(ax, ay, bx, by float64) Stroke {
		return Stroke{Points: [][2]float64{{ax, ay}, {bx, by}}, Pen: PenInk, Weight: sizeWeight}
	}
	return []Stroke{one(x1, y1, x2, y2), one(x1-float64(dx), y1-dy, x1+float64(dx), y1+dy), one(x2-float64(dx), y2-dy, x2+float64(dx), y2+dy)}
}

// framed shifts strokes and labels to the top and the middle of a grid, and returns how high they are: few sizes leave no
// hole beside the body.
func framed(wide float64, strokes []Stroke, labels []Label) ([]Stroke, []Label, float64) {
	const ring = 11 // what stands around the middle of a letter
	left, right, top, foot := wide, 0.0, wide, 0.0
	mark := func(x, y, around float64) {
		left, right = min(left, x-around), max(right, x+around)
		top, foot = min(top, y-around), max(foot, y+around)
	}
	for _, s := range strokes {
		for _, p := range s.Points {
			mark(p[0], p[1], s.Weight/2)
		}
	}
	for _, l := range labels {
		mark(l.X, l.Y, ring)
	}
	dx, dy := math.Round((wide-left-right)/2), math.Ceil(-top)
	outS, outL := make([]Stroke, len(strokes)), make([]Label, len(labels))
	for i, s := range strokes {
		points := make([][2]float64, len(s.Points))
		for j, p := range s.Points {
			points[j] = [2]float64{tenth(p[0] + dx), tenth(p[1] + dy)}
		}
		s.Points = points
		outS[i] = s
	}
	for i, l := range labels {
		l.X, l.Y = tenth(l.X+dx), tenth(l.Y+dy)
		outL[i] = l
	}
	return outS, outL, math.Ceil(foot + dy)
}
