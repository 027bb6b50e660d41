package measure

import "math"

// Scale is the mean and standard deviation on which a manual reports a score.
type Scale struct{ Mean, SD float64 }

// The scales in common use. A tool with another scale makes its own, for example Scale{15, 5}.
var (
	StandardScore = Scale{Mean: 100, SD: 15}
	ScaledScore   = Scale{Mean: 10, SD: 3}
	TScore        = Scale{Mean: 50, SD: 10}
)

func (s Scale) check(op string, figures ...float64) error {
	if !finite(s.Mean, s.SD) || s.SD <= 0 {
		return invalid(op, "The scale's standard deviation must be more than 0.")
	}
	if !finite(figures...) {
		return invalid(op, "Enter the score as a number.")
	}
	return nil
}

func finite(figures ...float64) bool {
	for _, f := range figures {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return false
		}
	}
	return true
}

// Z returns how many standard deviations a score lies above the mean.
func (s Scale) Z(score float64) (float64, error) {
	if err := s.check("measure.z", score); err != nil {
		return 0, err
	}
	return (score - s.Mean) / s.SD, nil
}

// Percentile returns the percentage (0-100) of the normal curve below a score. It is a normal-curve estimate and must be
// labelled so: the publisher's table can differ, and a percentile that was entered from the manual wins.
func (s Scale) Percentile(score float64) (float64, error) {
	z, err := s.Z(score)
	if err != nil {
		return 0, err
	}
	return 50 * math.Erfc(-z/math.Sqrt2), nil
}

// Score returns the score at a percentile between 0 and 100, both excluded; the inverse of Percentile.
func (s Scale) Score(percentile float64) (float64, error) {
	const op = "measure.score"
	if err := s.check(op, percentile); err != nil {
		return 0, err
	}
	if percentile <= 0 || percentile >= 100 {
		return 0, invalid(op, "A percentile lies between 0 and 100.")
	}
	// Erfcinv keeps the far low tail, where 1-2p would round to 1.
	return s.Mean - s.SD*math.Sqrt2*math.Erfcinv(percentile/50), nil
}

// SEM returns the standard error of measurement, SD*sqrt(1-r), from the reliability r (0-1) in the tool's manual.
func (s Scale) SEM(r float64) (float64, error) {
	const op = "measure.sem"
	if err := s.check(op, r); err != nil {
		return 0, err
	}
	if r < 0 || r > 1 {
		return 0, invalid(op, "Reliability must be from 0 to 1, as in the manual.")
	}
	return s.SD * math.Sqrt(1-r), nil
}

// Confidence is the percentage of a confidence interval. Only the two that manuals print are offered.
type Confidence int

// The offered confidences, with z = 1.645 and z = 1.96.
const (
	Confidence90 Confidence = 90
	Confidence95 Confidence = 95
)

func (c Confidence) z() (float64, bool) {
	switch c {
	case Confidence90:
		return 1.645, true
	case Confidence95:
		return 1.96, true
	}
	return 0, false
}

// Interval is a confidence interval in score points; Half is the +- part.
type Interval struct{ Low, High, Half float64 }

// IntervalAround returns score +- z*SEM. The SEM comes from the manual or from Scale.SEM; if neither is known there is no
// interval, and a report says so.
func IntervalAround(score, sem float64, c Confidence) (Interval, error) {
	const op = "measure.interval"
	z, ok := c.z()
	if !ok {
		return Interval{}, invalid(op, "Choose a 90%% or a 95%% interval.")
	}
	if !finite(score, sem) || sem < 0 {
		return Interval{}, invalid(op, "Enter the score and its standard error of measurement as numbers, 0 or more for the error.")
	}
	return Interval{Low: score - z*sem, High: score + z*sem, Half: z * sem}, nil
}

// Reliable is a change between two scores of the same person on the same tool and edition, set against measurement error.
type Reliable struct {
	Points float64 // second minus first
	Index  float64 // the reliable change index, Points / (SEM*sqrt(2))
	Needed float64 // the points at which a change is reliable at 95%
	Beyond bool    // |Index| >= 1.96: larger than measurement error would give. It says nothing about importance.
}

// ReliableChange returns the reliable change index (Jacobson and Truax) of two scores with a common SEM. With a SEM of 0
// there is no index: NotComputable(err).
func ReliableChange(first, second, sem float64) (Reliable, error) {
	const op = "measure.reliable"
	if !finite(first, second, sem) || sem < 0 {
		return Reliable{}, invalid(op, "Enter both scores and the standard error of measurement as numbers, 0 or more for the error.")
	}
	diff := sem * math.Sqrt2
	if diff == 0 {
		return Reliable{}, notComputable(op, "Not computable: the standard error of measurement is 0.")
	}
	index := (second - first) / diff
	if !finite(index) {
		return Reliable{}, invalid(op, "The scores are too far apart for this standard error of measurement. Check all three.")
	}
	return Reliable{Points: second - first, Index: index, Needed: 1.96 * diff, Beyond: math.Abs(index) >= 1.96}, nil
}

// Words says whether the change is larger than measurement error, and nothing about what it means for the child.
func (r Reliable) Words() string {
	if r.Beyond {
		return "That is more than measurement error alone would give (" + Tenths(r.Needed) + " points or more, at 95%); whether it matters to the child is another question."
	}
	return "That is within measurement error (less than " + Tenths(r.Needed) + " points, at 95%)."
}

// To carries a score onto another scale at the same distance from the mean: 85 on 100/15 is 7 on 10/3.
func (s Scale) To(other Scale, score float64) (float64, error) {
	z, err := s.Z(score)
	if err != nil {
		return 0, err
	}
	if err := other.check("measure.scale"); err != nil {
		return 0, err
	}
	there := other.Mean + z*other.SD
	if !finite(there) {
		return 0, invalid("measure.scale", "The score is too far from the mean of its scale. Check both.")
	}
	return there, nil
}
