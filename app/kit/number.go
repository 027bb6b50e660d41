package kit

import (
	"strconv"
	"strings"
)

// NumberField is a field that holds one number, with its unit at the far end.
type NumberField struct {
	*Field
	onNumber func(value float64, ok bool)
	whole    bool
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

// Whole lets the box hold whole numbers only: "1.5" is then no number, and not 1.
func (n *NumberField) Whole() *NumberField {
	n.whole = true
	return n
}

// Number is the number in the box.
func (n *NumberField) Number() (float64, bool) {
	v, ok := ParseNumber(n.Text())
	return v, ok && (!n.whole || v == float64(int(v)))
}

// Wrong is what to say once the person moves on: "" for a number and for an empty box.
func (n *NumberField) Wrong() string {
	if _, ok := n.Number(); ok || strings.TrimSpace(n.Text()) == "" {
		return ""
	}
	if n.whole {
		return "Enter a whole number, such as 12"
	}
	return "Enter a number, such as 29.5"
}

// Judge says what is wrong in the field itself, where there is room beside the box.
func (n *NumberField) Judge() {
	if why := n.Wrong(); why != "" {
		n.SetError(why)
		relayAround(n.Field)
	}
}

// SetNumber puts a number in without calling back.
func (n *NumberField) SetNumber(v float64) { n.SetText(strconv.FormatFloat(v, 'f', -1, 64)) }
