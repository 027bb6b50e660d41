package measure

import (
	"fmt"
	"math"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
)

// Share is so many of so many: legible letters of counted letters, moments on task of moments seen.
type Share struct{ Count, Of int }

// NewShare refuses counts that cannot be: fewer than 0, or more than there were. With nothing counted there is no share:
// NotComputable(err).
func NewShare(count, of int) (Share, error) {
	const op = "measure.share"
	switch {
	case count < 0 || of < 0 || count > of:
		return Share{}, invalid(op, "Count from 0 up to the number there were: %d of %d cannot be.", count, of)
	case of == 0:
		return Share{}, notComputable(op, "Not computable: nothing was counted.")
	}
	return Share{count, of}, nil
}

// ShareOf reads a count of an observation, such as 11 of 26 letters. Both numbers must be whole.
func ShareOf(c assessments.Count) (Share, error) {
	if c.Value != math.Trunc(c.Value) || c.Of != math.Trunc(c.Of) || math.Abs(c.Value) > 1e9 || math.Abs(c.Of) > 1e9 {
		return Share{}, invalid("measure.share", "%q needs whole numbers: so many of so many.", c.What)
	}
	return NewShare(int(c.Value), int(c.Of))
}

// Percent is the share in hundredths, 0 to 100; 0 for the zero Share.
func (s Share) Percent() float64 {
	if s.Of == 0 {
		return 0
	}
	return 100 * float64(s.Count) / float64(s.Of)
}

// PercentText prints a whole percentage. 0% and 100% mean none and all: what would only round to them is "<1%" or ">99%".
func (s Share) PercentText() string { return percentText(s.Percent(), s.Count == 0, s.Count == s.Of) }

func percentText(p float64, none, all bool) string {
	n := int(math.Round(p))
	switch {
	case n == 0 && !none:
		return "<1%"
	case n == 100 && !all:
		return ">99%"
	}
	return strconv.Itoa(n) + "%"
}

// Interval is Wilson's score interval of the share in percentage points; Half is half its width, since it is not
// symmetric about the share. It never leaves 0 to 100 and always holds the share (Wilson 1927).
func (s Share) Interval(c Confidence) (Interval, error) {
	const op = "measure.interval"
	z, ok := c.z()
	if !ok {
		return Interval{}, invalid(op, "Choose a 90%% or a 95%% interval.")
	}
	if _, err := NewShare(s.Count, s.Of); err != nil {
		return Interval{}, err
	}
	n := float64(s.Of)
	p, zz := float64(s.Count)/n, z*z
	middle := (p + zz/(2*n)) / (1 + zz/n)
	half := z / (1 + zz/n) * math.Sqrt(p*(1-p)/n+zz/(4*n*n))
	// At none and all one end is exact; rounding would put it a hair outside.
	low, high := math.Max(0, math.Min(p, middle-half)), math.Min(1, math.Max(p, middle+half))
	return Interval{Low: 100 * low, High: 100 * high, Half: 50 * (high - low)}, nil
}

// Words is "11 of 26 letters legible (42%)" for what = "letters legible".
func (s Share) Words(what string) string {
	return fmt.Sprintf("%d of %d %s (%s)", s.Count, s.Of, what, s.PercentText())
}
