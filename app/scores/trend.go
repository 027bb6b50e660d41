package scores

import (
	"math"
	"strings"

	"github.com/fieldfare/fieldfare/app/goals"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// A Trend is one part of one tool and edition over time: in words, and as a chart where there are two days to join.
type Trend struct {
	Part  string
	Words string
	Chart goals.ChartData
	Drawn bool
}

// Trends are the parts of a group over time. A group holds one edition, so nothing here can compare two.
func (g *Group) Trends() []Trend {
	var scores []*assessments.Score
	for _, x := range g.Results {
		scores = append(scores, &x.V)
	}
	var out []Trend
	for _, s := range measure.Trend(scores) {
		t := Trend{Part: s.Part, Words: s.Words()}
		t.Chart, t.Drawn = chart(s)
		out = append(out, t)
	}
	return out
}

// chart draws a series of at least two numbers. Where the score lies on a known curve the lines across are its mean and
// standard deviations; nothing else is marked, because no line is a verdict.
func chart(s measure.Series) (goals.ChartData, bool) {
	name := s.Part + ", " + s.Type
	if s.Part == "" {
		name = s.Type
	}
	c := goals.ChartData{Name: name}
	line := goals.Series{}
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range s.Points {
		if math.IsNaN(p.Figure) {
			continue
		}
		if n := len(c.Days); n == 0 || c.Days[n-1] != p.On {
			c.Days = append(c.Days, p.On)
		}
		line.Points = append(line.Points, goals.Mark{Day: len(c.Days) - 1, At: p.Figure, Words: p.Value})
		low, high = min(low, p.Figure), max(high, p.Figure)
	}
	if len(c.Days) < 2 || !s.Computed {
		return c, false
	}
	c.Series = []goals.Series{line}
	if t, _, ok := measure.Find(s.Tool, s.Edition); ok {
		if scale, ok := t.Scale(strings.TrimSuffix(s.Type, " score"), strings.EqualFold(s.Part, "total")); ok {
			c.Low, c.High = scale.Mean-2*scale.SD, scale.Mean+2*scale.SD
			for n := 2; n >= -2; n-- {
				at := scale.Mean + float64(n)*scale.SD
				c.Ticks = append(c.Ticks, goals.Tick{At: at, Words: plain(at)})
			}
			c.Ticks[2].Words += "  Mean for age"
			for low < c.Low {
				c.Low -= scale.SD
				c.Ticks = append(c.Ticks, goals.Tick{At: c.Low, Words: plain(c.Low)})
			}
			for high > c.High {
				c.High += scale.SD
				c.Ticks = append([]goals.Tick{{At: c.High, Words: plain(c.High)}}, c.Ticks...)
			}
			return c, true
		}
	}
	step := nice((high - low) / 2)
	c.Low, c.High = math.Floor(low/step-0.5)*step, math.Ceil(high/step+0.5)*step
	for at := c.High; at >= c.Low-step/2; at -= step {
		c.Ticks = append(c.Ticks, goals.Tick{At: at, Words: plain(at)})
	}
	return c, true
}

// nice is a step of 1, 2 or 5 times a power of ten that is not smaller than x.
func nice(x float64) float64 {
	if x <= 0 {
		return 1
	}
	p := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if m*p >= x {
			return m * p
		}
	}
	return 10 * p
}

func plain(x float64) string { return strings.TrimSuffix(measure.Tenths(x), ".0") }
