package measure

import (
	"fmt"
	"math"
	"strconv"
)

// Tenths prints a figure with one decimal, "34.6". Halves go away from zero, as people round, and zero has no sign.
func Tenths(x float64) string {
	return strconv.FormatFloat(roundTenths(x), 'f', 1, 64)
}

// SignedTenths prints a change with its sign, "+19.8", "-2.0", and no change as "0.0".
func SignedTenths(x float64) string {
	if r := roundTenths(x); r > 0 {
		return "+" + Tenths(r)
	}
	return Tenths(x)
}

func roundTenths(x float64) float64 {
	// 2.25 is often stored a hair below itself; the nudge is far smaller than any figure that is printed.
	r := math.Round(x*10+math.Copysign(1e-9, x)) / 10
	if r == 0 {
		return 0
	}
	return r
}

// PercentileText prints a percentile as an integer from 1 to 99, "<1" below 1 and ">99" above 99. Something
// that is not a number prints as "", never as a wrong centile.
func PercentileText(percentile float64) string {
	switch {
	case math.IsNaN(percentile):
		return ""
	case percentile < 1:
		return "<1"
	case percentile > 99:
		return ">99"
	}
	return strconv.Itoa(int(math.Round(percentile)))
}

// Centile prints a percentile for a sentence: "5th centile", "below the 1st centile", "above the 99th centile".
func Centile(percentile float64) string {
	switch {
	case math.IsNaN(percentile):
		return ""
	case percentile < 1:
		return "below the 1st centile"
	case percentile > 99:
		return "above the 99th centile"
	}
	n := int(math.Round(percentile))
	suffix := "th"
	if n < 11 || n > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s centile", n, suffix)
}
