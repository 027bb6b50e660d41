package goals

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
)

// Progress is one goal over time in ready words.
type Progress struct {
	ID      assessments.ID
	Title   string
	Line    string // "From −1 to +1, three reviews"
	Levels  ChartData
	Counts  ChartData // what school and home logged
	Ratings ChartData // empty days where nobody was asked
	Who     string    // "Mum’s ratings"
	Closed  bool
}

// Rated reports whether anybody gave a rating.
func (p Progress) Rated() bool { return len(p.Ratings.Days) > 0 }

// Progress lists the child's agreed goals over time, open ones first.
func (b *Book) Progress() []Progress {
	var open, closed []Progress
	for _, g := range b.goals {
		if g.unfinished() {
			continue
		}
		p := Progress{ID: g.rec.ID, Title: g.g.Title, Line: g.sum(), Levels: g.levels(), Closed: g.g.ClosedOn != ""}
		p.Who, p.Ratings = b.rated(g)
		p.Counts = b.counted(g)
		if p.Closed {
			p.Line += ". Closed " + g.g.ClosedOn.Words()
			closed = append(closed, p)
		} else {
			open = append(open, p)
		}
	}
	return append(open, closed...)
}

// sum is the goal's way in one line.
func (g *goal) sum() string {
	start, now := g.start(), g.now()
	switch start {
	case nil:
		return "Not scored yet"
	case now:
		return "Scored once: " + LevelText(*start.r.Level) + ", " + measure.LevelWords(*start.r.Level)
	}
	return "From " + LevelText(*start.r.Level) + " to " + LevelText(*now.r.Level) + ", " + measure.LevelWords(*now.r.Level)
}

// levels is the chart of the rungs reached.
func (g *goal) levels() ChartData {
	c := ChartData{Name: "Rungs reached, " + g.g.Title, Low: measure.Worst, High: measure.Best}
	for level := measure.Best; level >= measure.Worst; level-- {
		words := LevelText(level) + "  " + shortLevel(level)
		if level == 0 {
			words = "0  The goal"
		}
		c.Ticks = append(c.Ticks, Tick{At: float64(level), Words: words, Goal: level == 0})
	}
	var all []assessments.Date
	for _, v := range g.reviews {
		if v.r.Level != nil {
			all = append(all, v.r.On)
		}
	}
	c.Days = days(all)
	s := Series{}
	for _, v := range g.reviews {
		if v.r.Level != nil {
			l := *v.r.Level
			said := LevelText(l) + ", " + measure.LevelWords(l)
			if seen := g.seen(v); seen != "" {
				said += ": " + seen
			}
			s.Points = append(s.Points, Mark{Day: index(c.Days, v.r.On), At: float64(l), Words: LevelText(l), Said: said})
		}
	}
	if len(s.Points) > 0 {
		c.Series = []Series{s}
	}
	return c
}

// rated is the chart of the two ratings as the person gave them who rated last; ratings of two people do not make one
// line.
func (b *Book) rated(g *goal) (who string, c ChartData) {
	by := g.rater()
	who = "Ratings"
	if n := b.personName(by); n != "" {
		who = n + "’s ratings"
	}
	c = ChartData{Name: who + " from 1 to 10, " + g.g.Title, Low: 1, High: 10,
		Ticks: []Tick{{At: 10, Words: "10  Best"}, {At: 7, Words: "7"}, {At: 4, Words: "4"}, {At: 1, Words: "1"}}}
	var all []assessments.Date
	for _, v := range g.reviews {
		if v.r.RatedBy == by && v.rated() {
			all = append(all, v.r.On)
		}
	}
	c.Days = days(all)
	for i, name := range []string{"How well", "How happy"} {
		s := Series{Name: name}
		for _, v := range g.reviews {
			if n := []int{v.r.Performance, v.r.Satisfaction}[i]; n > 0 && v.r.RatedBy == by {
				s.Points = append(s.Points, Mark{Day: index(c.Days, v.r.On), At: float64(n), Words: count(n), Said: count(n) + " of 10"})
			}
		}
		if len(s.Points) > 0 {
			c.Series = append(c.Series, s)
		}
	}
	return who, c
}

// rater is who gave the newest rating of a goal.
func (g *goal) rater() (who assessments.ID) {
	for _, v := range g.reviews {
		if v.rated() {
			who = v.r.RatedBy
		}
	}
	return who
}

func index(days []assessments.Date, d assessments.Date) int {
	for i, x := range days {
		if x == d {
			return i
		}
	}
	return 0
}

// TChart is the T-score of all open goals together over time, for staff; ok is false where there are not two goals, or
// not one day on which every one of them had been scored. A day before that would compare other goals.
func (b *Book) TChart() (c ChartData, ok bool) {
	var scored []*goal
	var all []assessments.Date
	for _, g := range b.open() {
		if g.start() == nil {
			continue
		}
		scored = append(scored, g)
		for _, v := range g.reviews {
			if v.r.Level != nil {
				all = append(all, v.r.On)
			}
		}
	}
	if len(scored) < 2 {
		return c, false
	}
	c = ChartData{Name: "T-score of " + count(len(scored)) + " goals together", Low: 20, High: 80,
		Ticks: []Tick{{At: 80, Words: "80"}, {At: 65, Words: "65"}, {At: 50, Words: "50  As expected", Goal: true}, {At: 35, Words: "35"}, {At: 20, Words: "20"}}}
	var on []assessments.Date
	var values []float64
	for _, d := range days(all) {
		if t, whole := together(scored, d); whole {
			on, values = append(on, d), append(values, t)
		}
	}
	if len(on) == 0 {
		return c, false
	}
	c.Days = on
	s := Series{}
	for i, t := range values {
		s.Points = append(s.Points, Mark{Day: i, At: min(max(t, c.Low), c.High), Words: measure.Tenths(t), Said: "T " + measure.Tenths(t)})
	}
	c.Series = []Series{s}
	return c, true
}

// together is the T-score of goals as they stood on a day, false while one of them had no score yet.
func together(goals []*goal, d assessments.Date) (float64, bool) {
	var levels []int
	var weights []float64
	for _, g := range goals {
		var at *int
		for _, v := range g.reviews {
			if v.r.Level != nil && v.r.On <= d {
				at = v.r.Level
			}
		}
		if at == nil {
			return 0, false
		}
		levels, weights = append(levels, *at), append(weights, float64(g.g.Weight()))
	}
	t, err := measure.GAS(levels, weights)
	return t, err == nil
}
