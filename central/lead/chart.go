package lead

import (
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// A chart is a row of bars for whoever sees a length sooner than a number. The table under it says the same; Alt says it in words.
type chart struct {
	Alt  string
	Bars []bar
}

// A bar is as long as its number, of 100; one whose number is not shown has no length.
type bar struct {
	Name, Value string
	Long        int
	Shown       bool
}

// draw makes a chart of some cells. It knows the cells as they are printed and nothing else, so that a length can give away nothing
// that was left out. Without a length to show there is no chart.
func draw(what string, names, cells []string) *chart {
	c, most, said := &chart{}, 0, make([]string, len(names))
	numbers := make([]int, len(names))
	for i, cell := range cells {
		n, err := strconv.Atoi(cell)
		numbers[i], most = n, max(most, n)
		c.Bars = append(c.Bars, bar{Name: names[i], Value: cell, Shown: err == nil})
		said[i] = names[i] + " " + cell
	}
	if most == 0 {
		return nil
	}
	for i, n := range numbers {
		c.Bars[i].Long = n * 100 / most
	}
	c.Alt = what + ": " + strings.Join(said, ", ") + "."
	return c
}

// A reached is how far a goal was at its newest review.
type reached struct {
	on    assessments.Date
	level int
}

// levels are the rungs of a goal from the best on, as the table has them.
var levels = []struct {
	level int
	name  string
}{{2, "Much more than expected"}, {1, "More than expected"}, {0, "As expected: the goal"}, {-1, "Less than expected"}, {-2, "Much less, as before or below"}}

// goalsReached is the newest review of each goal of a child that says a level and is not the baseline.
func goalsReached(c *service.Case) []reached {
	newest := map[assessments.ID]reached{}
	for _, g := range c.Reviews {
		if r := g.Is; r.Level != nil && !r.Baseline && r.On >= newest[r.Goal].on {
			newest[r.Goal] = reached{r.On, *r.Level}
		}
	}
	var out []reached
	for _, g := range c.Goals { // a review whose goal was struck out counts for nothing
		if r, ok := newest[g.ID]; ok {
			out = append(out, r)
		}
	}
	return out
}

// goals counts goals by the level of their newest review within a year.
func goals(v *view) figures {
	from := assessments.NewDate(v.day.Time().AddDate(-1, 0, 1))
	counts := [][]int{make([]int, len(levels))}
	for _, c := range v.children {
		for _, r := range c.reached {
			for i, l := range levels {
				if l.level == r.level && r.on >= from && r.on <= v.day {
					counts[0][i]++
				}
			}
		}
	}
	t := figures{Title: "Goals achieved", Note: "Goals scored in the last 12 months, by their newest score. As expected or better is achieved.", Head: []string{"When"}}
	for _, l := range levels {
		t.Head = append(t.Head, l.name)
	}
	cells := suppress(counts)[0]
	t.Chart = draw("Goals by their newest score", t.Head[1:], cells[:len(levels)])
	t.Head = append(t.Head, "All")
	t.Rows = []figureRow{{"Last 12 months", cells}}
	return t
}
