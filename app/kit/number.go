package kit

import (
	"strconv"
	"strings"
)

// NumberField is a field that holds one number, with its unit at the far end.
type NumberField struct {
	*Field
	onNumber func(value float64, ok bool)
}

// NewNumberField makes a number box; onNumber is told every change, ok false while it holds no number.
func NewNumberField(label, unit string, onNumber func(value float64, ok bool)) *NumberField {
	n := &NumberField{onNumber: onNumber}
	n.Field = NewField(label, func(string) {
		if n.onNumber != nil {
			n.onNumber(n.Number())
		}
	})
	n.Field.ForNumbers().WithUnit(unit)
	return n
}

// ParseNumber reads a number as people type it: "1,250", "29.5", " 12 ". ok is false for anything else, so that a
// slip is never read as a measurement.
func ParseNumber(s string) (value float64, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, false
	}
	if whole, _, _ := strings.Cut(s, "."); strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3) {
				return 0, false
			}
		}
		s = strings.ReplaceAll(whole, ",", "") + strings.TrimPrefix(s, whole)
	}
	for _, r := range s {
		if (r < '0' || r > '9') && r != '.' && r != '-' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// Number is the number in the box.
func (n *NumberField) Number() (float64, bool) { return ParseNumber(n.Text()) }

// SetNumber puts a number in without calling back.
func (n *NumberField) SetNumber(v float64) { n.SetText(strconv.FormatFloat(v, 'f', -1, 64)) }
