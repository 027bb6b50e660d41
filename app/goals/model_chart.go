package goals

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// ChartData is a chart of values over days as plain values: what is drawn, and the same in words.
type ChartData struct {
	Name      string // what it shows: "Changes for PE with 1 prompt"
	Low, High float64
	Ticks     []Tick
	Days      []assessments.Date // rising
	Series    []Series
}

// A Tick is a line across the chart with words at its end. The goal line is dotted.
type Tick struct {
	At    float64
	Words string
	Goal  bool
}

// A Series is one line on the chart. Series are told apart by the shape of their marks and by their name.
type Series struct {
	Name   string
	Points []Mark
}

// A Mark is one value on one day; Words stand at it, and Said is what is said of it where the words are too short.
type Mark struct {
	Day   int // index in Days
	At    float64
	Words string
	Said  string
}

// Words is the chart for those who do not see it: every point with its day, series by series.
func (c ChartData) Words() string {
	out := []string{c.Name}
	for _, s := range c.Series {
		for _, m := range s.Points {
			say := m.Said
			if say == "" {
				say = m.Words
			}
			if s.Name != "" {
				say = s.Name + ": " + say
			}
			out = append(out, c.Days[m.Day].Words()+", "+say)
		}
	}
	if len(out) == 1 {
		out = append(out, "nothing scored yet")
	}
	return strings.Join(out, ". ") + "."
}

// places are where the days stand from 0 to 1, by time, but no nearer to each other than least allows: two visits in one
// week must not hide each other.
func (c ChartData) places(least float64) []float64 {
	n := len(c.Days)
	out := make([]float64, n)
	if n < 2 {
		return out
	}
	first, span := c.Days[0].Time(), c.Days[n-1].Time().Sub(c.Days[0].Time())
	for i, d := range c.Days {
		out[i] = float64(i) / float64(n-1)
		if span > 0 {
			out[i] = float64(d.Time().Sub(first)) / float64(span)
		}
	}
	least = min(least, 1/float64(n-1))
	for i := 1; i < n; i++ { // push right what is too near, then back what was pushed over the end
		out[i] = max(out[i], out[i-1]+least)
	}
	out[n-1] = min(out[n-1], 1)
	for i := n - 2; i >= 0; i-- {
		out[i] = min(out[i], out[i+1]-least)
	}
	return out
}

// dayLabels are the days as they stand below the chart: with the year only where there is more than one.
func (c ChartData) dayLabels() []string {
	out := make([]string, len(c.Days))
	for i, d := range c.Days {
		out[i] = dayMonth(d)
		if c.Days[0].Time().Year() != c.Days[len(c.Days)-1].Time().Year() {
			out[i] = d.Words()
		}
	}
	return out
}

// days lists every day once, rising.
func days(all []assessments.Date) (out []assessments.Date) {
	for _, d := range all {
		at := 0
		for at < len(out) && out[at] < d {
			at++
		}
		if at == len(out) || out[at] != d {
			out = append(out[:at:at], append([]assessments.Date{d}, out[at:]...)...)
		}
	}
	return out
}
