package measure

import "math"

const (
	// Worst and Best bound a goal's attainment level; 0 is the expected outcome.
	Worst, Best = -2, 2
	// rho is the assumed correlation between goals, the constant of Kiresuk and Sherman's formula.
	rho = 0.3
	// heaviest refuses a weight that can only be a slip; importance x difficulty never passes 9.
	heaviest = 100
)

// LevelWords returns the words for an attainment level, "" outside -2..2.
func LevelWords(level int) string {
	words := [...]string{"much less than expected", "less than expected", "as expected", "more than expected", "much more than expected"}
	if level < Worst || level > Best {
		return ""
	}
	return words[level-Worst]
}

// Weight returns importance x difficulty, each from 0 to 3. A goal of weight 0 drops out of the T-score.
func Weight(importance, difficulty int) (float64, error) {
	if importance < 0 || importance > 3 || difficulty < 0 || difficulty > 3 {
		return 0, invalid("measure.weight", "Importance and difficulty must each be from 0 to 3.")
	}
	return float64(importance * difficulty), nil
}

// GAS returns the goal attainment scaling T-score (mean 50, SD about 10) of goals with the given levels (-2..2) and
// weights; nil weights count every goal as 1. Goals of weight 0 drop out. If no goal is left, NotComputable(err).
//
//	T = 50 + 10*Sum(w*x) / sqrt((1-rho)*Sum(w^2) + rho*(Sum w)^2), rho = 0.3
//
// Levels are ordinal and T depends on how the goals were set: print that caveat beside it (Turner-Stokes).
func GAS(levels []int, weights []float64) (float64, error) {
	const op = "measure.gas"
	if weights != nil && len(weights) != len(levels) {
		return 0, invalid(op, "Give one weight for each goal: there are %d goals and %d weights.", len(levels), len(weights))
	}
	top := 0.0
	for i, level := range levels {
		if level < Worst || level > Best {
			return 0, invalid(op, "A goal's level must be from -2 to +2, not %d.", level)
		}
		w := weightOf(weights, i)
		if math.IsNaN(w) || w < 0 || w > heaviest {
			return 0, invalid(op, "A goal's weight must be from 0 to %d. Use importance x difficulty.", heaviest)
		}
		top = math.Max(top, w)
	}
	if top == 0 {
		return 0, notComputable(op, "Not computable: no goal carries any weight.")
	}
	// T does not depend on the unit of the weights; dividing by the largest keeps tiny ones from vanishing when squared.
	var sum, squares, attained float64
	for i, level := range levels {
		w := weightOf(weights, i) / top
		sum += w
		squares += w * w
		attained += w * float64(level)
	}
	return 50 + 10*attained/math.Sqrt((1-rho)*squares+rho*sum*sum), nil
}

func weightOf(weights []float64, i int) float64 {
	if weights == nil {
		return 1
	}
	return weights[i]
}

// GASChange is a pair of T-scores of the same goals with the same weights.
type GASChange struct{ Baseline, Now, Change float64 }

// CompareGAS returns baseline, present and change in T of the same goals in the same order. A goal that was set later
// than the baseline does not belong here.
func CompareGAS(baseline, now []int, weights []float64) (GASChange, error) {
	if len(baseline) != len(now) {
		return GASChange{}, invalid("measure.gas", "Compare the same goals on both dates: there are %d then and %d now.", len(baseline), len(now))
	}
	before, err := GAS(baseline, weights)
	if err != nil {
		return GASChange{}, err
	}
	after, err := GAS(now, weights)
	if err != nil {
		return GASChange{}, err
	}
	return GASChange{Baseline: before, Now: after, Change: after - before}, nil
}

// Answer is what a person says at the bedside when asked whether a goal was achieved (GAS-light).
type Answer int

// The answers: the first three to "achieved", the last three to "not achieved".
const (
	AsExpected Answer = iota
	LittleMore
	LotMore
	Partly
	NoChange
	GotWorse
)

// Level turns the answer into an attainment level; NoChange keeps the goal's baseline level.
func (a Answer) Level(baseline int) (int, error) {
	if baseline < Worst || baseline > Best || a < AsExpected || a > GotWorse {
		return 0, invalid("measure.light", "Choose one of the six answers, with a baseline from -2 to +2.")
	}
	return [...]int{0, 1, 2, -1, baseline, Worst}[a], nil
}
