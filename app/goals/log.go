package goals

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Logged reports whether school or home counted anything.
func (p Progress) Logged() bool { return len(p.Counts.Days) > 0 }

// counted is the chart of what school and home counted towards a goal, and of the prompts that it took. It is their word: it moves no rung.
func (b *Book) counted(g *goal) ChartData {
	c := ChartData{Name: "Counted at school and at home, " + g.g.Title}
	var samples []assessments.LogSample
	for _, l := range b.logs {
		for _, s := range l.Samples {
			if s.Goal == g.rec.ID && (s.Count != nil || s.Prompts != nil) {
				samples = append(samples, s)
			}
		}
	}
	var all []assessments.Date
	for _, s := range samples {
		all = append(all, s.On)
	}
	c.Days = days(all)
	slices.SortStableFunc(samples, func(a, z assessments.LogSample) int { return index(c.Days, a.On) - index(c.Days, z.On) })
	add := func(name string, on assessments.Date, n *int) {
		if n == nil {
			return
		}
		i := slices.IndexFunc(c.Series, func(s Series) bool { return s.Name == name })
		if i < 0 {
			i, c.Series = len(c.Series), append(c.Series, Series{Name: name})
		}
		c.High = max(c.High, float64(*n))
		c.Series[i].Points = append(c.Series[i].Points, Mark{Day: index(c.Days, on), At: float64(*n), Words: count(*n), Said: count(*n)})
	}
	for _, s := range samples {
		add(s.What, s.On, s.Count)
		add("Prompts", s.On, s.Prompts)
	}
	c.High = max(c.High, 4)
	for _, at := range []float64{c.High, float64(int(c.High) / 2), 0} {
		c.Ticks = append(c.Ticks, Tick{At: at, Words: count(int(at))})
	}
	return c
}
