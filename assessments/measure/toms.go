package measure

import "math"

// TOMDimensions are what therapy outcome measures rate, in the order of the form; the last is the carer's own.
func TOMDimensions() []string {
	return []string{"impairment", "activity", "participation", "wellbeing", "carer wellbeing"}
}

// TOM is one rating in therapy outcome measures: each dimension from 0 (severe) to 5 (usual for age), in halves. A
// dimension that was not rated is absent. The descriptions of the scales are copyright and are not kept.
type TOM map[string]float64

// Check refuses a dimension or a rating that the scale does not have.
func (t TOM) Check() error {
	const op = "measure.tom"
	known := map[string]bool{}
	for _, d := range TOMDimensions() {
		known[d] = true
	}
	for d, x := range t {
		if !known[d] {
			return invalid(op, "%q is none of the dimensions: impairment, activity, participation, wellbeing, carer wellbeing.", d)
		}
		if !(x >= 0 && x <= 5) || x*2 != math.Trunc(x*2) {
			return invalid(op, "Rate %s from 0 to 5, in halves.", d)
		}
	}
	return nil
}

// TOMChange is one dimension that was rated on both dates.
type TOMChange struct {
	Dimension           string
	First, Last, Change float64
}

// CompareTOM returns the change of every dimension rated on both dates, in the form's order. It grades none.
func CompareTOM(first, last TOM) ([]TOMChange, error) {
	if err := first.Check(); err != nil {
		return nil, err
	}
	if err := last.Check(); err != nil {
		return nil, err
	}
	var out []TOMChange
	for _, d := range TOMDimensions() {
		a, okA := first[d]
		b, okB := last[d]
		if okA && okB {
			out = append(out, TOMChange{d, a, b, b - a})
		}
	}
	return out, nil
}
