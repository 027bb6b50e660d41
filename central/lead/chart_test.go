package lead

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// A bar is drawn from the cell as it is printed: of what is left out there is no length, neither by itself nor against the others.
func TestDraw_NoLengthForWhatIsNotShown(t *testing.T) {
	c := draw("Children", []string{"a", "b", "c", "d"}, []string{"40", few, "10", held})
	want := []bar{{"a", "40", 100, true}, {"b", few, 0, false}, {"c", "10", 25, true}, {"d", held, 0, false}}
	for i, b := range c.Bars {
		if b != want[i] {
			t.Errorf("%+v, not %+v", b, want[i])
		}
	}
	if c.Alt != "Children: a 40, b under 5, c 10, d not shown." {
		t.Errorf("in words: %s", c.Alt)
	}
	if c := draw("Children", []string{"a", "b"}, []string{few, "0"}); c != nil {
		t.Errorf("a chart without a length: %+v", c)
	}
}

// A goal counts once, by its newest score that is not the baseline; one that was struck out does not count.
func TestGoals_ByTheNewestScore(t *testing.T) {
	level := func(n int) *int { return &n }
	review := func(goal assessments.ID, on assessments.Date, n *int, baseline bool) service.Entry[assessments.GoalReview] {
		return service.Entry[assessments.GoalReview]{Is: assessments.GoalReview{Goal: goal, On: on, Level: n, Baseline: baseline}}
	}
	c := &service.Case{Reviews: []service.Entry[assessments.GoalReview]{
		review("one", "2026-03-01", level(-2), true), review("one", "2026-06-01", level(-1), false), review("one", "2026-09-01", level(0), false), review("one", "2026-10-01", nil, false),
		review("two", "2026-03-01", level(-2), true),
		review("three", "2024-03-01", level(2), false),
		review("gone", "2026-09-01", level(2), false),
	}}
	for _, id := range []assessments.ID{"one", "two", "three"} {
		c.Goals = append(c.Goals, service.Entry[assessments.Goal]{ID: id})
	}
	v := &view{day: "2026-11-20"}
	for range 7 {
		v.children = append(v.children, &child{reached: goalsReached(c)})
	}
	table := goals(v)
	if got := strings.Join(table.Rows[0].Cells, " "); got != "0 0 7 0 0 7" {
		t.Errorf("seven children, each with one goal reached in September: %s", got)
	}
	if len(table.Head) != len(table.Rows[0].Cells)+1 || table.Chart == nil || table.Chart.Bars[2].Long != 100 {
		t.Errorf("%v %+v", table.Head, table.Chart)
	}
}
